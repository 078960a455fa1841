/**
 * A capability as one object, and what a list of them amounts to as types. Each folder of this kind has a
 * `capability.ts` with one; capabilities.ts lists them, compose.ts makes a room of such a list.
 */
import type { Clock } from './instants.ts';
import type { RefusalText, Rules, Sentences } from './decider.ts';
import type { AnyEvent } from './envelope.ts';

/** What other parts of the room ask about an event without knowing whose it is. */
export interface EventFlags<Data = never> {
  /** Only a commander does this; or: does this unless the actor is the person this field names. */
  readonly commandersAct?: true | { readonly unlessAbout: string & keyof Data };
  /** No one did it: a time had passed, though it may be in the commit of the command that came first after that. */
  readonly automatic?: true;
  /** It moved the incident: shown on the timeline also to those who see only notes. */
  readonly milestone?: true;
}

/** All its words begin with its name: that is how a command and an event find the way to it. */
export interface Capability<Name extends string, Event extends AnyEvent & { readonly type: `${Name}.${string}` }> {
  readonly name: Name;
  /** None where it has no state in the room and nothing can be commanded. */
  readonly rules?: AnyRules;
  readonly sentences: Sentences<Event>;
  readonly refusals: Readonly<Record<`${Name}.${string}`, RefusalText>>;
  readonly flags: { readonly [Type in Event['type']]?: EventFlags<Extract<Event, { type: Type }>['data']> };
}

type AnyRules = Rules<unknown, { readonly type: string }, AnyEvent, unknown>;

/** A capability of which only the place in a list is known. */
interface AnyCapability {
  readonly name: string;
  readonly rules?: AnyRules;
  readonly sentences: Readonly<
    Record<string, (data: never, name: (person: string) => string, clock?: Clock) => string>
  >;
  readonly refusals: Readonly<Record<string, RefusalText>>;
  readonly flags: Readonly<Record<string, EventFlags>>;
}

export type Capabilities = readonly AnyCapability[];

/** The state of a room that has these capabilities: for each one with rules its own state, under its name. */
export type RoomOf<List extends Capabilities> = {
  readonly [Each in List[number] as Each extends { readonly rules: object } ? Each['name'] : never]: Each extends {
    readonly rules: { readonly initial: infer State };
  }
    ? State
    : never;
};

type SeesOf<Each> = Each extends { readonly rules: Rules<infer _State, infer _Command, infer _Event, infer Sees> }
  ? Sees
  : unknown;

/** The list again, where every capability finds in the room what its rules want to see; else what does not compile. */
export type Fitting<List extends Capabilities> = {
  readonly [Index in keyof List]: RoomOf<List> extends SeesOf<List[Index]>
    ? List[Index]
    : { readonly name: 'sees something that no capability of this list has' };
};
