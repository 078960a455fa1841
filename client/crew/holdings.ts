/** What a person has in hand here, and gives up when they are no longer a responder. */
import { seatName } from '../../shared/crew/sentences.ts';
import type { RoomState } from '../../shared/room.ts';
import { seatsOf } from '../../shared/standing.ts';
import { isOpen } from '../../shared/tasks/finding.ts';

/** "deputy, 2 open tasks"; empty when it is nothing. */
export function inHand(room: RoomState, person: string): string {
  const tasks = room.tasks.tasks.filter((task) => task.owner === person && isOpen(task)).length;
  return [
    ...seatsOf(room, person).map(({ role }) => seatName(role)),
    ...(tasks === 0 ? [] : [tasks === 1 ? '1 open task' : `${tasks} open tasks`]),
  ].join(', ');
}
