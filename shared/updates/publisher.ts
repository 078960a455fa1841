/**
 * Who publishes an approved customer update: one person, by name, so that it is not posted twice and not left to
 * everyone. The person with external comms; while that is no one who is connected, the person who wrote it; else the
 * commander. The commander may always.
 */
import { holdsSeat, memberOf, seated, type SeesStanding } from '../standing.ts';
import type { Draft } from './words.ts';

/** Who, besides the commander, may write to either audience. */
export const WRITERS: readonly string[] = ['deputy', 'comms-internal', 'comms-external'];

export function publisherOf(room: SeesStanding, { by }: Pick<Draft, 'by'>): string | null {
  const comms = seated(room, 'comms-external');
  if (comms !== null && isReached(room, comms)) return comms;
  return holdsSeat(room, by, WRITERS) && isReached(room, by) ? by : room.floor.holder;
}

const isReached = (room: SeesStanding, person: string): boolean => memberOf(room, person)?.linkLostAt === null;
