/**
 * Hostile and broken clients: everything unexpected is refused with a code, nothing is stored, and everyone else goes
 * on.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { randomBytes, randomUUID } from 'node:crypto';
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
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let ana: Somebody;
let eve: Somebody;
let room: string;
let honest: Visitor;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  [ana, eve] = [await somebody(server, 'Ana'), await somebody(server, 'Eve')];
});
beforeEach(async () => {
  room = await declareRoom(server, ana);
  honest = await Visitor.come(server, ana.token);
  await honest.enter(room);
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

/** The room is unchanged, and still works for an honest client. */
async function isUnharmed(version: number): Promise<void> {
  const now = await call(server, 'GET', `/api/rooms/${room}`, { token: ana.token });
  expect(now.body['version']).toBe(version);
  expect(await honest.command(room, say('still here'))).toEqual({ ok: true, version: version + 1 });
  expect(server.child.exitCode).toBeNull();
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('commands that are not', () => {
  const id = () => randomUUID();
  const strange: ReadonlyArray<readonly [string, () => unknown, string]> = [
    ['a number', () => 7, 'command.malformed'],
    ['nothing', () => null, 'command.malformed'],
    ['an array', () => [], 'command.malformed'],
    ['no id', () => ({ type: 'timeline.say', data: { text: 'x' } }), 'command.malformed'],
    ['an id that is no UUID', () => ({ ...say('x'), id: 'ring-1' }), 'command.malformed'],
    ['an unknown type', () => ({ ...say('x'), type: 'timeline.shout' }), 'command.unknown-type'],
    ['a type of the prototype', () => ({ ...say('x'), type: 'constructor' }), 'command.unknown-type'],
    ['a command of the clock', () => ({ id: id(), type: 'clock.ring', data: {} }), 'command.unknown-type'],
    [
      'a lost link',
      () => ({ id: id(), type: 'crew.lose-link', data: { person: ana.id, since: '2020-01-01T00:00:00.000Z' } }),
      'command.unknown-type',
    ],
    [
      'a second declaration',
      () => ({ id: id(), type: 'incident.declare', data: { title: 'x', severity: 1 } }),
      'command.unknown-type',
    ],
    ['an unknown field', () => ({ ...say('x'), data: { text: 'x', loud: true } }), 'command.malformed'],
    ['a forged actor', () => ({ ...say('x'), actor: { id: ana.id, administrator: true } }), 'command.malformed'],
    ['a forged actor inside', () => ({ ...say('x'), data: { text: 'x', by: ana.id } }), 'command.malformed'],
    ['a forged version', () => ({ ...say('x'), version: 1 }), 'command.malformed'],
    ['a text that is a number', () => ({ ...say('x'), data: { text: 7 } }), 'command.malformed'],
    ['an empty text', () => ({ ...say('x'), data: { text: '   ' } }), 'command.malformed'],
    ['half of a character', () => ({ ...say('x'), data: { text: 'x\ud800' } }), 'command.malformed'],
    ['a text of 5,000 characters', () => say('x'.repeat(5_000)), 'command.too-large'],
    ['a text of 100 KB', () => say('x'.repeat(100_000)), 'command.too-large'],
    [
      'an epoch that is a text',
      () => ({ id: id(), type: 'incident.retitle', data: { title: 'x' }, epoch: '1' }),
      'command.malformed',
    ],
    ['40 levels', () => ({ ...say('x'), data: { text: JSON.parse(nested(40)) as unknown } }), 'command.malformed'],
    [
      'a key that reaches for the prototype',
      () => ({ ...say('x'), data: JSON.parse('{"text":"x","__proto__":{"administrator":true}}') as object }),
      'command.malformed',
    ],
    ['a key named constructor', () => ({ ...say('x'), data: { text: 'x', constructor: {} } }), 'command.malformed'],
  ];

  test.each(strange)(
    'DR40 %s is refused over HTTP and over the socket, and nothing is stored',
    async (_what, command, code) => {
      const visitor = await Visitor.come(server, eve.token);
      const wish = command();
      const answer = await visitor.ask(
        'command',
        typeof wish === 'object' && wish !== null && !Array.isArray(wish) ? { room, ...wish } : wish,
      );
      expect(answer).toMatchObject({ ok: false, code, message: expect.any(String) });
      const posted = await call(server, 'POST', `/api/rooms/${room}/commands`, {
        token: eve.token,
        body: JSON.stringify(wish),
      });
      expect(posted).toMatchObject({ status: 422, body: { code } });
      await isUnharmed(1);
      visitor.leave();
    },
  );

  test('DR41 a stale epoch is refused with who has command now', async () => {
    const visitor = await Visitor.come(server, eve.token);
    await visitor.enter(room);
    const answer = await visitor.command(room, {
      id: randomUUID(),
      type: 'incident.set-severity',
      data: { severity: 1, why: 'mine' },
      epoch: 0,
    });
    expect(answer).toMatchObject({ ok: false, code: 'floor.stale-epoch', facts: { holder: ana.id, epoch: 1 } });
    await isUnharmed(2);
  });

  test('DR42 messages without an answer, without content, or of no known name harm no one', async () => {
    const visitor = await Visitor.come(server, eve.token);
    visitor.socket.emit('command');
    visitor.socket.emit('enter', { room }, 7, 'x');
    visitor.socket.emit('command', { room, ...say('x') }, 'no function');
    for (const event of ['enter', 'leave', 'page', 'command', 'sight', 'lobby']) {
      expect(await visitor.ask(event, 7)).toMatchObject({ ok: false, code: 'command.malformed' });
    }
    expect(await visitor.ask('toString', {})).toMatchObject({ ok: false, code: 'command.malformed' });
    expect(await visitor.ask('command', { room, ...say('x'), data: Buffer.from('x') })).toMatchObject({
      ok: false,
      code: 'command.malformed',
    });
    expect(await visitor.ask('page', { room, before: 1e308, limit: 10_000 })).toMatchObject({
      ok: false,
      code: 'command.malformed',
    });
    expect(await visitor.ask('sight', { room, version: 1 })).toMatchObject({ ok: false, code: 'room.unknown' });
    for (const unknown of ['inc-0', 'workspace', '../workspace', 'inc-1:log', 'prv-aaaaaaaaaa', 'x'.repeat(500)]) {
      expect(['room.unknown', 'command.malformed']).toContain((await visitor.ask('enter', { room: unknown })).code);
    }
  });

  test('DR43 more commands at once than anyone needs are heard later or told to wait, and each is answered', async () => {
    const visitor = await Visitor.come(server, eve.token);
    const answers = await Promise.all(
      Array.from({ length: 600 }, (_, at) => visitor.command(room, say(`flood ${at}`))),
    );
    expect(answers.flatMap((answer) => (answer.ok || answer.code === 'busy' ? [] : [answer.code]))).toEqual([]);
    expect(answers.filter((answer) => answer.ok).length).toBeGreaterThanOrEqual(128);
  });
});

describe('bytes that are not', () => {
  test('DR44 JSON of 20,000 levels, broken JSON and bodies over a megabyte are refused with a code', async () => {
    const post = (body: string) => call(server, 'POST', `/api/rooms/${room}/commands`, { token: eve.token, body });
    expect(await post(nested(20_000))).toMatchObject({ status: 422, body: { code: 'command.malformed' } });
    expect(await post('{"id":')).toMatchObject({ status: 422, body: { code: 'command.malformed' } });
    expect(await post('x'.repeat(2_000_000))).toMatchObject({ body: { code: 'command.too-large' } });
    expect(await post('')).toMatchObject({ status: 422 });
    await isUnharmed(1);
  });

  test('DR45 random and bit-flipped frames to the socket crash nothing and store nothing', async () => {
    const good = Buffer.from(`420["command",${JSON.stringify({ room, ...say('flipped') })}]`);
    for (let round = 0; round < 20; round += 1) {
      const socket = new WebSocket(`ws://localhost:${server.port}/socket.io/?EIO=4&transport=websocket`);
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('open', resolve));
      socket.send(`40${JSON.stringify({ token: eve.token })}`);
      await new Promise((resolve) =>
        socket.on('message', (data: Buffer) => data.toString().startsWith('40') && resolve(null)),
      );
      for (let frame = 0; frame < 100 && socket.readyState === WebSocket.OPEN; frame += 1) {
        const bytes = frame % 2 === 0 ? randomBytes(1 + (frame % 60)) : flipped(good);
        socket.send(frame % 3 === 0 ? bytes : bytes.toString('latin1'));
      }
      socket.send(`42["command",${nested(20_000)}]`);
      socket.send(`451-["command",{"_placeholder":true,"num":99}]`);
      await new Promise((resolve) => socket.once('close', resolve).close());
    }
    expect(server.child.exitCode).toBeNull();
    expect(await honest.command(room, say('still here'))).toMatchObject({ ok: true });
    const { body } = await call(server, 'GET', `/api/rooms/${room}/log`, { token: ana.token });
    const said = (
      body['commits'] as Array<{ by: string; events: Array<{ type: string; data: { text?: string } }> }>
    ).filter(({ by }) => by === eve.id);
    // A flip inside the text leaves a valid command by Eve; nothing else may be there.
    for (const { events } of said)
      for (const event of events) expect(['crew.joined', 'timeline.said']).toContain(event.type);
  });

  test('DR46 broken upgrades and half requests end without harm', async () => {
    for (const line of [
      'GET /scribe/../../x HTTP/1.1',
      'GET // HTTP/1.1',
      'GET /socket.io HTTP/1.1',
      'GET http://[ HTTP/1.1',
      '\u0000\u0000',
    ]) {
      const socket = connect(server.port, 'localhost');
      socket.on('error', () => {});
      socket.write(
        `${line}\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n`,
      );
      await new Promise((resolve) => socket.once('close', resolve).once('data', () => socket.destroy()));
    }
    await isUnharmed(1);
  });

  test('DR47 a reader that stops reading is left behind and cut off; the others do not notice', async () => {
    const count = async (what: string): Promise<number> =>
      Number(
        new RegExp(`^${what} (\\d+)$`, 'm').exec(String((await call(server, 'GET', '/metrics')).body['text']))?.[1] ??
          0,
      );
    const stalled = await Visitor.come(server, eve.token);
    await stalled.enter(room);
    const connected = await count('watchfloor_connections');
    const engine = stalled.socket.io.engine as unknown as {
      transport: { ws: { _socket?: { pause(): void }; pause?(): void } };
    };
    (engine.transport.ws._socket ?? { pause: () => engine.transport.ws.pause?.() }).pause();
    let head = 0;
    await until(
      'it was left behind',
      async () => {
        const answers = await Promise.all(
          Array.from({ length: 64 }, () => honest.command(room, say('y'.repeat(3_900)))),
        );
        head = Math.max(head, ...answers.map((answer) => (answer.ok ? answer.version : 0)));
        return (await count('watchfloor_slow_readers_total\\{done="left-behind"\\}')) > 0;
      },
      // Some megabytes fill the system's own buffers first: with both cores busy that takes longer than half a minute.
      90_000,
    );
    await until('the honest one heard everything', () => honest.position.version >= head);
    await until('it was cut off', async () => (await count('watchfloor_connections')) < connected, 15_000);
    stalled.leave();
  });
});

function flipped(good: Buffer): Buffer {
  const bytes = Buffer.from(good);
  const at = randomBytes(2).readUInt16BE() % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
  return bytes;
}
