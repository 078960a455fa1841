/**
 * No one else waits for one person's many connections: how much is read in one turn of the event loop, and what is
 * refused late.
 */
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Budgets } from '../../server/budgets/budgets.ts';
import { RATES } from '../../server/budgets/rates.ts';
import type { SocketServer } from '../../server/sockets/socket-types.ts';
import { Frames, MOST_IN_A_TURN, OneByOne } from '../../server/sockets/frames.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { call, declareRoom, say, ServerProcess, somebody, type Somebody } from '../support/server/server-process.ts';

describe('frames', () => {
  let http: HttpServer;
  let io: SocketServer;
  let budgets: Budgets;
  let redis: Redis;
  /** What was read of each person, and in which turn of the event loop. */
  let heard: Array<{ person: string; at: number; turn: number }>;
  let turn = 0;

  beforeAll(async () => {
    redis = new Redis({ lazyConnect: true, enableOfflineQueue: false });
    budgets = new Budgets(redis, { prefix: 'pace', factor: 1 });
    io = new Server({ transports: ['websocket'], serveClient: false, wsEngine: OneByOne });
    http = createServer().listen(0, '127.0.0.1');
    io.attach(http);
    const frames = new Frames(io, budgets, () => {});
    io.on('connection', (socket) => {
      const person = String(socket.handshake.auth['person']);
      frames.admitted(socket.conn, person);
      socket.onAny((event: string) => heard.push({ person, at: Number(event), turn }));
    });
    await once(http, 'listening');
    const count = (): void => {
      turn += 1;
      if (http.listening) setImmediate(count);
    };
    count();
  });
  afterAll(async () => {
    await budgets.stop();
    redis.disconnect();
    await io.close();
  });

  async function connected(person: string): Promise<WebSocket> {
    const socket = new WebSocket(
      `ws://127.0.0.1:${(http.address() as AddressInfo).port}/socket.io/?EIO=4&transport=websocket`,
    );
    await once(socket, 'open');
    const admitted = new Promise((resolve) =>
      socket.on('message', (data: Buffer) => void (data.toString().startsWith('40') && resolve(null))),
    );
    socket.send(`40${JSON.stringify({ person })}`);
    await admitted;
    return socket;
  }

  test('DR152 in one turn of the event loop the server reads at most two frames of one person; frames over the budget are held, and all are read later in order', async () => {
    heard = [];
    const [flood, ana] = [await connected('flood'), await connected('ana')];
    const fromMs = performance.now();
    // In one network packet: 24 KB.
    for (let at = 0; at < 1_000; at += 1) flood.send(`42["${at}",{"a":1}]`);
    await until('the flood has begun', () => heard.length > 0);
    ana.send('42["0",{}]');
    await until('the other is heard', () => heard.some(({ person }) => person === 'ana'));
    const ofFlood = heard.filter(({ person }) => person === 'flood').length;
    expect(ofFlood).toBeLessThanOrEqual(
      RATES.frames.atOnce + RATES.frames.aSecond * ((performance.now() - fromMs) / 1000) + 1,
    );
    await until('all of it is heard', () => heard.length === 1_001);
    const seconds = (performance.now() - fromMs) / 1000;
    expect(seconds).toBeGreaterThan((1_000 - RATES.frames.atOnce) / RATES.frames.aSecond - 0.5);
    const turns = new Map<number, number>();
    for (const each of heard.filter(({ person }) => person === 'flood'))
      turns.set(each.turn, (turns.get(each.turn) ?? 0) + 1);
    expect(Math.max(...turns.values())).toBeLessThanOrEqual(MOST_IN_A_TURN);
    expect(heard.filter(({ person }) => person === 'flood').map(({ at }) => at)).toEqual(
      Array.from({ length: 1_000 }, (_, at) => at),
    );
    for (const socket of [flood, ana]) socket.terminate();
  });

  test('DR181 of one connection one frame is taken apart in a turn of the event loop, however many arrive in one piece', async () => {
    heard = [];
    const flood = await connected('dora');
    const turns: number[] = [];
    for (const { conn } of io.of('/').sockets.values()) conn.transport.on('packet', () => turns.push(turn));
    for (let at = 0; at < 300; at += 1) flood.send(`42["${at}",{"a":1}]`);
    await until('all is heard', () => heard.length === 300);
    expect([turns.length, new Set(turns).size]).toEqual([300, 300]);
    flood.terminate();
  });

  test('DR146 the connections of one person take turns: a busy one holds up neither a frame nor a heartbeat of another', async () => {
    heard = [];
    const [busy, quiet] = [await connected('zoe'), await connected('zoe')];
    const beats: number[] = [];
    for (const { conn } of await io.fetchSockets().then(() => io.of('/').sockets.values()))
      conn.on('packet', ({ type }: { type: string }) => type === 'pong' && beats.push(heard.length));
    for (let at = 0; at < 300; at += 1) busy.send(`42["${at}",{"a":1}]`);
    quiet.send('3');
    quiet.send('42["1000",{}]');
    await until('all is heard', () => heard.length === 301);
    expect(beats).toHaveLength(1);
    expect(heard.findIndex(({ at }) => at === 1_000)).toBeLessThan(290);
    for (const socket of [busy, quiet]) socket.terminate();
  });
});

