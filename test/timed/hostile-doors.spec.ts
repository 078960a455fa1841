/**
 * Ways to get in and to exhaust a server that an honest program never uses: each ends in a refusal, and no one else
 * notices.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Called,
  type Somebody,
} from '../support/server/server-process.ts';

/** What a connection may hold on its way between two processes, in bytes: the largest buffers of its two ends. */
const IN_THE_KERNEL = ['tcp_rmem', 'tcp_wmem']
  .map((name) => Number(readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8').trim().split(/\s+/).at(-1)))
  .reduce((sum, bytes) => sum + bytes, 0);
/** What the server holds back for a reader, and the answers that it was at. */
const IN_THE_SERVER = 4 * 1024 * 1024;

let redis: PrivateRedis;
let server: ServerProcess;
let ana: Somebody;
let eve: Somebody;
let room: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  [ana, eve] = [await somebody(server, 'Ana'), await somebody(server, 'Eve')];
  room = await declareRoom(server, ana);
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

async function sessionCookie(role = 'responder'): Promise<string> {
  const link = await call(server, 'POST', '/api/invites', { token: ana.token, body: { role } });
  const came = await call(server, 'POST', '/api/session', {
    body: { code: String(link.body['url']).split('/').at(-1), name: 'Sam' },
  });
  return (came.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

describe('without an origin', () => {
  test.each([undefined, 'Basic eDp5', 'Bearer ', 'Bearer a b', 'x'])(
    'DR60 a cookie alone changes nothing, whatever else is said: %s',
    async (authorization) => {
      const headers = { cookie: await sessionCookie(), ...(authorization === undefined ? {} : { authorization }) };
      const posted = await call(server, 'POST', `/api/rooms/${room}/commands`, { headers, body: say('from nowhere') });
      expect(posted).toMatchObject({ status: 403, body: { code: 'access.origin' } });
    },
  );
});

describe('beyond what was granted', () => {
  test('DR66 an invited observer cannot make themselves commander by declaring a room', async () => {
    const headers = { cookie: await sessionCookie('observer'), origin: server.url };
    expect(await call(server, 'POST', '/api/rooms', { headers, body: { title: 'Mine', severity: 1 } })).toMatchObject({
      status: 403,
      body: { code: 'access.observer' },
    });
  });
});

describe('no such address', () => {
  test.each([
    ['POST', '/nowhere'],
    ['DELETE', '/rooms/inc-1'],
    ['PUT', '/api/rooms'],
    ['POST', '/healthz'],
    ['GET', '/assets/none.js'],
    ['GET', '/assets'],
  ])(
    'DR61 %s %s is answered with a problem and all safe headers, never with a page of the framework',
    async (method, path) => {
      const answer: Called = await call(server, method, path);
      expect(answer).toMatchObject({ status: 404, body: { code: 'http.no-such-address' } });
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
});

describe('wearing out', () => {
  test('DR62 upgrades that were turned away keep no connection open, even if the other side does', async () => {
    const open = (): number => readdirSync(`/proc/${server.child.pid}/fd`).length;
    const before = open();
    const sockets = Array.from({ length: 40 }, () =>
      connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true }),
    );
    const answered = sockets.map((socket) => new Promise((resolve) => socket.once('data', resolve)));
    for (const socket of sockets) {
      socket.on('error', () => {});
      socket.write(
        'GET /scribe/inc-1 HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      );
    }
    await Promise.all(answered);
    await until('all are closed here', () => open() < before + 10);
    for (const socket of sockets) socket.destroy();
  });

  test('DR63 a client that asks for pages and does not read them is told to wait, and fills no memory', async () => {
    for (let entry = 0; entry < 100; entry += 1)
      await call(server, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body: say('z'.repeat(3_900)) });
    const socket = new WebSocket(`ws://localhost:${server.port}/socket.io/?EIO=4&transport=websocket`);
    const heard: string[] = [];
    socket.on('error', () => {});
    socket.on('message', (data: Buffer) => void heard.push(data.toString()));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(`40${JSON.stringify({ token: eve.token })}`);
    await until('it is in', () => heard.some((each) => each.startsWith('40')));
    const honest = await Visitor.come(server, ana.token);
    await honest.enter(room);
    socket.pause();
    for (let at = 0; at < 400; at += 1) {
      socket.send(`42${at}["page",${JSON.stringify({ room, before: 101, limit: 100 })}]`);
      if (at % 50 === 49)
        expect(await honest.ask('page', { room, before: 101, limit: 100 })).toMatchObject({ ok: true });
    }
    // Frames of one connection are heard in their order: once this line is there, all that was asked was heard.
    const line = JSON.stringify({ room, ...say('that was all') });
    await until('all is heard', () => {
      socket.send(`42["command",${line}]`);
      return JSON.stringify(honest.commits.at(-1)).includes('that was all');
    });
    socket.resume();
    const answers = (): string[] => heard.filter((each) => each.startsWith('43'));
    await until('every question has its answer', () => answers().length === 400);
    const pages = answers().filter((each) => each.includes('"ok":true'));
    expect(Math.max(...pages.map((page) => page.length)) * pages.length).toBeLessThan(IN_THE_KERNEL + IN_THE_SERVER);
    socket.terminate();
  });

  test('DR64 a reader who was removed while they had fallen behind receives nothing that came after', async () => {
    const honest = await Visitor.come(server, ana.token);
    const { floor } = (await honest.enter(room)).room ?? honest.state;
    const stalled = await Visitor.come(server, eve.token);
    await stalled.enter(room);
    const engine = stalled.socket.io.engine as unknown as { transport: { ws: WebSocket } };
    engine.transport.ws.pause();
    await until(
      'it was left behind',
      async () => {
        await Promise.all(Array.from({ length: 64 }, () => honest.command(room, say('y'.repeat(3_900)))));
        return /watchfloor_slow_readers_total\{done="left-behind"\} [1-9]/.test(
          String((await call(server, 'GET', '/metrics')).body['text']),
        );
      },
      30_000,
    );
    const removed = await honest.command(room, {
      id: crypto.randomUUID(),
      type: 'crew.remove',
      data: { person: eve.id, why: 'not one of us' },
      epoch: floor.epoch,
    });
    expect(removed).toMatchObject({ ok: true });
    await honest.command(room, say('now among ourselves'));
    engine.transport.ws.resume();
    await until('it was sent away', () => !stalled.socket.connected, 15_000);
    expect(JSON.stringify(stalled.commits)).not.toContain('among ourselves');
  }, 60_000);
});

describe('names', () => {
  test.each(['a\u001b[31mb', 'a\u0000b', 'a\u2028b', '\u202egnp.exe', 'a\nb'])(
    'DR65 a name that steers a terminal or turns the reading direction is refused: %j',
    async (name) => {
      expect(
        await call(server, 'POST', '/api/rooms', { token: ana.token, body: { title: name, severity: 2 } }),
      ).toMatchObject({ status: 422, body: { code: 'command.malformed' } });
    },
  );
});
