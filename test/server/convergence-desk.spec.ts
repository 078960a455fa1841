/**
 * Deadlines of tasks, decisions, asks, sub-teams and a long command on real servers: each fires once, for the right
 * people, though a server and Redis were killed before.
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
} from '../support/server/server-process.ts';

/** The deadlines in this room; the timeboxes are the shortest there are, one minute. */
const RINGS = [
  'asks.overdue',
  'decisions.window-closed',
  'fatigue.prompted',
  'tasks.nudged',
  'tasks.overdue',
  'tasks.unacknowledged',
  'teams.due',
];
const TIMES = { objectionSeconds: 10, acknowledgeSeconds: 25, commandHourSeconds: 45, firstUpdateSeconds: 3600 };

/**
 * After which event, and how many seconds later, each of these is due. The decision's window may close while everything
 * is down.
 */
const DUE: Readonly<Record<string, readonly [since: string, seconds: number]>> = {
  'tasks.nudged': ['tasks.assigned', TIMES.acknowledgeSeconds],
  'fatigue.prompted': ['floor.begun', TIMES.commandHourSeconds],
  'tasks.unacknowledged': ['tasks.assigned', 2 * TIMES.acknowledgeSeconds],
  'asks.overdue': ['asks.answered', 60],
  'tasks.overdue': ['tasks.taken', 60],
  'teams.due': ['teams.formed', 60],
};

let redis: PrivateRedis;
let servers: ServerProcess[];

beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = await Promise.all([1, 2].map(() => ServerProcess.start(redis.url)));
});

afterAll(async () => {
  for (const server of servers) await server.stop();
  await redis.end();
});

async function rung(room: string): Promise<Array<AnyEvent & { data: { to: string[] } }>> {
  const { body } = await call(servers[0] as ServerProcess, 'GET', `/api/rooms/${room}/log?limit=500`, {
    token: OPERATOR,
  });
  const events = ((body['commits'] ?? []) as Array<{ events: AnyEvent[] }>).flatMap((commit) => commit.events);
  const rings = events.filter(({ type }) => RINGS.includes(type)) as Array<
    AnyEvent & { data: { to: string[]; step?: string } }
  >;
  return rings.filter(({ data: { step = 'one' } }) => step === 'one');
}

/** By the log's own clock: how long after its deadline each fired, in ms. */
async function lateness(room: string): Promise<Record<string, number>> {
  const { body } = await call(servers[0] as ServerProcess, 'GET', `/api/rooms/${room}/log?limit=500`, {
    token: OPERATOR,
  });
  const commits = body['commits'] as Array<{ at: string; events: AnyEvent[] }>;
  const firstAt = (wanted: string): number =>
    Date.parse(commits.find(({ events }) => events.some(({ type }) => type === wanted))?.at ?? '');
  return Object.fromEntries(
    Object.entries(DUE).map(([ring, [since, seconds]]) => [ring, firstAt(ring) - firstAt(since) - seconds * 1000]),
  );
}

it('CV83 a server and Redis are killed: every deadline of the command desk still fires, once, for the person who has to act', async () => {
  const [first, second] = servers as [ServerProcess, ServerProcess];
  const [priya, bob, ana] = [
    await administrator(servers),
    await somebody(first, 'Bob L'),
    await somebody(first, 'Ana S'),
  ];
  const room = await declareRoom(first, priya, { policy: TIMES });
  const [hers, his, anas] = [
    await Visitor.come(second, priya.token),
    await Visitor.come(second, bob.token),
    await Visitor.come(second, ana.token),
  ];
  for (const visitor of [hers, his, anas]) await visitor.enter(room);
  const send = async (visitor: Visitor, type: string, data: object): Promise<void> => {
    expect(await visitor.command(room, { id: randomUUID(), type, data, epoch: 1 }), type).toMatchObject({ ok: true });
  };
  await send(his, 'crew.volunteer', { role: 'deputy' });
  await send(hers, 'crew.assign', { person: bob.id, role: 'deputy' });
  await send(anas, 'asks.ask', { kind: 'information', text: 'When is it back?' });
  await until('the question arrived', () => hers.state.asks.open.length === 1);
  await send(hers, 'asks.answer', { ask: hers.state.asks.open[0]?.id, how: 'later', minutes: 1 });
  await send(hers, 'decisions.propose', { text: 'Roll back 812' });
  await send(anas, 'tasks.take', { what: 'look at the graphs', minutes: 1 });
  await send(hers, 'tasks.assign', { to: ana.id, what: 'check the replicas', minutes: 5 });
  await send(hers, 'teams.form', {
    name: 'Database',
    leader: bob.id,
    goal: 'find the slow query',
    minutes: 1,
    members: [],
  });
  await (servers.shift() as ServerProcess).kill();
  await redis.kill();
  await redis.raise();
  await until('everything has rung', async () => (await rung(room)).length >= RINGS.length, 100_000);
  // A later command settles whatever is due: it must find nothing left.
  await until(
    'writing goes on',
    async () => (await his.command(room, { id: randomUUID(), type: 'timeline.say', data: { text: 'still here' } })).ok,
    15_000,
  );
  const told = Object.fromEntries((await rung(room)).map(({ type, data }) => [type, data.to]));
  expect((await rung(room)).map(({ type }) => type).toSorted()).toEqual(RINGS);
  expect(told).toEqual({
    'decisions.window-closed': [priya.id],
    'asks.overdue': [priya.id],
    'tasks.nudged': [ana.id],
    'tasks.unacknowledged': [bob.id],
    'tasks.overdue': [priya.id],
    'teams.due': [bob.id, priya.id],
    'fatigue.prompted': [priya.id],
  });
  // Earlier than the sweep alone would fire.
  const late = await lateness(room);
  expect(Math.min(...Object.values(late))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...Object.values(late))).toBeLessThan(BELL_GRACE_MS);
  for (const visitor of [hers, his, anas]) visitor.leave();
}, 180_000);
