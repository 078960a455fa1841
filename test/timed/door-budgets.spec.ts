/** What strangers and floods may use of a server, counted by what they achieve: one server with the default budgets. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Budgets } from '../../server/budgets/budgets.ts';
import { MOST_WRITTEN_BYTES, RATES } from '../../server/budgets/rates.ts';
import type { Caller } from '../../server/access/caller.ts';
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
let server: ServerProcess;
let ana: Somebody;
let eve: Somebody;
let room: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url, { BUDGET_FACTOR: '1' });
  [ana, eve] = [await somebody(server, 'Ana'), await somebody(server, 'Eve')];
  room = await declareRoom(server, ana);
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

/** A request that announces a megabyte and sends none of it: the first line of the answer. */
async function announcing(method: string, path: string, token?: string): Promise<string> {
  const socket = connect({ port: server.port, host: '127.0.0.1' });
  const bearer = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
  socket.write(
    `${method.toUpperCase()} ${path} HTTP/1.1\r\nHost: x\r\n${bearer}Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString().split('\r\n', 1)[0] ?? '';
}

/** An engine connection, with something sent on it first. */
async function knocking(...frames: readonly string[]): Promise<WebSocket> {
  const socket = new WebSocket(`ws://localhost:${server.port}/socket.io/?EIO=4&transport=websocket`);
  socket.on('error', () => {});
  await once(socket, 'open');
  for (const frame of frames) socket.send(frame);
  return socket;
}

const closed = (socket: WebSocket): Promise<unknown> =>
  socket.readyState === socket.CLOSED ? Promise.resolve() : once(socket, 'close');
const knock = (who: Somebody): string => `40${JSON.stringify({ token: who.token })}`;

/** What is open to anyone, by which credential. Everything else is answered 401 before anything of it is read. */
const OPEN: readonly string[] = [
  'get /api/links/{code}',
  'post /api/session',
  'delete /api/session',
  'get /api/openapi.json',
  'get /api/sign-in',
  'post /api/password',
  'get /auth/oidc/login',
  'get /auth/oidc/callback',
];

describe('every way in', () => {
  test('DR125 over HTTP it is known who asks and how long the body is before any of it is read, for every address that the API has', async () => {
    const { body } = await call(server, 'GET', '/api/openapi.json');
    const ways = Object.entries(
      body['paths'] as Record<string, Record<string, { requestBody?: object; security?: object }>>,
    ).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody, security }]) => ({
        name: `${method} ${path}`,
        method,
        path: path.replace(/\{\w+\}/g, 'inc-1'),
        hasBody: requestBody !== undefined,
        isOpen: security !== undefined,
      })),
    );
    expect(
      ways
        .filter(({ isOpen }) => isOpen)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(OPEN.toSorted());
    for (const { name, method, path, hasBody, isOpen } of ways) {
      if (!isOpen) expect(await announcing(method, path), name).toContain(' 401 ');
      else if (hasBody) expect(await announcing(method, path), name).toContain(' 422 ');
      if (hasBody && path !== '/api/rooms/inc-1/attachments')
        expect(await announcing(method, path, eve.token), `${name} as a member`).toMatch(/ 4(03|22) /);
    }
  });

  test("DR126 a stranger's connection says CONNECT once, in 4 KB, and nothing else", async () => {
    for (const frames of [
      ['42["lobby",{}]'],
      [`40{"token":"${'x'.repeat(5_000)}"}`],
      ['40/other,{}'],
      [knock(eve), '42["lobby",{}]'],
      [knock(eve), knock(eve)],
    ]) {
      await closed(await knocking(...frames));
    }
  });

  test('DR127 three hundred CONNECTs in a burst make no three hundred sockets: one connection has one', async () => {
    const burst = await knocking(
      ...Array.from({ length: 300 }, (_, at) => `40/n${at},{}`),
      ...Array.from({ length: 300 }, () => knock(eve)),
    );
    await closed(burst);
    const later = await knocking(knock(eve));
    await new Promise((resolve) =>
      later.on('message', (data: Buffer) => data.toString().startsWith('40') && resolve(null)),
    );
    later.send(knock(eve));
    await closed(later);
    await until('no socket is left of it', async () =>
      /watchfloor_connections 0\n/.test(String((await call(server, 'GET', '/metrics')).body['text'])),
    );
  });

  test("DR128 the document's door knows who asks before it looks at any log, and looks at rooms' only", async () => {
    const closing = async (path: string, token?: string): Promise<number> => {
      const socket = new WebSocket(
        `ws://localhost:${server.port}/scribe/${path}`,
        token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
      );
      const [code] = (await once(socket, 'close')) as [number];
      return code;
    };
    const strange = ['workspace', 'inc-0', 'inc-999', '..%2fworkspace', 'x', `inc-${'9'.repeat(60)}`];
    for (const path of [...strange, room]) expect(await closing(path), path).toBe(4401);
    for (const path of strange) expect(await closing(path, eve.token), path).toBe(4404);
    expect(server.logger.filter((line) => JSON.stringify(line).includes('workspace'))).toEqual([]);
    expect(
      (await call(server, 'POST', '/api/people', { token: OPERATOR, body: { name: 'Still possible' } })).status,
    ).toBe(201);
  });
});

