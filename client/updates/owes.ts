/** Who owes the next update: the person with the comms role for that audience; if it is vacant, the commander. */
import type { RoomState } from '../../shared/room.ts';
import { holdsSeat, seated } from '../../shared/standing.ts';
import type { Audience } from '../../shared/updates/words.ts';

export function owesUpdate(room: Pick<RoomState, 'floor' | 'crew'>, you: string, audience: Audience): boolean {
  const seat = `comms-${audience}`;
  return holdsSeat(room, you, [seat]) || (seated(room, seat) === null && room.floor.holder === you);
}
