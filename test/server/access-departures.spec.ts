/**
 * People who lost access are disconnected: deactivated people, removed people, and those who were invited to one room
 * only.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
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
let servers: [ServerProcess, ServerProcess, ServerProcess];
let priya: Somebody & { cookie: string };

beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = (await Promise.all([1, 2, 3].map(() => ServerProcess.start(redis.url)))) as typeof servers;
  priya = await administrator(servers);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await redis.end();
});

const codeOf = (url: unknown): string => String(url).split('/').at(-1) ?? '';
const cookieOf = ({ headers }: Called): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const redeem = (code: string, name?: string, cookie?: string) =>
  call(servers[0], 'POST', '/api/session', {
    body: { code, ...(name === undefined ? {} : { name }) },
    ...(cookie === undefined ? {} : { headers: { cookie, origin: servers[0].url } }),
  });
const invite = async (token: string, more: object = {}): Promise<string> =>
  codeOf((await call(servers[0], 'POST', '/api/invites', { token, body: { role: 'responder', ...more } })).body['url']);
const change = (id: string, body: object, token = OPERATOR) =>
  call(servers[0], 'PATCH', `/api/people/${id}`, { token, body });
const closed = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', resolve));
/** Commands of a commander carry the floor's epoch. */
const removes = (room: string, by: Somebody, person: string) => async () => {
  const { body } = await call(servers[0], 'GET', `/api/rooms/${room}`, { token: by.token });
  const { epoch } = (body['room'] as { floor: { epoch: number } }).floor;
  return call(servers[0], 'POST', `/api/rooms/${room}/commands`, {
    token: by.token,
    body: { id: randomUUID(), type: 'crew.remove', data: { person, why: 'wrong room' }, epoch },
  });
};

