/** Single-use links while the store fails at every step: none is used up without a session, and none gives two. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Invites } from '../../server/access/invites.ts';
import { Vault } from '../../server/access/vault.ts';
import { CuttingRelay, type Cut } from '../support/server/cutting-relay.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { call, declareRoom, OPERATOR, ServerProcess, somebody, type Called } from '../support/server/server-process.ts';

/** What the vault stores, and what joining writes to the workspace's log. */
const ACCESS = /\{access\}|invite-used|person-added/;
let redis: PrivateRedis;
let relay: CuttingRelay;
let calm: ServerProcess;
let server: ServerProcess;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  relay = await CuttingRelay.to(redis.port, ACCESS);
  [calm, server] = await Promise.all([ServerProcess.start(redis.url), ServerProcess.start(relay.url)]);
});
afterAll(async () => {
  await Promise.all([calm.kill(), server.kill()]);
  await relay.end();
  await redis.end();
});

const codeOf = (url: unknown): string => String(url).split('/').at(-1) ?? '';
const cookieOf = ({ headers }: Called): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const joins = (body: object, at = server): Promise<Called> => call(at, 'POST', '/api/session', { body });
const invited = async (): Promise<string> =>
  codeOf((await call(calm, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } })).body['url']);
const browser = (cookie: string, method: string, path: string, body?: object) =>
  call(calm, method, path, { headers: { cookie, origin: calm.url }, ...(body === undefined ? {} : { body }) });
/** As often as a browser tries, until there is an answer. */
async function patiently(ask: () => Promise<Called>): Promise<Called> {
  let answer = await ask();
  await until(
    'it is answered',
    async () => [201, 404].includes(answer.status) || [201, 404].includes((answer = await ask()).status),
  );
  return answer;
}
async function named(name: string): Promise<ReadonlyArray<{ id: string }>> {
  const { body } = await call(calm, 'GET', '/api/people', { token: OPERATOR });
  return (body['people'] as Array<{ id: string; name: string }>).filter((each) => each.name === name);
}
async function sessionsOf(person: string): Promise<number> {
  const store = redis.client();
  const found = await Promise.all((await store.keys('wf:{access}:session:*')).map((key) => store.get(key)));
  store.disconnect();
  return found.filter((json) => json !== null && (JSON.parse(json) as { person: string }).person === person).length;
}

/** Every kind of link; how many sessions its person has afterwards. */
const KINDS: ReadonlyArray<
  readonly [kind: string, code: () => Promise<{ code: string; name?: string; sessions: number }>]
> = [
  ['an invite', async () => ({ code: await invited(), name: `Guest ${randomUUID()}`, sessions: 1 })],
  [
    'a link for another device',
    async () => {
      const cookie = cookieOf(await joins({ code: await invited(), name: `Dora ${randomUUID()}` }, calm));
      return { code: codeOf((await browser(cookie, 'POST', '/api/device', {})).body['url']), sessions: 2 };
    },
  ],
  [
    'a welcome link',
    async () => {
      const store = redis.client();
      const code = await new Invites(new Vault(store, 'wf')).welcome(false);
      store.disconnect();
      return { code, name: `Ada ${randomUUID()}`, sessions: 1 };
    },
  ],
];

describe('while the store fails', () => {
  test.each(KINDS)(
    'AC88 Joining by %s with the store failing at any step ends in one session of one person, and the link is over for everyone else',
    async (_kind, made) => {
      for (const when of ['before', 'after'] as const) {
        for (let cut: Cut = { at: 1, when }, isDone = false; !isDone; cut = { at: cut.at + 1, when }) {
          const { code, name, sessions } = await made();
          const body = { code, attempt: randomUUID(), ...(name === undefined ? {} : { name }) };
          relay.arm(cut);
          const first = await joins(body);
          isDone = relay.disarm();
          const came = await patiently(() => joins(body));
          expect([came.status, came.body.code], `${when} ${cut.at}, first ${first.status}`).toEqual([201, undefined]);
          expect((await browser(cookieOf(came), 'GET', '/api/me')).body['id']).toBe(came.body['id']);
          expect(await sessionsOf(String(came.body['id']))).toBe(sessions);
          if (name !== undefined) expect(await named(name)).toHaveLength(1);
          expect((await joins({ ...body, attempt: randomUUID() }, calm)).body.code).toBe('access.invite-over');
        }
      }
    },
  );

  test('AC90 A ticket that could not be redeemed because the store was away is good for another try', async () => {
    const ana = await somebody(calm, 'Ana');
    const room = await declareRoom(calm, ana);
    const opens = (ticket: unknown) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(`ws://localhost:${server.port}/scribe/${room}?ticket=${String(ticket)}`);
        socket.once('message', () => (resolve(0), socket.close()));
        socket.once('close', resolve).on('error', () => undefined);
      });
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const { body } = await call(calm, 'POST', '/api/ticket', { token: ana.token, body: { room } });
      relay.arm({ at, when: 'before' });
      let code = await opens(body['ticket']);
      isDone = relay.disarm();
      await until(
        'the document opens',
        async () => code === 0 || (code = await opens(body['ticket'])) === 0 || code === 4501,
      );
      expect(code, `cut at ${at}`).toBe(0);
      expect(await opens(body['ticket'])).toBe(4501);
    }
  });
});

describe('the same attempt', () => {
  test('AC89 The same attempt again gets the same answer and session for two minutes, and none after signing out; another attempt does not', async () => {
    const body = { code: await invited(), name: 'Kim', attempt: randomUUID() };
    const [one, other] = await Promise.all([joins(body, calm), joins(body)]);
    const again = await joins(body);
    expect([one, other, again].map((each) => [each.status, each.body, cookieOf(each)])).toEqual(
      Array.from({ length: 3 }, () => [201, one.body, cookieOf(one)]),
    );
    expect((await joins({ ...body, attempt: randomUUID() })).body.code).toBe('access.invite-over');
    expect((await joins({ code: body.code, name: 'Kim' })).body.code).toBe('access.invite-over');
    const store = redis.client();
    const [key] = (
      await Promise.all(
        (await store.keys('wf:{access}:session:*')).map(async (each) => [each, (await store.get(each)) ?? ''] as const),
      )
    ).find(([, json]) => json.includes(String(one.body['id']))) ?? [''];
    const kept = JSON.parse((await store.get(key)) ?? '{}') as { openedAt: number };
    await store.set(key, JSON.stringify({ ...kept, openedAt: kept.openedAt - 121_000 }), 'KEEPTTL');
    expect((await joins(body)).body.code).toBe('access.invite-over');
    await store.set(key, JSON.stringify(kept), 'KEEPTTL');
    store.disconnect();
    expect((await joins(body)).status).toBe(201);
    expect((await browser(cookieOf(one), 'DELETE', '/api/session')).status).toBe(204);
    expect((await joins(body)).body.code).toBe('access.invite-over');
  });
});
