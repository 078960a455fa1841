/**
 * The guard of rooms: the one answer to "may this caller see this room?", for HTTP, sockets, feeds, documents and
 * attachments.
 *
 *   there is no such room, or it was never open to them -> room.unknown, one and the same answer     (documents close with 4404)
 *   they were removed from it                           -> crew.removed: they know that it exists    (sockets and documents: 4403)
 */
import { shownTo, type ListedCard } from '../../shared/card.ts';
import { roomId, type NotOk } from '../../shared/protocol.ts';
import { isDeclared, isShutOut, REMOVED, type RoomState } from '../../shared/room.ts';
import type { Person } from '../../shared/workspace/words.ts';
import type { Caller } from '../access/caller.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { no } from './well-formed.ts';

/** A person invited to observe one room sees no other room, and nothing else of the workspace. */
export const isConfined = (caller: Caller): caller is Caller & { person: Person & { rooms: readonly string[] } } =>
  caller.person?.rooms !== undefined;

/** Whether a room of this id could be theirs at all, whatever has happened in it. */
export const isTheirs = (caller: Caller, room: string): boolean =>
  !isConfined(caller) || caller.person.rooms.includes(room);

/** Why this caller may not see this room, as it is folded here now; null when they may. */
export function unseen(caller: Caller, hosted: Hosted<RoomState> | null): NotOk | null {
  const isThere =
    hosted !== null && caller.scopes.read && isTheirs(caller, hosted.id) && isDeclared(hosted.folded.state);
  if (!isThere) return no('room.unknown');
  return isShutOut(hosted.folded.state, caller.actor.id) ? no(REMOVED) : null;
}

/** May this caller see this room, as it is folded here now? */
export const maySee = (caller: Caller, hosted: Hosted<RoomState>): boolean => unseen(caller, hosted) === null;

export type Found = { readonly ok: true; readonly hosted: Hosted<RoomState> } | NotOk;

/**
 * The room of this id for this caller, as it is folded here now, or why not. A room that is not theirs is not even
 * loaded. Throws Unavailable.
 */
export async function roomFor(hosting: Hosting, caller: Caller, id: string): Promise<Found> {
  const mayBe = caller.scopes.read && roomId.safeParse(id).success && isTheirs(caller, id);
  return found(caller, mayBe ? await hosting.room(id) : null);
}

/** The same, as new as anything that was acknowledged before the call. Throws Unavailable. */
export async function freshRoomFor(hosting: Hosting, caller: Caller, id: string): Promise<Found> {
  const first = await roomFor(hosting, caller, id);
  if (!first.ok) return first;
  await first.hosted.fresh();
  return found(caller, first.hosted);
}

function found(caller: Caller, hosted: Hosted<RoomState> | null): Found {
  const refusal = unseen(caller, hosted);
  return refusal ?? (hosted === null ? no('room.unknown') : { ok: true, hosted });
}

/** The card as this caller may see it; null when the room is not open to them. */
export function cardFor(caller: Caller, card: ListedCard): ListedCard | null {
  return isTheirs(caller, card.id) ? shownTo(card, caller.actor.id) : null;
}

/** Why this room is not open to this person, as of now on any server; null when it is. Throws Unavailable. */
export async function closedTo(hosting: Hosting, person: string, room: string): Promise<NotOk | null> {
  const state = (await (await hosting.room(room))?.fresh())?.state;
  if (state === undefined || !isDeclared(state)) return no('room.unknown');
  return isShutOut(state, person) ? no(REMOVED) : null;
}

/** What a link opens for the person who uses it, and who makes it. */
export interface Opening {
  readonly by: string;
  readonly isAdministrator: boolean;
  readonly role: 'responder' | 'observer';
  readonly room: string | null;
}

/**
 * Why a link would open something that is not open to its maker; null when it does not. A responder's link opens all
 * rooms, whichever it names: so no one who was removed from a room can make a link and come back under another name.
 * Throws Unavailable.
 */
export async function opensTooMuch(
  hosting: Hosting,
  { by, isAdministrator, role, room }: Opening,
): Promise<NotOk | null> {
  const refusal = room === null ? null : await closedTo(hosting, by, room);
  const opensAll = role === 'responder' || room === null;
  if (refusal !== null || isAdministrator || !opensAll) return refusal;
  const shut = (await hosting.cards()).find((card) => shownTo(card, by) === null);
  return shut === undefined ? null : no('access.removed-from-a-room', { room: shut.id });
}