describe('one member floods', () => {
  test('DR129 a frame larger than any command is refused with its code and never parsed', async () => {
    const visitor = await Visitor.come(server, eve.token);
    expect(
      await visitor.ask('command', { room, ...say('x'), data: { text: Array.from({ length: 300_000 }, () => []) } }),
    ).toMatchObject({ ok: false, code: 'command.too-large' });
    visitor.leave();
  });

  test('DR130 a person has a hundred commands at once and twenty a second over all sockets; who is not answered is told when to go on, and others are', async () => {
    const sockets = await Promise.all([1, 2, 3].map(() => Visitor.come(server, eve.token)));
    const other = await Visitor.come(server, ana.token);
    const fromMs = performance.now();
    const flood = Promise.all(
      sockets.flatMap((socket) => Array.from({ length: 120 }, (_, at) => socket.command(room, say(`flood ${at}`)))),
    );
    expect(await other.command(room, say('still heard'))).toMatchObject({ ok: true });
    const answers = await flood;
    const seconds = (performance.now() - fromMs) / 1000;
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(
      RATES.commands.atOnce + RATES.commands.aSecond * seconds + 1,
    );
    const refused = answers.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ code: 'busy', facts: { retryAfterMs: expect.any(Number) } });
    const overHttp = await Promise.all(
      Array.from({ length: 130 }, () =>
        call(server, 'POST', `/api/rooms/${room}/commands`, { token: eve.token, body: say('and here') }),
      ),
    );
    const late = overHttp.find(({ status }) => status === 429);
    expect(Number(late?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    for (const visitor of [...sockets, other]) visitor.leave();
  });

  test("DR131 frames faster than a person's budget are left unread", async () => {
    const socket = await knocking(knock(eve));
    let answered = 0;
    const isIn = new Promise((resolve) =>
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text.startsWith('40')) resolve(null);
        if (text.startsWith('43')) answered += 1;
        if (text === '2') socket.send('3');
      }),
    );
    await isIn;
    const fromMs = performance.now();
    const padding = 'x'.repeat(1_000);
    for (let at = 0; at < 5_000; at += 1) socket.send(`42${at}["leave",{"${padding}":0}]`);
    await until('the first were answered', () => answered >= 300);
    // What arrived in the same network packet is answered too: 64 KB of it at most in each turn.
    const seconds = (performance.now() - fromMs) / 1000;
    expect(answered).toBeLessThanOrEqual(RATES.frames.atOnce + RATES.frames.aSecond * seconds + 256);
    socket.terminate();
  });

  test('DR132 a person reads a hundred times at once and fifty times a second; too fast is slower, much too fast is refused with when to go on', async () => {
    const fromMs = performance.now();
    const reads = await Promise.all(
      Array.from({ length: 400 }, () => call(server, 'GET', `/api/rooms/${room}`, { token: eve.token })),
    );
    const seconds = (performance.now() - fromMs) / 1000;
    const read = reads.filter(({ status }) => status === 200).length;
    expect(read).toBeLessThanOrEqual(RATES.reads.atOnce + RATES.reads.aSecond * (seconds + 2) + 1);
    expect(read).toBeGreaterThan(RATES.reads.atOnce);
    expect(reads.find(({ status }) => status === 429)?.body).toMatchObject({
      code: 'busy',
      facts: { retryAfterMs: expect.any(Number) },
    });
    expect((await call(server, 'GET', `/api/rooms/${room}`, { token: ana.token })).status).toBe(200);
  });

  test('DR133 a person declares ten rooms in an hour; the same declaration again is none, and others declare', async () => {
    const [flo, declared] = [await somebody(server, 'Flo'), [] as number[]];
    const body = { id: crypto.randomUUID(), title: 'The first', severity: 3 };
    for (let at = 0; at < 5; at += 1)
      declared.push((await call(server, 'POST', '/api/rooms', { token: flo.token, body })).status);
    for (let at = 0; at < 9; at += 1)
      declared.push(
        (await call(server, 'POST', '/api/rooms', { token: flo.token, body: { title: `Again ${at}`, severity: 3 } }))
          .status,
      );
    expect(declared).toEqual(Array.from({ length: 14 }, () => 201));
    const over = await call(server, 'POST', '/api/rooms', {
      token: flo.token,
      body: { title: 'One too many', severity: 3 },
    });
    expect(over).toMatchObject({
      status: 429,
      body: { code: 'room.too-many', detail: expect.stringContaining('min') },
    });
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect((await call(server, 'POST', '/api/rooms', { token: flo.token, body })).status).toBe(201);
    expect(await declareRoom(server, ana)).toMatch(/^inc-/);
  });

  test('AC70 a person makes twenty tokens in a minute', async () => {
    const made = [];
    for (let at = 0; at < 21; at += 1)
      made.push(await call(server, 'POST', '/api/tokens', { token: eve.token, body: {} }));
    expect(made.map(({ status }) => status)).toEqual([...Array.from({ length: 20 }, () => 201), 429]);
    expect(made.at(-1)?.body).toMatchObject({
      code: 'access.too-many-links',
      facts: { retryAfterMs: expect.any(Number) },
    });
  });

  const caller = (id: string): Caller => ({
    kind: 'session',
    person: null,
    actor: { id, name: id, trained: false, administrator: false },
    scopes: { read: true, write: true },
    administrator: false,
    credential: '',
    lineage: [],
  });

  test('DR134 one person leaves 20 MB in a room, over all servers; then short lines from time to time, and others as before', async () => {
    const stores = [redis.client(), redis.client()];
    const [here, there] = stores.map((each) => new Budgets(each, { prefix: 'history', factor: 1 })) as [
      Budgets,
      Budgets,
    ];
    here.wrote(caller('p-flood'), 'inc-1', MOST_WRITTEN_BYTES - 10);
    await here.written.reconcile();
    expect(there.write(caller('p-flood'), 'inc-1', {})).toMatchObject({ ok: true });
    await there.written.reconcile();
    there.wrote(caller('p-flood'), 'inc-1', 20);
    await there.written.reconcile();
    expect(there.write(caller('p-flood'), 'inc-1', { text: 'x'.repeat(3_000) })).toMatchObject({
      ok: false,
      code: 'history.full',
    });
    const short = Array.from({ length: 11 }, () => there.write(caller('p-flood'), 'inc-1', { text: 'handing over' }));
    expect(short.filter(({ ok }) => ok)).toHaveLength(10);
    expect(short.at(-1)).toMatchObject({ code: 'history.full', facts: { retryAfterMs: expect.any(Number) } });
    expect(there.write(caller('p-flood'), 'inc-2', { text: 'x'.repeat(3_000) })).toMatchObject({ ok: true });
    expect(there.write(caller('p-ana'), 'inc-1', { text: 'x'.repeat(3_000) })).toMatchObject({ ok: true });
    await Promise.all([here.stop(), there.stop()]);
    for (const each of stores) each.disconnect();
  });

  test('RM33 a room takes in two hundred commands a second; then those who say much are told to wait, and those who say little are heard', async () => {
    const store = redis.client();
    const budgets = new Budgets(store, { prefix: 'loud', factor: 1 });
    const sent = Array.from({ length: 4 * 80 }, (_, at) => caller(`p-${at % 4}`)).map(
      (who) => budgets.act(who) ?? budgets.write(who, 'inc-1', {}),
    );
    expect(sent.filter(({ ok }) => ok).length).toBeLessThan(220);
    expect(sent.at(-1)).toMatchObject({ code: 'busy', facts: { retryAfterMs: expect.any(Number) } });
    for (let at = 0; at < 60; at += 1)
      expect(budgets.act(caller(`p-quiet-${at}`)) ?? budgets.write(caller(`p-quiet-${at}`), 'inc-1', {})).toMatchObject(
        { ok: true },
      );
    await budgets.stop();
    store.disconnect();
  });
});
