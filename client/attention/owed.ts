/**
 * How a capability says what a person owes the room (client/<capability>/owed.ts), and the order of all of it. A
 * reading of the folded state, so it is the same on each device of a person, and an item disappears when anyone has
 * dealt with it. Panels may import this file and calls.ts from here, and no other.
 */
import type { RoomCommand } from '../../shared/commands.ts';
import { isolated } from '../../shared/isolated.ts';
import type { RoomState } from '../../shared/room.ts';
import { nameIn } from '../../shared/standing.ts';
import type { Pane } from '../room/panes.ts';

/**
 * The most pressing first. Items of the same pressure keep the order in which capabilities.ts lists their capabilities,
 * and that in which their capability lists them.
 */
const PRESSURES = [
  /** Command is offered, questioned or not confirmed. */
  'command',
  /** It ends within seconds, with or without this person. */
  'seconds',
  /** This person was asked by name, or is the only one who can end what everyone waits for. */
  'asked',
  /** The time that was promised is over. */
  'overdue',
  /** Someone cannot go on without an answer. */
  'stuck',
  /** Finished work waits for a yes. */
  'approval',
  /** Someone this person leads does not progress, or offers to take over. */
  'led',
  /** To settle within minutes. */
  'soon',
  /** Who does what: roles and teams. */
  'arranging',
  /** Others may do it as well. */
  'anyone',
] as const;

export interface Owed {
  /** Begins with its kind. The same for as long as it is the same thing. */
  readonly id: string;
  readonly pressure: (typeof PRESSURES)[number];
  /** It cannot wait: drawn as urgent. */
  readonly urgent?: boolean;
  /** A card shows it already in its own place, with the same button. */
  readonly carded?: true;
  /** In one line: who waits for what, and how long it has waited or still has. */
  readonly words: readonly Part[];
  readonly press: Press;
}

/**
 * Text, or a time that the screen counts: how long since `since`, "12 min ago", or how long until `until`; after that
 * `past` and how long.
 */
type Part =
  | string
  | { readonly since: string }
  | { readonly ago: string }
  | { readonly until: string; readonly past?: string };

/** Its one button: a command that takes nothing back, or else the window or the pane where it is answered. */
export interface Press {
  readonly verb: string;
  readonly command?: RoomCommand;
  readonly opens?: (() => void) | Pane;
  /** The fields of the form that it opens: its button is marked while one has a draft. */
  readonly drafts?: readonly string[];
  /** Where one button would be wrong as often as not: the other likely answers. */
  readonly or?: readonly Press[];
}

/** `now`: the server's time in milliseconds. Pure. */
export type Owes<Room extends RoomState = RoomState> = (room: Room, you: string, now: number) => readonly Owed[];

/** What all of these say; nothing once no one has command. */
export function owedIn<Room extends RoomState>(
  list: ReadonlyArray<Owes<Room>>,
  room: Room,
  you: string,
  now: number,
): readonly Owed[] {
  if (room.floor.holder === null) return [];
  const place = ({ pressure }: Owed): number => PRESSURES.indexOf(pressure);
  return list.flatMap((owed) => owed(room, you, now)).toSorted((one, other) => place(one) - place(other));
}

/** Whatever script it is in, the sentence around it keeps its direction. */
export const nameOf = (room: RoomState, person: string): string => isolated(nameIn(room, person) ?? person);
