/** The socket: handshake, entering, returning, commands, and what a socket receives of a room. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { LAW_VERSION } from '../../shared/room.ts';
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
let one: ServerProcess;
let two: ServerProcess;
let ana: Somebody;
let bob: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  [one, two] = await Promise.all([ServerProcess.start(redis.url), ServerProcess.start(redis.url)]);
  [ana, bob] = [await somebody(one, 'Ana'), await somebody(one, 'Bob')];
});
afterAll(async () => {
  await Promise.all([one.kill(), two.kill()]);
  await redis.end();
});

describe('coming to the door', () => {
  test('DR1 no one gets a socket without a session or a token', async () => {
    await expect(new Visitor(one, {}).connected()).rejects.toThrow('access.no-session');
    await expect(new Visitor(one, { token: 'wrong' }).connected()).rejects.toThrow('access.no-session');
  });

  test('DR2 a page of a foreign origin gets no socket, even with a token', async () => {
    await expect(
      new Visitor(one, { token: ana.token, headers: { origin: 'https://evil.example' } }).connected(),
    ).rejects.toThrow();
    await expect(
      new Visitor(one, { token: ana.token, headers: { origin: `http://localhost:${one.port + 1}` } }).connected(),
    ).rejects.toThrow();
    await new Visitor(one, { token: ana.token, headers: { origin: one.url } }).connected();
  });

  test('DR3 a browser that speaks another protocol is told so', async () => {
    const old = new Visitor(one, { token: ana.token });
    old.socket.disconnect();
    old.socket.auth = { token: ana.token, protocol: 99 };
    old.socket.connect();
    await expect(old.connected()).rejects.toThrow('protocol.other');
  });
});

describe('entering', () => {
  test('DR4 entering answers the folded room, its newest page, and makes a person a member once', async () => {
    const room = await declareRoom(one, ana);
    const visitor = await Visitor.come(two, bob.token);
    const first = await visitor.enter(room, { as: 'responder', area: 'db' });
    expect(first).toMatchObject({
      ok: true,
      law: LAW_VERSION,
      you: { id: bob.id, name: 'Bob', as: 'responder', roles: [] },
      version: 2,
    });
    expect(first.room?.crew.members[bob.id]).toMatchObject({ as: 'responder', area: 'db' });
    expect(first.commits?.map((commit) => commit.version)).toEqual([1, 2]);
    const again = await visitor.enter(room, { as: 'observer' });
    expect(again).toMatchObject({ version: 2, you: { as: 'responder' } });
    expect((await (await Visitor.come(one, ana.token)).enter(room)).you.roles).toEqual(['commander']);
  });

  test('DR5 a returning client gets only the commits after its position', async () => {
    const room = await declareRoom(one, ana);
    const visitor = await Visitor.come(one, ana.token);
    const { version, hash } = await visitor.enter(room);
    for (const text of ['one', 'two', 'three']) await visitor.command(room, say(text));
    const back = await (await Visitor.come(two, ana.token)).ask('enter', { room, after: { version, hash } });
    expect(back).toMatchObject({ ok: true, version: version + 3 });
    expect(back['room']).toBeUndefined();
    expect((back['commits'] as Array<{ version: number }>).map((commit) => commit.version)).toEqual([
      version + 1,
      version + 2,
      version + 3,
    ]);
  });

  test('DR6 a position that is not on this log gets everything again and is told so', async () => {
    const room = await declareRoom(one, ana);
    const visitor = await Visitor.come(one, ana.token);
    for (const after of [
      { version: 1, hash: 'f'.repeat(64) },
      { version: 900, hash: 'f'.repeat(64) },
    ]) {
      const answer = await visitor.ask('enter', { room, after });
      expect(answer).toMatchObject({ ok: true, rewound: true, version: 1 });
      expect(answer['room']).toBeDefined();
    }
  });

  test('DR141 a position more than 1,000 commits back gets everything again; one that is less far back gets the commits, all of them', async () => {
    const room = await declareRoom(one, ana);
    const writer = await Visitor.come(one, ana.token);
    const { version, hash } = await writer.enter(room);
    for (let at = 0; at < 10; at += 1)
      await Promise.all(Array.from({ length: 100 }, (_, line) => writer.command(room, say(`line ${at} ${line}`))));
    const reader = await Visitor.come(one, ana.token);
    reader.position = { version, hash };
    expect((await reader.enter(room, { after: { version, hash } })).rewound).toBeUndefined();
    await until('the reader is at the head', () => reader.position.version === version + 1_000);
    await writer.command(room, say('one more'));
    await until('and follows', () => reader.position.version === version + 1_001);
    expect(await writer.ask('enter', { room, after: { version, hash } })).toMatchObject({
      ok: true,
      rewound: true,
      version: version + 1_001,
    });
  });

  test('DR7 no commits come before the answer to entering, and then every one, in order, whichever server it was written on', async () => {
    const room = await declareRoom(one, ana);
    const writer = await Visitor.come(one, ana.token);
    const busy = Promise.all(
      Array.from({ length: 300 }, (_, at) =>
        writer
          .command(room, say(`line ${at}`))
          .then((answer) => (answer.ok ? answer : writer.command(room, say('again')))),
      ),
    );
    const readers = await Promise.all([one, two, one, two].map((server) => Visitor.come(server, bob.token)));
    for (const reader of readers) await reader.enter(room);
    await busy;
    const head = (await call(one, 'GET', `/api/rooms/${room}`, { token: ana.token })).body;
    for (const reader of readers) {
      await until('the reader is at the head', () => reader.position.version === head['version']);
      expect(reader.position.hash).toBe(head['hash']);
      expect(reader.state).toEqual(head['room']);
      expect(reader.order.indexOf('commits')).not.toBe(0);
      expect(reader.order.filter((event) => event !== 'presence')[0]).toBe('entered');
    }
  });

  test('DR8 a token that only reads enters without joining, and its commands are refused', async () => {
    const room = await declareRoom(one, ana);
    const reader = await somebody(one, 'Reader', ['read']);
    const visitor = await Visitor.come(one, reader.token);
    const entered = await visitor.enter(room, { as: 'responder' });
    expect(entered.you.as).toBeNull();
    expect(entered.version).toBe(1);
    expect(await visitor.command(room, say('hello'))).toMatchObject({ ok: false, code: 'access.scope' });
    const operator = await Visitor.come(one, OPERATOR);
    expect((await operator.enter(room)).version).toBe(1);
    expect(await operator.command(room, say('hello'))).toMatchObject({ ok: false, code: 'access.no-person' });
  });

  test('DR9 a closed room is read without joining', async () => {
    const room = await declareRoom(one, ana);
    const commander = await Visitor.come(one, ana.token);
    await commander.enter(room);
    expect(
      await commander.command(room, { id: randomUUID(), type: 'incident.close', data: {}, epoch: 1 }),
    ).toMatchObject({ ok: true });
    const late = await Visitor.come(one, bob.token);
    const entered = await late.enter(room, { as: 'responder' });
    expect(entered.you.as).toBeNull();
    expect(entered.room?.incident.closedAt).not.toBeNull();
  });

  test('DR10 an unknown room and one that was never open to the caller answer alike; who was removed is told so', async () => {
    const [room, other] = [await declareRoom(one, ana), await declareRoom(one, ana)];
    const [commander, removed] = [await Visitor.come(one, ana.token), await Visitor.come(two, bob.token)];
    await commander.enter(room);
    await removed.enter(room);
    await commander.command(room, {
      id: randomUUID(),
      type: 'crew.remove',
      data: { person: bob.id, why: 'wrong room' },
      epoch: 1,
    });
    await until('the removed person was sent away', () => removed.byes.includes(4403));
    expect(await (await Visitor.come(two, bob.token)).ask('enter', { room })).toMatchObject({
      ok: false,
      code: 'crew.removed',
    });
    const made = await call(one, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'observer', room: other } });
    const came = await call(one, 'POST', '/api/session', {
      body: { code: String(made.body['url']).split('/').at(-1), name: 'Olga' },
    });
    const watching = new Visitor(one, {
      headers: { cookie: (came.headers.get('set-cookie') ?? '').split(';')[0] ?? '', origin: one.url },
    });
    await watching.connected();
    const [hidden, unknown] = [
      await watching.ask('enter', { room }),
      await watching.ask('enter', { room: 'inc-99999' }),
    ];
    expect(hidden).toEqual(unknown);
    expect(hidden).toMatchObject({ ok: false, code: 'room.unknown' });
  });

  test('DR213 the lobby says of each open room how many people are connected to it now, on any server, and again when that changes', async () => {
    const room = await declareRoom(one, ana);
    const [watching, first, second] = [
      await Visitor.come(one, ana.token),
      await Visitor.come(one, ana.token),
      await Visitor.come(two, bob.token),
    ];
    const here = (cards: unknown): unknown =>
      (cards as Array<{ id: string; here?: number }>).find(({ id }) => id === room)?.here;
    const heard: unknown[] = [];
    watching.socket.on('rooms', ({ changed }: { changed: unknown }) => heard.push(here(changed)));
    await first.enter(room);
    expect(here((await watching.ask('lobby', {}))['rooms'])).toBe(1);
    await second.enter(room);
    await until('two are there', () => heard.includes(2));
    second.socket.disconnect();
    await until('one is there', () => heard.at(-1) === 1);
  });

  test('DR16 a room from which someone was removed is gone from their lobby, and only from theirs', async () => {
    const room = await declareRoom(one, ana);
    const [commander, removed] = [await Visitor.come(one, ana.token), await Visitor.come(two, bob.token)];
    await removed.enter(room);
    const listed = async (who: Somebody) =>
      ((await call(one, 'GET', '/api/rooms', { token: who.token })).body['rooms'] as Array<{ id: string }>).some(
        ({ id }) => id === room,
      );
    expect(await listed(bob)).toBe(true);
    await commander.command(room, {
      id: randomUUID(),
      type: 'crew.remove',
      data: { person: bob.id, why: 'wrong room' },
      epoch: 1,
    });
    await until('it is gone from the list', async () => !(await listed(bob)));
    expect(await listed(ana)).toBe(true);
    const again = await Visitor.come(two, bob.token);
    const lobby = await again.ask('lobby', {});
    expect((lobby['rooms'] as Array<{ id: string }>).some(({ id }) => id === room)).toBe(false);
    expect(JSON.stringify(lobby)).not.toContain('closedTo');
  });
});

describe('commands and reading', () => {
  test("DR200 everyone who was admitted can ask for the server's time, which is the log's", async () => {
    const room = await declareRoom(one, ana);
    const visitor = await Visitor.come(one, bob.token);
    const before = String((await visitor.ask('time', {}))['now']);
    const answer = await visitor.ask('enter', { room });
    const after = String((await visitor.ask('time', {}))['now']);
    const declaredAt = String((answer['commits'] as ReadonlyArray<{ at: string }>)[0]?.at);
    expect([declaredAt <= before, before <= String(answer['now']), String(answer['now']) <= after]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('DR194 a page that a person has in sight hears that the server is there, until it is out of sight', async () => {
    const [watching, other] = [await Visitor.come(one, ana.token), await Visitor.come(one, bob.token)];
    const alive = (): Promise<void> => new Promise((resolve) => watching.socket.once('alive', () => resolve()));
    expect(await watching.ask('watching', { watching: true })).toEqual({ ok: true });
    await alive();
    await watching.ask('watching', { watching: false });
    await other.ask('watching', { watching: true });
    const before = watching.order.length;
    await new Promise((resolve) => other.socket.once('alive', resolve));
    expect([watching.order.slice(before), other.order]).toEqual([[], ['alive']]);
    for (const visitor of [watching, other]) visitor.leave();
  });

  test('DR11 a first command joins the crew in its own commit, and the same id again gets the same answer', async () => {
    const room = await declareRoom(one, ana);
    const visitor = await Visitor.come(one, bob.token);
    const command = say('I am here');
    const answer = await visitor.command(room, command);
    expect(answer).toEqual({ ok: true, version: 2 });
    expect(await (await Visitor.come(two, bob.token)).command(room, command)).toEqual(answer);
    expect(await visitor.command(room, { ...say('other'), id: command.id })).toMatchObject({
      ok: false,
      code: 'command.id-taken',
    });
    const log = await call(one, 'GET', `/api/rooms/${room}/log?after=1`, { token: ana.token });
    expect(log.body['commits']).toMatchObject([
      { version: 2, by: bob.id, events: [{ type: 'crew.joined' }, { type: 'timeline.said' }] },
    ]);
  });

  test('DR100 an id that is taken is answered with the version that holds it, whoever sends it', async () => {
    const room = await declareRoom(one, ana);
    const command = say('I was first');
    const first = await (await Visitor.come(one, bob.token)).command(room, command);
    expect(await (await Visitor.come(two, ana.token)).command(room, { ...say('No, I'), id: command.id })).toMatchObject(
      { ok: false, code: 'command.id-taken', facts: { version: first.ok ? first.version : 0 } },
    );
  });

  test('DR12 a page of history is what lies before a version, oldest first', async () => {
    const room = await declareRoom(one, ana);
    const visitor = await Visitor.come(one, ana.token);
    for (let at = 0; at < 12; at += 1) await visitor.command(room, say(`line ${at}`));
    const page = await visitor.ask('page', { room, before: 9, limit: 4 });
    expect((page['commits'] as Array<{ version: number }>).map((commit) => commit.version)).toEqual([5, 6, 7, 8]);
    expect((await visitor.ask('page', { room, before: 1, limit: 4 }))['commits']).toEqual([]);
  });

  test('DR13 after leaving, a socket receives nothing more of the room, and the crew stays as it is', async () => {
    const room = await declareRoom(one, ana);
    const [writer, reader] = [await Visitor.come(one, ana.token), await Visitor.come(one, bob.token)];
    await writer.enter(room);
    await reader.enter(room);
    expect(await reader.ask('leave', { room })).toEqual({ ok: true });
    const { position } = reader;
    await writer.command(room, say('are you there?'));
    await until('the writer heard it', () => writer.commits.some((commit) => commit.version === position.version + 1));
    expect(reader.position).toEqual(position);
    expect(writer.state.crew.members[bob.id]?.removedAt).toBeNull();
  });

  test('DR14 the lobby lists the rooms and then only what changes, on any server', async () => {
    const visitor = await Visitor.come(two, bob.token);
    const changed: Array<{ id: string; title: string }> = [];
    visitor.socket.on('rooms', (message: { changed: typeof changed }) => changed.push(...message.changed));
    const lobby = await visitor.ask('lobby', {});
    expect(lobby.ok).toBe(true);
    const room = await declareRoom(one, ana, { title: 'Mail is late' });
    await until('the new room is in the lobby', () =>
      changed.some((card) => card.id === room && card.title === 'Mail is late'),
    );
    expect((lobby['rooms'] as typeof changed).some((card) => card.id === room)).toBe(false);
  });

  test('DR15 what many people say in one moment reaches a reader in few frames', async () => {
    const room = await declareRoom(one, ana);
    const [writer, reader] = [await Visitor.come(one, ana.token), await Visitor.come(one, bob.token)];
    await reader.enter(room);
    const before = reader.order.length;
    const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => writer.command(room, say(`line ${at}`))));
    const head = Math.max(...answers.map((answer) => (answer.ok ? answer.version : 0)));
    await until('all arrived', () => reader.position.version >= head);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(reader.order.slice(before).filter((event) => event === 'commits').length).toBeLessThan(60);
  });

  test('DR195 people who enter while a room is being written in get each commit once, and no gap', async () => {
    const room = await declareRoom(one, ana);
    const writers = await Promise.all([one, two].map((server) => Visitor.come(server, ana.token)));
    let isOver = false;
    const writing = writers.map(async (writer, at) => {
      for (let line = 0; !isOver; line += 10)
        await Promise.all(Array.from({ length: 10 }, (_, n) => writer.command(room, say(`${at}: line ${line + n}`))));
    });
    const readers: Visitor[] = [];
    // A reader throws when it hears anything but the next commit.
    for (let wave = 0; wave < 6; wave += 1) {
      const came = await Promise.all(Array.from({ length: 10 }, () => Visitor.come(one, bob.token)));
      await Promise.all(came.map((reader) => reader.enter(room)));
      readers.push(...came);
    }
    isOver = true;
    await Promise.all(writing);
    const last = await writers[0]!.command(room, say('the end'));
    const head = last.ok ? last.version : NaN;
    await until('everyone has everything', () => readers.every(({ position }) => position.version === head));
    expect(new Set(readers.map(({ position }) => position.hash)).size).toBe(1);
    for (const visitor of [...writers, ...readers]) visitor.leave();
  });
});
