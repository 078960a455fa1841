/** SEAM: to be written by the owner of this folder. */
import type { RefusalText, Sentences } from '../decider.ts';
import type { TeamsEvent, TeamsRefusal } from './words.ts';

export const sentences: Sentences<TeamsEvent> = {} as Sentences<TeamsEvent>;

export const refusals: Record<TeamsRefusal, RefusalText> = {} as Record<TeamsRefusal, RefusalText>;
