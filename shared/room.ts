/**
 * The room, as everyone outside the domain may ask it: decide, evolve, when it is due, who may read. The server knows
 * only this.
 *
 *   decide:  what is due at `now`  ->  the actor's arrival, if this is their first act  ->  the command  ->  who follows
 *            (all of it one commit; a refusal of the command refuses the whole)
 *   evolve:  one commit, event by event, each to the capability whose name it begins with
 *
 * The capabilities are in capabilities.ts. Nothing here knows a socket, a clock or a store.
 */
import type { AnyCommand, AnyEvent, Arrival, Commit, Context } from './envelope.ts';
import { UnknownEvent, type Verdict } from './decider.ts';
import type { Instant } from './instants.ts';
import { isShutOut, memberOf } from './standing.ts';
import { ALREADY_SO, mayWrite, restoreRefusal } from './scribe/rules.ts';
import { mentionedEntry } from './timeline/mentioned.ts';
import { toCard, type Card } from './card.ts';
import { decideIn } from './draft.ts';
import { CAPABILITIES, type RoomState } from './capabilities.ts';
import { compose } from './compose.ts';

/**
 * Raised whenever the same log folds to another state: snapshots of another version of the domain are not used. A new
 * capability raises it by itself.
 */
export const LAW_VERSION = 10 + CAPABILITIES.length;

const composed = compose(CAPABILITIES);
export const { initial } = composed;

export { asksWhoIsHere } from './present.ts';
export { watched } from './watched.ts';
export { DEFAULT_POLICY } from './incident/policy.ts';
/** The code for a person who was removed from a room: they know that it exists. */
export const REMOVED = 'crew.removed';
/** For a room that cannot be closed as a duplicate of a room that is not there. */
export const NO_ORIGINAL = 'incident.unknown-original';
/** For a person who cannot be admitted, because an administrator deactivated them. */
export const INACTIVE = 'crew.deactivated';
export { ALREADY_SO, isShutOut, restoreRefusal, UnknownEvent };
export type { RoomState };

/** Judges one command at one version of the room. Refusals: any code of refusals.ts. Pure. */
export function decide(state: RoomState, command: AnyCommand, context: Context): Verdict<AnyEvent> {
  return decideIn(composed, state, command, context);
}

/** Folds one commit. Throws UnknownEvent on a word of a newer version. */
export function evolve(state: RoomState, commit: Pick<Commit, 'version' | 'at' | 'by' | 'events'>): RoomState {
  return commit.events.reduce((folded, event, index) => composed.step(folded, event, { ...commit, index }), state);
}

/** The earliest instant at which the room has something to do by itself. */
export function due(state: RoomState): Instant | null {
  return composed.due(state);
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

/** Said by the servers when an administrator has deactivated a person: no room goes on counting on them. */
export const putOut = (id: string, person: string): AnyCommand => ({
  id,
  type: 'crew.remove',
  data: { person, why: 'deactivated by an administrator' },
});
/** Said by the servers when the workspace knows a person by another name. */
export const rename = (id: string, person: string, name: string): AnyCommand => ({
  id,
  type: 'crew.rename',
  data: { person, name },
});
/** Said by the servers when an administrator restores the document. */
export const recordRestore = (
  id: string,
  data: { readonly by: string; readonly to: Instant; readonly why: string },
): AnyCommand => ({ id, type: 'timeline.record-restore', data });
/** The person a command would remove from the room; null for any other command. */
export const removedBy = ({ type, data }: Pick<AnyCommand, 'type' | 'data'>): string | null =>
  type === 'crew.remove' ? String((data as { person?: unknown }).person) : null;
/** The person a command would admit to the room; null for any other command. */
export const admittedBy = ({ type, data }: Pick<AnyCommand, 'type' | 'data'>): string | null =>
  type === 'crew.admit' ? String((data as { person?: unknown }).person) : null;
/** The room that a command would name as the original of its own; null for any other command. */
export const originalIn = ({ type, data }: Pick<AnyCommand, 'type' | 'data'>): string | null =>
  type === 'incident.close' ? ((data as { duplicateOf?: string }).duplicateOf ?? null) : null;
export const membersOf = (room: RoomState): readonly string[] =>
  Object.keys(room.crew.members).filter((person) => isMember(room, person));

/** What the lobby shows of this room; null before it is declared. */
export function card(room: RoomState): Card | null {
  return toCard(room);
}

/** Whether this commit removed this person from the room. */
export const removes = ({ events }: Pick<Commit, 'events'>, person: string): boolean =>
  events.some(({ type, data }) => type === 'crew.removed' && (data as { person?: unknown }).person === person);

/** Private rooms come later; until then every person of the workspace may read, except those removed from this room. */
export const mayRead = (room: RoomState, person: string): boolean => isDeclared(room) && !isShutOut(room, person);
export const isDeclared = (room: RoomState): boolean => room.incident.declaredAt !== null;

export function mayWriteDocument(room: RoomState, person: string): boolean {
  return mayWrite(room, person);
}

export const isMember = (room: RoomState, person: string): boolean => memberOf(room, person) !== null;
export const isClosed = (room: RoomState): boolean => room.incident.closedAt !== null;

/**
 * The versions of older commits that a command speaks of, at this state of the room; the caller puts them into the
 * context.
 */
export function mentions(command: AnyCommand, { timeline: { amended } }: RoomState): readonly number[] {
  const mentioned = mentionedEntry(command);
  if (mentioned === null) return [];
  const correctedAt = Object.hasOwn(amended, mentioned.entry) ? amended[mentioned.entry]?.textAt : null;
  return correctedAt == null ? [mentioned.version] : [mentioned.version, correctedAt];
}
