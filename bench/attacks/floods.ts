/**
 * The attacks, by name: what strangers and one member can do that might make everyone wait. Each goes on until its
 * process is ended.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { Doc } from 'yjs';
import {
  asking,
  awarenessFrame,
  flooding,
  gone,
  member,
  opened,
  pen,
  updateFrame,
  wholeFrame,
  type Target,
} from './wires.ts';

type Attack = (target: Target) => Promise<unknown>;

const MEGABYTE = 1_000_000;
const lists = (bytes: number): string => `[${'[],'.repeat(bytes / 3 - 1)}[]]`;
const bearer = ({ token }: Target): Record<string, string> => ({ authorization: `Bearer ${token}` });
const sockets = (target: Target, count: number, frame: (at: number) => string): Promise<never> =>
  Promise.race(Array.from({ length: count }, () => flooding(() => member(target), frame)));
const line =
  ({ room }: Target) =>
  (at: number): string =>
    `42${at}["command",${JSON.stringify({ room, id: randomUUID(), type: 'timeline.say', data: { text: `${at} ${'x'.repeat(3_980)}` } })}]`;
const question =
  (event: string, message: object) =>
  (at: number): string =>
    `42${at}["${event}",${JSON.stringify(message)}]`;

async function upload(target: Target, bytes: Buffer): Promise<string> {
  const answer = await fetch(`${target.url}/api/rooms/${target.room}/attachments`, {
    method: 'POST',
    headers: bearer(target),
    body: new Uint8Array(bytes),
  });
  return String(((await answer.json()) as { id?: string }).id);
}

const STRANGERS: Readonly<Record<string, Attack>> = {
  'a stranger posts megabytes of lists': ({ url }) =>
    asking(16, () => fetch(`${url}/api/session`, { method: 'POST', body: lists(MEGABYTE) })),
  'a stranger guesses links': ({ url }) =>
    asking(16, (at) =>
      fetch(`${url}/api/session`, {
        method: 'POST',
        body: JSON.stringify({ code: `${'x'.repeat(30)}${at}`, name: 'Sam' }),
      }),
    ),
  'three hundred CONNECTs in a burst': async ({ url, token }) => {
    const burst = async (): Promise<void> => {
      const socket = await opened(`${url}/socket.io/?EIO=4&transport=websocket`);
      for (let at = 0; socket !== null && at < 300; at += 1)
        socket.send(at === 0 ? `40${JSON.stringify({ token })}` : `40/n${at},${JSON.stringify({ token })}`);
      if (socket !== null) await gone(socket);
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await Promise.race(
      Array.from({ length: 8 }, async () => {
        for (;;) await burst();
      }),
    );
  },
  "strangers at the document's door": async ({ url }) => {
    const knock = async (at: number): Promise<void> => {
      const socket = await opened(`${url}/scribe/${at % 2 === 0 ? 'workspace' : `inc-${at}`}`);
      if (socket !== null) await gone(socket);
      else await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await Promise.race(
      Array.from({ length: 16 }, async (_, lane) => {
        for (let at = lane; ; at += 16) await knock(at);
      }),
    );
  },
};

const MEMBERS: Readonly<Record<string, Attack>> = {
  'frames of a megabyte of lists': (target) =>
    flooding(
      () => member(target),
      (at) => `42${at}["command",{"room":"${target.room}","data":${lists(900_000)}}]`,
    ),
  'lines of 4,000 characters on one socket': (target) => sockets(target, 1, line(target)),
  'lines of 4,000 characters on six sockets': (target) => sockets(target, 6, line(target)),
  'rooms declared without end': (target) =>
    asking(8, (at) =>
      fetch(`${target.url}/api/rooms`, {
        method: 'POST',
        headers: bearer(target),
        body: JSON.stringify({ title: `Flood ${at}`, severity: 4 }),
      }),
    ),
  'attachments of 2 MB': (target) =>
    asking(6, () =>
      fetch(`${target.url}/api/rooms/${target.room}/attachments`, {
        method: 'POST',
        headers: bearer(target),
        body: new Uint8Array(randomBytes(2 * 1024 * 1024)),
      }),
    ),
  'the lobby on four sockets': (target) => sockets(target, 4, question('lobby', {})),
  'pages of history on four sockets': (target) =>
    sockets(target, 4, question('page', { room: target.room, before: 1_000, limit: 200 })),
  'entering again and again on four sockets': (target) => sockets(target, 4, question('enter', { room: target.room })),
  'a file of colours read without end': async (target) => {
    const id = await upload(target, Buffer.from('\x1b[31mx'.repeat(340_000)));
    return asking(8, (at) =>
      fetch(`${target.url}/api/rooms/${target.room}/attachments/${id}`, {
        headers: { ...bearer(target), ...(at % 2 === 0 ? { 'if-none-match': `"${id}"` } : {}) },
      }),
    );
  },
};

const DOCUMENT: Readonly<Record<string, Attack>> = {
  'awareness frames of 60,000 entries': (target) => {
    const frame = awarenessFrame(60_000);
    return flooding(
      () => pen(target),
      () => frame,
    );
  },
  '200 KB inserted and deleted again and again': (target) => {
    const doc = new Doc();
    const text = doc.getText('flood');
    let last: Uint8Array = new Uint8Array();
    doc.on('update', (update: Uint8Array) => (last = update));
    return flooding(
      () => pen(target),
      () => {
        if (text.length === 0) text.insert(0, 'y'.repeat(200_000));
        else text.delete(0, text.length);
        return updateFrame(last);
      },
    );
  },
  'updates of many pieces at one place, each by an id of its own': (target) =>
    flooding(
      () => pen(target),
      () => {
        const doc = new Doc();
        for (let piece = 0; piece < 400; piece += 1) doc.getArray('m').insert(0, [piece]);
        return wholeFrame(doc);
      },
    ),
};

export const ATTACKS: Readonly<Record<string, Attack>> = { ...STRANGERS, ...MEMBERS, ...DOCUMENT };
