/** SEAM: to be written by the owner of this folder. */
import type { RefusalText, Sentences } from '../decider.ts';
import type { AsksEvent, AsksRefusal } from './words.ts';

export const sentences: Sentences<AsksEvent> = {} as Sentences<AsksEvent>;

export const refusals: Record<AsksRefusal, RefusalText> = {} as Record<AsksRefusal, RefusalText>;
