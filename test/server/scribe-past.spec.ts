/**
 * The scribe document as it was: exact to the millisecond whatever was compacted, consistent with the room's log, and
 * correct when a stored piece is damaged.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { STEPS, type Step } from '../../server/scribe/store/keeper.ts';
import { ScribeWorker } from '../../server/scribe/worker/worker-client.ts';
import { call, declareRoom, say, ServerProcess, somebody, type Somebody } from '../support/server/server-process.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { ScribeStore } from '../../server/scribe/store/store.ts';
import { renderDocument } from '../../server/scribe/worker/text.ts';
import { slowText } from '../support/fuzz/handmade.ts';
import { BEGAN_AT_MS, dice, ROOM, Shelf, typed } from '../support/server/scribe-typed.ts';

let redis: PrivateRedis;
let shelf: Shelf;
let count = 0;
const worker = new ScribeWorker();

beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => Promise.all([redis.end(), worker.stop()]));
beforeEach(() => {
  shelf = new Shelf({ redis, worker, prefix: `t${(count += 1)}` });
});
afterEach(() => shelf.close());

const upTo = (entries: ReturnType<typeof typed>, atMs: number) => entries.filter((entry) => entry.atMs <= atMs);

/** Compacted in three steps, with a tail that is not. */
async function halfCompacted(entries: ReturnType<typeof typed>): Promise<void> {
  const quarter = Math.ceil(entries.length / 4);
  for (let from = 0; from < entries.length; from += quarter) {
    await shelf.write(entries.slice(from, from + quarter));
    if (from + quarter < entries.length) await shelf.keeper().close(await shelf.document());
  }
}

describe('the document as it was', () => {
  it('SC90 at 200 instants it is what the log says up to that millisecond, from keyframes, buckets and the log alike', async () => {
    const entries = typed(4400);
    await halfCompacted(entries);
    expect((await shelf.store.archive.newestKeyframe(ROOM)).sequence).toBeGreaterThan(2000);
    expect(await shelf.store.archive.sealedTo(ROOM)).toBe(3300);
    const roll = dice(1);
    const long = (entries.at(-1)?.atMs ?? 0) - BEGAN_AT_MS;
    const instants = Array.from(
      { length: 200 },
      (_each, at) => BEGAN_AT_MS + Math.floor((roll() * long) / 1000) * 1000 + (at % 2) * Math.floor(roll() * 1000),
    );
    const replayed = new Y.Doc();
    const rest = entries.slice();
    for (const atMs of instants.sort((one, other) => one - other)) {
      for (let next = rest[0]; next !== undefined && next.atMs <= atMs; next = rest[0])
        Y.applyUpdate(replayed, rest.shift()?.update ?? next.update);
      expect(
        (await shelf.past.read(ROOM, 'json', atMs)) === JSON.stringify(renderDocument(replayed, 'json')),
        new Date(atMs).toISOString(),
      ).toBe(true);
    }
  });

  it('SC91 within one sealed second every keystroke can be told apart', async () => {
    const entries = typed(300, 20);
    await shelf.write(entries);
    await shelf.keeper().close(await shelf.document());
    expect(await shelf.redis.xlen(shelf.store.key(ROOM, 'log'))).toBe(1);
    for (const { atMs } of entries.filter((_each, at) => at % 7 === 0)) {
      expect(await shelf.past.read(ROOM, 'json', atMs)).toBe(await shelf.replay(upTo(entries, atMs)));
      expect(await shelf.past.read(ROOM, 'json', atMs - 1)).toBe(await shelf.replay(upTo(entries, atMs - 1)));
    }
  });

  it('SC92 before the first word it is empty, and in the future it is as it is now', async () => {
    const entries = typed(700);
    const now = await shelf.replay(entries);
    const readings = () =>
      Promise.all([BEGAN_AT_MS - 1, Date.now() + 1e9, undefined].map((atMs) => shelf.past.read(ROOM, 'json', atMs)));
    expect(await shelf.past.read(ROOM, 'text')).toBe('');
    await shelf.write(entries);
    const loose = await readings();
    await shelf.keeper().close(await shelf.document());
    expect(await readings()).toEqual(loose);
    expect(loose).toEqual(['{"type":"doc","content":[]}', now, now]);
  });

  it('SC93 a keyframe that is damaged is skipped for an older one', async () => {
    const entries = typed(3200);
    await halfCompacted(entries);
    const key = shelf.store.key(ROOM, 'keyframes');
    const newest = (await shelf.store.archive.newestKeyframe(ROOM)).sequence;
    const kept = (await shelf.redis.hgetBuffer(key, String(newest))) ?? Buffer.alloc(0);
    kept.writeUInt8(kept.readUInt8(kept.length >> 1) ^ 0xff, kept.length >> 1);
    await shelf.redis.hset(key, String(newest), kept);
    expect((await shelf.store.archive.keyframeAt(ROOM, Infinity))?.sequence ?? 0).toBeLessThan(newest);
    const { atMs } = entries[2300] ?? { atMs: 0 };
    expect((await shelf.past.read(ROOM, 'json', atMs)) === (await shelf.replay(upTo(entries, atMs)))).toBe(true);
  });
});

