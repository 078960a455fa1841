/**
 * A store that answers but takes no writes: a replica after a failover, a full memory, too few replicas, a right that
 * was taken away. Said at once, refused clearly, nothing acknowledged lost, and over by itself.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Redis } from 'ioredis';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { genesis } from '../../server/log/chain.ts';
import { RedisRoomLog } from '../../server/log/room-log.redis.ts';
import { Unavailable } from '../../server/log/room-log.ts';
import { MovingRelay } from '../support/server/moving-relay.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  declareRoom,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let store: Redis;
let server: ServerProcess;
let ana: Somebody;
let room: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  store = redis.client();
  // A user of its own, as on a managed Redis, whose rights can be taken away.
  await store.call(...user('app', '+@all', '-@admin', '-@dangerous', '+info', '+config|get'));
  server = await ServerProcess.start(`redis://app:secret@127.0.0.1:${redis.port}`);
  ana = await somebody(server, 'Ana R');
  room = await declareRoom(server, ana);
});
afterAll(async () => {
  await server.stop();
  store.disconnect();
  await redis.end();
});

afterEach(async () => {
  for (const [, , mend] of REFUSING) await mend();
});

const user = (name: string, ...rights: string[]): [string, ...string[]] => [
  'ACL',
  'SETUSER',
  name,
  'reset',
  'on',
  '>secret',
  '~wf:*',
  '&wf@*',
  ...rights,
];

/** What it says now and then, by `/readyz`: the reason, or null. */
async function reason(of: ServerProcess): Promise<string | null> {
  const { status, body } = await call(of, 'GET', '/readyz');
  return status === 200 ? null : String(body['detail']);
}

const REFUSING: ReadonlyArray<readonly [string, () => Promise<unknown>, () => Promise<unknown>, RegExp]> = [
  [
    'a replica',
    () => store.call('REPLICAOF', '127.0.0.1', '1'),
    () => store.call('REPLICAOF', 'NO', 'ONE'),
    /read-only replica/,
  ],
  ['full', () => store.config('SET', 'maxmemory', '1'), () => store.config('SET', 'maxmemory', '0'), /maxmemory/],
  [
    'without enough replicas',
    () => store.config('SET', 'min-replicas-to-write', '1'),
    () => store.config('SET', 'min-replicas-to-write', '0'),
    /min-replicas-to-write/,
  ],
  [
    'without a right',
    () => store.call('ACL', 'SETUSER', 'app', '-xadd'),
    () => store.call('ACL', 'SETUSER', 'app', '+xadd'),
    /may not run XADD/,
  ],
];

