/**
 * Reminders on real servers: the promise is in the log, so it fires once whatever is killed, and it alerts the person
 * who is in command when it is due.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BELL_GRACE_MS } from '../../server/timers/alarm.ts';
import type { AnyEvent } from '../../shared/envelope.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  declareRoom,
  OPERATOR,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

const BRIEF = { trend: 'steady', ifThen: ['none'] };

let redis: PrivateRedis;
let servers: ServerProcess[];

beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = await Promise.all([1, 2, 3].map(() => ServerProcess.start(redis.url)));
});

afterAll(async () => {
  for (const server of servers) await server.stop();
  await redis.end();
});

async function roomWithTimes(by: Somebody & { cookie: string }, firstUpdateSeconds: number): Promise<string> {
  const server = servers[0] as ServerProcess;
  const made = await call(server, 'POST', '/api/rooms', {
    headers: { cookie: by.cookie, origin: server.url },
    body: { title: 'Search is down', severity: 2, policy: { firstUpdateSeconds } },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return String(made.body['id']);
}

const command = (type: string, data: object, epoch?: number): object => ({
  id: randomUUID(),
  type,
  data,
  ...(epoch === undefined ? {} : { epoch }),
});

/**
 * `late`: in ms, by the log's own clock. Below BELL_GRACE_MS the deadline's own timer fired; the sweep alone is never
 * so early.
 */
type Due = AnyEvent & { readonly data: { readonly to: string[]; readonly nextAt: string }; readonly late: number };

async function dues(room: string): Promise<Due[]> {
  const { body } = await call(servers.at(-1) as ServerProcess, 'GET', `/api/rooms/${room}/log?limit=500`, {
    token: OPERATOR,
  });
  const commits = (body['commits'] ?? []) as Array<{ at: string; events: Array<Omit<Due, 'late'>> }>;
  return commits.flatMap(({ at, events }) =>
    events
      .filter(({ type }) => type === 'updates.due')
      .map((event) => ({ ...event, late: Date.parse(at) - Date.parse(event.data.nextAt) })),
  );
}

it('CV81 a promise follows the floor: when it is due it alerts the new commander, once', async () => {
  const priya = await administrator(servers);
  const bob = await somebody(servers[1] as ServerProcess, 'Bob L');
  const room = await roomWithTimes(priya, 5);
  const [hers, his] = [
    await Visitor.come(servers[0] as ServerProcess, priya.token),
    await Visitor.come(servers[1] as ServerProcess, bob.token),
  ];
  await hers.enter(room);
  await his.enter(room);
  expect(await hers.command(room, command('floor.offer', { to: bob.id, brief: BRIEF }, 1))).toMatchObject({ ok: true });
  await until('Bob sees the offer', () => his.state.floor.offer !== null);
  expect(
    await his.command(
      room,
      command('floor.accept', {
        offerId: his.state.floor.offer?.id,
        readBack: 'look at the search cluster',
        taken: [],
      }),
    ),
  ).toMatchObject({ ok: true });
  await until('the update is due', async () => (await dues(room)).length > 0, 20_000);
  const rung = await dues(room);
  expect(rung.map(({ data }) => data.to)).toEqual([[bob.id]]);
  expect(rung[0]?.late).toBeGreaterThanOrEqual(0);
  expect(rung[0]?.late).toBeLessThan(BELL_GRACE_MS);
  hers.leave();
  his.leave();
});

it('CV82 a server and Redis are killed before the moment: the reminder still comes, once', async () => {
  const ana = await somebody(servers[1] as ServerProcess, 'Ana S');
  const room = await declareRoom(servers[1] as ServerProcess, ana);
  const visitor = await Visitor.come(servers[1] as ServerProcess, ana.token);
  await visitor.enter(room);
  const nextAt = new Date(Date.now() + 12_000).toISOString();
  expect(await visitor.command(room, command('updates.promise', { nextAt, why: 'sooner' }, 1))).toMatchObject({
    ok: true,
  });
  await (servers.shift() as ServerProcess).kill();
  await redis.kill();
  await redis.raise();
  await until('the update is due', async () => (await dues(room)).length > 0, 30_000);
  // A later command on another server settles whatever is due: it must find nothing left.
  await until(
    'writing goes on',
    async () => ((await visitor.command(room, command('timeline.say', { text: 'still here' }))) as { ok: boolean }).ok,
    15_000,
  );
  const rung = await dues(room);
  expect(rung).toHaveLength(1);
  expect(rung[0]?.late).toBeGreaterThanOrEqual(0);
  expect(rung[0]?.late).toBeLessThan(BELL_GRACE_MS);
  visitor.leave();
});
