/**
 * The one place that decides what a session may do that is older than 72 hours and still here because an open room
 * keeps it alive: read, and go on in the open rooms whose crew its person belongs to. It joins no other room, declares
 * none, hands out no access, and does nothing that only an administrator may. Signing in again allows all of it again.
 */
import type { NotOk } from '../../shared/protocol.ts';
import { isClosed, isMember, type RoomState } from '../../shared/room.ts';
import { no } from '../edge/well-formed.ts';
import type { Caller } from './caller.ts';

/** `room`: where it would act; null: outside any room. */
export function overdueRefusal(caller: Caller, room: RoomState | null): NotOk | null {
  if (caller.overdue !== true) return null;
  const goesOn = room !== null && !isClosed(room) && isMember(room, caller.actor.id);
  return goesOn ? null : no('access.overdue');
}