describe('deactivating', () => {
  test('AC30 Deactivating a person ends their sessions, tokens, invites, sockets and documents within two seconds on every server', async () => {
    const kim = await somebody(servers[0], 'Kim');
    const room = await declareRoom(servers[0], priya);
    const came = await redeem(await invite(kim.token), 'Noor');
    const device = await call(servers[0], 'POST', '/api/session', {
      body: {
        code: codeOf(
          (
            await call(servers[0], 'POST', '/api/device', {
              headers: { cookie: cookieOf(came), origin: servers[0].url },
              body: {},
            })
          ).body['url'],
        ),
      },
    });
    const noor = { id: String(came.body['id']), cookie: cookieOf(device) };
    const code = await invite(kim.token, { uses: 5 });
    const sockets = await Promise.all(servers.map((server) => Visitor.come(server, kim.token)));
    await Promise.all(sockets.map((visitor) => visitor.enter(room)));
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(`ws://localhost:${servers[2].port}/scribe`, room, doc, {
      WebSocketPolyfill: class extends WebSocket {
        constructor(url: string) {
          super(url, { headers: { authorization: `Bearer ${kim.token}` } });
        }
      } as never,
      disableBc: true,
    });
    const endedWith = new Promise<number>((resolve) =>
      provider.on('connection-close', (event) => resolve(event?.code ?? 0)),
    );
    await until('the document is open', () => provider.synced);
    expect(await change(kim.id, { active: false })).toMatchObject({
      status: 200,
      body: { id: kim.id, name: 'Kim', active: false },
    });
    expect((await change(noor.id, { active: false })).status).toBe(200);
    await until(
      'every socket was closed',
      () => sockets.every(({ byes, socket }) => byes.includes(4401) && !socket.connected),
      2_000,
    );
    expect(await endedWith).toBe(4401);
    provider.destroy();
    for (const server of servers) {
      expect((await call(server, 'GET', '/api/me', { token: kim.token })).status).toBe(401);
      expect((await call(server, 'GET', '/api/me', { headers: { cookie: noor.cookie } })).status).toBe(401);
      expect((await call(server, 'POST', '/api/session', { body: { code, name: 'Eve' } })).body.code).toBe(
        'access.invite-over',
      );
    }
    const log = await call(servers[1], 'GET', `/api/rooms/${room}`, { token: priya.token });
    expect(
      (log.body['room'] as { crew: { members: Record<string, { name: string }> } }).crew.members[kim.id]?.name,
    ).toBe('Kim');
    expect((await change(kim.id, { active: false })).status).toBe(200);
    expect(await change(kim.id, { active: true })).toMatchObject({ status: 200, body: { active: true } });
    expect((await call(servers[0], 'GET', '/api/me', { token: kim.token })).status).toBe(401);
    const again = await call(servers[0], 'POST', '/api/tokens', { token: OPERATOR, body: { person: kim.id } });
    expect((await call(servers[1], 'GET', '/api/me', { token: String(again.body['token']) })).body['name']).toBe('Kim');
  });

  test('AC31 Only administrators and the operator change other people, and never deactivate the last administrator', async () => {
    const bob = await somebody(servers[0], 'Bob');
    expect(await change(bob.id, { active: false }, priya.token)).toMatchObject({
      status: 403,
      body: { code: 'access.not-administrator' },
    });
    expect(await change('p-nobody', { active: false })).toMatchObject({ status: 404 });
    expect(await change(bob.id, { id: 'p-x' })).toMatchObject({ status: 422, body: { code: 'command.malformed' } });
    expect(await change(priya.id, { active: false })).toMatchObject({
      status: 409,
      body: { code: 'workspace.last-administrator' },
    });
    const headers = { cookie: priya.cookie, origin: servers[0].url };
    expect(
      await call(servers[0], 'PATCH', `/api/people/${bob.id}`, { headers, body: { name: 'Bob L', trained: true } }),
    ).toMatchObject({ status: 200, body: { name: 'Bob L', trained: true } });
    expect(
      (
        await call(servers[0], 'PATCH', `/api/people/${bob.id}`, {
          headers: { ...headers, origin: 'https://evil.example' },
          body: { trained: false },
        })
      ).body.code,
    ).toBe('access.origin');
  });

  test('AC32 A commander who is deactivated is removed from the room, which is told, and the deputy may assume at once', async () => {
    const [kim, bob] = [await somebody(servers[0], 'Kim'), await somebody(servers[0], 'Bob')];
    const room = await declareRoom(servers[0], kim);
    const [watching, commanding] = [
      await Visitor.come(servers[1], bob.token),
      await Visitor.come(servers[2], kim.token),
    ];
    await watching.enter(room);
    await commanding.enter(room);
    const { epoch } = watching.state.floor;
    const id = randomUUID();
    expect(
      await commanding.command(room, { id, type: 'crew.assign', data: { person: bob.id, role: 'deputy' }, epoch }),
    ).toMatchObject({ ok: true });
    expect(
      await watching.command(room, { id: randomUUID(), type: 'crew.accept', data: { role: 'deputy' } }),
    ).toMatchObject({ ok: true });
    await change(kim.id, { active: false });
    await until('the room was told', () => watching.state.crew.members[kim.id]?.removedAt != null, 2_000);
    expect(watching.state.floor.holder).toBe(kim.id);
    expect(
      await watching.command(room, { id: randomUUID(), type: 'floor.assume', data: { why: 'Kim is out' } }),
    ).toMatchObject({ ok: true });
    await until('Bob has command', () => watching.state.floor.holder === bob.id);
    watching.leave();
  });

  test('AC33 Nothing that a deactivated person sends is accepted afterwards, however the sending races with it', async () => {
    const room = await declareRoom(servers[0], priya);
    const watching = await Visitor.come(servers[0], priya.token);
    await watching.enter(room);
    for (let round = 0; round < 10; round += 1) {
      const kim = await somebody(servers[0], `Kim ${round}`);
      const typing = await Visitor.come(servers[1 + (round % 2)] as ServerProcess, kim.token);
      await typing.enter(room);
      let isOver = false;
      const sending = (async () => {
        const answers: boolean[] = [];
        while (!isOver && typing.socket.connected)
          answers.push(
            await typing.command(room, say('x'), 3_000).then(
              ({ ok }) => ok,
              () => false,
            ),
          );
        return answers;
      })();
      await until('it is heard', () => watching.commits.some(({ by }) => by === kim.id));
      await change(kim.id, { active: false });
      await until('they are out', () => !typing.socket.connected, 2_000);
      isOver = true;
      await sending;
      const { body } = await call(servers[0], 'GET', `/api/rooms/${room}`, { token: priya.token });
      const version = Number(body['version']);
      expect(
        (await call(servers[2], 'POST', `/api/rooms/${room}/commands`, { token: kim.token, body: say('late') })).status,
      ).toBe(401);
      await until('all is heard', () => watching.position.version >= version);
      const removedAt = watching.commits.findIndex(({ events }) =>
        events.some(({ type, data }) => type === 'crew.removed' && (data as { person: string }).person === kim.id),
      );
      expect(removedAt).toBeGreaterThan(-1);
      expect(watching.commits.slice(removedAt).filter(({ by }) => by === kim.id)).toEqual([]);
    }
    watching.leave();
  });
});