describe('a bucket that is damaged', () => {
  const entries = typed(2600);
  const key = (what: Parameters<Shelf['store']['key']>[1]) => shelf.store.key(ROOM, what);

  beforeEach(async () => {
    await shelf.write(entries);
    await shelf.keeper(STEPS.slice(0, 3)).close(await shelf.document());
    const rows = await shelf.redis.xrangeBuffer(key('buckets'), '-', '+');
    await shelf.redis.del(key('buckets'));
    for (const [at, [id, fields]] of rows.entries()) {
      const merged = fields[11] ?? Buffer.alloc(0);
      if (at === 20) merged.writeUInt8(merged.readUInt8(merged.length - 1) ^ 1, merged.length - 1);
      await shelf.redis.xadd(key('buckets'), id, ...fields);
    }
  });

  it('SC145 is read from the log while that has it, and no answer afterwards; what lies before it is read all the same', async () => {
    const [before, after] = [entries[100]?.atMs ?? 0, entries[2500]?.atMs ?? 0];
    for (const atMs of [before, after])
      expect(await shelf.past.read(ROOM, 'json', atMs)).toBe(await shelf.replay(upTo(entries, atMs)));
    await shelf.store.archive.trim(ROOM, 2600);
    expect(await shelf.past.read(ROOM, 'json', before)).toBe(await shelf.replay(upTo(entries, before)));
    await expect(shelf.past.read(ROOM, 'json', after)).rejects.toThrow('damaged');
  });

  it('SC146 is in no keyframe', async () => {
    await shelf.keeper([STEPS[3] as Step]).close({ ...(await shelf.document()), tail: entries });
    expect((await shelf.store.archive.newestKeyframe(ROOM)).sequence).toBe(0);
  });
});

