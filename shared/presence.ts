/**
 * Presence as the log knows it. Who is connected is no part of a room's log, but for the people on whom its rules
 * depend: the commander, the deputy, comms, and anyone recorded as lost.
 */
import { watched, type RoomState } from './room.ts';
import { memberOf } from './standing.ts';

export interface RecordedPresence {
  readonly id: string;
  readonly name: string;
  readonly connected: boolean;
}

/** None in a closed room. */
export const recordedPresence = (room: RoomState): readonly RecordedPresence[] =>
  watched(room).map(({ person, linkLostAt }) => ({
    id: person,
    name: memberOf(room, person)?.name ?? person,
    connected: linkLostAt === null,
  }));
