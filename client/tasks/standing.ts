/**
 * What this person may do about tasks: which are theirs, and whether they may act on someone else's. Asked of the state
 * alone.
 */
import type { RoomState } from '../../shared/room.ts';
import { isResponder, seated } from '../../shared/standing.ts';
import { leaderOf } from '../../shared/tasks/rights.ts';
import type { Task } from '../../shared/tasks/words.ts';
import { useRoom, useSpeaksAsCommander, useYou } from '../session/hooks.ts';
import { isOpen, rowsOf } from './rows.ts';

/** Observers and shadows see the tasks and have no buttons. */
export function useTakesPart(): boolean {
  const you = useYou();
  return useRoom((room) => isResponder(room, you) && room.incident.closedAt === null);
}

/** Or types for the commander. */
export function useCommands(): boolean {
  return useSpeaksAsCommander();
}

/**
 * The people a task's owner reports to: only they are offered its buttons in the row; everyone else finds them when it
 * is unfolded.
 */
export function useLooksAfter({ owner, by }: Task): boolean {
  const you = useYou();
  return useRoom(
    (room) =>
      you !== owner &&
      isResponder(room, you) &&
      [room.floor.holder, by, leaderOf(room, owner), seated(room, 'deputy')].includes(you),
  );
}

/** Someone else who could have it; null when no one else is here. */
export const another = (room: RoomState, owner: string): string | null =>
  Object.keys(room.crew.members).find((person) => person !== owner && isResponder(room, person)) ?? null;

/** Your own open tasks, the most pressing first. */
export const ownTasks = (room: RoomState, you: string): readonly Task[] =>
  rowsOf(room.tasks, room.teams, you)
    .mine.map(({ task }) => task)
    .filter(isOpen);
