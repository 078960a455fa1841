/**
 * Sockets outlive the request that admitted them, so their callers are checked again: an ended session, a revoked token
 * or a deactivated person closes the socket within two seconds. One question to the store for all sockets of this
 * server.
 */
import { isClosed } from '../../shared/room.ts';
import type { Access, Caller } from '../access/caller.ts';
import { eachSecond } from '../each-second.ts';
import { sendAway, SIGNED_OUT, type SocketServer, type ClientSocket } from './socket-types.ts';
import type { Hosting } from '../rooms/hosting.ts';

const KEEP_EVERY_MS = 60_000;
const ENDED = 'your session has ended';

interface SessionWatchParts {
  readonly io: SocketServer;
  readonly access: Access;
  readonly hosting: Hosting;
}

/** Returns how to stop. */
export function watchSessions(parts: SessionWatchParts): () => void {
  // A deactivated person is disconnected as soon as this server hears of it: before any room hears that they have left.
  const unlisten = parts.hosting.workspace.listen(() => {
    for (const socket of parts.io.of('/').sockets.values())
      if (!parts.access.stands(socket.data.caller)) sendAway(socket, SIGNED_OUT, ENDED);
  });
  let looking = false;
  const look = eachSecond(() => {
    if (looking) return;
    looking = true;
    void recheck(parts).finally(() => (looking = false));
  });
  const keep = setInterval(() => void keepSessions(parts), KEEP_EVERY_MS);
  return () => {
    unlisten();
    look();
    clearInterval(keep);
  };
}

async function recheck({ io, access }: SessionWatchParts): Promise<void> {
  const sockets = [...io.of('/').sockets.values()];
  try {
    const callers = await access.recheck(sockets.map((socket) => socket.data.caller));
    sockets.forEach((socket, index) => {
      const caller = callers[index] ?? null;
      if (caller === null) sendAway(socket, SIGNED_OUT, ENDED);
      else socket.data.caller = caller;
    });
  } catch {
    // The store is away: nothing is known, so no one is disconnected.
  }
}

/** No session ends by the clock while its person is in an open room. */
async function keepSessions({ io, access, hosting }: SessionWatchParts): Promise<void> {
  const open = new Set(
    [...hosting.live()].filter((hosted) => !isClosed(hosted.folded.state)).map((hosted) => hosted.id),
  );
  const isAtWork = (socket: ClientSocket): boolean => [...socket.data.entered.keys()].some((room) => open.has(room));
  const callers = new Map<string, Caller>();
  for (const socket of io.of('/').sockets.values())
    if (isAtWork(socket)) callers.set(socket.data.caller.credential, socket.data.caller);
  await Promise.allSettled([...callers.values()].map((caller) => access.keepInOpenRoom(caller)));
}
