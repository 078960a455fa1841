/** SEAM: to be written by the owner of this folder. */
import type { RefusalText, Sentences } from '../decider.ts';
import type { TasksEvent, TasksRefusal } from './words.ts';

export const sentences: Sentences<TasksEvent> = {} as Sentences<TasksEvent>;

export const refusals: Record<TasksRefusal, RefusalText> = {} as Record<TasksRefusal, RefusalText>;
