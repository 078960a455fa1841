/**
 * Who owes the next update: the person with the comms role for that audience; if it is vacant, the commander. And to
 * whom someone writes first.
 */
import type { RoomState } from '../../shared/room.ts';
import { holdsSeat, seated } from '../../shared/standing.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { AUDIENCES } from './names.ts';

export const commsFor = (audience: Audience): string => `comms-${audience}`;

export function owesUpdate(room: Pick<RoomState, 'floor' | 'crew'>, you: string, audience: Audience): boolean {
  const seat = commsFor(audience);
  return holdsSeat(room, you, [seat]) || (seated(room, seat) === null && room.floor.holder === you);
}

/**
 * The audience that someone begins to write to: the one whose comms they have; for everyone else, and for a person with
 * both, the one that is due first.
 */
export function firstAudience({ crew, updates }: Pick<RoomState, 'crew' | 'updates'>, you: string): Audience {
  const theirs = AUDIENCES.filter((audience) => holdsSeat({ crew }, you, [commsFor(audience)]));
  const [first = 'internal'] = (theirs.length === 0 ? AUDIENCES : theirs).toSorted(
    (one, other) => dueAt(updates, one) - dueAt(updates, other),
  );
  return first;
}

/** What is not due at all comes last. */
const dueAt = ({ promises }: RoomState['updates'], audience: Audience): number =>
  Date.parse(promises[audience]?.nextAt ?? '9999-12-31');
