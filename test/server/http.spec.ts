/** The addresses of the API, their answers, and the headers of the pages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { hashOf, genesis } from '../../server/log/chain.ts';
import type { Commit } from '../../shared/envelope.ts';
import { readConfig } from '../../server/config/config.ts';
import { BadConfig } from '../../server/config/rule.ts';
import { freePort } from '../support/server/ports.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let one: ServerProcess;
let two: ServerProcess;
let ana: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  [one, two] = await Promise.all([
    ServerProcess.start(redis.url),
    ServerProcess.start(redis.url, { METRICS_PORT: String(await freePort()) }),
  ]);
  ana = await somebody(one, 'Ana');
});
afterAll(async () => {
  await Promise.all([one.kill(), two.kill()]);
  await redis.end();
});

async function does(room: string, type: string, data: object): Promise<void> {
  const body = { id: randomUUID(), type, data, ...(type === 'incident.close' ? { epoch: 1 } : {}) };
  const { status } = await call(two, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body });
  expect(status).toBe(200);
}

describe('rooms', () => {
  test("DR20 declaring answers the room's number, address and version; the same UUID again is the same room", async () => {
    const id = randomUUID();
    const declare = (server: ServerProcess) =>
      call(server, 'POST', '/api/rooms', { token: ana.token, body: { id, title: 'Checkout fails', severity: 2 } });
    const made = await Promise.all([declare(one), declare(two), declare(one)]);
    const [first] = made;
    expect(first).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^inc-\d+$/), version: 1 } });
    expect(new Set(made.map(({ body }) => `${String(body['id'])} ${String(body['version'])}`)).size).toBe(1);
    expect(first?.body['url']).toBe(`${one.url}/rooms/${String(first?.body['id'])}`);
    const bob = await somebody(one, 'Bob');
    expect(
      await call(one, 'POST', '/api/rooms', { token: bob.token, body: { id, title: 'Mine', severity: 1 } }),
    ).toMatchObject({ status: 409, body: { code: 'command.id-taken' } });
  });

  test('DR21 private and security rooms are refused until they exist, never accepted and ignored', async () => {
    for (const more of [{ private: true }, { kind: 'security' }]) {
      expect(
        await call(one, 'POST', '/api/rooms', { token: ana.token, body: { title: 'Secret', severity: 2, ...more } }),
      ).toMatchObject({ status: 422, body: { code: 'incident.private-not-yet' } });
    }
    expect(
      (
        await call(one, 'POST', '/api/rooms', {
          token: ana.token,
          body: { title: 'Drill', severity: 2, kind: 'drill', private: false },
        })
      ).status,
    ).toBe(201);
  });

  test('DR22 the list shows open rooms unless closed ones are asked for, newest first', async () => {
    const [older, newer] = [await declareRoom(one, ana), await declareRoom(one, ana)];
    const close = { id: randomUUID(), type: 'incident.close', data: {}, epoch: 1 };
    expect((await call(two, 'POST', `/api/rooms/${older}/commands`, { token: ana.token, body: close })).status).toBe(
      200,
    );
    const idsOf = async (query: string) =>
      ((await call(two, 'GET', `/api/rooms${query}`, { token: ana.token })).body['rooms'] as Array<{ id: string }>).map(
        ({ id }) => id,
      );
    const newest = await declareRoom(one, ana);
    const open = await idsOf('');
    expect(open.slice(0, 2)).toEqual([newest, newer]);
    expect(open).not.toContain(older);
    expect(await idsOf('?state=closed')).toEqual([older]);
    expect(await idsOf(`?cursor=${newer}`)).not.toContain(newer);
  });

  test('DR212 every closed room is on a page or found by words of its title or its number; reopening one breaks no page', async () => {
    const titles = ['Zürich pays twice', 'Search is slow', 'Search returns nothing'];
    const rooms: string[] = [];
    for (const title of titles) {
      const room = await declareRoom(one, ana, { title });
      await does(room, 'incident.close', {});
      rooms.push(room);
    }
    const asks = async (query: string) => {
      const { body } = await call(two, 'GET', `/api/rooms?${query}`, { token: ana.token });
      const list = body as { rooms: Array<{ id: string }>; total: number; cursor?: string };
      return { ids: list.rooms.map(({ id }) => id), total: list.total, cursor: list.cursor };
    };
    expect(await asks('state=closed&q=zurich+PAYS')).toMatchObject({ ids: [rooms[0]], total: 1 });
    expect(await asks(`state=all&q=${rooms[1]?.toUpperCase()}`)).toMatchObject({ ids: [rooms[1]] });
    expect(await asks('state=closed&q=nothing+like+it')).toEqual({ ids: [], total: 0, cursor: undefined });
    const first = await asks('state=closed&limit=1');
    expect(first.ids).toEqual([rooms[2]]);
    await does(rooms[2] ?? '', 'incident.reopen', { why: 'It is back' });
    const second = await asks(`state=closed&limit=1&cursor=${first.cursor}`);
    expect(second.ids).toEqual([rooms[1]]);
    const seen = [...first.ids, ...second.ids];
    for (let { cursor } = second; cursor !== undefined;) {
      const page = await asks(`state=closed&limit=1&cursor=${cursor}`);
      seen.push(...page.ids);
      cursor = page.cursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, 3)).toEqual([rooms[2], rooms[1], rooms[0]]);
  });

  test('DR180 a room is closed as a duplicate only of another room that the commander can see', async () => {
    const [original, room] = [await declareRoom(one, ana), await declareRoom(one, ana)];
    const closes = (duplicateOf: string) =>
      call(two, 'POST', `/api/rooms/${room}/commands`, {
        token: ana.token,
        body: { id: randomUUID(), type: 'incident.close', data: { duplicateOf }, epoch: 1 },
      });
    for (const other of [room, 'inc-999999'])
      expect(await closes(other)).toMatchObject({ status: 409, body: { code: 'incident.unknown-original' } });
    expect((await closes(original)).status).toBe(200);
  });

  test('DR23 the log is a chain that anyone can check from outside', async () => {
    const room = await declareRoom(one, ana);
    for (const text of ['one', 'two ✓ "quotes"', 'three'])
      await call(one, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body: say(text) });
    const { body } = await call(two, 'GET', `/api/rooms/${room}/log?after=0&limit=500`, { token: ana.token });
    const commits = body['commits'] as Commit[];
    expect(commits.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    let previous = genesis(room).hash;
    for (const commit of commits) {
      expect(commit.hash).toBe(hashOf(previous, commit));
      previous = commit.hash;
    }
    expect((await call(two, 'GET', `/api/rooms/${room}`, { token: ana.token })).body).toMatchObject({
      id: room,
      version: 4,
      hash: previous,
    });
    expect(
      (
        (await call(two, 'GET', `/api/rooms/${room}/log?after=2&limit=1`, { token: ana.token })).body[
          'commits'
        ] as Commit[]
      ).map(({ version }) => version),
    ).toEqual([3]);
  });

  test('DR24 a command over HTTP is answered like one over the socket: with its version, or with why not', async () => {
    const room = await declareRoom(one, ana);
    const send = (body: object) => call(one, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body });
    const command = say('hello');
    expect(await send(command)).toMatchObject({ status: 200, body: { ok: true, version: 2 } });
    expect(await send(command)).toMatchObject({ status: 200, body: { ok: true, version: 2 } });
    const stale = await send({ id: randomUUID(), type: 'incident.retitle', data: { title: 'Other' }, epoch: 7 });
    expect(stale).toMatchObject({
      status: 409,
      body: {
        code: 'floor.stale-epoch',
        status: 409,
        title: expect.any(String),
        detail: expect.any(String),
        facts: { holder: ana.id, epoch: 1 },
      },
    });
    expect(stale.headers.get('content-type')).toContain('application/problem+json');
    expect(await send({ id: randomUUID(), type: 'incident.retitle', data: { title: 'Other' } })).toMatchObject({
      status: 422,
      body: { code: 'floor.epoch-missing' },
    });
    expect((await send({ id: randomUUID(), type: 'nothing.known', data: {} })).status).toBe(422);
    expect((await call(one, 'POST', '/api/rooms/inc-9999/commands', { token: ana.token, body: say('x') })).status).toBe(
      404,
    );
  });

  test('DR25 the scribe document can be read as text, Markdown or JSON, and only by people who may read the room', async () => {
    const room = await declareRoom(one, ana);
    const read = (format: string) =>
      call(one, 'GET', `/api/rooms/${room}/scribe?format=${format}`, { token: ana.token });
    expect((await read('text')).headers.get('content-type')).toContain('text/plain');
    expect((await read('markdown')).headers.get('content-type')).toContain('text/markdown');
    expect((await read('json')).status).toBe(200);
    expect((await read('pdf')).status).toBe(422);
    expect((await call(one, 'GET', `/api/rooms/${room}/scribe`)).status).toBe(401);
  });
});

describe('the machine', () => {
  test('DR26 alive, ready and counted: no room, name or text in the counts', async () => {
    expect((await call(one, 'GET', '/healthz')).status).toBe(200);
    expect((await call(one, 'GET', '/readyz')).status).toBe(200);
    const counts = String((await call(one, 'GET', '/metrics')).body['text']);
    expect(counts).toMatch(/^watchfloor_commands_total\{outcome="acknowledged"\} \d+$/m);
    expect(counts).toMatch(/^watchfloor_appends_total\{outcome="appended"\} \d+$/m);
    expect(counts).toMatch(/^watchfloor_commits_total \d+$/m);
    expect(counts).toMatch(/^watchfloor_append_seconds_count [1-9]\d*$/m);
    expect(counts).toMatch(/^watchfloor_timer_late_seconds_count \d+$/m);
    expect(counts).toMatch(/^watchfloor_loop_use 0\.\d+/m);
    expect(counts).toMatch(/^watchfloor_held_back_bytes \d+$/m);
    expect(counts).not.toMatch(/inc-|Ana|hello/);
    expect(String((await call(two, 'GET', '/metrics')).body['text'])).not.toContain('watchfloor_commands_total');
  });

  test('DR27 a Redis that may forget is not called ready, unless the operator wants it so', async () => {
    const store = redis.client();
    await store.config('SET', 'appendfsync', 'everysec');
    expect(await call(one, 'GET', '/readyz')).toMatchObject({
      status: 503,
      body: { detail: expect.stringContaining('appendfsync always') },
    });
    const lenient = await ServerProcess.start(redis.url, { ALLOW_WEAK_REDIS: '1' });
    expect((await call(lenient, 'GET', '/readyz')).status).toBe(200);
    await store.config('SET', 'appendfsync', 'always');
    expect((await call(one, 'GET', '/readyz')).status).toBe(200);
    await lenient.kill();
    store.disconnect();
  });

  test('DR28 without Redis the server is up and says that it is not ready; with it, it is ready within three seconds', async () => {
    const away = await PrivateRedis.start();
    await away.kill();
    const early = await ServerProcess.start(away.url);
    expect((await call(early, 'GET', '/healthz')).status).toBe(200);
    expect((await call(early, 'GET', '/readyz')).status).toBe(503);
    expect(await call(early, 'GET', '/api/me', { token: 'x'.repeat(43) })).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    });
    await away.raise();
    await until('ready', async () => (await call(early, 'GET', '/readyz')).status === 200, 3_000);
    await until(
      'usable',
      async () => (await call(early, 'GET', '/api/people', { token: OPERATOR })).status === 200,
      3_000,
    );
    await early.kill();
    await away.end();
  });

  test('DR29 SIGTERM ends a server with exit code 0, and its people reconnect elsewhere', async () => {
    const third = await ServerProcess.start(redis.url);
    const room = await declareRoom(one, ana);
    const visitor = await Visitor.come(third, ana.token);
    await visitor.enter(room);
    const answer = visitor.command(room, say('just before the end'));
    expect(await answer).toMatchObject({ ok: true });
    third.child.kill('SIGTERM');
    expect(await third.stop()).toBe(0);
    await until('the visitor was told', () => visitor.byes.length > 0);
    expect(visitor.byes).toEqual([1013]);
    const back = await (await Visitor.come(two, ana.token)).ask('enter', { room, after: visitor.position });
    expect(back).toMatchObject({ ok: true, version: 2 });
  });

  test('DR30 the description of the API is made from the routes themselves', async () => {
    const { body } = await call(one, 'GET', '/api/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, object>>;
    for (const path of [
      '/api/rooms',
      '/api/rooms/{id}',
      '/api/rooms/{id}/log',
      '/api/rooms/{id}/commands',
      '/api/rooms/{id}/scribe',
      '/api/people',
      '/api/tokens',
      '/api/invites',
      '/api/session',
    ])
      expect(paths[path]).toBeDefined();
    expect(body['components']).toMatchObject({ schemas: { 'command.floor.offer': { properties: { to: {} } } } });
  });

  test('DR31 pages come with a strict policy, are not framed and load nothing from elsewhere', async () => {
    const { headers } = await call(one, 'GET', '/rooms/inc-1');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('DR32 what is not an address of the API is a problem, not a page', async () => {
    expect(await call(one, 'GET', '/api/nothing')).toMatchObject({
      status: 404,
      body: { code: 'http.no-such-address' },
    });
    expect((await call(one, 'GET', '/socket.io/?EIO=4&transport=polling')).headers.get('content-type')).not.toContain(
      'json',
    );
  });
});

describe('the environment', () => {
  test('DR33 a bad value is one sentence that names the variable, its value and what is allowed', () => {
    const sentence = (name: string, value: string): string => {
      try {
        readConfig({ [name]: value });
      } catch (problem) {
        if (problem instanceof BadConfig) return problem.message;
        throw problem;
      }
      throw new Error('accepted');
    };
    expect(sentence('PORT', '99999')).toBe('PORT is "99999"; it must be a port from 0 to 65535.');
    for (const value of ['ftp://x', 'https://a.example/path', 'https://a.example?a=1', 'https://a.example/#x'])
      expect(sentence('PUBLIC_URL', value)).toContain(`PUBLIC_URL is "${value}"; it must be an http or https address`);
    expect(sentence('PUBLIC_URL', 'https://user:pw@a.example')).toContain('PUBLIC_URL');
    expect(readConfig({ PUBLIC_URL: 'https://a.example/' }).network.publicUrl?.origin).toBe('https://a.example');
    expect(sentence('EXTRA_ORIGINS', 'https://a.example/path')).toContain('EXTRA_ORIGINS');
    expect(sentence('LOG_LEVEL', 'loud')).toContain('debug, info, warn, error, silent');
    expect(sentence('BOOTSTRAP_TOKEN', 'short-secret')).not.toContain('short-secret');
    expect(readConfig({ PORT: '' })).toMatchObject({
      network: { port: 3000, host: '127.0.0.1' },
      redis: { url: null, prefix: 'wf' },
    });
  });

  test('DR34 a server with a bad value exits with code 2 and that sentence', async () => {
    const bad = ServerProcess.launch({ REDIS_URL: redis.url, LOG_LEVEL: 'loud' });
    expect(await bad.ended()).toBe(2);
    const taken = ServerProcess.launch({ REDIS_URL: redis.url, PORT: String(one.port) });
    expect(await taken.ended()).toBe(2);
    await until('it said why', () => [bad, taken].every((server) => server.printed.length === 1));
    expect(bad.printed[0]).toContain('LOG_LEVEL is "loud"');
    expect(taken.printed[0]).toContain(`PORT is ${one.port}`);
  });
});
