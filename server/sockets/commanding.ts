/**
 * The way of a command from HTTP or a socket to a room, once it is known that the caller may see the room
 * (room-guard.ts): may they act at all, is the command well formed, is the person it admits active, is the room it
 * names there; then the room judges.
 */
import type { z } from 'zod';
import {
  admittedBy,
  asksWhoIsHere,
  INACTIVE,
  NO_ORIGINAL,
  originalIn,
  removedBy,
  type RoomState,
} from '../../shared/room.ts';
import { COMMANDS, type command, type CommandAnswer, type NotOk } from '../../shared/protocol.ts';
import { generationOf, personIn } from '../../shared/workspace/people.ts';
import { arrivalOf, mayAct, type Caller } from '../access/caller.ts';
import { overdueRefusal } from '../access/overdue.ts';
import type { Budgets } from '../budgets/budgets.ts';
import type { Fields } from '../logger.ts';
import type { Presence } from '../presence/presence.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { roomFor } from '../edge/room-guard.ts';
import { check, no } from '../edge/well-formed.ts';

export type Wish = z.output<typeof command>;

/** Why this caller may do nothing that changes anything; null when they may. */
export function actRefusal(caller: Caller): NotOk | null {
  if (caller.person === null) return no('access.no-person');
  return mayAct(caller) ? null : no('access.scope');
}

export interface Commanding {
  readonly hosting: Hosting;
  readonly budgets: Budgets;
}

export interface RoomCommanding extends Commanding {
  readonly presence: Pick<Presence, 'here'>;
}

/** Sends a command whose outer form was checked already. Throws Unavailable only before anything was sent. */
export async function sendCommand(
  { hosting, budgets, presence }: RoomCommanding,
  caller: Caller,
  { hosted, wish }: { readonly hosted: Hosted<RoomState>; readonly wish: Wish },
): Promise<CommandAnswer> {
  const refusal = actRefusal(caller) ?? overdueRefusal(caller, hosted.folded.state);
  if (refusal !== null) return refusal;
  const schema = Object.hasOwn(COMMANDS, wish.type) ? COMMANDS[wish.type] : undefined;
  if (schema === undefined) return no('command.unknown-type', { type: wish.type });
  const data = check(schema, wish.data);
  if (!data.ok) return data;
  const command = { ...wish, data: data.value as object };
  const impossible =
    (await inactiveIn(hosting, admittedBy(command))) ??
    (await notAnOriginal(hosting, caller, { room: hosted.id, original: originalIn(command) }));
  if (impossible !== null) return impossible;
  const allowed = budgets.write(caller, hosted.id, command.data);
  if (!allowed.ok) return allowed;
  const answer = await hosted.send(command, {
    actor: caller.actor,
    arrival: arrivalOf(caller),
    stands: () => stillStands(hosting, caller),
    ...(asksWhoIsHere(command) ? { here: () => presence.here(hosted.id) } : {}),
  });
  if (answer.ok) budgets.wrote(caller, hosted.id, allowed.bytes);
  return answer;
}

/** No one who is deactivated is admitted to a room again: an administrator activates them first. Throws Unavailable. */
async function inactiveIn({ workspace }: Hosting, person: string | null): Promise<NotOk | null> {
  const known = person === null ? null : personIn((await workspace.fresh()).state, person);
  return known?.active === false ? no(INACTIVE, { person: known.id }) : null;
}

/** A duplicate leads its people to the original, which must be another room that this caller may see. */
async function notAnOriginal(
  hosting: Hosting,
  caller: Caller,
  { room, original }: { readonly room: string; readonly original: string | null },
): Promise<NotOk | null> {
  if (original === null) return null;
  const isThere = original !== room && (await roomFor(hosting, caller, original)).ok;
  return isThere ? null : no(NO_ORIGINAL, { room: original });
}

/** Asked once more when the room judges the command: the person may have been deactivated while it waited. */
export function stillStands({ workspace }: Hosting, { person }: Caller): boolean {
  const known = person === null ? null : personIn(workspace.folded.state, person.id);
  return person === null || (known?.active === true && generationOf(known) === generationOf(person));
}

/** A person who was removed from a room is a line of the security log. */
export function noteRemoval(
  audit: (event: string, fields: Fields) => void,
  { actor }: Caller,
  { room, wish }: { readonly room: string; readonly wish: Wish },
): void {
  const person = removedBy(wish);
  if (person !== null) audit('room.person-removed', { by: actor.id, person, room });
}

/** An answer as the metrics count it: by what the sender may conclude from it. */
export function outcomeOf(answer: CommandAnswer): string {
  if (answer.ok) return 'acknowledged';
  return OPEN.has(answer.code) ? answer.code : 'refused';
}

const OPEN = new Set(['unconfirmed', 'busy', 'unavailable']);
