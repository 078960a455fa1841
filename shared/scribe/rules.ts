/**
 * The domain of the scribe document: who may write in it, and how a caret names its person.
 *
 * The text itself is no part of the room's state (it has a log of its own), so this is no full capability: two readings
 * of the room, asked by the gateway on every frame and by the browser before it opens the editor. Writing goes on after
 * the room closed.
 */
import { refuse, type Refused } from '../decider.ts';
import type { Instant } from '../instants.ts';
import { memberOf, seatsOf, type SeesStanding } from '../standing.ts';

/** Members write, except observers. People who are not in the room, or were removed, do not. */
export function mayWrite(room: Pick<SeesStanding, 'crew'>, person: string): boolean {
  const member = memberOf(room, person);
  return member !== null && member.as !== 'observer';
}

/** Why the document cannot be restored to an instant; null when it can. Refusals: in-the-future, before-the-room. */
export function restoreRefusal(
  { incident: { declaredAt } }: { readonly incident: { readonly declaredAt: Instant | null } },
  to: Instant,
  now: Instant,
): Refused | null {
  if (to > now) return refuse('scribe.in-the-future');
  return declaredAt !== null && to < declaredAt ? refuse('scribe.before-the-room') : null;
}

/** Where nothing would be different. */
export const ALREADY_SO = 'scribe.already-so';

const SEAT_LABELS: Readonly<Record<string, string>> = {
  deputy: 'Deputy',
  scribe: 'Scribe',
  'comms-internal': 'Comms',
  'comms-external': 'Comms',
  'tech-lead': 'Tech lead',
  expert: 'Expert',
};

/** The one word beside a name on a caret: the commander first, then a role, then how they belong. */
export function caretRole(room: SeesStanding, person: string): string {
  if (room.floor.holder === person) return 'IC';
  const seat = seatsOf(room, person)[0];
  if (seat !== undefined)
    return (Object.hasOwn(SEAT_LABELS, seat.role) ? SEAT_LABELS[seat.role] : undefined) ?? seat.role;
  const member = memberOf(room, person);
  return member === null || member.as === 'responder' ? '' : member.as;
}
