/** SEAM: to be written by the owner of this folder. */
import type { Sentences } from '../decider.ts';
import type { FatigueEvent } from './words.ts';

export const sentences: Sentences<FatigueEvent> = {} as Sentences<FatigueEvent>;
