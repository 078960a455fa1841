/**
 * The way of a command from the door to a room, the same for HTTP and socket: may this caller act at all, does the room exist for
 * them, are the words well formed; then the room judges. Also the way of a reader.
 *
 * Always holds: a room that is not there and a room that is not open to the caller answer alike.
 */
import type { z } from 'zod';
import { mayRead, type RoomState } from '../../shared/room.ts';
import { COMMANDS, roomId, type command, type CommandAnswer, type NotOk } from '../../shared/protocol.ts';
import { arrivalOf, mayAct, type Caller } from '../access/caller.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { check, no } from './well-formed.ts';

export type Wish = z.output<typeof command>;

/** A room that this caller may read; null when there is none for them. Throws Unavailable. */
export async function readable(hosting: Hosting, caller: Caller, id: string): Promise<Hosted<RoomState> | null> {
  if (!caller.scopes.read || !roomId.safeParse(id).success) return null;
  const hosted = await hosting.room(id);
  if (hosted === null || hosted.folded.position.version === 0) return null;
  return mayRead(hosted.folded.state, caller.actor.id) ? hosted : null;
}

/** Why this caller may do nothing that changes anything; null when they may. */
export function actRefusal(caller: Caller): NotOk | null {
  if (caller.person === null) return no('access.no-person');
  return mayAct(caller) ? null : no('access.scope');
}

/** Sends a command whose outer form was checked already. Throws Unavailable only before anything was sent. */
export async function sendCommand(
  hosting: Hosting,
  caller: Caller,
  { room, ...wish }: Wish & { readonly room: string },
): Promise<CommandAnswer> {
  const refusal = actRefusal(caller);
  if (refusal !== null) return refusal;
  const schema = Object.hasOwn(COMMANDS, wish.type) ? COMMANDS[wish.type] : undefined;
  if (schema === undefined) return no('command.unknown-type', { type: wish.type });
  const data = check(schema, wish.data);
  if (!data.ok) return data;
  const hosted = await readable(hosting, caller, room);
  if (hosted === null) return no('room.unknown');
  return hosted.send({ ...wish, data: data.value as object }, { actor: caller.actor, arrival: arrivalOf(caller) });
}

/** An answer as the metrics count it: by what the sender may conclude from it. */
export function outcomeOf(answer: CommandAnswer): string {
  if (answer.ok) return 'acknowledged';
  return OPEN.has(answer.code) ? answer.code : 'refused';
}

const OPEN = new Set(['unconfirmed', 'busy', 'unavailable']);
