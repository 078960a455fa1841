/** SEAM: to be written by the owner of this folder. */
import type { RefusalText, Sentences } from '../decider.ts';
import type { DecisionsEvent, DecisionsRefusal } from './words.ts';

export const sentences: Sentences<DecisionsEvent> = {} as Sentences<DecisionsEvent>;

export const refusals: Record<DecisionsRefusal, RefusalText> = {} as Record<DecisionsRefusal, RefusalText>;