describe('over HTTP', () => {
  let server: ServerProcess;
  let ana: Somebody;
  let room = '';
  const doc = new Y.Doc();
  const read = (query: string) =>
    call(server, 'GET', `/api/rooms/${room}/scribe?format=text${query}`, { token: ana.token });
  const reading = async (query: string): Promise<string> => {
    const { text } = (await read(query)).body as { text?: string };
    return text ?? '';
  };

  /** Writes a line, and waits until the reader receives it. */
  async function writes(words: string): Promise<void> {
    const line = new Y.XmlElement('paragraph');
    line.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment('scribe').push([line]);
    await until(`"${words}" is kept`, async () => (await reading('')).includes(words));
  }

  beforeAll(async () => {
    server = await ServerProcess.start(redis.url);
    ana = await somebody(server, 'Ana');
    room = await declareRoom(server, ana);
    const { token } = ana;
    class WithToken extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers: { authorization: `Bearer ${token}` } });
      }
    }
    const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/scribe`, room, doc, {
      disableBc: true,
      WebSocketPolyfill: WithToken as unknown as typeof globalThis.WebSocket,
    });
    await until('it is synced', () => provider.synced);
    return () => provider.destroy();
  });
  afterAll(() => server.kill());

  it('SC94 a version of the room shows the document as it was then', async () => {
    const says = async (text: string) =>
      (await call(server, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body: say(text) })).body[
        'version'
      ];
    await writes('first words');
    const first = await says('one');
    await writes('second words');
    const second = await says('two');
    await writes('third words');
    const then = [await reading(`&version=${String(first)}`), await reading(`&version=${String(second)}`)];
    expect(then[0]).toMatch(/first words(?!.*second words)/s);
    expect(then[1]).toMatch(/second words(?!.*third words)/s);
    expect(await reading('&version=1')).not.toContain('first words');
  });

  it('SC95 an instant or a version that is none, or not yet, is refused in words', async () => {
    const refused = async (query: string) => {
      const { status, headers, body } = await read(query);
      expect(headers.get('content-type')).toContain('application/problem+json');
      return `${status} ${String(body.code)} ${String(body['detail'])}`;
    };
    expect(await refused('&at=yesterday')).toContain(
      '422 command.malformed That request isn’t valid: at: must be an instant like 2026-11-21T14:03:00Z',
    );
    expect(await refused('&version=0')).toContain('422 command.malformed That request isn’t valid: version:');
    expect(await refused('&version=1&at=2026-01-01T00:00:00Z')).toContain('an instant or a version, not both');
    expect(await refused('&version=4000')).toMatch(/^404 room\.no-such-version .*Its latest is \d+/);
    expect((await call(server, 'GET', `/api/rooms/${room}/scribe?version=4000`, { token: ana.token })).body.code).toBe(
      'room.no-such-version',
    );
    expect((await read('&at=2999-01-01T00:00:00Z')).status).toBe(200);
    expect((await call(server, 'GET', `/api/rooms/${randomUUID()}/scribe`, { token: ana.token })).status).toBe(404);
  });

  it('SC153 a document that lost an entry, or holds changed bytes, is read at its last good state, and a header names what is missing', async () => {
    for (const harm of ['lost', 'changed'] as const) {
      const damaged = await declareRoom(server, ana);
      const key = new ScribeStore(shelf.redis, 'wf').key(damaged, 'log');
      const updates = oneAfterAnother(['good one. ', 'good two. ', 'harmed. ', 'after it. ']);
      for (const [at, update] of updates.entries()) {
        const bytes = harm === 'changed' && at === 2 ? Buffer.from(update).fill(0xff, 1, 6) : Buffer.from(update);
        await shelf.redis.xadd(key, `${at + 1}-0`, 't', BEGAN_AT_MS + at * 1000, 'u', bytes);
      }
      if (harm === 'lost') await shelf.redis.xdel(key, '3-0');
      const answer = await call(server, 'GET', `/api/rooms/${damaged}/scribe?format=text`, { token: ana.token });
      expect([answer.status, String(answer.body['text']).trim()]).toEqual([200, 'good one. good two.']);
      const since = new Date(BEGAN_AT_MS + (harm === 'lost' ? 3000 : 2000)).toISOString();
      expect(answer.headers.get('watchfloor-damage')).toBe(
        `entries 3 to 4 of this document cannot be read, written from ${since} on; this is its last good state`,
      );
      const before = await call(
        server,
        'GET',
        `/api/rooms/${damaged}/scribe?format=text&at=${new Date(BEGAN_AT_MS + 1500).toISOString()}`,
        { token: ana.token },
      );
      expect([before.status, String(before.body['text']).trim(), before.headers.get('watchfloor-damage')]).toEqual([
        200,
        'good one. good two.',
        null,
      ]);
    }
  });

  it('SC147 a client that asks for too much of documents over HTTP at once is told to come again, what it no longer waits for is not made, and others get theirs', async () => {
    // Without the factor that other tests use so that a few people count as many.
    const strict = await ServerProcess.start(redis.url, { BUDGET_FACTOR: '1' });
    const crowded = await declareRoom(strict, ana);
    // The thread needs seconds for this, long enough for all requests to arrive.
    for (const [at, update] of slowText().entries())
      await shelf.redis.xadd(
        new ScribeStore(shelf.redis, 'wf').key(crowded, 'log'),
        `${at + 1}-0`,
        't',
        BEGAN_AT_MS,
        'u',
        Buffer.from(update),
      );
    const bob = await somebody(strict, 'Bob');
    const leaving = new AbortController();
    const ask = () =>
      fetch(`${strict.url}/api/rooms/${crowded}/scribe`, {
        headers: { authorization: `Bearer ${ana.token}` },
        signal: leaving.signal,
      });
    const told = await new Promise<Response>((resolve) => {
      for (let times = 0; times < 230; times += 1)
        void ask().then(
          (answer) => answer.status === 429 && resolve(answer),
          () => undefined,
        );
    });
    expect([Number(told.headers.get('retry-after')) > 0, ((await told.json()) as { code: string }).code]).toEqual([
      true,
      'busy',
    ]);
    leaving.abort();
    const readBy = ({ token }: Somebody) => call(strict, 'GET', `/api/rooms/${room}/scribe`, { token });
    expect((await readBy(bob)).status).toBe(200);
    await until('she may ask again', async () => (await readBy(ana)).status === 200);
    await strict.stop();
  });
});

/** One paragraph of the editor, with one update for each word. */
function oneAfterAnother(words: readonly string[]): Uint8Array[] {
  const [writing, updates] = [new Y.Doc(), [] as Uint8Array[]];
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  writing.on('update', (update: Uint8Array) => updates.push(update));
  words.forEach((word, at) =>
    writing.transact(() => {
      if (at === 0) {
        paragraph.insert(0, [text]);
        writing.getXmlFragment('scribe').insert(0, [paragraph]);
      }
      text.insert(text.length, word);
    }),
  );
  return updates;
}