describe('requests', () => {
  let redis: PrivateRedis;
  let server: ServerProcess;
  let eve: Somebody;
  let room: string;

  beforeAll(async () => {
    redis = await PrivateRedis.start();
    server = await ServerProcess.start(redis.url, { BUDGET_FACTOR: '1' });
    eve = await somebody(server, 'Eve');
    room = await declareRoom(server, eve);
  });
  afterAll(async () => {
    await server.kill();
    await redis.end();
  });

  test('DR155 over HTTP a change that comes too fast is refused late, so that asking again and again costs the one who asks', async () => {
    const timed = async (): Promise<{ status: number; ms: number }> => {
      const fromMs = performance.now();
      const { status } = await call(server, 'POST', `/api/rooms/${room}/commands`, {
        token: eve.token,
        body: say('again'),
      });
      return { status, ms: performance.now() - fromMs };
    };
    const answers = await Promise.all(Array.from({ length: 250 }, timed));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Math.min(...refused.map(({ ms }) => ms))).toBeGreaterThan(450);
  });

  test('DR158 a person opens sixty connections to documents at once and five a second, however soon each of them ends', async () => {
    const open = async (): Promise<void> => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/scribe/${room}`, {
        headers: { authorization: `Bearer ${eve.token}` },
      });
      await once(socket, 'message');
      socket.terminate();
    };
    const fromMs = performance.now();
    for (let at = 0; at < 70; at += 1) await open();
    const seconds = (performance.now() - fromMs) / 1000;
    expect(70).toBeLessThanOrEqual(RATES.documents.atOnce + RATES.documents.aSecond * seconds + 1);
  });

  test('DR159 what a refused request still sends is thrown away at 1 MB a second, and then its connection is broken', async () => {
    const socket = connect({ port: server.port, host: '127.0.0.1' });
    const [MB, piece] = [1024 * 1024, Buffer.alloc(65_536)];
    socket.on('error', () => {});
    socket.write(
      `POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${256 * MB}\r\n\r\n`,
    );
    const [answer, closed] = [once(socket, 'data'), new Promise((resolve) => void socket.once('close', resolve))];
    const pour = (): void =>
      void (socket.destroyed || socket.write(piece, (failed) => (failed ? undefined : setImmediate(pour))));
    pour();
    expect(String((await answer)[0])).toMatch(/^HTTP\/1\.1 422 /);
    await closed;
    // This much at once and in five seconds, and what the network itself buffers.
    expect(socket.bytesWritten - socket.writableLength).toBeLessThan((4 + 5 + 16) * MB);
  });
});
