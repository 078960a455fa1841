/**
 * Restoring the document over HTTP: a real server and Redis, people with the stock provider and programs; for everyone,
 * on the record, repeatedly, and where the log is damaged.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { ScribeStore } from '../../server/scribe/store/store.ts';
import { renderDocument } from '../../server/scribe/worker/text.ts';
import type { Commit } from '../../shared/envelope.ts';
import {
  administrator,
  call,
  declareRoom,
  ServerProcess,
  somebody,
  type Called,
  type Somebody,
} from '../support/server/server-process.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let priya: Somebody & { cookie: string };
let ana: Somebody;
let bob: Somebody;
const providers: WebsocketProvider[] = [];

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  priya = await administrator([server]);
  await call(server, 'PUT', '/api/template', {
    headers: { cookie: priya.cookie, origin: server.url },
    body: { headings: [] },
  });
  [ana, bob] = await Promise.all([somebody(server, 'Ana'), somebody(server, 'Bob')]);
});
afterAll(async () => {
  for (const provider of providers) provider.destroy();
  await server.kill();
  await redis.end();
});

/** A document that someone has open. */
async function opens(room: string, { token }: Somebody): Promise<{ doc: Y.Doc; provider: WebsocketProvider }> {
  class WithToken extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/scribe`, room, doc, {
    disableBc: true,
    maxBackoffTime: 100,
    WebSocketPolyfill: WithToken as unknown as typeof globalThis.WebSocket,
  });
  providers.push(provider);
  await until('it is synced', () => provider.synced);
  return { doc, provider };
}

const root = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('scribe');
const lines = (text: string): string => text.trim().replace(/\s*\n\s*/g, '\n');
const textOf = (doc: Y.Doc): string => lines(renderDocument(doc, 'text') as string);
const jsonOf = (doc: Y.Doc): string => JSON.stringify(renderDocument(doc, 'json'));
const reading = (room: string, at?: string): Promise<Called> =>
  call(server, 'GET', `/api/rooms/${room}/scribe?format=text${at === undefined ? '' : `&at=${at}`}`, {
    token: ana.token,
  });
const wordsAt = async (room: string, at?: string): Promise<string> =>
  lines(String((await reading(room, at)).body['text']));
const restores = (room: string, body: object): Promise<Called> =>
  call(server, 'POST', `/api/rooms/${room}/scribe/restore`, {
    headers: { cookie: priya.cookie, origin: server.url },
    body,
  });
const refusalOf = ({ status, body: { code } }: Called): unknown => [status, code];

function writes(doc: Y.Doc, words: string): void {
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [new Y.XmlText(words)]);
  root(doc).push([line]);
}

/** An instant at which the document is this and nothing later has been written. */
async function instantWith(room: string, words: string): Promise<string> {
  await until(`"${words}" is kept`, async () => (await wordsAt(room)) === words);
  const now = Date.now();
  await until('the next millisecond', () => Date.now() > now);
  return new Date(now).toISOString();
}

/** Someone writes, then someone deletes that and writes something else; returns the instants of both. */
async function spoiled(
  room: string,
  doc: Y.Doc,
  between: () => Promise<void> = async () => undefined,
): Promise<[good: string, bad: string]> {
  writes(doc, 'first words');
  const good = await instantWith(room, 'first words');
  await between();
  root(doc).delete(0, 1);
  writes(doc, 'oops');
  return [good, await instantWith(room, 'oops')];
}

async function logOf(room: string): Promise<readonly Commit[]> {
  return (await call(server, 'GET', `/api/rooms/${room}/log?limit=500`, { token: ana.token })).body[
    'commits'
  ] as readonly Commit[];
}

describe('restoring', () => {
  it('SC159 an administrator restores the document for everyone to how it was at an instant, as often as needed, and its whole past stays readable', async () => {
    const room = await declareRoom(server, ana);
    const [anas, bobs] = [await opens(room, ana), await opens(room, bob)];
    const [good, bad] = await spoiled(room, anas.doc);
    expect(await restores(room, { at: good, why: 'all was deleted' })).toMatchObject({
      status: 200,
      body: { restoredTo: good },
    });
    await until('both have it', () => textOf(anas.doc) === 'first words' && jsonOf(bobs.doc) === jsonOf(anas.doc));
    writes(bobs.doc, 'and on');
    await until('ana has that', () => textOf(anas.doc) === 'first words\nand on');
    expect(await restores(room, { at: bad, why: 'to look at it' })).toMatchObject({ status: 200 });
    await until('both are back', () => textOf(anas.doc) === 'oops' && textOf(bobs.doc) === 'oops');
    expect([await wordsAt(room, good), await wordsAt(room, bad), await wordsAt(room)]).toEqual([
      'first words',
      'oops',
      'oops',
    ]);
    expect(jsonOf((await opens(room, bob)).doc)).toBe(jsonOf(anas.doc));
  });

  it('SC160 what was written without a connection before a restore is added after it, and everyone has the same text', async () => {
    const room = await declareRoom(server, ana);
    const [anas, bobs] = [await opens(room, ana), await opens(room, bob)];
    const [good] = await spoiled(room, anas.doc, async () => {
      await until('bob has it', () => textOf(bobs.doc) === 'first words');
      bobs.provider.disconnect();
      writes(bobs.doc, 'typed in a tunnel');
    });
    expect(await restores(room, { at: good, why: 'all was deleted' })).toMatchObject({ status: 200 });
    bobs.provider.connect();
    await until(
      'both have all',
      () => textOf(anas.doc).includes('typed in a tunnel') && jsonOf(anas.doc) === jsonOf(bobs.doc),
    );
    expect(textOf(bobs.doc)).toContain('first words');
    expect(textOf(bobs.doc)).not.toContain('oops');
  });

  it("SC161 a restore is in the room's log with who, to which instant and why, and in the security log; no one can write such a line themselves", async () => {
    const room = await declareRoom(server, ana);
    const [at] = await spoiled(room, (await opens(room, ana)).doc);
    expect(await restores(room, { at, why: 'all was deleted' })).toMatchObject({ status: 200 });
    const told = (await logOf(room)).flatMap(({ events }) => events);
    expect(told.at(-1)).toEqual({
      type: 'timeline.document-restored',
      data: { by: priya.id, to: at, why: 'all was deleted' },
    });
    // An administrator does not have to join the room for it.
    expect(
      told.flatMap(({ type, data }) => (type === 'crew.joined' ? [(data as { person?: string }).person] : [])),
    ).not.toContain(priya.id);
    expect(
      server.logger.filter(({ event, room: where }) => event === 'document.restored' && where === room),
    ).toMatchObject([{ security: true, by: priya.id, at }]);
    const forged = { id: randomUUID(), type: 'timeline.record-restore', data: { by: bob.id, to: at, why: 'never' } };
    expect(
      refusalOf(await call(server, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body: forged })),
    ).toEqual([422, 'command.unknown-type']);
  });

  it('SC162 is for administrators, with a reason, to an instant since the room was declared; what is refused changes nothing', async () => {
    const before = new Date(Date.now() - 60_000).toISOString();
    const room = await declareRoom(server, ana);
    const { doc } = await opens(room, ana);
    writes(doc, 'as it is');
    const at = await instantWith(room, 'as it is');
    const length = (await logOf(room)).length;
    for (const token of [ana.token, priya.token])
      expect(
        refusalOf(await call(server, 'POST', `/api/rooms/${room}/scribe/restore`, { token, body: { at, why: 'x' } })),
      ).toEqual([403, 'access.not-administrator']);
    const refused = async (body: object, where = room): Promise<unknown> => refusalOf(await restores(where, body));
    expect(await refused({ at: '2999-01-01T00:00:00Z', why: 'x' })).toEqual([409, 'scribe.in-the-future']);
    expect(await refused({ at: before, why: 'x' })).toEqual([409, 'scribe.before-the-room']);
    expect(await refused({ at, why: 'x' })).toEqual([409, 'scribe.already-so']);
    for (const body of [{ at }, { at, why: ' ' }, { at: 'yesterday', why: 'x' }, { at, why: 'x', format: 'text' }])
      expect(await refused(body)).toEqual([422, 'command.malformed']);
    expect(await refused({ at, why: 'x' }, 'inc-4000')).toEqual([404, 'room.unknown']);
    expect([await wordsAt(room), (await logOf(room)).length]).toEqual(['as it is', length]);
  });

  it('SC163 a document whose log was damaged opens after it, is written in, and is read with no damage reported', async () => {
    const client = redis.client();
    for (const harm of ['lost', 'changed'] as const) {
      const room = await declareRoom(server, ana);
      const began = Date.now();
      const key = new ScribeStore(client, 'wf').key(room, 'log');
      for (const [at, update] of oneAfterAnother([
        'good one. ',
        'good two. ',
        'harmed. ',
        ...Array.from({ length: 80 }, () => 'after it. '),
      ]).entries()) {
        const bytes = harm === 'changed' && at === 2 ? Buffer.from(update).fill(0xff, 1, 6) : Buffer.from(update);
        if (harm === 'changed' || at !== 2)
          await client.xadd(key, `${at + 1}-0`, 't', began + Math.min(at, 2), 'u', bytes);
      }
      await until('that has passed', () => Date.now() > began + 5);
      expect((await reading(room)).headers.get('watchfloor-damage')).toMatch(/^entries 3 to 83 /);
      const good = new Date(began + 1).toISOString();
      expect(await restores(room, { at: good, why: 'the log is damaged' })).toMatchObject({ status: 200 });
      const { doc } = await opens(room, ana);
      expect(textOf(doc)).toBe('good one. good two.');
      writes(doc, 'and on');
      const now = await instantWith(room, 'good one. good two.\nand on');
      const { doc: bobs } = await opens(room, bob);
      expect(jsonOf(bobs)).toBe(jsonOf(doc));
      expect([bobs.store.pendingStructs, bobs.store.pendingDs]).toEqual([null, null]);
      for (const at of [undefined, now, good])
        expect((await reading(room, at)).headers.get('watchfloor-damage')).toBeNull();
      expect([await wordsAt(room, now), await wordsAt(room, good)]).toEqual([
        'good one. good two.\nand on',
        'good one. good two.',
      ]);
      expect((await reading(room, new Date(began + 2).toISOString())).headers.get('watchfloor-damage')).not.toBeNull();
    }
    client.disconnect();
  });
});

/** One paragraph of the editor, with one update for each word. */
function oneAfterAnother(words: readonly string[]): Uint8Array[] {
  const [writing, updates] = [new Y.Doc(), [] as Uint8Array[]];
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  writing.on('update', (update: Uint8Array) => updates.push(update));
  words.forEach((word, at) =>
    writing.transact(() => {
      if (at === 0) root(writing).insert(0, [paragraph]);
      text.insert(text.length, word);
    }),
  );
  return updates;
}
