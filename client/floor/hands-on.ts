/** Hands-on work that a commander is asked about. */
import type { Task } from '../../shared/tasks/words.ts';

/** Their open tasks, but those that they declined, and those for which they have said why they keep them. */
export const handsOn = (tasks: readonly Task[], you: string): readonly Task[] =>
  tasks.filter(({ owner, endedAt, why }) => owner === you && endedAt === null && why === null);
