/** A session of more than 72 hours: what it may still do in its room, and that it gives access to nothing else. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Invites } from '../../server/access/invites.ts';
import { ABSOLUTE_MS, OVERTIME_MS, Sessions } from '../../server/access/sessions.ts';
import { hashOf, Vault } from '../../server/access/vault.ts';
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
let server: ServerProcess;
let bob: Somebody;
beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  bob = await somebody(server, 'Bob');
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

const codeOf = (url: unknown): string => String(url).split('/').at(-1) ?? '';
const cookieOf = ({ headers }: Called): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const browser = (cookie: string) => (method: string, path: string, body?: unknown) =>
  call(server, method, path, { headers: { cookie, origin: server.url }, ...(body === undefined ? {} : { body }) });
const invited = async (): Promise<string> =>
  codeOf(
    (await call(server, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder', uses: 5 } })).body['url'],
  );
const keyOf = (cookie: string): string => `wf:{access}:session:${hashOf(cookie.split('=')[1] ?? '')}`;

interface Kept {
  readonly createdAt: number;
}
async function sessionOf(cookie: string): Promise<Kept> {
  const store = redis.client();
  const kept = JSON.parse((await store.get(keyOf(cookie))) ?? '{}') as Kept;
  store.disconnect();
  return kept;
}
/** Makes a session so old that this many milliseconds are left of its 72 hours. */
async function ages(cookie: string, leftMs: number): Promise<void> {
  const store = redis.client();
  await store.set(
    keyOf(cookie),
    JSON.stringify({ ...(await sessionOf(cookie)), createdAt: Date.now() - ABSOLUTE_MS + leftMs }),
    'KEEPTTL',
  );
  store.disconnect();
}
async function administrator(): Promise<{ cookie: string; id: string }> {
  const store = redis.client();
  const code = await new Invites(new Vault(store, 'wf')).welcome(false);
  store.disconnect();
  const came = await call(server, 'POST', '/api/session', { body: { code, name: 'Ada' } });
  return { cookie: cookieOf(came), id: String(came.body['id']) };
}

describe('after 72 hours', () => {
  test('AC79 An overdue session goes on in the room it is in; it hands out no access, declares and joins no room, and administrates nothing, on open sockets too', async () => {
    const [ada, kim, li] = [await administrator(), await somebody(server, 'Kim'), await somebody(server, 'Li')];
    const [room, other] = [await declareRoom(server, bob), await declareRoom(server, bob)];
    for (const each of [kim, li])
      await call(server, 'POST', `/api/rooms/${room}/commands`, { token: each.token, body: say('hi') });
    await ages(ada.cookie, 3_000);
    const [asks, visitor] = [
      browser(ada.cookie),
      new Visitor(server, { headers: { cookie: ada.cookie, origin: server.url } }),
    ];
    await visitor.connected();
    await visitor.enter(room);
    const removes = (person: string): object => ({ id: randomUUID(), type: 'crew.remove', data: { person, why: 'x' } });
    expect(await visitor.command(room, removes(kim.id))).toMatchObject({ ok: true });
    await until('the 72 hours are over', async () => (await asks('GET', '/api/me')).body['administrator'] === false);
    // Sockets are checked every second.
    await until('its socket is told so', async () => !(await visitor.enter(room)).you.administrator, 3_000);
    expect(await visitor.command(other, say('there'))).toMatchObject({ ok: false, code: 'access.overdue' });
    expect(await visitor.command(room, removes(li.id))).toMatchObject({ ok: false, code: 'floor.epoch-missing' });
    expect(await visitor.command(room, say('still here'))).toMatchObject({ ok: true });
    const entered = await visitor.ask('enter', { room: other });
    expect(entered).toMatchObject({ ok: true, you: { as: null } });
    visitor.leave();
    expect((await asks('POST', `/api/rooms/${room}/commands`, say('over HTTP'))).status).toBe(200);
    expect((await asks('POST', `/api/rooms/${other}/commands`, say('there'))).body.code).toBe('access.overdue');
    const { paths } = (await call(server, 'GET', '/api/openapi.json')).body as unknown as {
      paths: Record<string, Record<string, { 'x-guard': string }>>;
    };
    const changes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { 'x-guard': guard }]) =>
        method !== 'get' && guard === 'somebody' ? [[method.toUpperCase(), path.replace('{id}', 'some')] as const] : [],
      ),
    );
    expect(changes.length).toBeGreaterThan(10);
    for (const [method, path] of changes)
      expect([method, path, (await asks(method, path, {})).body.code]).toEqual([method, path, 'access.overdue']);
    const refused = await asks('POST', '/api/tokens', {});
    expect([refused.status, refused.body['detail']]).toEqual([
      403,
      expect.stringMatching(/For anything else, sign out, then/),
    ]);
    expect(await asks('POST', '/api/session', { code: await invited() })).toMatchObject({
      status: 403,
      body: { code: 'access.overdue' },
    });
    expect((await asks('GET', `/api/rooms/${room}`)).status).toBe(200);
  });

  test('AC80 The cookie lives for as long as an open room may keep its session', async () => {
    const came = await call(server, 'POST', '/api/session', { body: { code: await invited(), name: 'Cleo' } });
    expect(Number(/Max-Age=(\d+)/.exec(came.headers.get('set-cookie') ?? '')?.[1])).toBe(
      (ABSOLUTE_MS + OVERTIME_MS) / 1000,
    );
  });

  test('AC93 What an open room gave a session before its 72 hours are over is not taken back by using it', async () => {
    const store = redis.client();
    let now = Date.now();
    const [sessions, hash] = [new Sessions(new Vault(store, 'late'), () => now), hashOf(randomUUID())];
    await sessions.open({ person: 'p-1', attempt: { hash }, once: hash, ends: [] });
    now += ABSOLUTE_MS - 20_000;
    await sessions.keepInOpenRoom(hash);
    expect(await sessions.find(hash)).not.toBeNull();
    expect(await store.pttl(`late:{access}:session:${hash}`)).toBeGreaterThan(9 * 60_000);
    store.disconnect();
  });

  test('AC94 A session in its last moments that comes back to an open room is kept there at once', async () => {
    const room = await declareRoom(server, bob);
    const came = await call(server, 'POST', '/api/session', { body: { code: await invited(), name: 'Eve' } });
    const cookie = cookieOf(came);
    const store = redis.client();
    for (const leftMs of [5_000, -3_600_000]) {
      await ages(cookie, leftMs);
      await store.pexpire(keyOf(cookie), 5_000);
      const visitor = new Visitor(server, { headers: { cookie, origin: server.url } });
      await visitor.connected();
      await visitor.enter(room);
      await until('it is kept', async () => (await store.pttl(keyOf(cookie))) > 60_000, 2_000);
      visitor.leave();
    }
    store.disconnect();
  });

  test('AC81 An invite that someone signed in opens makes their session no younger, and a new cookie of it', async () => {
    const came = await call(server, 'POST', '/api/session', { body: { code: await invited(), name: 'Dora' } });
    await ages(cookieOf(came), 3_600_000);
    const { createdAt } = await sessionOf(cookieOf(came));
    const again = await browser(cookieOf(came))('POST', '/api/session', { code: await invited() });
    expect(again.body['id']).toBe(came.body['id']);
    expect(cookieOf(again)).not.toBe(cookieOf(came));
    expect((await sessionOf(cookieOf(again))).createdAt).toBe(createdAt);
  });
});
