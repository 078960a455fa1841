/**
 * The roll-call: every capability by name, and the room that they make together. One line here is what a new capability costs.
 *
 *   decide:  what is due at `now`  ->  the actor's arrival, if this is their first act  ->  the command  ->  who follows
 *            (all of it one commit; a refusal of the command refuses the whole)
 *   evolve:  one commit, event by event, each to the capability whose name it begins with
 *
 * This is all that the stations may ask of the law. Nothing here knows a socket, a clock or a store.
 */
import { CLOCK, type Actor, type AnyCommand, type AnyEvent, type Arrival, type Commit, type Context } from './envelope.ts';
import { accept, refuse, UnknownEvent, type Capability, type Verdict } from './decider.ts';
import { earliest, isReached, type Instant } from './instants.ts';
import { authorityRefusal } from './authority.ts';
import { memberOf, seated } from './standing.ts';
import { crew } from './crew/rules.ts';
import { floor } from './floor/rules.ts';
import { incident } from './incident/rules.ts';
import { timeline } from './timeline/rules.ts';
import { updates } from './updates/rules.ts';
import { mayWrite } from './scribe/rules.ts';
import { mentionedEntry } from './timeline/entries.ts';
import { toCard, type Card } from './card.ts';
import type { CrewState } from './crew/words.ts';
import type { FloorState } from './floor/words.ts';
import type { IncidentState } from './incident/words.ts';
import type { TimelineState } from './timeline/words.ts';
import type { UpdatesState } from './updates/words.ts';

export interface RoomState {
  readonly incident: IncidentState;
  readonly floor: FloorState;
  readonly crew: CrewState;
  readonly updates: UpdatesState;
  readonly timeline: TimelineState;
}

/** Raised whenever the same log folds to another state: snapshots of another law version are not used. */
export const LAW_VERSION = 1;

type AnyCapability = Capability<unknown, AnyCommand, AnyEvent, RoomState>;
const rollCall = { incident, floor, crew, updates, timeline };
// Each entry is exact in its own file; behind this one line they are told apart by the prefix of their words.
const capabilities = rollCall as unknown as Readonly<Record<keyof RoomState, AnyCapability>>;
const names = Object.keys(rollCall) as ReadonlyArray<keyof RoomState>;

export const initial: RoomState = {
  incident: incident.initial,
  floor: floor.initial,
  crew: crew.initial,
  updates: updates.initial,
  timeline: timeline.initial,
};

export { UnknownEvent };

/** Judges one command at one version of the room. Refusals: any code of refusals.ts. Pure. */
export function decide(room: RoomState, command: AnyCommand, context: Context): Verdict<AnyEvent> {
  const draft = new Draft(room, context);
  draft.settle();
  if (command.type === 'clock.ring') return context.actor.id === CLOCK ? accept(...draft.events) : refuse('crew.clock-only');
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
export const loseLink = (id: string, person: string, since: Instant): AnyCommand => ({ id, type: 'crew.lose-link', data: { person, since } });
export const restoreLink = (id: string, person: string): AnyCommand => ({ id, type: 'crew.restore-link', data: { person } });

/** The people whose links the law depends on, and what the log now says of each. */
export function watched(room: RoomState): ReadonlyArray<{ person: string; linkLostAt: Instant | null }> {
  const people = new Set([room.floor.holder, seated(room, 'deputy'), seated(room, 'comms-external'), seated(room, 'comms-internal')]);
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
  return room.incident.declaredAt !== null && !(Object.hasOwn(room.crew.members, person) && memberOf(room, person) === null);
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

function step(room: RoomState, event: AnyEvent, stamp: { version: number; index: number; at: Instant; by: string }): RoomState {
  const name = event.type.slice(0, event.type.indexOf('.')) as keyof RoomState;
  if (!Object.hasOwn(rollCall, name)) throw new UnknownEvent(event.type);
  return { ...room, [name]: capabilities[name].evolve(room[name], event, stamp) };
}

/** A reached deadline is nobody's act, whoever's command happens to settle it: it must not count as a sign of life. */
const NOBODY: Actor = { id: CLOCK, name: CLOCK, trained: false, administrator: false };

/** A decision in the making: the room as it would be, and the events that made it so. */
class Draft {
  room: RoomState;
  readonly events: AnyEvent[] = [];
  readonly context: Context;

  constructor(room: RoomState, context: Context) {
    this.room = room;
    this.context = context;
  }

  /** Does all that is due. Each round moves a deadline on or ends it; the bound turns a law that does not into a plain error. */
  settle(): void {
    const { now } = this.context;
    const byItself = { ...this.context, actor: NOBODY };
    for (let round = 0; round < 100; round += 1) {
      const name = names.find((each) => {
        const at = capabilities[each].due?.(this.room) ?? null;
        return at !== null && isReached(at, now);
      });
      if (name === undefined) return;
      this.add(capabilities[name].settle?.(this.room, byItself) ?? [], byItself);
    }
    throw new Error('a deadline did not move on when it was settled');
  }

  /** The actor comes in with their first act, in the same commit; without an arrival they stay outside and the table refuses. */
  arrive(context: Context): Verdict<AnyEvent> {
    if (context.arrival === undefined) return accept();
    return this.judge(arrive(context.commandId, context.arrival), context);
  }

  judge(command: AnyCommand, context: Context): Verdict<AnyEvent> {
    const refusal = authorityRefusal(this.room, command.type, context);
    if (refusal !== null) return refusal;
    const name = command.type.slice(0, command.type.indexOf('.')) as keyof RoomState;
    const verdict = capabilities[name].decide(this.room, command, context);
    if (verdict.ok) this.add(verdict.events);
    return verdict;
  }

  private add(events: readonly AnyEvent[], context = this.context): void {
    this.push(events);
    for (const event of events) for (const name of names) this.push(capabilities[name].follow?.(this.room, event, context) ?? []);
  }

  private push(events: readonly AnyEvent[]): void {
    const { version, now: at, actor } = this.context;
    for (const event of events) {
      this.room = step(this.room, event, { version, index: this.events.length, at, by: actor.id });
      this.events.push(event);
    }
  }
}
