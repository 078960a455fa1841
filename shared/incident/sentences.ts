/**
 * The incident's events and refusals as sentences, for the log, for speech and for the person whose press was refused.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import type { IncidentEvent, IncidentRefusal } from './words.ts';

const DUE = { impact: 'impact', known: 'what we know', plan: 'the plan', exitCriteria: 'the exit criteria' } as const;
const fieldName = (field: unknown): string => DUE[field as keyof typeof DUE] ?? 'this field';
const because = (why: string | undefined): string => (why === undefined ? '.' : `: ${why}`);

export const sentences: Sentences<IncidentEvent> = {
  'incident.declared': (data) =>
    `${data.kind === 'drill' ? 'Drill' : 'Incident'} declared, SEV${data.severity}: ${data.title}` +
    (data.services === undefined ? '' : `. Impacted services: ${list(data.services.map(({ name }) => name))}.`),
  'incident.retitled': (data) => `Renamed to “${data.title}” (it was “${data.from}”).`,
  'incident.severity-set': (data) =>
    `Severity ${data.severity < data.from ? 'raised' : 'lowered'} from SEV${data.from} to SEV${data.severity}: ${data.why}`,
  'incident.severity-suggested': (data, name) => `${name(data.by)} suggested SEV${data.severity}: ${data.why}`,
  'incident.severity-kept': (data) => `Severity stays SEV${data.severity}${because(data.why)}`,
  'incident.status-set': (data) => `Status is now ${data.status} (it was ${data.from})${because(data.why)}`,
  'incident.now-set': ({ impact, known, plan, exitCriteria }) =>
    [
      written('Impact', impact),
      written('We know', known),
      written('Plan', plan),
      exitCriteria === undefined ? '' : `Exit criteria: ${criteria(exitCriteria)}`,
    ]
      .filter((part) => part !== '')
      .join('; '),
  'incident.links-set': (data) =>
    list([link('Bridge', data.bridge), link('Runbook', data.procedure)].filter((each) => each !== '')) + '.',
  'incident.services-set': ({ services }) =>
    services.length === 0
      ? 'No impacted services.'
      : `Impacted services: ${list(services.map((service) => service.name))}.`,
  'incident.closed': (data, name) =>
    (data.duplicateOf === undefined
      ? 'Incident closed.'
      : `Incident closed as a duplicate of ${data.duplicateOf.toUpperCase()}.`) +
    (data.reviewOwner === undefined ? '' : ` ${name(data.reviewOwner)} owns the review.`) +
    (data.stays === undefined
      ? ''
      : ` ${list(data.stays.map(name))} ${data.stays.length === 1 ? 'stays' : 'stay'} reachable.`) +
    (data.waived.length === 0 ? '' : ` Waived: ${data.waived.map((waiver) => waiver.why).join('; ')}.`),
  'incident.reopened': (data) => `Incident reopened: ${data.why}`,
};

function written(label: string, text: string | undefined): string {
  if (text === undefined) return '';
  return text === '' ? `${label}: cleared.` : `${label}: ${text}`;
}

function criteria(all: ReadonlyArray<{ readonly text: string; readonly met: boolean }>): string {
  return all.length === 0 ? 'none.' : all.map(({ text, met }) => `${text} (${met ? 'met' : 'not yet'})`).join(', ');
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function link(label: string, url: string | null | undefined): string {
  if (url === undefined) return '';
  return url === null ? `${label} link removed` : `${label}: ${url}`;
}

export const refusals: Record<IncidentRefusal, RefusalText> = {
  'incident.already-declared': {
    kind: 'state',
    say: () => 'This incident is already declared. Open it from the lobby.',
  },
  'incident.closed': {
    kind: 'state',
    say: () =>
      'This incident is closed. You can still write in chat and in the document. Reopen it to change anything else.',
  },
  'incident.not-closed': { kind: 'state', say: () => 'This incident is already open.' },
  'incident.unchanged': {
    kind: 'state',
    say: () => 'Nothing changed: it was already set that way.',
  },
  'incident.now-changed': {
    kind: 'state',
    say: (facts, name) =>
      `${typeof facts['by'] === 'string' ? name(facts['by']) : 'Someone'} changed ${fieldName(facts['field'])} while you were editing. Read the newer text, then save yours again.`,
  },
  'incident.criteria-open': {
    kind: 'state',
    say: (facts) => `Not closed: ${open(facts['texts'])}. Tick each exit criterion, or waive it with a reason.`,
  },
  'incident.already-suggested': {
    kind: 'state',
    say: (facts, name) =>
      `You’ve already suggested ${typeof facts['severity'] === 'number' ? `SEV${facts['severity']}` : 'a severity'}, and each person can suggest once. ` +
      (facts['answered'] === true
        ? `${commander(facts['holder'], name)} kept it as it is. Post new facts in chat.`
        : `${commander(facts['holder'], name)} can see it.`),
  },
  'incident.set-it-yourself': {
    kind: 'state',
    say: () => 'You’re in command, so set the severity instead of suggesting one.',
  },
  'incident.nothing-suggested': {
    kind: 'state',
    say: () => 'No suggestion is open, so there’s nothing to answer. The severity hasn’t changed.',
  },
  'incident.unknown-person': {
    kind: 'state',
    say: () => 'The review owner and anyone who stays reachable must be in this room. Choose people from the crew.',
  },
  'incident.unknown-original': {
    kind: 'state',
    say: ({ room }) =>
      `${String(room).toUpperCase()} isn’t another incident that you can see. Choose the one that this duplicates, or close without one.`,
  },
  'incident.private-not-yet': {
    kind: 'malformed',
    say: () =>
      'Private and security rooms aren’t supported yet, so everyone here would see it. Handle this one outside Watchfloor for now.',
  },
};

function commander(holder: unknown, name: (person: string) => string): string {
  return typeof holder === 'string' ? name(holder) : 'The commander';
}

function open(texts: unknown): string {
  return Array.isArray(texts) && texts.length > 0
    ? texts.map((text) => `“${String(text)}”`).join(', ') + ' still open'
    : 'exit criteria are still open';
}
