/**
 * What one address without credentials, and one person with many connections, may use of a server with the default
 * budgets.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Rates } from '../../server/scribe/wire/budgets.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let ana: Somebody;
let room: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url, { BUDGET_FACTOR: '1' });
  ana = await somebody(server, 'Ana');
  room = await declareRoom(server, ana);
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

/** The HTTP status that answers an upgrade: 101 when it is accepted. */
async function upgrading(path: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(`ws://localhost:${server.port}/${path}`, { headers });
  const status = await new Promise<number>((resolve) =>
    socket
      .on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0))
      .on('open', () => resolve(101))
      .on('error', () => {}),
  );
  socket.terminate();
  return status;
}

/** Resolves with its close code, or with 0 as soon as the document answers. */
function joining(socket: WebSocket): Promise<number> {
  return new Promise((resolve) =>
    socket
      .on('message', () => resolve(0))
      .on('close', (code: number) => resolve(code))
      .on('error', () => {}),
  );
}

const scribeOf = ({ token }: Somebody): WebSocket =>
  new WebSocket(`ws://localhost:${server.port}/scribe/${room}`, { headers: { authorization: `Bearer ${token}` } });

describe('one person connects many times', () => {
  test('DR142 a person has forty sockets open at a server; the next one is refused until one of them ends, and others are not', async () => {
    const open = await Promise.all(Array.from({ length: 40 }, () => Visitor.come(server, ana.token)));
    await expect(Visitor.come(server, ana.token)).rejects.toThrow('unavailable');
    (await Visitor.come(server, (await somebody(server, 'Ben')).token)).leave();
    open.pop()?.leave();
    await until('there is room for one more', () =>
      Visitor.come(server, ana.token).then(
        (visitor) => open.push(visitor) > 0,
        () => false,
      ),
    );
    for (const visitor of open) visitor.leave();
  });

  test('DR143 a person has forty connections to documents; the next one is refused until one of them ends, and others are not', async () => {
    const open = Array.from({ length: 40 }, () => scribeOf(ana));
    expect(new Set(await Promise.all(open.map(joining)))).toEqual(new Set([0]));
    expect(await joining(scribeOf(ana))).toBe(1013);
    const other = scribeOf(await somebody(server, 'Cleo'));
    expect(await joining(other)).toBe(0);
    open.pop()?.terminate();
    await until(
      'there is room for one more',
      async () => (await joining(open[open.push(scribeOf(ana)) - 1] as WebSocket)) === 0,
    );
    for (const socket of [...open, other]) socket.terminate();
  });

  test("DR144 a person's questions to documents are answered sixteen at once, then four a second, over all connections", () => {
    const [rates, nowMs] = [new Rates(), 1_000];
    const asked = Array.from({ length: 60 }, () => rates.of('ana').mayBeAnswered(nowMs));
    expect([asked.filter(Boolean).length, rates.of('ben').mayBeAnswered(nowMs)]).toEqual([16, true]);
    rates.forget(nowMs);
    expect(rates.of('ana').mayBeAnswered(nowMs)).toBe(false);
    expect(Array.from({ length: 9 }, () => rates.of('ana').mayBeAnswered(nowMs + 1_000)).filter(Boolean)).toHaveLength(
      4,
    );
  });
});

