/**
 * What everyone may know about a commander who is not connected: for how long, and who may assume command from when on.
 * Read from the same domain that will judge the press.
 */
import { groundToAssume } from '../../shared/floor/assume.ts';
import type { RoomState } from '../../shared/room.ts';
import { seated } from '../../shared/standing.ts';

export interface Absence {
  readonly holder: string;
  readonly since: string;
  /** The deputy, when there is one who could; null: any responder. */
  readonly next: string | null;
  /** The time from which they may. */
  readonly from: string;
}

export function absenceOf(room: RoomState): Absence | null {
  const { holder } = room.floor;
  const lostAt = holder === null ? null : (room.crew.members[holder]?.linkLostAt ?? null);
  if (holder === null || lostAt === null) return null;
  const deputy = seated(room, 'deputy');
  const standsBy = deputy !== null && room.crew.members[deputy]?.linkLostAt === null ? deputy : null;
  const ground = groundToAssume(room, standsBy ?? '');
  return ground === null ? null : { holder, since: lostAt, next: standsBy, from: ground.from };
}

/** Seconds since `since` at which it becomes allowed, for "may assume at 2:00". */
export const allowedAfter = ({ since, from }: Absence): number => (Date.parse(from) - Date.parse(since)) / 1000;
