/**
 * How a page knows that its server is there. Pings, each with its answer, tell the server that a connection is gone,
 * within ten seconds; a page that a person has in sight hears more often, and answers nothing.
 *
 * The pings of all connections are sent at four moments in four seconds instead of one by one: most of what idle people
 * cost is that the process wakes for them. The engine would send them by a timer of each connection; what it keeps to
 * itself is named here, and where that is not what it was, the engine goes on by itself.
 */
import { eachSecond } from '../each-second.ts';
import { broadcast, membersOf } from './broadcast.ts';
import type { ClientSocket, SocketServer } from './socket-types.ts';

const PING_EVERY_S = 4;
export const PINGS = { pingInterval: PING_EVERY_S * 1000, pingTimeout: 6_000 };
const ALIVE_EVERY_S = 2;
const WATCHING = 'watching';

interface Connection {
  readonly readyState: string;
  sendPacket(type: 'ping'): void;
  resetPingTimeout(): void;
  pingIntervalTimer: NodeJS.Timeout | null;
  /** Set while a ping waits for its answer. */
  readonly pingTimeoutTimer: NodeJS.Timeout | null;
  hasRefreshedPingTimeout: boolean;
}

/** Returns how to stop. */
export function beat(io: SocketServer): () => void {
  const groups = Array.from({ length: PING_EVERY_S }, () => new Set<Connection>());
  let second = 0;
  io.engine.on('connection', (connection: Connection) => {
    if (!isAsKnown(connection)) return;
    clearTimeout(connection.pingIntervalTimer ?? undefined);
    connection.pingIntervalTimer = null;
    groups[second % PING_EVERY_S]?.add(connection);
  });
  return eachSecond(() => {
    second += 1;
    const group = groups[second % PING_EVERY_S];
    for (const connection of group ?? []) {
      if (connection.readyState === 'closed') group?.delete(connection);
      else ping(connection);
    }
    if (second % ALIVE_EVERY_S === 0) broadcast(membersOf(io, WATCHING), 'alive', {});
  });
}

function isAsKnown(connection: Partial<Connection>): boolean {
  const { pingIntervalTimer, pingTimeoutTimer, sendPacket, resetPingTimeout } = connection;
  const areTimers = typeof pingIntervalTimer === 'object' && pingTimeoutTimer === null;
  return areTimers && [sendPacket, resetPingTimeout].every((each) => typeof each === 'function');
}

function ping(connection: Connection): void {
  if (connection.readyState !== 'open' || connection.pingTimeoutTimer !== null) return;
  connection.hasRefreshedPingTimeout = false;
  connection.sendPacket('ping');
  connection.resetPingTimeout();
}

export function watches(socket: ClientSocket, { watching }: { readonly watching: boolean }): { readonly ok: true } {
  if (watching) void socket.join(WATCHING);
  else void socket.leave(WATCHING);
  return { ok: true };
}
