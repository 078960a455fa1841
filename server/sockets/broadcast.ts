/**
 * One message to many sockets, made once: its text, and the very bytes of its WebSocket frame.
 *
 *   nothing waits for a socket -> the bytes go straight into its connection          else -> into the engine's queue, in order
 *
 * Most of what a server does is this, and most of that is the way through the layers above the connection. What the
 * engine and ws keep to themselves is named here and nowhere else; where it is not what it was, the engine sends.
 */
import type { Socket } from 'node:net';
import { messageParts } from '../edge/json-once.ts';
import type { ServerToClient } from '../../shared/protocol.ts';
import { Framed } from './frame.ts';
import type { ClientSocket, SocketServer } from './socket-types.ts';

/** Of a WebSocket on which neither side has begun to close. */
const OPEN = 1;

/** The engine's connection, as far as it is used here. */
interface Engine {
  readonly readyState: string;
  readonly writeBuffer: readonly unknown[];
  readonly transport: {
    readonly writable: boolean;
    readonly socket?: { readonly readyState: number; readonly _socket?: Socket | null };
  };
  write(data: Framed): unknown;
}

export function membersOf(io: SocketServer, channel: string): readonly ClientSocket[] {
  const { adapter, sockets } = io.of('/');
  return Array.from(adapter.rooms.get(channel) ?? []).flatMap((id) => sockets.get(id) ?? []);
}

export function broadcast<Name extends keyof ServerToClient>(
  sockets: Iterable<ClientSocket>,
  name: Name,
  message: Parameters<ServerToClient[Name]>[0],
): void {
  const framed = new Framed([`2${JSON.stringify([name]).slice(0, -1)},`, ...messageParts(message), ']']);
  for (const socket of sockets) send(socket.conn as unknown as Engine, framed);
}

function send(engine: Engine, framed: Framed): void {
  const { socket } = engine.transport;
  const connection = socket?._socket;
  const isFree =
    engine.readyState === 'open' &&
    socket?.readyState === OPEN &&
    engine.transport.writable &&
    engine.writeBuffer.length === 0 &&
    connection?.writableLength === 0;
  if (isFree) connection.write(framed.frame);
  else engine.write(framed);
}