describe('removed from a room', () => {
  test('DR150 A person who is removed receives what was said up to their removal, and nothing after it', async () => {
    const [bob, kim] = [await somebody(servers[0], 'Bob'), await somebody(servers[0], 'Kim')];
    const room = await declareRoom(servers[0], bob);
    const visitor = await Visitor.come(servers[1], kim.token);
    await visitor.enter(room);
    servers[1].child.kill('SIGSTOP'); // This server learns of everything at once.
    const says = (text: string) =>
      call(servers[0], 'POST', `/api/rooms/${room}/commands`, { token: bob.token, body: say(text) });
    const done = [
      await says('before'),
      await removes(room, bob, kim.id)(),
      await says('behind their back'),
      await says('behind it again'),
    ];
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    servers[1].child.kill('SIGCONT');
    await until('kim is sent away', () => visitor.byes.includes(4403) && !visitor.socket.connected);
    expect(['before', 'crew.removed', 'behind'].map((word) => JSON.stringify(visitor.commits).includes(word))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('AC34 A person removed from a room cannot make an invite that would open it, and their earlier ones admit no one', async () => {
    const [bob, kim] = [await somebody(servers[0], 'Bob'), await somebody(servers[0], 'Kim')];
    const [room, other] = [await declareRoom(servers[0], bob), await declareRoom(servers[0], kim)];
    const visitor = await Visitor.come(servers[1], kim.token);
    await visitor.enter(room);
    const [before, whole] = [await invite(kim.token, { room }), await invite(kim.token)];
    expect((await removes(room, bob, kim.id)()).status).toBe(200);
    const asks = (server: ServerProcess, body: object) =>
      call(server, 'POST', '/api/invites', { token: kim.token, body });
    for (const server of servers) {
      expect(await asks(server, { role: 'observer', room })).toMatchObject({
        status: 403,
        body: { code: 'crew.removed' },
      });
      expect(await asks(server, { role: 'observer', room: 'inc-999999' })).toMatchObject({
        status: 404,
        body: { code: 'room.unknown' },
      });
      expect(await asks(server, { role: 'responder' })).toMatchObject({
        status: 403,
        body: { code: 'access.removed-from-a-room' },
      });
      expect((await asks(server, { role: 'responder', room: other })).status).toBe(403);
      expect((await asks(server, { role: 'observer', room: other })).status).toBe(201);
    }
    for (const code of [before, whole]) expect((await redeem(code, 'Mallory')).body.code).toBe('access.invite-over');
  });

  test('AC35 Someone signed in who opens an invite stays the same person, and does not come back into a room by it', async () => {
    const bob = await somebody(servers[0], 'Bob');
    const room = await declareRoom(servers[0], bob);
    const came = await redeem(await invite(bob.token), 'Kim');
    const code = await invite(bob.token, { room });
    const again = await redeem(code, 'Somebody else', cookieOf(came));
    const cookie = cookieOf(again);
    expect(again).toMatchObject({ status: 201, body: { id: came.body['id'], name: 'Kim', room } });
    expect(await call(servers[1], 'GET', `/api/links/${code}`)).toMatchObject({ status: 200 });
    const visitor = new Visitor(servers[1], { headers: { cookie, origin: servers[1].url } });
    await visitor.connected();
    await visitor.enter(room);
    expect((await removes(room, bob, String(came.body['id']))()).status).toBe(200);
    expect(await redeem(code, 'Kim', cookie)).toMatchObject({ status: 403, body: { code: 'crew.removed' } });
    expect((await call(servers[0], 'GET', '/api/people', { token: bob.token })).body['people']).not.toContainEqual(
      expect.objectContaining({ name: 'Somebody else' }),
    );
  });
});

describe('invites', () => {
  test('AC36 Open invites are listed for who made them and for administrators, and revoked by them; codes are not in the log', async () => {
    const [bob, kim] = [await somebody(servers[0], 'Bob'), await somebody(servers[0], 'Kim')];
    const code = await invite(bob.token, { uses: 3 });
    await redeem(code, 'Li');
    const listed = async (token: string) =>
      (await call(servers[1], 'GET', '/api/invites', { token })).body['invites'] as Array<{ id: string; by: string }>;
    const [mine] = await listed(bob.token);
    expect(mine).toMatchObject({ by: bob.id, role: 'responder', room: null, uses: 2, of: 3 });
    expect(await listed(kim.token)).toEqual([]);
    expect(await listed(OPERATOR)).toContainEqual(mine);
    const revoke = (token: string) => call(servers[1], 'DELETE', `/api/invites/${mine?.id}`, { token });
    expect(await revoke(kim.token)).toMatchObject({ status: 404, body: { code: 'workspace.unknown-invite' } });
    expect((await revoke(bob.token)).status).toBe(204);
    expect((await redeem(code, 'Late')).body.code).toBe('access.invite-over');
    expect((await revoke(bob.token)).status).toBe(404);
    const store = redis.client();
    const dump = (
      await Promise.all(
        (await store.keys('*workspace*')).map((key) =>
          store.dump(key).then(
            (bytes) => String(bytes),
            () => '',
          ),
        ),
      )
    ).join('');
    store.disconnect();
    expect(dump).not.toContain(code);
  });

  test('AC37 One link brings no flood of new people: 60 within a minute, however many ask, and the rest are told when to come', async () => {
    const bob = await somebody(servers[0], 'Bob');
    const codes = [await invite(bob.token, { uses: 50 }), await invite(bob.token, { uses: 50 })];
    const answers: Called[] = [];
    for (let at = 0; at < 100; at += 10)
      answers.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, (_, more) =>
            call(servers[more % 3] as ServerProcess, 'POST', '/api/session', {
              body: { code: codes[more % 2], name: `Crowd ${at + more}` },
            }),
          ),
        )),
      );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(60);
    const late = answers.filter(({ status }) => status !== 201);
    expect(
      late.every(
        ({ status, body, headers }) =>
          status === 429 && body.code === 'workspace.joining-too-fast' && headers.get('retry-after') !== null,
      ),
    ).toBe(true);
    expect(
      await call(servers[0], 'POST', '/api/invites', { token: bob.token, body: { role: 'responder', uses: 51 } }),
    ).toMatchObject({ status: 403, body: { code: 'workspace.invite-too-wide' } });
  });
});

