/**
 * What a list of capabilities makes together: the room's rules, and the tables of what is refused, told and asked about
 * events. The list is an argument, so a test can add to it; the product's own is in capabilities.ts.
 *
 * An event goes to the capability whose name it begins with, and to no other: that is what keeps their states apart.
 */
import type { Capabilities, EventFlags, Fitting, RoomOf } from './capability.ts';
import { UnknownEvent, type Authority, type RefusalText, type Rules } from './decider.ts';
import { authorOf, type AnyCommand, type AnyEvent, type Stamp } from './envelope.ts';
import { isolated, isolatedIn } from './isolated.ts';
import { earliest, isReached, type Clock, type Instant } from './instants.ts';

type Table<Value> = Readonly<Record<string, Value>>;
export type AuthorityTable = Table<Authority>;
type Say = (data: object, name: (person: string) => string, clock?: Clock) => string;

export interface Composed<Room> {
  readonly initial: Room;
  /** Of those with rules, in the order of the list. */
  readonly rules: ReadonlyMap<string, Rules<unknown, AnyCommand, AnyEvent, Room>>;
  readonly authority: AuthorityTable;
  readonly flags: Table<EventFlags>;
  /** Folds one event. Throws UnknownEvent on a word of a newer version. */
  step(room: Room, event: AnyEvent, stamp: Stamp): Room;
  /** The earliest instant at which the room has something to do by itself. */
  due(room: Room): Instant | null;
  /** The rules of the first whose time has come. */
  firstDue(room: Room, now: Instant): Rules<unknown, AnyCommand, AnyEvent, Room> | undefined;
}

/** The capability that a command or an event belongs to. */
export const ownerOf = ({ type }: { readonly type: string }): string => type.slice(0, type.indexOf('.'));

export function compose<const List extends Capabilities>(list: List & Fitting<List>): Composed<RoomOf<List>> {
  type Room = RoomOf<List>;
  // Each is exact in its own folder and fits this room (Fitting); here they are told apart by the prefix of their
  // words.
  const rules = new Map(
    list.flatMap(({ name, rules: own }) => (own === undefined ? [] : [[name, own]])) as unknown as ReadonlyArray<
      [string, Rules<unknown, AnyCommand, AnyEvent, Room>]
    >,
  );
  const dueOf = (room: Room) => [...rules.values()].map((each) => each.due?.(room) ?? null);
  return {
    initial: Object.fromEntries([...rules].map(([name, { initial }]) => [name, initial])) as Room,
    rules,
    authority: authorityOf(list),
    flags: flagsOf(list),
    step(room, event, stamp) {
      const name = ownerOf(event);
      const own = rules.get(name);
      if (own === undefined) throw new UnknownEvent(event.type);
      return { ...room, [name]: own.evolve(room[name as keyof Room], event, { ...stamp, by: authorOf(event, stamp) }) };
    },
    due: (room) => earliest(dueOf(room)),
    firstDue: (room, now) =>
      [...rules.values()].find((each) => {
        const at = each.due?.(room) ?? null;
        return at !== null && isReached(at, now);
      }),
  };
}

/** Who may send which command, by its type. */
export const authorityOf = (list: Capabilities): AuthorityTable =>
  merged(list.map(({ rules }) => rules?.authority ?? {}));

export const refusalsOf = (list: Capabilities): Table<RefusalText> => merged(list.map(({ refusals }) => refusals));

/** What is asked about an event, by its type. */
export const flagsOf = (list: Capabilities): Table<EventFlags> => merged(list.map(({ flags }) => flags));

export type Teller = (event: AnyEvent, name: (person: string) => string, clock?: Clock) => string;

/**
 * Every event as a sentence with people's names and with times as `clock` says them, in which what people wrote is
 * isolated; a type that no one here knows stands for itself.
 */
export function tellerOf(list: Capabilities): Teller {
  // Each table is exact in its own file; here an event is known by its type alone.
  const sentences = merged(list.map((each) => each.sentences)) as Table<Say>;
  return ({ type, data, typed }, named, clock) => {
    const name = (person: string): string => isolated(named(person));
    const author = (person: string): string =>
      person === typed?.for ? `${name(person)} (typed by ${name(typed.by)})` : name(person);
    return Object.hasOwn(sentences, type) ? (sentences[type]?.(isolatedIn(data), author, clock) ?? type) : type;
  };
}

function merged<Value>(tables: ReadonlyArray<Table<Value>>): Table<Value> {
  return Object.assign({}, ...tables) as Table<Value>;
}
