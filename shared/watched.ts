/** Whose link a room depends on. */
import type { RoomState } from './capabilities.ts';
import type { Instant } from './instants.ts';
import { absenceCountsFrom, memberOf, seated } from './standing.ts';

/**
 * The people whose links the domain depends on, what the log now says of each, and from when on an absence of theirs
 * means something; none once it is closed.
 */
export function watched(room: RoomState): ReadonlyArray<{ person: string; linkLostAt: Instant | null; from: Instant }> {
  if (room.incident.closedAt !== null) return [];
  const { floor, crew } = room;
  // A person recorded as lost is still watched after they left their role, or it would never be recorded that they are
  // back.
  const lost = Object.keys(crew.members).filter((person) => memberOf(room, person)?.linkLostAt != null);
  const people = new Set([
    floor.holder,
    floor.proxy,
    seated(room, 'deputy'),
    seated(room, 'comms-external'),
    seated(room, 'comms-internal'),
    ...lost,
  ]);
  return [...people].flatMap((person) => {
    const member = person === null ? null : memberOf(room, person);
    if (person === null || member === null) return [];
    return [{ person, linkLostAt: member.linkLostAt, from: absenceCountsFrom(room, person) }];
  });
}
