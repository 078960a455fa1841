/** Who someone is: links, sessions, tokens, tickets, and how each of them ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { hashOf, Vault } from '../../server/access/vault.ts';
import { Invites } from '../../server/access/invites.ts';
import { ABSOLUTE_MS, IDLE_MS, overdueFrom, OVERTIME_MS, Sessions } from '../../server/access/sessions.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Called,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let one: ServerProcess;
let two: ServerProcess;
let ana: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  [one, two] = await Promise.all([ServerProcess.start(redis.url), ServerProcess.start(redis.url)]);
  ana = await somebody(one, 'Ana');
});
afterAll(async () => {
  await Promise.all([one.kill(), two.kill()]);
  await redis.end();
});

const codeOf = (url: unknown): string => String(url).split('/').at(-1) ?? '';
const cookieOf = ({ headers }: Called): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const redeem = (server: ServerProcess, code: string, name?: string) =>
  call(server, 'POST', '/api/session', { body: { code, ...(name === undefined ? {} : { name }) } });
/** The hash of a new session. */
const opens = (sessions: Sessions, hash = hashOf(randomUUID())): Promise<string> =>
  sessions.open({ person: 'p-1', attempt: { hash }, once: hash, ends: [] }).then(() => hash);
/** A browser that is signed in by this cookie. */
const browser = (server: ServerProcess, cookie: string) => (method: string, path: string, body?: unknown) =>
  call(server, method, path, { headers: { cookie, origin: server.url }, ...(body === undefined ? {} : { body }) });