describe('a store that takes no writes', () => {
  test.each(REFUSING)(
    'DR182 %s: not ready within three seconds, everyone connected is told, commands are refused as unavailable; afterwards all goes on',
    async (_name, spoil, mend, because) => {
      const visitor = await Visitor.come(server, ana.token);
      await visitor.enter(room);
      const told: boolean[] = [];
      visitor.socket.on('saving', ({ possible }: { possible: boolean }) => told.push(possible));
      const before = await visitor.command(room, say('acknowledged before'));
      expect(before.ok).toBe(true);
      await spoil();
      await until('not ready', async () => because.test((await reason(server)) ?? ''), 3_000);
      await until('they are told', () => told.length > 0, 3_000);
      expect(await visitor.command(room, say('meanwhile'))).toMatchObject({ ok: false, code: 'unavailable' });
      expect(
        await call(server, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body: say('over HTTP') }),
      ).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      const late = new Visitor(server, { token: ana.token });
      const hears = new Promise((resolve) => late.socket.once('saving', resolve));
      await late.connected();
      expect(await hears).toEqual({ possible: false });
      // What is there can be read by those who come only now.
      await until('they have entered', () =>
        late.enter(room).then(
          () => true,
          () => false,
        ),
      );
      await mend();
      await until('they are told again', () => told.length > 1, 5_000);
      expect(told).toEqual([false, true]);
      expect(await reason(server)).toBeNull();
      expect((await visitor.command(room, say('afterwards'))).ok).toBe(true);
      await until('they read it', () => JSON.stringify(late.commits).includes('afterwards'));
      const texts = JSON.stringify(late.commits);
      expect(texts).toContain('acknowledged before');
      expect(texts).toContain('afterwards');
      expect(texts).not.toMatch(/meanwhile|over HTTP/);
      for (const each of [visitor, late]) each.leave();
    },
  );

  test('DR183 what is typed into the document meanwhile is saved afterwards, once', async () => {
    const [writer, reader] = [documentOf(ana), documentOf(ana)];
    await until('both have opened it', () => writer.provider.synced && reader.provider.synced);
    const text = (doc: Y.Doc): string => doc.getText('notes').toJSON();
    writer.doc.getText('notes').insert(0, 'before ');
    await until('it arrived', () => text(reader.doc) === 'before ');
    await store.config('SET', 'min-replicas-to-write', '1');
    await until('not ready', async () => (await reason(server)) !== null);
    writer.doc.getText('notes').insert(7, 'meanwhile');
    await until('the connection ends', () => !writer.provider.wsconnected);
    await store.config('SET', 'min-replicas-to-write', '0');
    await until('it arrived', () => text(reader.doc) === 'before meanwhile');
    for (const { provider } of [writer, reader]) provider.destroy();
    const fresh = documentOf(ana);
    await until('it was saved', () => text(fresh.doc) === 'before meanwhile');
    fresh.provider.destroy();
  });

  test('DR184 a right that is taken away leaves no half batch in a log', async () => {
    const log = new RedisRoomLog(`redis://app:secret@127.0.0.1:${redis.port}`, 'wf');
    const append = async (id: string): Promise<unknown> => {
      const at = new Date(await log.time()).toISOString();
      const commit = { commandId: id, version: 1, hash: 'h'.repeat(64), at, events: [] };
      return log.append({
        log: 'inc-900',
        head: genesis('inc-900'),
        at,
        identities: [{ commandId: id, fingerprint: 'f' }],
        commits: [commit as never],
        card: null,
        dueAt: null,
      });
    };
    for (const right of ['set', 'hset', 'zadd', 'publish', 'xadd']) {
      await store.call('ACL', 'SETUSER', 'app', `-${right}`);
      await expect(append('a')).rejects.toBeInstanceOf(Unavailable);
      expect(await store.keys('wf:*inc-900*')).toEqual([]);
      await store.call('ACL', 'SETUSER', 'app', `+${right}`);
    }
    expect(await append('a')).toEqual({ kind: 'appended' });
    await log.close();
  });
});

test('DR185 after a failover behind the same address every connection leads to the new primary, and rooms, lists, timers and other servers go on', async () => {
  const replica = await PrivateRedis.start();
  const primary = await PrivateRedis.start();
  const [former, next] = [primary.client(), replica.client()];
  const relay = await MovingRelay.to(primary.port);
  const servers = await Promise.all([ServerProcess.start(relay.url), ServerProcess.start(relay.url)]);
  const priya = await administrator(servers);
  const one = await Visitor.come(servers[0], priya.token);
  const other = await Visitor.come(servers[1], priya.token);
  const first = await declareRoom(servers[0], priya);
  await Promise.all([one.enter(first), other.enter(first)]);
  await next.call('REPLICAOF', '127.0.0.1', String(primary.port));
  await until('the replica has all of it', async () =>
    (await next.info('replication')).includes('master_link_status:up'),
  );
  const acknowledged = await one.command(first, say('acknowledged by the former primary'));
  expect(acknowledged.ok).toBe(true);
  // WAIT is about what this very connection has written: without a write of its own it waits for nothing.
  await former.set('last', 'write');
  expect(await former.call('WAIT', '1', '5000')).toBe(1);

  await former.call('REPLICAOF', '127.0.0.1', '1');
  for (const each of servers) await until('not ready', async () => (await reason(each)) !== null, 3_000);
  await next.call('REPLICAOF', 'NO', 'ONE');
  relay.moveTo(replica.port);
  for (const each of servers) await until('ready', async () => (await reason(each)) === null, 10_000);

  // The command that finds its connection leading to the former one may be answered `unconfirmed`, or `unavailable`:
  // like every program one repeats it then, under its id.
  const line = say('to the new one');
  await until('it is acknowledged by the new one', async () => (await one.command(first, line)).ok);
  expect(one.commits.filter((commit) => JSON.stringify(commit).includes('to the new one')).length).toBeLessThan(2);
  await until('the other server has it', () => JSON.stringify(other.commits).includes('to the new one'));
  expect(JSON.stringify(other.commits)).toContain('acknowledged by the former primary');
  const second = await roomWithShortTimes(servers[1], priya);
  await one.enter(second);
  await until('its timer rang', () => JSON.stringify(one.commits).includes('"updates.due"'));
  await until(
    'no connection is left at the former one',
    async () =>
      // The one that asks, and Redis's own link.
      !String(await former.call('CLIENT', 'LIST', 'TYPE', 'NORMAL')).includes('cmd=eval') &&
      String(await former.call('CLIENT', 'LIST', 'TYPE', 'PUBSUB')).trim() === '',
  );
  for (const each of [one, other]) each.leave();
  await Promise.all(servers.map((each) => each.stop()));
  relay.end();
  for (const each of [former, next]) each.disconnect();
  await Promise.all([primary.end(), replica.end()]);
});

