/**
 * Sockets outlive the request that admitted them, so their callers are looked at again: an ended session, a token taken back or a
 * person made inactive closes the socket within two seconds. One question to the store for all sockets of this server.
 */
import { isClosed } from '../../shared/room.ts';
import type { Access, Caller } from '../access/caller.ts';
import { sendAway, SIGNED_OUT, type DoorServer, type DoorSocket } from './door-sockets.ts';
import type { Hosting } from '../rooms/hosting.ts';

const LOOK_EVERY_MS = 1_000;
const KEEP_EVERY_MS = 60_000;

interface SessionWatchParts {
  readonly io: DoorServer;
  readonly access: Access;
  readonly hosting: Hosting;
}

/** Returns how to stop. */
export function watchSessions(parts: SessionWatchParts): () => void {
  let looking = false;
  const look = setInterval(() => {
    if (looking) return;
    looking = true;
    void recheck(parts).finally(() => (looking = false));
  }, LOOK_EVERY_MS);
  const keep = setInterval(() => void keepSessions(parts), KEEP_EVERY_MS);
  return () => {
    clearInterval(look);
    clearInterval(keep);
  };
}

async function recheck({ io, access }: SessionWatchParts): Promise<void> {
  const sockets = [...io.of('/').sockets.values()];
  try {
    const callers = await access.recheck(sockets.map((socket) => socket.data.caller));
    sockets.forEach((socket, index) => {
      const caller = callers[index] ?? null;
      if (caller === null) sendAway(socket, SIGNED_OUT, 'your session has ended');
      else socket.data.caller = caller;
    });
  } catch {
    // The store is away: nothing is known, so nobody is sent away.
  }
}

/** Nobody's session ends by the clock while they are in an open room. */
async function keepSessions({ io, access, hosting }: SessionWatchParts): Promise<void> {
  const open = new Set(
    [...hosting.live()].filter((hosted) => !isClosed(hosted.folded.state)).map((hosted) => hosted.id),
  );
  const isAtWork = (socket: DoorSocket): boolean => [...socket.data.entered.keys()].some((room) => open.has(room));
  const callers = new Map<string, Caller>();
  for (const socket of io.of('/').sockets.values())
    if (isAtWork(socket)) callers.set(socket.data.caller.credential, socket.data.caller);
  await Promise.allSettled([...callers.values()].map((caller) => access.keepInOpenRoom(caller)));
}
