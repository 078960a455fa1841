/**
 * Typing for the commander: on a call the commander speaks, and one person types what they say. Some acts of that
 * person count as the commander's; all that must be the commander's own stays theirs.
 *
 *   named by the holder --> acts with the present epoch are the holder's --> ended: by a press, when either leaves, or with the tenure
 *
 * What is typed is no sign of life: it confirms nothing and answers no "is there a commander?".
 */
import { accept, refuse, type Authority } from '../decider.ts';
import type { Actor, AnyCommand, Context } from '../envelope.ts';
import { floorRefusal, isResponder, memberOf, type SeesStanding } from '../standing.ts';
import type { Data, FloorVerdict, Sees } from './sees.ts';
import type { FloorEvent, FloorState } from './words.ts';

type SeesProxy = SeesStanding & { readonly floor: Pick<FloorState, 'proxy'> };

/**
 * May this be typed for the commander at all? The table says so of its type; work and roles that the commander takes on
 * are their own word. Never typed: to offer, accept or confirm command, to approve for customers, to close, to remove.
 */
export function canBeTyped({ typed }: Pick<Authority, 'typed'>, data: object, holder: string | null): boolean {
  if (typed === undefined) return false;
  const said = data as Readonly<Record<string, unknown>>;
  if (typed !== true && Object.entries(typed.unless).some(([field, value]) => said[field] === value)) return false;
  return said['to'] !== holder && said['person'] !== holder;
}

/** The commander, when this command of the actor counts as theirs; null when it is the actor's own. */
export function typedFor(
  room: SeesProxy,
  row: Authority | undefined,
  { data }: Pick<AnyCommand, 'data'>,
  { actor, epoch }: Context,
): Actor | null {
  const { holder, proxy } = room.floor;
  if (row === undefined || holder === null || proxy !== actor.id || epoch !== room.floor.epoch) return null;
  const member = canBeTyped(row, data, holder) ? memberOf(room, holder) : null;
  return member === null ? null : { id: holder, name: member.name, trained: false, administrator: false };
}

/** Refusals: cannot-type, not-here, already-typing. */
export function nameProxy(
  room: Sees,
  { person: proxy }: Data<'floor.name-proxy'>,
  { actor, here }: Context,
): FloorVerdict {
  if (proxy === actor.id || !isResponder(room, proxy)) return refuse('floor.cannot-type', { person: proxy });
  if (proxy === room.floor.proxy) return refuse('floor.already-typing', { person: proxy });
  if (isLost(room, proxy) || here?.includes(proxy) === false) return refuse('floor.not-here', { person: proxy });
  return accept({ type: 'floor.proxy-named', data: { holder: actor.id, proxy } });
}

/** By the holder, or by the person who types. Refusals: no-proxy, those of the floor. */
export function endProxy(room: Sees, context: Context): FloorVerdict {
  const { holder, proxy } = room.floor;
  const refusal = context.actor.id === proxy ? null : floorRefusal(room, context);
  if (refusal !== null) return refusal;
  if (proxy === null || holder === null) return refuse('floor.no-proxy');
  return accept({ type: 'floor.proxy-ended', data: { holder, proxy, cause: 'stopped' } });
}

/** One of the two left the room, or their link was lost. */
export function proxyLeft(room: Sees): readonly FloorEvent[] {
  const { holder, proxy } = room.floor;
  if (proxy === null || holder === null) return [];
  const left = !isResponder(room, proxy) || memberOf(room, holder) === null;
  if (!left && !isLost(room, proxy) && !isLost(room, holder)) return [];
  return [{ type: 'floor.proxy-ended', data: { holder, proxy, cause: left ? 'left' : 'disconnected' } }];
}

const isLost = (room: Pick<SeesStanding, 'crew'>, person: string): boolean =>
  memberOf(room, person)?.linkLostAt != null;
