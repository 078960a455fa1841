/**
 * The timeline's events and refusals as sentences. What was said speaks for itself; what was done to an entry says why.
 */
import { isPicture, type Attachment } from '../attachment.ts';
import type { RefusalText, Sentences } from '../decider.ts';
import { utcClock } from '../instants.ts';
import type { TimelineEvent, TimelineRefusal } from './words.ts';

export const sentences: Sentences<TimelineEvent> = {
  'timeline.said': (data) => `${data.text}${together(data.attachments)}`,
  'timeline.noted': (data) => `${data.text}${together(data.attachments)}`,
  'timeline.follow-up-noted': (data) => `Follow-up: ${data.text}${together(data.attachments)}`,
  'timeline.corrected': (data) => `An entry was corrected: ${data.why}`,
  'timeline.struck': (data) => `An entry was struck out: ${data.why}`,
  'timeline.pinned': (data) => `Pinned: ${data.text}`,
  'timeline.unpinned': () => 'An entry was unpinned.',
  'timeline.document-restored': ({ by, to, why }, name, clock = utcClock) =>
    `${name(by)} restored the document to how it was on ${to.slice(0, 10)} at ${clock(to, 'seconds')}: ${why}`,
};

/** " (with 2 pictures and 1 text)", or nothing. */
function together(attachments: readonly Attachment[] = []): string {
  const pictures = attachments.filter(isPicture).length;
  const texts = attachments.filter(({ type }) => type === 'text/plain').length;
  const counts = [
    [pictures, 'picture'],
    [texts, 'text'],
    [attachments.length - pictures - texts, 'file'],
  ] as const;
  const parts = counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`]));
  return parts.length === 0 ? '' : ` (with ${parts.join(' and ')})`;
}

export const refusals: Record<TimelineRefusal, RefusalText> = {
  'timeline.no-such-entry': {
    kind: 'state',
    say: () => 'That entry isn’t in this room. Reload the page and try again from the timeline.',
  },
  'timeline.not-an-entry': {
    kind: 'state',
    say: () => 'Watchfloor wrote that entry, so it can’t be changed. Add a note instead.',
  },
  'timeline.not-yours': {
    kind: 'authority',
    say: (facts, name) =>
      `${typeof facts['by'] === 'string' ? name(facts['by']) : 'Someone else'} wrote that. Ask them, the scribe or the commander to change it.`,
  },
  'timeline.already-struck': { kind: 'state', say: () => 'That entry is already struck out. Write a new one instead.' },
  'timeline.too-many-struck': {
    kind: 'state',
    say: (facts) =>
      `This room already has ${Number(facts['most'] ?? 2000)} struck-out entries, which is the limit. Correct the entry instead.`,
  },
  'timeline.already-pinned': { kind: 'state', say: () => 'That entry is already pinned.' },
  'timeline.not-pinned': { kind: 'state', say: () => 'That entry is no longer pinned.' },
  'timeline.too-many-pins': {
    kind: 'state',
    say: (facts) =>
      `There are already ${Number(facts['most'] ?? 20)} pinned entries, which is the limit. Unpin one first.`,
  },
  'timeline.in-the-future': {
    kind: 'state',
    say: () =>
      'That time is in the future. An entry can only record what has happened. Check the date and the time zone.',
  },
};