describe('a user of Redis', () => {
  const WHOLE = ['+@all', '-@admin', '-@dangerous', '+info', '+config|get'];

  test.each([
    ['INFO', ['-info'], {}],
    ['CONFIG GET', ['-config|get'], {}],
    ['XADD', ['-xadd'], { ALLOW_WEAK_REDIS: '1' }],
    ['EVAL', ['-eval'], {}],
  ])(
    'DR186 without %s the start says so in one sentence and ends with exit code 2',
    async (name, rights, environment: NodeJS.ProcessEnv) => {
      await store.call(...user('less', ...WHOLE, ...rights));
      const launched = ServerProcess.launch({
        REDIS_URL: `redis://less:secret@127.0.0.1:${redis.port}`,
        ...environment,
      });
      expect(await launched.ended()).toBe(2);
      const said = launched.printed.filter((line) => line.includes('REDIS_URL'));
      expect(said).toEqual([expect.stringContaining(`may not run ${name} on keys wf:*`)]);
      expect(said[0]).not.toContain('secret');
    },
  );

  test('DR187 with ALLOW_WEAK_REDIS=1 its settings need not be readable', async () => {
    await store.call(...user('less', ...WHOLE, '-config|get'));
    const lenient = await ServerProcess.start(`redis://less:secret@127.0.0.1:${redis.port}`, { ALLOW_WEAK_REDIS: '1' });
    expect(await reason(lenient)).toBeNull();
    expect(await lenient.stop()).toBe(0);
  });

  test('DR188 a Redis that is found only later and lacks a right is told as such, and the server goes on answering', async () => {
    await store.call(...user('less', ...WHOLE, '-info', '-lrem'));
    const relay = await MovingRelay.to(1);
    const address = relay.url.replace('redis://', 'redis://less:secret@');
    const early = await ServerProcess.start(address);
    expect(await reason(early)).toMatch(/does not answer/);
    relay.moveTo(redis.port);
    await until('it says what is missing', async () => /may not run INFO, LREM/.test((await reason(early)) ?? ''));
    for (const path of ['/healthz', '/', '/healthz']) expect((await call(early, 'GET', path)).status).toBe(200);
    expect(await early.stop()).toBe(0);
    relay.end();
  });
});

/** Whose first update is due in five seconds; only an administrator in a browser may set that. */
async function roomWithShortTimes({ url }: ServerProcess, { cookie }: { readonly cookie: string }): Promise<string> {
  const made = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Search is down', severity: 2, policy: { firstUpdateSeconds: 5 } }),
  });
  return ((await made.json()) as { id: string }).id;
}

function documentOf({ token }: Somebody): { readonly doc: Y.Doc; readonly provider: WebsocketProvider } {
  class WithToken extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  const doc = new Y.Doc();
  const url = `${server.url.replace('http', 'ws')}/scribe`;
  const WebSocketPolyfill = WithToken as unknown as typeof globalThis.WebSocket;
  return { doc, provider: new WebsocketProvider(url, room, doc, { WebSocketPolyfill, disableBc: true }) };
}
