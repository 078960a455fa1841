/**
 * The events and refusals of updates as sentences. Times stay as the reader's own clock will show them: a panel draws the
 * countdown, so the log says only what was done and why.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import type { UpdatesEvent, UpdatesRefusal } from './words.ts';

const NAMED = { internal: 'internal', external: 'customer' } as const;
const Named = { internal: 'Internal', external: 'Customer' } as const;
const minutes = (seconds: number): string => `${Math.round(seconds / 60)} min`;
const clockTime = (at: string): string => `${at.slice(11, 16)} UTC`;
/** A text somebody wrote, closed like a sentence before ours follows. */
const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
const next = (at: string | null): string => (at === null ? 'This is the last one.' : `Next at ${clockTime(at)}.`);
const all = (people: readonly string[], name: (person: string) => string): string =>
  people.length === 0 ? 'nobody connected' : people.map(name).join(', ');

const CAUSES = {
  declared: 'the incident was declared',
  reopened: 'the incident was reopened',
  severity: 'the severity rose',
  status: 'the status went back',
  rhythm: 'the rhythm was set',
  snoozed: 'it was put off',
} as const;
const LAPSES = {
  severity: 'the severity changed',
  status: 'the status changed',
  closed: 'the incident was closed',
} as const;

export const sentences: Sentences<UpdatesEvent> = {
  'updates.rhythm-set': (data) =>
    `${Named[data.audience]} updates ${data.everySeconds === null ? 'are off' : `now come every ${minutes(data.everySeconds)}`}: ${data.why}`,
  'updates.rhythm-followed': (data) =>
    data.everySeconds === null
      ? 'No regular updates are asked for now.'
      : `Updates are now asked for every ${minutes(data.everySeconds)}.`,
  'updates.drafted': (data) => `Text for customers waits for approval: ${data.text}`,
  'updates.approved': (data, name) => `${name(data.by)} approved the text for customers.`,
  'updates.rejected': (data) => `The text for customers was sent back: ${data.why}`,
  'updates.approval-lapsed': (data) => `A text for customers must be written anew, because ${LAPSES[data.cause]}.`,
  'updates.posted': (data) =>
    `${Named[data.audience]} update${data.lateSeconds < 60 ? '' : ` (${minutes(data.lateSeconds)} late)`}: ${closed(data.text)} ${next(data.nextAt)}`,
  'updates.promised': (data) =>
    `The next ${NAMED[data.audience]} update is due at ${clockTime(data.nextAt)}, because ${CAUSES[data.cause]}${data.why === undefined ? '.' : `: ${data.why}`}`,
  'updates.soon': (data, name) =>
    `${data.audience === 'internal' ? 'An internal' : 'A customer'} update is due at ${clockTime(data.nextAt)}. Told: ${all(data.to, name)}.`,
  'updates.due': (data, name) => `The ${NAMED[data.audience]} update is due now. Told: ${all(data.to, name)}.`,
  'updates.overdue': (data) => `The ${NAMED[data.audience]} update is overdue since ${clockTime(data.nextAt)}.`,
  'updates.holding-offered': (data, name) =>
    `Still no ${NAMED[data.audience]} update. A holding update was offered to ${all(data.to, name)}.`,
  'updates.cleared': (data) =>
    `No ${NAMED[data.audience]} update is promised any more, because ${data.cause === 'closed' ? 'the incident was closed' : 'updates were switched off'}.`,
};

export const refusals: Record<UpdatesRefusal, RefusalText> = {
  'updates.next-in-the-past': {
    kind: 'state',
    say: () => 'The time for the next update has already passed. Choose a later one.',
  },
  'updates.next-needed': {
    kind: 'state',
    say: () =>
      'People are waiting: say when the next update will come. It can be the last one once the incident is mitigated.',
  },
  'updates.no-such-draft': {
    kind: 'state',
    say: () => 'That draft is gone: it was posted, sent back or replaced. Write a new one.',
  },
  'updates.draft-not-approved': {
    kind: 'state',
    say: (facts, name) => `${capital(commander(facts, name))} has not approved this text yet. Ask them to read it.`,
  },
  'updates.draft-lapsed': {
    kind: 'state',
    say: () =>
      'Severity or status changed after this was written, so it may no longer be true. Read it again and draft it anew.',
  },
  'updates.draft-differs': {
    kind: 'state',
    say: () => 'This is not the text that was approved. Post it as it was approved, or draft the new text.',
  },
  'updates.already-approved': {
    kind: 'state',
    say: (facts, name) =>
      `${typeof facts['by'] === 'string' ? name(facts['by']) : 'Somebody'} has approved this text already. It can be posted.`,
  },
  'updates.approval-needed': {
    kind: 'authority',
    say: (facts, name) =>
      `Text for customers needs a yes first. Save it as a draft; ${commander(facts, name)} will see it.`,
  },
  'updates.not-yours-to-post': {
    kind: 'authority',
    say: (facts, name) =>
      `Updates come from the commander, the deputy and comms. Give your text to ${commander(facts, name)}, or volunteer for comms.`,
  },
  'updates.not-yours-to-approve': {
    kind: 'authority',
    say: (facts, name) =>
      `${capital(commander(facts, name))} approves this. As deputy you may when the commander has been away for a while, or the update is 10 minutes overdue.`,
  },
  'updates.nothing-promised': {
    kind: 'state',
    say: () => 'No update is promised, so there is nothing to put off. Post one, or set a rhythm.',
  },
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function commander(facts: Readonly<Record<string, unknown>>, name: (person: string) => string): string {
  return typeof facts['holder'] === 'string' ? name(facts['holder']) : 'the commander';
}
