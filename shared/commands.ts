/**
 * Every command that a browser may send, with its data, as types and nothing else: the browser carries no schema. What
 * sends a command, or asks whether it may be sent, is typed by this union, so that the wrong data for a type does not
 * compile.
 */
import type { CommandOutside } from './protocol.ts';

/** Nothing that is sent is changed afterwards, so lists of the room's own state can be sent as they are. */
type Frozen<Value> = Value extends object ? { readonly [Key in keyof Value]: Frozen<Value[Key]> } : Value;

export type CommandType = CommandOutside['type'];
/** The data of one type; for several types, of any of them. */
export type DataOf<Type extends CommandType> = Frozen<Extract<CommandOutside, { readonly type: Type }>['data']>;
/** One command: type and data fit each other. */
export type RoomCommand = { [Type in CommandType]: { readonly type: Type; readonly data: DataOf<Type> } }[CommandType];
/** The commands that may go without data. */
export type PlainType = {
  [Type in CommandType]: Record<string, never> extends DataOf<Type> ? Type : never;
}[CommandType];
