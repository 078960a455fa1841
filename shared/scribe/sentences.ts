/**
 * What a person reads when the scribe document says no. It has no events: its text keeps a log of its own.
 */
import type { RefusalText } from '../decider.ts';
import type { ScribeRefusal } from './words.ts';

export const refusals: Record<ScribeRefusal, RefusalText> = {
  'scribe.not-yours-to-write': {
    kind: 'authority',
    say: () => 'Observers can read the document but can’t write in it. Ask the commander to admit you as a responder.',
  },
  'scribe.in-the-future': {
    kind: 'state',
    say: () => 'That time is in the future. Choose an earlier one, and check the date and the time zone.',
  },
  'scribe.before-the-room': {
    kind: 'state',
    say: () =>
      'That was before this incident was declared, so there was no document. Choose a later time, and check the date and the time zone.',
  },
  'scribe.already-so': {
    kind: 'state',
    say: () => 'The document hasn’t changed since then. Choose another time.',
  },
};
