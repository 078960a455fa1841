/**
 * Every address and every message, taken from the tables that the server itself uses: each has a guard, and none
 * distinguishes a hidden room from one that does not exist. A new one without a guard fails here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { MESSAGES, type MessageName } from '../../server/sockets/messages.ts';
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

const UNKNOWN = 'inc-999999';
const OPEN = [
  'DELETE /api/session',
  'GET /api/links/{code}',
  'GET /api/openapi.json',
  'GET /api/sign-in',
  'GET /auth/oidc/callback',
  'GET /auth/oidc/login',
  'POST /api/password',
  'POST /api/session',
];
/**
 * What names a room in its body, and what else it needs; a route that is missing here is sent a body that it can't
 * read.
 */
const BODIES: Readonly<Record<string, object>> = { 'POST /api/ticket': {}, 'POST /api/invites': { role: 'observer' } };
const SAID: { readonly [Name in MessageName]: object } = {
  enter: {},
  leave: {},
  page: { before: 5, limit: 5 },
  sight: { version: 1 },
  elsewhere: {},
  find: { text: 'hello' },
  lobby: {},
  time: {},
  watching: { watching: true },
  command: { id: randomUUID(), type: 'timeline.say', data: { text: 'hello' } },
};

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly guard: string;
  readonly namesRoom: boolean;
}

let redis: PrivateRedis;
let server: ServerProcess;
let hidden: string;
let bob: Somebody;
/** One who was removed from the hidden room, and one who was invited to observe another room only. */
let kim: Somebody;
let olga: { cookie: string; origin: string };
let operations: readonly Operation[];

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  [bob, kim] = [await somebody(server, 'Bob'), await somebody(server, 'Kim')];
  hidden = await declareRoom(server, bob, { title: 'The hidden one' });
  const other = await declareRoom(server, bob);
  await call(server, 'POST', `/api/rooms/${hidden}/commands`, { token: kim.token, body: say('hello') });
  const { body } = await call(server, 'GET', `/api/rooms/${hidden}`, { token: bob.token });
  const { epoch } = (body['room'] as { floor: { epoch: number } }).floor;
  await call(server, 'POST', `/api/rooms/${hidden}/commands`, {
    token: bob.token,
    body: { id: randomUUID(), type: 'crew.remove', data: { person: kim.id, why: 'wrong room' }, epoch },
  });
  const made = await call(server, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'observer', room: other } });
  const came = await call(server, 'POST', '/api/session', {
    body: { code: String(made.body['url']).split('/').at(-1), name: 'Olga' },
  });
  olga = { cookie: (came.headers.get('set-cookie') ?? '').split(';')[0] ?? '', origin: server.url };
  operations = operationsOf((await call(server, 'GET', '/api/openapi.json')).body);
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

function operationsOf(description: Record<string, unknown>): readonly Operation[] {
  const paths = description['paths'] as Record<string, Record<string, { 'x-guard'?: string; requestBody?: unknown }>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-guard': guard = 'none', requestBody }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      guard,
      namesRoom: JSON.stringify(requestBody ?? {}).includes('"room":'),
    })),
  );
}

const asks = (
  { name, method, path }: Operation,
  room: string,
  who: { token?: string; headers?: Record<string, string> } = {},
): Promise<Called> => {
  const at = path
    .replace('{id}', path.startsWith('/api/rooms/') ? room : 'none')
    .replace('{attachment}', 'a'.repeat(64))
    .replace('{code}', 'x'.repeat(43));
  return call(server, method, at, { ...who, ...(method === 'GET' ? {} : { body: { ...BODIES[name], room } }) });
};
/** The status and the body; headers say nothing of a room. */
const told = ({ status, body }: Called): unknown => [status, JSON.stringify(body)];
const closes = (room: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve) =>
    new WebSocket(`ws://localhost:${server.port}/scribe/${room}`, { headers })
      .once('close', resolve)
      .on('error', () => undefined),
  );
const source = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

