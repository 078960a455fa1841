/**
 * An attacker's connections: plain WebSockets and HTTP without a client's restraint. They send as fast as the server
 * accepts.
 */
import { once } from 'node:events';
import { encodeStateAsUpdate, type Doc } from 'yjs';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';

/** Where an attack goes. */
export interface Target {
  readonly url: string;
  readonly token: string;
  readonly room: string;
}

const MOST_UNSENT_BYTES = 4 * 1024 * 1024;
const breath = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens a WebSocket and ignores its failures; null when it was refused. */
export async function opened(address: string, headers: Record<string, string> = {}): Promise<WebSocket | null> {
  const socket = new WebSocket(address.replace(/^http/, 'ws'), { headers });
  socket.on('error', () => {});
  const isOpen = await new Promise<boolean>((resolve) =>
    socket.once('open', () => resolve(true)).once('close', () => resolve(false)),
  );
  return isOpen ? socket : null;
}

/** A member's connection as socket.io has it, in the room. Answers the heartbeat; null when it was refused. */
export async function member({ url, token, room }: Target): Promise<WebSocket | null> {
  const socket = await opened(`${url}/socket.io/?EIO=4&transport=websocket`);
  if (socket === null) return null;
  socket.on('message', (data: Buffer) => void (data.length === 1 && data.toString() === '2' && socket.send('3')));
  socket.send(`40${JSON.stringify({ token })}`);
  const isIn = await new Promise<boolean>((resolve) => {
    socket.on('message', (data: Buffer) => void (data.toString('latin1', 0, 2) === '40' && resolve(true)));
    socket.once('close', () => resolve(false));
  });
  if (isIn) socket.send(`420["enter",${JSON.stringify({ room })}]`);
  return isIn ? socket : null;
}

/** Sends forever, as fast as it is accepted; reconnects when it is disconnected. */
export async function flooding(
  open: () => Promise<WebSocket | null>,
  frame: (at: number) => string | Uint8Array,
): Promise<never> {
  for (let at = 0; ;) {
    const socket = await open();
    while (socket !== null && socket.readyState === socket.OPEN) {
      if (socket.bufferedAmount > MOST_UNSENT_BYTES) await breath();
      else
        for (let many = 0; many < 50 && socket.bufferedAmount < MOST_UNSENT_BYTES; many += 1)
          socket.send(frame((at += 1)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await breath(50);
  }
}

/** This many requests at a time, forever. The answers don't matter. */
export async function asking(atOnce: number, request: (at: number) => Promise<Response>): Promise<never> {
  let at = 0;
  const one = async (): Promise<never> => {
    for (;;)
      await request((at += 1)).then(
        (answer) => answer.arrayBuffer(),
        () => breath(20),
      );
  };
  return Promise.race(Array.from({ length: atOnce }, one));
}

/** A connection to the room's document. */
export const pen = ({ url, token, room }: Target): Promise<WebSocket | null> =>
  opened(`${url}/scribe/${room}`, { authorization: `Bearer ${token}` });

/** A document's whole text as one frame of the y-websocket protocol. */
export function updateFrame(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, 2);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

export const wholeFrame = (doc: Doc): Uint8Array => updateFrame(encodeStateAsUpdate(doc));

/** Presence of this many people, from one person. */
export function awarenessFrame(entries: number): Uint8Array {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, entries);
  for (let entry = 0; entry < entries; entry += 1) {
    encoding.writeVarUint(inner, 7);
    encoding.writeVarUint(inner, 1);
    encoding.writeVarString(inner, '1');
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  return encoding.toUint8Array(encoder);
}

export const gone = (socket: WebSocket): Promise<unknown> =>
  socket.readyState >= socket.CLOSING ? Promise.resolve() : once(socket, 'close');
