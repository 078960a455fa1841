/**
 * The timeline's events and refusals as sentences. What was said speaks for itself; what was done to an entry says why.
 */
import { isPicture, type Attachment } from '../attachment.ts';
import type { RefusalText, Sentences } from '../decider.ts';
import type { TimelineEvent, TimelineRefusal } from './words.ts';

export const sentences: Sentences<TimelineEvent> = {
  'timeline.said': (data) => `${data.text}${together(data.attachments)}`,
  'timeline.noted': (data) => `${data.text}${together(data.attachments)}`,
  'timeline.follow-up-noted': (data) => `To do later: ${data.text}${together(data.attachments)}`,
  'timeline.corrected': (data) => `An entry was corrected: ${data.why}`,
  'timeline.struck': (data) => `An entry was struck out: ${data.why}`,
  'timeline.pinned': (data) => `Pinned: ${data.text}`,
  'timeline.unpinned': () => 'An entry was unpinned.',
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
    say: () => 'There is no such entry in this room. Reload the page and try again from the timeline.',
  },
  'timeline.not-an-entry': {
    kind: 'state',
    say: () => 'The room wrote that line by itself, so it stays as it is. Note what you want to add.',
  },
  'timeline.not-yours': {
    kind: 'authority',
    say: (facts, name) =>
      `${typeof facts['by'] === 'string' ? name(facts['by']) : 'Somebody else'} wrote that. Ask them, the scribe or the commander to change it.`,
  },
  'timeline.already-struck': { kind: 'state', say: () => 'That entry is struck out. Write a new one instead.' },
  'timeline.already-pinned': { kind: 'state', say: () => 'That entry is pinned already.' },
  'timeline.not-pinned': { kind: 'state', say: () => 'That entry is not pinned any more.' },
  'timeline.too-many-pins': {
    kind: 'state',
    say: (facts) =>
      `There are ${Number(facts['most'] ?? 20)} pins already, and more would hide each other. Unpin one first.`,
  },
  'timeline.in-the-future': {
    kind: 'state',
    say: () =>
      'That time has not come yet. Check the date and the time zone; an entry can only tell what has happened.',
  },
};
