/**
 * What a person reads when the scribe document says no. It has no events: its text keeps a log of its own.
 */
import type { RefusalText } from '../decider.ts';
import type { ScribeRefusal } from './words.ts';

export const refusals: Record<ScribeRefusal, RefusalText> = {
  'scribe.not-yours-to-write': {
    kind: 'authority',
    say: () => 'Observers read the document and do not write in it. Ask the commander to admit you as a responder.',
  },
};
