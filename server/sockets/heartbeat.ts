/**
 * How a page knows that its server is there. The engine's pings, each with its answer, tell the server that a connection
 * is gone, within ten seconds; a page that a person has in sight hears more often, and answers nothing.
 */
import { broadcast, membersOf } from './broadcast.ts';
import type { ClientSocket, SocketServer } from './socket-types.ts';

export const PINGS = { pingInterval: 4_000, pingTimeout: 6_000 };
const ALIVE_EVERY_MS = 2_000;
const WATCHING = 'watching';

/** Returns how to stop. */
export function beat(io: SocketServer): () => void {
  const timer = setInterval(() => broadcast(membersOf(io, WATCHING), 'alive', {}), ALIVE_EVERY_MS);
  return () => clearInterval(timer);
}

export function watches(socket: ClientSocket, { watching }: { readonly watching: boolean }): { readonly ok: true } {
  if (watching) void socket.join(WATCHING);
  else void socket.leave(WATCHING);
  return { ok: true };
}