describe('strangers', () => {
  test('DR135 after ten wrong codes, or twenty lookups of wrong codes, an address waits with wrong ones; a link that exists still works there', async () => {
    const link = await call(server, 'POST', '/api/invites', {
      token: ana.token,
      body: { role: 'responder', uses: 50 },
    });
    const code = String(link.body['url']).split('/').at(-1);
    const comeIn = (secret: string | undefined) =>
      call(server, 'POST', '/api/session', { body: { code: secret, name: 'Sam' } });
    const crowd = await Promise.all(Array.from({ length: 30 }, () => comeIn(code)));
    expect(crowd.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 201));
    const guesses = [];
    for (let at = 0; at < 11; at += 1) guesses.push(await comeIn(`${'x'.repeat(30)}${at}`));
    expect(guesses.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
    expect(guesses.at(-1)?.body).toMatchObject({
      code: 'access.too-many-tries',
      facts: { retryAfterMs: expect.any(Number) },
    });
    expect((await comeIn(code)).status).toBe(201);
    const looks = [];
    for (let at = 0; at < 21; at += 1)
      looks.push((await call(server, 'GET', `/api/links/${'y'.repeat(30)}${at}`)).status);
    expect(looks).toEqual([...Array.from({ length: 20 }, () => 404), 429]);
    expect((await call(server, 'GET', `/api/links/${code}`)).status).toBe(200);
  });

  test("DR136 an address from which many of no one's requests and connections come is answered late, then refused; who is someone is served", async () => {
    const nobody = await Promise.all(Array.from({ length: 400 }, () => call(server, 'GET', '/api/me')));
    expect(nobody.filter(({ status }) => status === 401).length).toBeLessThan(300);
    expect(nobody.find(({ status }) => status === 429)?.body).toMatchObject({ code: 'busy' });
    expect((await call(server, 'GET', '/api/me', { token: ana.token })).status).toBe(200);
    const turned = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const socket = new WebSocket(`ws://localhost:${server.port}/scribe/${room}`);
        return new Promise<number>((resolve) =>
          socket
            .on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0))
            .on('close', (code: number) => resolve(code))
            .on('error', () => {}),
        );
      }),
    );
    expect(turned).toContain(429);
    const authorization = `Bearer ${ana.token}`;
    const ticket = String(
      (await call(server, 'POST', '/api/ticket', { token: ana.token, body: { room } })).body['ticket'],
    );
    const attempts = Array.from({ length: 300 }, () => upgrading(`scribe/${room}`, { authorization: 'Bearer wrong' }));
    expect(
      await Promise.all([
        upgrading('socket.io/?EIO=4&transport=websocket', { authorization }),
        upgrading(`scribe/${room}`, { authorization }),
        upgrading(`scribe/${room}?ticket=${ticket}`),
      ]),
    ).toEqual([101, 101, 101]);
    expect(await Promise.all(attempts)).toContain(429);
    await until('they may come again', async () =>
      Visitor.come(server, ana.token).then(
        (visitor) => (visitor.leave(), true),
        () => false,
      ),
    );
  });

  test('DR145 every connection that is refused before its person is known counts for its address: another schema, a used ticket, a malformed or different CONNECT', async () => {
    const engine = 'socket.io/?EIO=4&transport=websocket';
    const strange = [
      ['scribe/x?schema=0'],
      ['scribe/x?ticket=zzz'],
      [engine, '40{"token":7}'],
      [engine, '40{"protocol":9}'],
      [engine, '42["lobby",{}]'],
    ] as const;
    const connect = ([path, frame]: readonly [string, string?]): Promise<number> => {
      const socket = new WebSocket(`ws://localhost:${server.port}/${path}`);
      if (frame !== undefined) socket.on('open', () => socket.send(frame));
      return new Promise((resolve) => {
        const end = (status: number): void => (socket.terminate(), resolve(status));
        socket
          .on('unexpected-response', (_request, { statusCode }) => end(statusCode ?? 0))
          .on('close', () => end(0))
          .on('error', () => end(0));
        socket.on('message', (data: Buffer) => data.toString().startsWith('44') && end(0));
      });
    };
    for (const each of strange) {
      await until(`${each.join(' ')} is refused at the upgrade`, async () =>
        (await Promise.all(Array.from({ length: 150 }, () => connect(each)))).includes(429),
      );
      await until('the address may connect again', async () => (await upgrading(engine)) === 101);
    }
  });

  test('DR137 while Redis is unavailable no one joins by a link', async () => {
    await redis.kill();
    expect(await call(server, 'POST', '/api/session', { body: { code: 'z'.repeat(30), name: 'Sam' } })).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    });
    await redis.raise();
  });
});
