/**
 * The plan that the rules of every capability follow.
 *
 *   initial --- evolve(event) ---> state        nothing but its own events changes a capability's state
 *   decide(room, command)     ---> verdict      accepted with events, or refused with a code; never a throw
 *   due(room) -> settle(room) ---> events       what a reached deadline does; the earliest instant is a reading of the state
 *   follow(room, event)       ---> events       what I do because of another capability's event, in the same commit
 *
 * All of it is pure: no clock, no randomness, no I/O, nothing mutated. The server and every browser run the same code.
 */
import type { AnyEvent, Context, Following, Stamp } from './envelope.ts';
import type { Clock, Instant } from './instants.ts';

/** A value that says no: a code of the catalogue and the facts its sentence needs. */
export interface Refused {
  readonly ok: false;
  readonly code: string;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

export interface Accepted<Event> {
  readonly ok: true;
  readonly events: readonly Event[];
}

export type Verdict<Event> = Accepted<Event> | Refused;

export function accept<Event>(...events: readonly Event[]): Accepted<Event> {
  return { ok: true, events };
}

export function refuse<Code extends string>(code: Code, facts?: Readonly<Record<string, unknown>>): Refused {
  return facts === undefined ? { ok: false, code } : { ok: false, code, facts };
}

/**
 * Who may send a command (the one table is authority.ts).
 * - floor: the holder, with the present epoch · responder: a responder · speaker: responder or shadow · member: anyone in the room
 * - newcomer: someone who is not in the room yet · clock: the servers themselves · declare: only the first command of a log
 * - `seats`: or a holder of one of these roles, without an epoch · `administrator`: also an administrator, in the room or not
 * - `afterClose`: also in a closed room · `administratorAfterClose`: there by an administrator only
 * - `typed`: the person who types for the commander may send it as the commander's act, unless a field has this value
 * A capability's decide may ask for more than its row; never for less.
 */
export interface Authority {
  readonly who: 'floor' | 'responder' | 'speaker' | 'member' | 'newcomer' | 'clock' | 'declare';
  readonly seats?: readonly string[];
  readonly administrator?: true;
  readonly afterClose?: true;
  readonly administratorAfterClose?: true;
  readonly typed?: true | { readonly unless: Readonly<Record<string, string>> };
}

export interface Rules<State, Command extends { type: string }, Event extends AnyEvent, Sees> {
  readonly initial: State;
  readonly authority: Readonly<Record<Command['type'], Authority>>;
  decide(room: Sees, command: Command, context: Context): Verdict<Event>;
  /**
   * Exhaustive: a switch without a default (undefined is how a word of a newer version is noticed) or a table for
   * `foldBy`, which throws.
   */
  evolve(state: State, event: Event, stamp: Stamp): State;
  /** The next instant at which this capability has something to do by itself; null for none. */
  due?(room: Sees): Instant | null;
  /** What it does once that instant is reached. Must move `due` on, or end it. */
  settle?(room: Sees, context: Context): readonly Event[];
  /** Its answer to another capability's event. Called once for each event of a commit, own ones included. */
  follow?(room: Sees, event: AnyEvent, context: Following): readonly Event[];
}

/** An event of a type that this version does not know: stop folding and say so, never skip. */
export class UnknownEvent extends Error {}

/** What each event of a capability changes, exhaustive by its type. */
export type Folds<State, Event extends AnyEvent> = {
  readonly [Type in Event['type']]: (state: State, data: Extract<Event, { type: Type }>['data'], stamp: Stamp) => State;
};

/** An `evolve` from such a table. Throws UnknownEvent on a word of a newer version. */
export function foldBy<State, Event extends AnyEvent>(
  folds: Folds<State, Event>,
): (state: State, event: Event, stamp: Stamp) => State {
  const table = folds as unknown as Readonly<Record<string, (state: State, data: object, stamp: Stamp) => State>>;
  return (state, event, stamp) => {
    const change = Object.hasOwn(table, event.type) ? table[event.type] : undefined;
    if (change === undefined) throw new UnknownEvent(event.type);
    return change(state, event.data, stamp);
  };
}

/** What a refusal needs to be read by a person and by a program. */
export interface RefusalText {
  /** state 409 · authority 403 · malformed 422 · unknown 404 */
  readonly kind: 'state' | 'authority' | 'malformed' | 'unknown';
  /**
   * One or two plain sentences: what happened, what to do next. `name` turns a person's id into their name, `clock` an
   * instant into a time: `utcClock` wherever it is not read on a screen.
   */
  readonly say: (facts: Readonly<Record<string, unknown>>, name: (person: string) => string, clock: Clock) => string;
}

/** One sentence for each event type of a capability, exhaustive by its type. Without a clock, times are in UTC. */
export type Sentences<Event extends AnyEvent> = {
  readonly [Type in Event['type']]: (
    data: Extract<Event, { type: Type }>['data'],
    name: (person: string) => string,
    clock?: Clock,
  ) => string;
};
