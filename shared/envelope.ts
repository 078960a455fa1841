/**
 * The envelope: what surrounds every command and every commit, whatever is inside.
 *
 *   command + context --decide--> events --append--> commit --evolve--> state
 *
 * The actor, the time and the version never come from a payload: the server that decides puts them into the context.
 */
import type { Instant } from './instants.ts';

/** The actor of everything that no person did: deadlines that were reached, links that were lost. */
export const CLOCK = 'clock';

/** Room ids, and nothing else that has a log: `inc-<n>`, later `prv-<letters>`. */
export const ROOM_ID = /^(inc-[1-9]\d{0,9}|prv-[a-z]{10})$/;

/** Who acts. `id` is opaque; a clock acts with id "clock". */
export interface Actor {
  readonly id: string;
  readonly name: string;
  /** Trained to command: may take provisional command where the room's policy says so. */
  readonly trained: boolean;
  readonly administrator: boolean;
}

/** How a person belongs to a room. */
export type Standing = 'responder' | 'observer' | 'shadow';

/** How this actor would join, if this were their first act here; absent when they may not join. */
export interface Arrival {
  readonly as: Standing;
  readonly area?: string | undefined;
}

/** One thing that happened. The type's prefix is the capability that owns it. */
export interface AnyEvent {
  readonly type: string;
  readonly data: object;
  /** Another person typed it for the commander: it counts as the commander's (`for`). */
  readonly typed?: Typed | undefined;
}

interface Typed {
  readonly for: string;
  readonly by: string;
}

/** One request. `id` is a UUID made by the sender; `epoch` is the floor's epoch as the sender knows it. */
export interface AnyCommand {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly epoch?: number | undefined;
  /** When it was written, if that was before it could be sent (a queue kept while the link was lost). */
  readonly writtenAt?: Instant | undefined;
}

/** Everything a decision may depend on besides the state and the command. */
export interface Context {
  readonly now: Instant;
  readonly actor: Actor;
  readonly commandId: string;
  /** The version of the commit that would hold this decision: head + 1. */
  readonly version: number;
  readonly epoch?: number | undefined;
  readonly writtenAt?: Instant | undefined;
  readonly arrival?: Arrival | undefined;
  /** Who is connected to this room, for a command that goes by it (`asksWhoIsHere`); absent: not known. */
  readonly here?: readonly string[] | undefined;
  /** The older commits that the command refers to, by version (see `mentions` in room.ts). */
  readonly commits?: ReadonlyMap<number, Commit> | undefined;
}

/** What those who follow an event know besides. */
export interface Following extends Context {
  /** By doing this the actor acts as a commander (the flag of the event's own capability). */
  readonly commandersAct: boolean;
}

/** Where and when an event is in the log: an entry's id on the timeline is `<version>.<index>`. */
export interface Stamp {
  readonly version: number;
  readonly index: number;
  readonly at: Instant;
  readonly by: string;
}

/** Whose act an event is: the sender's, or the commander's they typed it for. */
export const authorOf = ({ typed }: Pick<AnyEvent, 'typed'>, { by }: Pick<Commit, 'by'>): string => typed?.for ?? by;

/** One link of a log's chain: the events of one accepted command, as stored. */
export interface Commit {
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  readonly commandId: string;
  readonly salt: string;
  readonly events: readonly AnyEvent[];
  readonly hash: string;
}

/** A place in a log: the version alone is not enough, because a lost branch reuses versions. */
export interface Position {
  readonly version: number;
  readonly hash: string;
}
