/**
 * Readers that do not keep up: what waits for them must not grow without end, and no one else may feel it.
 *
 *   64 frames waiting          presence is left out
 *   256 frames, or 1 MB        behind: nothing new is sent; once it has drained, one difference, and on
 *   10 s behind                closed; at once with 4,096 frames, for then it asks and does not listen
 */
import { Framed } from './frame.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { cutOff, type SocketServer, type ClientSocket } from './socket-types.ts';
import type { Feeds } from './feeds.ts';
import type { Metrics } from '../metrics.ts';
import { SLOW, type Presence } from '../presence/presence.ts';

const LOOK_EVERY_MS = 250;
const MANY_FRAMES = 64;
const MOST_FRAMES = 256;
const MOST_BYTES = 1_000_000;
const MOST_MS_BEHIND = 10_000;
const MOST_UNHEARD = 4_096;

export interface SlowReaderParts {
  readonly io: SocketServer;
  readonly feeds: Feeds;
  readonly hosting: Hosting;
  readonly metrics: Metrics;
  readonly presence: Presence;
}

/**
 * Looks after all sockets of this server, from the moment when something is held back for one of them until nothing is.
 */
export class SlowReaders {
  readonly #parts: SlowReaderParts;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: SlowReaderParts) {
    this.#parts = parts;
  }

  /** Something is held back for a socket. */
  watch(): void {
    this.#timer ??= setTimeout(() => this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** What all sockets have not taken yet. */
  heldBackBytes(): number {
    return [...this.#parts.io.of('/').sockets.values()].reduce((sum, socket) => sum + waitingBytes(socket), 0);
  }

  #look(): void {
    this.#timer = undefined;
    for (const socket of this.#parts.io.of('/').sockets.values()) {
      look(this.#parts, socket);
      if (waitingIn(socket).length > 0 || socket.data.behind !== null || socket.rooms.has(SLOW)) this.watch();
    }
  }
}

function look(parts: SlowReaderParts, socket: ClientSocket): void {
  const waiting = waitingIn(socket).length;
  if (waiting >= MANY_FRAMES) void socket.join(SLOW);
  else if (waiting === 0 && socket.rooms.has(SLOW)) {
    void socket.leave(SLOW);
    parts.presence.catchUp(socket);
  }
  lookBehind(parts, socket);
}

function lookBehind({ feeds, hosting, metrics }: SlowReaderParts, socket: ClientSocket): void {
  const { behind } = socket.data;
  if (behind === null) {
    if (!isFull(socket)) return;
    socket.data.behind = { sinceMs: performance.now(), rooms: feeds.pause(socket) };
    metrics.count('watchfloor_slow_readers_total', { done: 'left-behind' });
    return;
  }
  if (waitingIn(socket).length === 0) {
    socket.data.behind = null;
    for (const [room, from] of behind.rooms) void takeUp({ feeds, hosting }, socket, { room, from });
  } else if (performance.now() - behind.sinceMs > MOST_MS_BEHIND || waitingIn(socket).length > MOST_UNHEARD) {
    metrics.count('watchfloor_slow_readers_total', { done: 'closed' });
    cutOff(socket);
  }
}

async function takeUp(
  { feeds, hosting }: Pick<SlowReaderParts, 'feeds' | 'hosting'>,
  socket: ClientSocket,
  { room, from }: { room: string; from: number },
): Promise<void> {
  try {
    const hosted = await hosting.room(room);
    if (hosted !== null) await feeds.resume(socket, hosted, from);
  } catch {
    // It comes back with the position that it has; nothing is missing then.
    cutOff(socket);
  }
}

/** Does not keep up: what is large may wait until it does. */
export const isBehind = (socket: ClientSocket): boolean => socket.data.behind !== null || isFull(socket);

function isFull(socket: ClientSocket): boolean {
  return waitingIn(socket).length >= MOST_FRAMES || waitingBytes(socket) >= MOST_BYTES;
}

function waitingBytes(socket: ClientSocket): number {
  let bytes = 0;
  for (const { data } of waitingIn(socket))
    bytes += typeof data === 'string' || data instanceof Framed ? data.length : 0;
  return bytes;
}

/** What the engine holds back because the socket does not take it. Its types hide the one gauge that tells. */
function waitingIn(socket: ClientSocket): ReadonlyArray<{ readonly data?: unknown }> {
  return (socket.conn as unknown as { readonly writeBuffer: ReadonlyArray<{ readonly data?: unknown }> }).writeBuffer;
}
