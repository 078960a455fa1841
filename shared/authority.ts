/**
 * Authority: the one table of who may send which command, and the one function that reads it.
 *
 * Each capability declares its rows in its rules.ts. Deny by default: a command without a row is unknown.
 * A capability's own decide may ask for more than its row (an offer is accepted only by its receiver), never for less.
 */
import { CLOCK, type Context } from './envelope.ts';
import { refuse, type Authority, type Refused } from './decider.ts';
import { floorRefusal, holdsSeat, memberOf, type SeesStanding } from './standing.ts';
import { CAPABILITIES } from './capabilities.ts';
import { authorityOf, type AuthorityTable } from './compose.ts';
import type { FloorState } from './floor/words.ts';
import type { IncidentState } from './incident/words.ts';

export const AUTHORITY = authorityOf(CAPABILITIES);

export interface SeesRoom extends SeesStanding {
  readonly floor: Pick<FloorState, 'holder' | 'epoch' | 'since' | 'proxy'>;
  readonly incident: Pick<IncidentState, 'declaredAt' | 'closedAt'>;
}

/** Why this actor may not send a command of this type now; null when the table has nothing against it. */
export function authorityRefusal(
  table: AuthorityTable,
  room: SeesRoom,
  type: string,
  context: Context,
): Refused | null {
  const row = Object.hasOwn(table, type) ? table[type] : undefined;
  if (row === undefined) return refuse('command.unknown-type', { type });
  if (row.who === 'clock') return context.actor.id === CLOCK ? null : refuse('crew.clock-only');
  if (row.who === 'declare') return null;
  // Before its declaration there is no room for anyone.
  if (room.incident.declaredAt === null) return refuse('room.unknown');
  if (room.incident.closedAt !== null && row.administratorAfterClose === true && context.actor.administrator)
    return null;
  if (room.incident.closedAt !== null && row.afterClose !== true)
    return refuse('incident.closed', { at: room.incident.closedAt });
  if (row.who === 'newcomer') return null;
  if (row.administrator === true && context.actor.administrator) return null;
  return memberRefusal(room, row, context);
}

/** Whom a refusal names besides the commander: the roles that may do it too. */
function alsoFor({ seats }: Authority, refused: Refused | null): Refused | null {
  if (refused?.code !== 'floor.not-yours' || seats === undefined) return refused;
  return refuse('floor.not-yours', { ...refused.facts, seats });
}

function memberRefusal(room: SeesRoom, row: Authority, context: Context): Refused | null {
  const { id } = context.actor;
  const member = memberOf(room, id);
  if (member === null) return refuse(Object.hasOwn(room.crew.members, id) ? 'crew.removed' : 'crew.enter-first');
  if (row.seats !== undefined && holdsSeat(room, id, row.seats)) return null;
  if (row.who === 'floor') return alsoFor(row, floorRefusal(room, context));
  if (row.who === 'member') return null;
  const closed = room.incident.closedAt === null ? undefined : { closed: true };
  if (member.as === 'observer') return refuse('crew.observers-may-not', closed);
  if (member.as === 'shadow' && row.who === 'responder') return refuse('crew.shadows-may-not', closed);
  return null;
}
