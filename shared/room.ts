/**
 * The room, as everybody outside the law may ask it: decide, evolve, when it is due, who may read. The stations know only this.
 *
 *   decide:  what is due at `now`  ->  the actor's arrival, if this is their first act  ->  the command  ->  who follows
 *            (all of it one commit; a refusal of the command refuses the whole)
 *   evolve:  one commit, event by event, each to the capability whose name it begins with
 *
 * The capabilities stand in roll-call.ts. Nothing here knows a socket, a clock or a store.
 */
import {
  CLOCK,
  type Actor,
  type AnyCommand,
  type AnyEvent,
  type Arrival,
  type Commit,
  type Context,
} from './envelope.ts';
import { accept, refuse, UnknownEvent, type Verdict } from './decider.ts';
import { earliest, type Instant } from './instants.ts';
import { memberOf, seated } from './standing.ts';
import { mayWrite } from './scribe/rules.ts';
import { mentionedEntry } from './timeline/entries.ts';
import { toCard, type Card } from './card.ts';
import { Draft } from './draft.ts';
import { capabilities, initial, names, step, type RoomState } from './roll-call.ts';

/** Raised whenever the same log folds to another state: snapshots of another law version are not used. */
export const LAW_VERSION = 2;

export { DEFAULT_POLICY } from './incident/policy.ts';
export { initial, UnknownEvent };
export type { RoomState };

/** Judges one command at one version of the room. Refusals: any code of refusals.ts. Pure. */
export function decide(room: RoomState, command: AnyCommand, context: Context): Verdict<AnyEvent> {
  const draft = new Draft(room, context);
  draft.settle();
  if (command.type === 'clock.ring')
    return context.actor.id === CLOCK ? accept(...draft.events) : refuse('crew.clock-only');
  if (needsArrival(draft.room, command, context.actor)) {
    const arrived = draft.arrive(context);
    if (!arrived.ok) return arrived;
  }
  const verdict = draft.judge(command, context);
  return verdict.ok ? accept(...draft.events) : verdict;
}

/** Folds one commit. Throws UnknownEvent on a word of a newer law. */
export function evolve(room: RoomState, commit: Pick<Commit, 'version' | 'at' | 'by' | 'events'>): RoomState {
  return commit.events.reduce((state, event, index) => step(state, event, { ...commit, index }), room);
}

/** The earliest instant at which the room has something to do by itself. */
export function due(room: RoomState): Instant | null {
  return earliest(names.map((name) => capabilities[name].due?.(room) ?? null));
}

export const declare = (id: string, data: object): AnyCommand => ({ id, type: 'incident.declare', data });
export const arrive = (id: string, arrival: Arrival): AnyCommand => ({ id, type: 'crew.join', data: arrival });
export const ring = (id: string): AnyCommand => ({ id, type: 'clock.ring', data: {} });
export const loseLink = (id: string, person: string, since: Instant): AnyCommand => ({
  id,
  type: 'crew.lose-link',
  data: { person, since },
});
export const restoreLink = (id: string, person: string): AnyCommand => ({
  id,
  type: 'crew.restore-link',
  data: { person },
});

/** The people whose links the law depends on, and what the log now says of each; none once it is closed. */
export function watched(room: RoomState): ReadonlyArray<{ person: string; linkLostAt: Instant | null }> {
  if (isClosed(room)) return [];
  const { floor, crew } = room;
  // Whoever is down as lost is watched on after they left their seat, or nobody would ever say that they are back.
  const lost = Object.keys(crew.members).filter((person) => memberOf(room, person)?.linkLostAt != null);
  const people = new Set([
    floor.holder,
    seated(room, 'deputy'),
    seated(room, 'comms-external'),
    seated(room, 'comms-internal'),
    ...lost,
  ]);
  return [...people].flatMap((person) => {
    const member = person === null ? null : memberOf(room, person);
    return person === null || member === null ? [] : [{ person, linkLostAt: member.linkLostAt }];
  });
}

/** What the lobby shows of this room; null before it is declared. */
export function card(room: RoomState): Card | null {
  return toCard(room);
}

/** Private rooms come later; until then every person of the workspace may read, except those removed from this room. */
export function mayRead(room: RoomState, person: string): boolean {
  return (
    room.incident.declaredAt !== null && !(Object.hasOwn(room.crew.members, person) && memberOf(room, person) === null)
  );
}

export function mayWriteDocument(room: RoomState, person: string): boolean {
  return mayWrite(room, person);
}

export const isMember = (room: RoomState, person: string): boolean => memberOf(room, person) !== null;
export const isClosed = (room: RoomState): boolean => room.incident.closedAt !== null;

/** The versions of older commits that a command speaks of; the caller puts them into the context. */
export function mentions(command: AnyCommand): readonly number[] {
  const entry = mentionedEntry(command);
  return entry === null ? [] : [entry.version];
}

function needsArrival(room: RoomState, command: AnyCommand, actor: Actor): boolean {
  if (actor.id === CLOCK || command.type === 'crew.join' || command.type === 'incident.declare') return false;
  return !Object.hasOwn(room.crew.members, actor.id) && room.incident.closedAt === null;
}
