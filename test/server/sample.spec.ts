/** The sample incident on real servers: who may play it, that there is one at a time, and that it ends when asked. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RoomState } from '../../shared/room.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  OPERATOR,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let one: ServerProcess;
let two: ServerProcess;
let ana: Somebody & { cookie: string };
let bob: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  [one, two] = await Promise.all([ServerProcess.start(redis.url), ServerProcess.start(redis.url)]);
  [ana, bob] = [await administrator([one, two], 'Ana'), await somebody(one, 'Bob')];
});
afterAll(async () => {
  await Promise.all([one.kill(), two.kill()]);
  await redis.end();
});

const play = (server: ServerProcess, token: string) => call(server, 'POST', '/api/sample', { token, body: {} });
/** Administration is never a token's. */
const anaPlays = (server: ServerProcess) =>
  call(server, 'POST', '/api/sample', { headers: { cookie: ana.cookie, origin: server.url }, body: {} });
const stateOf = async (room: string): Promise<RoomState> =>
  (await call(two, 'GET', `/api/rooms/${room}`, { token: ana.token })).body['room'] as RoomState;

test('DR214 the sample incident plays in a drill of its own, one at a time on all servers, for administrators alone, and any server stops it', async () => {
  expect(await play(one, bob.token)).toMatchObject({ status: 403, body: { code: 'workspace.administrators-only' } });
  expect(await play(one, OPERATOR)).toMatchObject({ body: { code: 'access.no-person' } });
  const played = await anaPlays(one);
  expect(played.status).toBe(201);
  const room = String(played.body['id']);
  expect(await anaPlays(two)).toMatchObject({ status: 409, body: { code: 'sample.running', facts: { room } } });
  const watching = await Visitor.come(two, ana.token);
  await watching.enter(room);
  await until('command is confirmed', async () => !(await stateOf(room)).floor.provisional);
  const state = await stateOf(room);
  expect([state.incident.kind, state.floor.holder]).toEqual(['drill', 'sample-ana']);
  const people = (await call(one, 'GET', '/api/people', { token: OPERATOR })).body['people'] as Array<{ name: string }>;
  expect(people.some(({ name }) => name.includes('sample'))).toBe(false);
  expect((await call(two, 'DELETE', '/api/sample', { token: bob.token })).status).toBe(403);
  expect((await call(two, 'DELETE', '/api/sample', { token: OPERATOR })).status).toBe(204);
  expect((await stateOf(room)).incident.closedAt).not.toBeNull();
  expect((await call(one, 'DELETE', '/api/sample', { token: OPERATOR })).status).toBe(204);
  expect((await anaPlays(two)).status).toBe(201);
});

test('DR190 of two servers that are asked at the same moment one plays the sample incident, and the other says in which room', async () => {
  for (const round of [1, 2, 3]) {
    await call(one, 'DELETE', '/api/sample', { token: OPERATOR });
    const answers = await Promise.all([one, two, one, two].map(anaPlays));
    const [played, ...rest] = answers.toSorted((a, b) => a.status - b.status);
    expect(played?.status, `round ${round}`).toBe(201);
    const running = { status: 409, body: { code: 'sample.running', facts: { room: played?.body['id'] } } };
    expect(rest, `round ${round}`).toMatchObject([running, running, running]);
  }
});