async function invited(more: object = {}): Promise<string> {
  const made = await call(one, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder', ...more } });
  return codeOf(made.body['url']);
}

async function administrator(name = 'Ada'): Promise<{ cookie: string; id: string }> {
  const store = redis.client();
  const came = await redeem(one, await new Invites(new Vault(store, 'wf')).welcome(false), name);
  store.disconnect();
  return { cookie: cookieOf(came), id: String(came.body['id']) };
}

describe('links', () => {
  test('AC1 the first start prints a welcome link; it makes the first administrator, and every other of its kind is void then', async () => {
    await until('both printed one', () =>
      [one, two].every((server) => server.printed.some((line) => line.includes('/welcome/'))),
    );
    const [mine, other] = [one, two].map((server) =>
      codeOf(server.printed.find((line) => line.includes('/welcome/'))),
    ) as [string, string];
    const came = await redeem(one, mine, 'Ada');
    expect(came).toMatchObject({ status: 201, body: { name: 'Ada', administrator: true } });
    expect(await redeem(two, other, 'Eve')).toMatchObject({ status: 404, body: { code: 'access.invite-over' } });
    const three = await ServerProcess.start(redis.url);
    expect(three.printed.some((line) => line.includes('/welcome/'))).toBe(false);
    await three.kill();
  });

  test('AC2 opening a link uses nothing up; redeeming a link for one person admits one, however many press at once', async () => {
    const code = await invited();
    for (let look = 0; look < 3; look += 1) {
      expect(await call(two, 'GET', `/api/links/${code}`)).toMatchObject({
        status: 200,
        body: { kind: 'invite', role: 'responder', room: null },
      });
      expect((await call(two, 'GET', `/join/${code}`)).status).not.toBe(404);
    }
    const pressed = await Promise.all(
      Array.from({ length: 10 }, (_, at) => redeem(at % 2 === 0 ? one : two, code, `Guest ${at}`)),
    );
    expect(pressed.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(pressed.filter(({ body }) => body.code === 'access.invite-over')).toHaveLength(9);
  });

  test('AC3 an invite admits as many as it says, and one without a name uses nothing up', async () => {
    const code = await invited({ uses: 2 });
    expect(await redeem(one, code)).toMatchObject({ status: 422, body: { code: 'command.malformed' } });
    expect((await redeem(one, code, 'Kim')).status).toBe(201);
    expect((await redeem(one, code, 'Kay')).status).toBe(201);
    expect((await redeem(one, code, 'Kai')).status).toBe(404);
  });

  test('AC4 a person invited as an observer enters every room as one, whatever they ask for', async () => {
    const room = await declareRoom(one, ana);
    const came = await redeem(one, await invited({ role: 'observer', room }), 'Olga');
    expect(came.body).toMatchObject({ observer: true, room });
    const visitor = new Visitor(one, { headers: { cookie: cookieOf(came), origin: one.url } });
    await visitor.connected();
    expect((await visitor.enter(room, { as: 'responder' })).you.as).toBe('observer');
    expect(await visitor.command(room, say('hello'))).toMatchObject({ ok: false, code: 'crew.observers-may-not' });
    expect((await browser(one, cookieOf(came))('POST', '/api/invites', { role: 'responder' })).status).toBe(403);
  });

  test('AC5 a link for my other device signs the same person in, once', async () => {
    const came = await redeem(one, await invited(), 'Dora');
    const made = await browser(one, cookieOf(came))('POST', '/api/device', {});
    const code = codeOf(made.body['url']);
    expect(await call(two, 'GET', `/api/links/${code}`)).toMatchObject({ body: { kind: 'device', name: 'Dora' } });
    const device = await redeem(two, code);
    expect(device.body['id']).toBe(came.body['id']);
    expect((await redeem(two, code)).status).toBe(404);
    expect((await browser(one, cookieOf(came))('GET', '/api/me')).body['name']).toBe('Dora');
    expect((await call(one, 'POST', '/api/device', { token: ana.token, body: {} })).status).toBe(401);
  });

  test("AC6 npm run welcome prints a new administrator's link, also when there is one already", async () => {
    await administrator();
    const environment = { PATH: process.env['PATH'], REDIS_URL: redis.url, PUBLIC_URL: one.url };
    const cli = spawn(process.execPath, ['dist/server/access/welcome-cli.js'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    cli.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    await once(cli, 'close');
    expect(cli.exitCode).toBe(0);
    expect(await redeem(one, codeOf(/\S+\/welcome\/\S+/.exec(printed)?.[0]), 'Abe')).toMatchObject({
      status: 201,
      body: { administrator: true },
    });
  });
});

describe('sessions', () => {
  test('AC7 a session is a cookie that no script reads and that no other site sends; Redis holds only its hash', async () => {
    const came = await redeem(one, await invited(), 'Cleo');
    expect(came.headers.get('set-cookie')).toMatch(
      /^watchfloor-[\w-]{8}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=345600$/,
    );
    const store = redis.client();
    const secret = cookieOf(came).split('=')[1] ?? '';
    const keys = await store.keys('*');
    expect(keys.some((key) => key.includes(secret))).toBe(false);
    expect(keys.filter((key) => key.includes(':session:')).length).toBeGreaterThan(0);
    store.disconnect();
  });

  test('AC8 on https the cookie is bound to its host and to https', async () => {
    const secure = await ServerProcess.start(redis.url, { PUBLIC_URL: 'https://watch.example.org' });
    const came = await call(secure, 'POST', '/api/session', {
      body: { code: await invited(), name: 'Hal' },
      headers: { origin: 'https://watch.example.org' },
    });
    expect(came.headers.get('set-cookie')).toMatch(
      /^__Host-watchfloor-[\w-]{8}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; /,
    );
    expect(came.headers.get('strict-transport-security')).not.toBeNull();
    await secure.kill();
  });

  test('AC9 a cookie changes nothing without an Origin of our own', async () => {
    const cookie = cookieOf(await redeem(one, await invited(), 'Finn'));
    const body = { title: 'Mail is late', severity: 3 };
    expect(await call(one, 'POST', '/api/rooms', { headers: { cookie }, body })).toMatchObject({
      status: 403,
      body: { code: 'access.origin' },
    });
    expect(
      await call(one, 'POST', '/api/rooms', { headers: { cookie, origin: 'https://evil.example' }, body }),
    ).toMatchObject({
      status: 403,
      body: { code: 'access.origin', detail: expect.stringContaining(`Open ${one.url} instead.`) },
    });
    expect((await browser(one, cookie)('POST', '/api/rooms', body)).status).toBe(201);
    await expect(new Visitor(one, { headers: { cookie } }).connected()).rejects.toThrow('access.no-session');
  });

  test('AC10 signing out ends the session everywhere, and its sockets within two seconds', async () => {
    const cookie = cookieOf(await redeem(one, await invited(), 'Gus'));
    const visitor = new Visitor(two, { headers: { cookie, origin: two.url } });
    await visitor.connected();
    expect((await browser(one, cookie)('DELETE', '/api/session')).status).toBe(204);
    await until('the socket was sent away', () => visitor.byes.includes(4401) && !visitor.socket.connected, 2_000);
    expect((await browser(two, cookie)('GET', '/api/me')).status).toBe(401);
  });

  test('AC11 signing in again ends the older session of that browser', async () => {
    const cookie = cookieOf(await redeem(one, await invited(), 'Iris'));
    const again = await call(one, 'POST', '/api/session', {
      headers: { cookie, origin: one.url },
      body: { code: await invited(), name: 'Iris' },
    });
    expect((await browser(one, cookie)('GET', '/api/me')).status).toBe(401);
    expect((await browser(one, cookieOf(again))('GET', '/api/me')).status).toBe(200);
  });

  test('AC12 a session ends after 12 idle hours or 72 in all; in an open room it goes on, but it no longer administrates', async () => {
    const store = redis.client();
    let now = Date.now();
    const sessions = new Sessions(new Vault(store, 'aging'), () => now);
    const hash = await opens(sessions);
    const left = () => store.pttl(`aging:{access}:session:${hash}`);
    expect(await left()).toBeGreaterThan(IDLE_MS - 5_000);
    now += ABSOLUTE_MS - IDLE_MS / 2;
    const session = await sessions.find(hash);
    expect(await left()).toBeLessThanOrEqual(IDLE_MS / 2);
    now += IDLE_MS;
    expect(session !== null && sessions.isPast(overdueFrom(session))).toBe(true);
    await store.pexpire(`aging:{access}:session:${hash}`, 5_000);
    await sessions.keepInOpenRoom(hash);
    expect(await left()).toBeGreaterThan(60_000);
    store.disconnect();
  });

  test('AC39 an open room carries a session past its 72 hours for ten minutes at a time and 24 hours at most; elsewhere none outlives them', async () => {
    const store = redis.client();
    let now = Date.now();
    const sessions = new Sessions(new Vault(store, 'aging'), () => now);
    const hash = await opens(sessions);
    const left = () => store.pttl(`aging:{access}:session:${hash}`);
    now += ABSOLUTE_MS - 3_600_000;
    await sessions.keepInOpenRoom(hash);
    expect(await left()).toBeLessThanOrEqual(3_600_000);
    now += 3_600_000 + 1;
    await sessions.keepInOpenRoom(hash);
    expect(await left()).toBeLessThanOrEqual(600_000);
    now += OVERTIME_MS;
    await sessions.keepInOpenRoom(hash);
    expect(await sessions.find(hash)).toBeNull();
    store.disconnect();
  });
});

describe('tokens', () => {
  test("AC13 the operator's token administrates and reads, but cannot declare, command or write", async () => {
    const room = await declareRoom(one, ana);
    expect((await call(one, 'GET', `/api/rooms/${room}`, { token: OPERATOR })).status).toBe(200);
    for (const [path, body] of [
      ['/api/rooms', { title: 'x', severity: 1 }],
      [`/api/rooms/${room}/commands`, say('x')],
      ['/api/ticket', { room }],
      ['/api/tokens', {}],
    ] as const) {
      expect(await call(one, 'POST', path, { token: OPERATOR, body })).toMatchObject({
        status: 403,
        body: { code: 'access.no-person' },
      });
    }
  });

  test("AC14 a person's token never administrates, even an administrator's", async () => {
    const { cookie, id } = await administrator();
    const made = await browser(one, cookie)('POST', '/api/tokens', {});
    const token = String(made.body['token']);
    expect((await call(one, 'POST', '/api/people', { token, body: { name: 'X' } })).body.code).toBe(
      'access.not-administrator',
    );
    expect((await call(one, 'POST', '/api/tokens', { token, body: { person: ana.id } })).body.code).toBe(
      'access.not-administrator',
    );
    expect((await browser(one, cookie)('POST', '/api/people', { name: 'X', trained: true })).status).toBe(201);
    expect(await call(one, 'GET', '/api/me', { token })).toMatchObject({ body: { id, administrator: false } });
  });

  test('AC15 a token taken back ends at once, with everything that it made, and its sockets within two seconds', async () => {
    const parent = await somebody(one, 'Parent');
    const made = await call(one, 'POST', '/api/tokens', { token: parent.token, body: {} });
    const child = String(made.body['token']);
    const grandchild = String((await call(one, 'POST', '/api/tokens', { token: child, body: {} })).body['token']);
    const visitor = await Visitor.come(two, grandchild);
    expect((await call(one, 'DELETE', `/api/tokens/${String(made.body['id'])}`, { token: ana.token })).status).toBe(
      403,
    );
    expect((await call(one, 'DELETE', `/api/tokens/${String(made.body['id'])}`, { token: parent.token })).status).toBe(
      204,
    );
    await until('the socket was sent away', () => visitor.byes.includes(4401), 2_500);
    expect((await call(two, 'GET', '/api/me', { token: child })).status).toBe(401);
    expect((await call(two, 'GET', '/api/me', { token: grandchild })).status).toBe(401);
    expect((await call(two, 'GET', '/api/me', { token: parent.token })).status).toBe(200);
  });

  test("AC16 a room's policy is set by administrators only", async () => {
    const body = { title: 'Quick', severity: 2, policy: { offerSeconds: 5 } };
    expect(await call(one, 'POST', '/api/rooms', { token: ana.token, body })).toMatchObject({
      status: 403,
      body: { code: 'access.not-administrator' },
    });
    const { cookie } = await administrator();
    const made = await browser(one, cookie)('POST', '/api/rooms', body);
    const room = await call(one, 'GET', `/api/rooms/${String(made.body['id'])}`, { token: ana.token });
    expect((room.body['room'] as { incident: { policy: object } }).incident.policy).toMatchObject({
      offerSeconds: 5,
      graceSeconds: 300,
    });
  });

  test("AC17 a ticket opens one room's document once", async () => {
    const room = await declareRoom(one, ana);
    const { body } = await call(one, 'POST', '/api/ticket', { token: ana.token, body: { room } });
    const open = () =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(`ws://localhost:${two.port}/scribe/${room}?ticket=${String(body['ticket'])}`);
        socket.addEventListener('message', () => resolve(0));
        socket.addEventListener('close', ({ code }) => resolve(code));
      });
    expect(await open()).toBe(0);
    expect(await open()).toBe(4501);
  });
});