describe('HTTP', () => {
  test('AC85 Every address declares its guard; without a session each but the open ones answers 401; what is about a room answers the same for a hidden one as for one that does not exist', async () => {
    expect(operations.length).toBeGreaterThan(25);
    for (const { name, path, guard } of operations)
      expect([name, guard === 'room'], name).toEqual([name, path.startsWith('/api/rooms/{id}')]);
    expect(
      operations
        .filter(({ guard }) => guard === 'anyone')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(OPEN);
    expect(operations.every(({ guard }) => ['anyone', 'somebody', 'room'].includes(guard))).toBe(true);
    for (const each of operations.filter(({ guard }) => guard !== 'anyone'))
      expect((await asks(each, hidden)).body.code, each.name).toBe('access.no-session');
    for (const each of operations.filter(
      ({ guard, namesRoom }) => guard === 'room' || (guard === 'somebody' && namesRoom),
    )) {
      const [theirs, unknown] = [
        await asks(each, hidden, { headers: olga }),
        await asks(each, UNKNOWN, { headers: olga }),
      ];
      expect([theirs.status, theirs.body.code], each.name).toEqual([404, 'room.unknown']);
      expect(told(theirs), each.name).toEqual(told(unknown));
    }
    for (const each of operations.filter(({ method, guard }) => method === 'GET' && guard !== 'room')) {
      const answer = JSON.stringify((await asks(each, hidden, { headers: olga })).body);
      expect(answer.includes(hidden) && answer.includes('The hidden one'), each.name).toBe(false);
      expect(answer, each.name).not.toContain('The hidden one');
    }
  });

  test('AC92 No address of HTTP is served beside the table of routes, except health, counts, pages and what does not exist', () => {
    const folder = join(import.meta.dirname, '../../server/http');
    const served = readdirSync(folder).flatMap((file) =>
      [
        ...source(`server/http/${file}`).matchAll(
          /\bapp(?:\.(get|post|put|patch|delete|all|use)|\[[\w.]+\])\(([^,()]*)/g,
        ),
      ].map(([whole]) => `${file}: ${whole.replace(/\s+/g, '')}`),
    );
    expect(served.toSorted()).toEqual(
      [
        "health.ts: app.get('/healthz'",
        "health.ts: app.get('/readyz'",
        "pages.ts: app.get('/{*path}'",
        "pages.ts: app.use('/assets'",
        'pages.ts: app.use(express.static',
        "http.ts: app.get('/metrics'",
        "http.ts: app.get('/metrics'",
        "http.ts: app.use('/api'",
        'http.ts: app.use(',
        'http.ts: app.use(development',
        'http.ts: app.use(onError',
        'http.ts: app.use(safeHeaders',
        'http.ts: app[each.method](each.path.replace',
      ].toSorted(),
    );
  });
});

describe('sockets and documents', () => {
  test('AC86 Every message and every upgrade has its guard; what is about a room answers the same for a hidden one as for one that does not exist', async () => {
    const watching = new Visitor(server, { headers: olga });
    await watching.connected();
    for (const name of Object.keys(MESSAGES) as MessageName[]) {
      const { guard, schema } = MESSAGES[name];
      const about = (room: string): object => ({
        ...SAID[name],
        ...(['lobby', 'time', 'watching'].includes(name) ? {} : { room }),
      });
      expect(schema.safeParse(about(hidden)).success, name).toBe(true);
      const [theirs, unknown] = [await watching.ask(name, about(hidden)), await watching.ask(name, about(UNKNOWN))];
      // What time it is has no room, and goes on.
      expect({ ...theirs, now: null }, name).toEqual({ ...unknown, now: null });
      if (guard !== 'somebody') expect(theirs.code, name).toBe('room.unknown');
      expect(JSON.stringify(theirs)).not.toContain('The hidden one');
    }
    watching.leave();
    expect(await watching.ask('nonsense', {}).catch(() => ({ code: 'gone' }))).not.toMatchObject({ ok: true });
    const upgrades = [...source('server/start.ts').matchAll(/\['(\/[\w.-]+\/)', /g)].map(([, path]) => path);
    expect(upgrades).toEqual(['/socket.io/', '/scribe/']);
    await expect(new Visitor(server, {}).connected()).rejects.toThrow('access.no-session');
    expect([await closes(hidden, {}), await closes(UNKNOWN, {})]).toEqual([4401, 4401]);
    expect([await closes(hidden, olga), await closes(UNKNOWN, olga)]).toEqual([4404, 4404]);
  });

  test('AC87 Someone who was removed from a room is told so, by HTTP, the socket and the document alike', async () => {
    for (const each of operations.filter(
      ({ guard, namesRoom }) => guard === 'room' || (guard === 'somebody' && namesRoom),
    )) {
      expect([
        each.name,
        (await asks(each, hidden, { token: kim.token })).status,
        (await asks(each, hidden, { token: kim.token })).body.code,
      ]).toEqual([each.name, 403, 'crew.removed']);
    }
    const visitor = await Visitor.come(server, kim.token);
    for (const name of (Object.keys(MESSAGES) as MessageName[]).filter((each) => MESSAGES[each].guard === 'room'))
      expect(await visitor.ask(name, { ...SAID[name], room: hidden }), name).toMatchObject({
        ok: false,
        code: 'crew.removed',
      });
    visitor.leave();
    expect(await closes(hidden, { authorization: `Bearer ${kim.token}` })).toBe(4403);
    await until('the socket is gone', () => !visitor.socket.connected);
  });
});
