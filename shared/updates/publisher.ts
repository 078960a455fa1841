/**
 * Who publishes an approved customer update: one person, by name, so that it is not posted twice and not left to
 * everyone. The person with external comms; while they can't, the person who wrote it; else the commander, the deputy,
 * internal comms. Someone who is disconnected, away or resting can't. The commander may always, and when there is no one
 * who can, so may everyone who writes updates.
 */
import { holdsSeat, memberOf, seated, type SeesStanding } from '../standing.ts';
import type { Draft } from './words.ts';

/** Who, besides the commander, may write to either audience. */
export const WRITERS: readonly string[] = ['deputy', 'comms-internal', 'comms-external'];

export function publisherOf(room: SeesStanding, { by }: Pick<Draft, 'by'>): string | null {
  const writer = holdsSeat(room, by, WRITERS) ? by : null;
  const [external, deputy, internal] = ['comms-external', 'deputy', 'comms-internal'].map((role) => seated(room, role));
  const inTurn = [external, writer, room.floor.holder, deputy, internal];
  return inTurn.find((person) => person != null && canPublish(room, person)) ?? null;
}

function canPublish(room: SeesStanding, person: string): boolean {
  const member = memberOf(room, person);
  return member !== null && member.linkLostAt === null && member.availability === 'here';
}
