/** Hands-on work that a commander or a tech lead is asked about. */
import { seated, type SeesStanding } from '../../shared/standing.ts';
import type { Task } from '../../shared/tasks/words.ts';

/** In which role someone is asked about hands-on work; null: it is theirs to do. */
export function asksHandsOn(room: SeesStanding, you: string): 'commander' | 'tech-lead' | null {
  if (room.floor.holder === you) return 'commander';
  return room.floor.holder !== null && seated(room, 'tech-lead') === you ? 'tech-lead' : null;
}

/** Their open tasks, but those that they declined, and those for which they have said why they keep them. */
export const handsOn = (tasks: readonly Task[], you: string): readonly Task[] =>
  tasks.filter(({ owner, endedAt, why }) => owner === you && endedAt === null && why === null);
