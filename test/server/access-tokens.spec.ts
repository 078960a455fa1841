/** Tokens that can be listed and revoked, what is left of a session in a browser, and a page that says whose it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tokens } from '../../server/access/tokens.ts';
import { hashOf, Vault } from '../../server/access/vault.ts';
import { png } from '../support/domain/pictures.ts';
import { beginsToSend } from '../support/server/slow-request.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  declareRoom,
  OPERATOR,
  ServerProcess,
  somebody,
  Visitor,
  type Called,
  type Somebody,
} from '../support/server/server-process.ts';

const DAY_MS = 86_400_000;

let redis: PrivateRedis;
let one: ServerProcess;
let admin: Somebody & { cookie: string };
let bob: Somebody & { cookie: string };

interface Listed {
  readonly id: string;
  readonly name: string | null;
  readonly person: string;
  readonly scopes: readonly string[];
  readonly made: string | null;
  readonly lastUsed: string | null;
  readonly expires: string | null;
}

const inBrowser = (
  who: { cookie: string },
  method: string,
  path: string,
  more: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Called> =>
  call(one, method, path, { ...more, headers: { cookie: who.cookie, origin: one.url, ...more.headers } });
const listed = async (who: { cookie: string }): Promise<readonly Listed[]> =>
  (await inBrowser(who, 'GET', '/api/tokens')).body['tokens'] as Listed[];

/** A person with a browser. */
async function comes(name: string): Promise<Somebody & { cookie: string }> {
  const made = await call(one, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
  const came = await call(one, 'POST', '/api/session', {
    body: { code: String(made.body['url']).split('/').at(-1), name },
  });
  const cookie = (came.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const token = await inBrowser({ cookie }, 'POST', '/api/tokens', { body: { name: `${name}'s bot` } });
  return { id: String(came.body['id']), name, token: String(token.body['token']), cookie };
}

beforeAll(async () => {
  redis = await PrivateRedis.start();
  one = await ServerProcess.start(redis.url);
  admin = await administrator([one]);
  bob = await comes('Bob');
});
afterAll(async () => {
  await one.kill();
  await redis.end();
});

describe('tokens', () => {
  test('AC18 a person sees their own tokens and when each was used, never a secret; an administrator sees all; a revoked one ends and is gone from the list', async () => {
    const reader = await inBrowser(bob, 'POST', '/api/tokens', {
      body: { name: 'Wallboard', scopes: ['read'], expiresInDays: 7 },
    });
    expect(await call(one, 'GET', '/api/me', { token: String(reader.body['token']) })).toMatchObject({ status: 200 });
    const own = await listed(bob);
    expect(new Set(own.map(({ name }) => name))).toEqual(new Set(["Bob's bot", 'Wallboard']));
    expect(own.every(({ person }) => person === bob.id)).toBe(true);
    const wallboard = own.find(({ name }) => name === 'Wallboard') as Listed;
    expect(wallboard).toMatchObject({
      scopes: ['read'],
      lastUsed: expect.stringMatching(/Z$/),
      made: expect.stringMatching(/Z$/),
    });
    expect(own.find(({ name }) => name === "Bob's bot")).toMatchObject({ lastUsed: null });
    expect(JSON.stringify(own)).not.toContain(String(reader.body['token']));
    expect(JSON.stringify(own)).not.toContain(hashOf(String(reader.body['token'])));
    const all = await listed(admin);
    expect(new Set(all.map(({ person }) => person))).toEqual(new Set([bob.id, admin.id]));
    expect((await inBrowser(await comes('Eve'), 'DELETE', `/api/tokens/${wallboard.id}`)).status).toBe(403);
    expect((await inBrowser(bob, 'DELETE', `/api/tokens/${wallboard.id}`)).status).toBe(204);
    expect((await call(one, 'GET', '/api/me', { token: String(reader.body['token']) })).status).toBe(401);
    expect((await listed(bob)).map(({ id }) => id)).not.toContain(wallboard.id);
    // With a token the same person sees no more than their own, an administrator too.
    expect(
      ((await call(one, 'GET', '/api/tokens', { token: admin.token })).body['tokens'] as Listed[]).every(
        ({ person }) => person === admin.id,
      ),
    ).toBe(true);
  });

  test('AC19 a token ends after 90 days unless another end is said, and what it made is no longer listed once it has', async () => {
    const made = await call(one, 'POST', '/api/tokens', { token: bob.token, body: { name: 'Made by the bot' } });
    const days = (Date.parse(String(made.body['expires'])) - Date.now()) / DAY_MS;
    expect(days).toBeGreaterThan(89.9);
    expect(days).toBeLessThanOrEqual(90);
    const store = redis.client();
    expect(await store.pttl(`wf:{access}:token:${hashOf(String(made.body['token']))}`)).toBeGreaterThan(89.9 * DAY_MS);
    await store.del(`wf:{access}:token:${hashOf(bob.token)}`);
    expect((await listed(bob)).map(({ name }) => name)).not.toContain('Made by the bot');
    store.disconnect();
  });

  test('AC20 a token made before the list existed is listed too, without the dates that were not recorded', async () => {
    const store = redis.client();
    const vault = new Vault(store, 'wf');
    const secret = await vault.put('token', { id: 'older', person: bob.id, scopes: [], lineage: [] }, null);
    await vault.write('token-id', 'older', { record: { hash: hashOf(secret), person: bob.id }, lifeMs: null });
    const fresh = new Tokens(vault);
    expect(await fresh.list(bob.id)).toContainEqual({
      id: 'older',
      name: null,
      person: bob.id,
      scopes: [],
      madeAt: null,
      usedAt: null,
      expiresAt: null,
    });
    await fresh.end('older');
    expect((await fresh.list(null)).map(({ id }) => id)).not.toContain('older');
    store.disconnect();
  });
});

describe('after a session', () => {
  test('AC21 signing out tells the browser to clear what it has cached, and an attachment is asked for again each time', async () => {
    const kim = await comes('Kim');
    const room = await declareRoom(one, kim);
    const path = `/api/rooms/${room}/attachments`;
    const added = await fetch(`${one.url}${path}`, {
      method: 'POST',
      headers: { cookie: kim.cookie, origin: one.url },
      body: new Uint8Array(png(3, 3)),
    });
    const { id } = (await added.json()) as { id: string };
    const shown = await inBrowser(kim, 'GET', `${path}/${id}`);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'Cookie, Authorization',
      etag: `"${id}"`,
    });
    const again = { headers: { 'if-none-match': `"${id}"`, 'cache-control': 'max-age=0' } };
    expect((await inBrowser(kim, 'GET', `${path}/${id}`, again)).status).toBe(304);
    expect(
      (
        await inBrowser(kim, 'GET', `${path}/${'0'.repeat(64)}`, {
          headers: { 'if-none-match': `"${'0'.repeat(64)}"`, 'cache-control': 'max-age=0' },
        })
      ).status,
    ).toBe(404);
    const out = await inBrowser(kim, 'DELETE', '/api/session');
    expect([out.status, out.headers.get('clear-site-data')]).toEqual([204, '"cache"']);
    expect((await inBrowser(kim, 'GET', `${path}/${id}`, again)).status).toBe(401);
  });

  test("AC22 a page that says whose it is gets nothing done under someone else's session, over HTTP and over a socket", async () => {
    const room = await declareRoom(one, await somebody(one, 'Li'));
    const command = {
      id: '5b3f0a44-0000-4000-8000-000000000001',
      type: 'timeline.say',
      data: { text: 'written by Bob' },
    };
    const asBob = { body: command, headers: { 'watchfloor-person': bob.id } };
    expect(await inBrowser(admin, 'POST', `/api/rooms/${room}/commands`, asBob)).toMatchObject({
      status: 401,
      body: { code: 'access.no-session' },
    });
    expect((await inBrowser(bob, 'POST', `/api/rooms/${room}/commands`, asBob)).status).toBe(200);
    const visit = (person: string): Visitor =>
      new Visitor({ url: `${one.url}/?person=${person}` } as ServerProcess, {
        headers: { cookie: admin.cookie, origin: one.url },
      });
    const refused = visit(bob.id);
    await expect(refused.connected()).rejects.toThrow('access.no-session');
    refused.socket.close();
    const own = visit(admin.id);
    await own.connected();
    await until('the own page is let in', () => own.socket.connected);
    own.socket.close();
  });
});

test('AC77 What a deactivated administrator began to send before is not acted on when the rest of it arrives', async () => {
  const late = await somebody(one, 'Late');
  const change = (body: object) => call(one, 'PATCH', `/api/people/${late.id}`, { token: OPERATOR, body });
  expect((await change({ administrator: true })).status).toBe(200);
  const goOn = await beginsToSend(one, '/api/invites', late.token);
  expect((await change({ active: false })).status).toBe(200);
  expect(await goOn(JSON.stringify({ role: 'responder' }))).toBeGreaterThanOrEqual(400);
});