describe('invited to one room', () => {
  test('AC38 An observer invited to one room sees that room, its people and nothing else, by any way; every other answers like one that is not there', async () => {
    const bob = await somebody(servers[0], 'Bob');
    const [room, other] = [
      await declareRoom(servers[0], bob),
      await declareRoom(servers[0], bob, { title: 'The other one' }),
    ];
    const came = await redeem(await invite(bob.token, { role: 'observer', room }), 'Olga');
    expect(came.body).toMatchObject({ observer: true, room, rooms: [room] });
    const headers = { cookie: cookieOf(came), origin: servers[1].url };
    const asks = (method: string, path: string, body?: unknown) =>
      call(servers[1], method, path, { headers, ...(body === undefined ? {} : { body }) });
    const attachment = 'a'.repeat(64);
    for (const path of ['', '/log', '/scribe', `/attachments/${attachment}`]) {
      const [hidden, unknown] = [
        await asks('GET', `/api/rooms/${other}${path}`),
        await asks('GET', `/api/rooms/inc-999999${path}`),
      ];
      expect([hidden.status, hidden.body]).toEqual([404, unknown.body]);
    }
    expect(await asks('POST', '/api/ticket', { room: other })).toMatchObject({
      status: 404,
      body: { code: 'room.unknown' },
    });
    expect(await asks('POST', `/api/rooms/${other}/commands`, say('hi'))).toMatchObject({ status: 404 });
    expect((await asks('GET', `/api/rooms/${room}`)).status).toBe(200);
    expect(((await asks('GET', '/api/rooms')).body['rooms'] as Array<{ id: string }>).map(({ id }) => id)).toEqual([
      room,
    ]);
    expect(
      ((await asks('GET', '/api/people')).body['people'] as Array<{ name: string }>).map(({ name }) => name).toSorted(),
    ).toEqual(['Bob', 'Olga']);
    for (const path of ['/api/services', '/api/template', '/api/policy'])
      expect(await asks('GET', path)).toMatchObject({ status: 403, body: { code: 'access.one-room' } });
    const visitor = new Visitor(servers[1], { headers });
    const heard: unknown[] = [];
    visitor.socket.on('rooms', (news) => heard.push(news));
    await visitor.connected();
    expect(((await visitor.ask('lobby', {}))['rooms'] as Array<{ id: string }>).map(({ id }) => id)).toEqual([room]);
    expect(await visitor.ask('enter', { room: other })).toMatchObject({ ok: false, code: 'room.unknown' });
    expect(await visitor.ask('page', { room: other, before: 5, limit: 5 })).toMatchObject({
      ok: false,
      code: 'room.unknown',
    });
    const document = (id: string) =>
      closed(new WebSocket(`ws://localhost:${servers[1].port}/scribe/${id}`, { headers }));
    expect([await document(other), await document('inc-999999')]).toEqual([4404, 4404]);
    await visitor.enter(room);
    for (const each of [other, room])
      await call(servers[0], 'POST', `/api/rooms/${each}/commands`, { token: bob.token, body: say('news') });
    await until(
      'the room told',
      () => visitor.state.timeline !== undefined && visitor.commits.some(({ by }) => by === bob.id) && heard.length > 0,
    );
    expect(JSON.stringify(heard)).not.toContain(other);
    visitor.leave();
  });
});
