/** The words that the files of this folder share: what a socket carries, and how a socket is closed. */
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../../shared/protocol.ts';
import type { Caller } from '../access/caller.ts';

interface SocketData {
  caller: Caller;
  /** The rooms that this socket has entered, each with a mark of its own: a newer entering makes an older one stop. */
  entered: Map<string, object>;
  /** Set while this reader does not keep up: since when (ms, monotonic), and how far each room had been sent. */
  behind: { sinceMs: number; rooms: Map<string, number> } | null;
  /** Messages that wait for their answer, by their weight. */
  waiting: number;
}

export type SocketServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type ClientSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

/** A larger message ends its connection: nothing of it is kept. */
export const MOST_ENGINE_BYTES = 1_000_000;

export const SIGNED_OUT = 4401;
export const NOT_YOURS = 4403;
export const COME_BACK = 1013;

/** Says why, then closes. The farewell is only worth waiting for when the socket takes what it is sent. */
export function sendAway(socket: ClientSocket, code: number, reason: string): void {
  socket.emit('bye', { code, reason });
  socket.disconnect(true);
}

/** Ends a connection that does not read: what waits for it is thrown away. */
export function cutOff(socket: ClientSocket): void {
  socket.conn.close(true);
}
