/**
 * The events and refusals of updates as sentences. Times stay as the reader's own clock will show them: a panel draws
 * the countdown, so the log says only what was done and why.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { utcClock, type Clock } from '../instants.ts';
import { isLate } from './rhythm.ts';
import type { UpdatesEvent, UpdatesRefusal } from './words.ts';

const NAMED = { internal: 'internal', external: 'customer' } as const;
const Named = { internal: 'Internal', external: 'Customer' } as const;
const minutes = (seconds: number): string => `${Math.round(seconds / 60)} min`;
/** A text a person wrote, closed like a sentence before ours follows. */
const closed = (text: string): string => (/[.!?…。！？؟]\u2069?$/u.test(text) ? text : `${text}.`);
const next = (at: string | null, clock: Clock): string =>
  at === null ? 'This is the last update.' : `Next update at ${clock(at)}.`;
const all = (people: readonly string[], name: (person: string) => string): string =>
  people.length === 0 ? 'no one online' : people.map(name).join(', ');

const REASONS = {
  declared: 'incident declared',
  reopened: 'incident reopened',
  severity: 'severity raised',
  status: 'status moved back',
  rhythm: 'schedule changed',
  snoozed: 'snoozed',
} as const;
const LAPSES = {
  severity: 'severity changed',
  status: 'status changed',
  closed: 'incident closed',
} as const;

export const sentences: Sentences<UpdatesEvent> = {
  'updates.rhythm-set': (data) =>
    `${Named[data.audience]} updates ${data.everySeconds === null ? 'are off' : `are now due every ${minutes(data.everySeconds)}`}: ${data.why}`,
  'updates.rhythm-followed': (data) =>
    data.everySeconds === null
      ? 'No further updates are scheduled. What is due already stays due.'
      : `Updates are now due every ${minutes(data.everySeconds)}.`,
  'updates.drafted': (data) => `Customer update awaiting approval: ${data.text}`,
  'updates.edited': (data, name) => `${name(data.by)} edited the customer update: ${data.text}`,
  'updates.approved': (data, name) => `${name(data.by)} approved the customer update.`,
  'updates.rejected': (data) =>
    `Customer update sent back: ${data.text === undefined ? data.why : `${closed(data.why)} Suggested: ${data.text}`}`,
  'updates.approval-lapsed': (data) => `Customer update approval expired (${LAPSES[data.cause]}). Redraft it.`,
  'updates.posted': (data, _, clock = utcClock) =>
    `${Named[data.audience]} update${isLate(data.lateSeconds) ? ` (${minutes(data.lateSeconds)} late)` : ''}: ${closed(data.text)} ${next(data.nextAt, clock)}`,
  'updates.promised': (data, _, clock = utcClock) =>
    `Next ${NAMED[data.audience]} update due ${clock(data.nextAt)} (${REASONS[data.cause]})${data.why === undefined ? '.' : `: ${data.why}`}`,
  'updates.soon': (data, name, clock = utcClock) =>
    `${Named[data.audience]} update due ${clock(data.nextAt)}. Notified: ${all(data.to, name)}.`,
  'updates.due': (data, name) => `${Named[data.audience]} update due now. Notified: ${all(data.to, name)}.`,
  'updates.overdue': (data, _, clock = utcClock) =>
    `${Named[data.audience]} update overdue since ${clock(data.nextAt)}.`,
  'updates.holding-offered': (data, name) =>
    `Still no ${NAMED[data.audience]} update. Holding update offered to ${all(data.to, name)}.`,
  'updates.cleared': (data) =>
    `No more ${NAMED[data.audience]} updates are due (${data.cause === 'closed' ? 'incident closed' : 'scheduled updates turned off'}).`,
};

export const refusals: Record<UpdatesRefusal, RefusalText> = {
  'updates.next-in-the-past': {
    kind: 'state',
    say: () => 'The time for the next update has already passed. Choose a later one.',
  },
  'updates.next-too-far': {
    kind: 'state',
    say: () => 'An update can be promised up to 30 days ahead. Choose an earlier time.',
  },
  'updates.next-needed': {
    kind: 'state',
    say: () => 'Say when the next update is due. It can be the last update once the incident is mitigated.',
  },
  'updates.no-such-draft': {
    kind: 'state',
    say: () => 'That draft is gone: it was posted, sent back or replaced. Write a new one.',
  },
  'updates.draft-not-approved': {
    kind: 'state',
    say: (facts, name) => `${capital(commander(facts, name))} hasn’t approved this text yet. Ask them to review it.`,
  },
  'updates.draft-lapsed': {
    kind: 'state',
    say: () =>
      'Redraft it: it was sent back, or severity or status changed after it was drafted. Its text is in your form.',
  },
  'updates.draft-differs': {
    kind: 'state',
    say: () => 'This isn’t the approved text. Post the approved text, or save this one as a new draft.',
  },
  'updates.already-approved': {
    kind: 'state',
    say: (facts, name) =>
      `${typeof facts['by'] === 'string' ? name(facts['by']) : 'Someone'} already approved this text. You can post it.`,
  },
  'updates.approval-needed': {
    kind: 'authority',
    say: (facts, name) =>
      `Customer updates need approval first. Save this as a draft. ${capital(commander(facts, name))} will see it.`,
  },
  'updates.not-yours-to-post': {
    kind: 'authority',
    say: (facts, name) =>
      `Only the commander, the deputy and comms post updates. Send your text to ${commander(facts, name)}, or volunteer for comms.`,
  },
  'updates.not-yours-to-publish': {
    kind: 'authority',
    say: ({ publisher }, name) =>
      `${typeof publisher === 'string' ? name(publisher) : 'Someone else'} publishes this update, so that it isn’t published twice. If they can’t, the commander may.`,
  },
  'updates.not-yours-to-approve': {
    kind: 'authority',
    say: (facts, name) =>
      `${capital(commander(facts, name))} approves this. As deputy you can approve it once the commander is disconnected for a while, or the update is 10 minutes overdue.`,
  },
  'updates.nothing-promised': {
    kind: 'state',
    say: () => 'No update is due, so there’s nothing to snooze. Post one, or set an update schedule.',
  },
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function commander(facts: Readonly<Record<string, unknown>>, name: (person: string) => string): string {
  return typeof facts['holder'] === 'string' ? name(facts['holder']) : 'the commander';
}
