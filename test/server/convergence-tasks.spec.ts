/**
 * Tasks on real servers: reminders go to the present owner and commander, once, though the server that received them
 * was killed; and of people who press at the same moment on different servers one wins, the same one for everyone.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AnyEvent } from '../../shared/envelope.ts';
import type { Task } from '../../shared/tasks/words.ts';
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

const BRIEF = { trend: 'steady', ifThen: ['none'] };
const RINGS = ['tasks.nudged', 'tasks.unacknowledged', 'tasks.overdue'];

let redis: PrivateRedis;
let servers: ServerProcess[];
let priya: Somebody & { cookie: string };
let bob: Somebody;
let li: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = await Promise.all([1, 2, 3].map(() => ServerProcess.start(redis.url)));
  priya = await administrator(servers);
  [bob, li] = [await somebody(at(0), 'Bob L'), await somebody(at(0), 'Li W')];
});

afterAll(async () => {
  for (const server of servers) await server.stop();
  await redis.end();
});

const at = (place: number): ServerProcess => servers.at(place) as ServerProcess;
const command = (type: string, data: object, epoch?: number): object => ({
  id: randomUUID(),
  type,
  data,
  ...(epoch === undefined ? {} : { epoch }),
});

/** Only an administrator, signed in, may set a room's times. */
async function declares(policy: object = {}): Promise<string> {
  const headers = { cookie: priya.cookie, origin: at(0).url };
  const { body } = await call(at(0), 'POST', '/api/rooms', {
    headers,
    body: { title: 'Search is down', severity: 2, policy },
  });
  return String(body['id']);
}

async function told(server: ServerProcess, room: string): Promise<Array<[string, readonly string[]]>> {
  const { body } = await call(server, 'GET', `/api/rooms/${room}/log?limit=500`, { token: OPERATOR });
  const events = ((body['commits'] ?? []) as Array<{ events: AnyEvent[] }>).flatMap((commit) => commit.events);
  return events.flatMap(({ type, data }) => (RINGS.includes(type) ? [[type, (data as { to: string[] }).to]] : []));
}

async function sends(server: ServerProcess, who: Somebody, room: string, said: object): Promise<string> {
  const { status, body } = await call(server, 'POST', `/api/rooms/${room}/commands`, { token: who.token, body: said });
  return status === 200 ? 'accepted' : String(body.code);
}

async function tasksOf(server: ServerProcess, room: string): Promise<readonly Task[]> {
  const { body } = await call(server, 'GET', `/api/rooms/${room}`, { token: priya.token });
  return (body['room'] as { tasks: { tasks: Task[] } }).tasks.tasks;
}

it('CV98 the server that was told of a task is killed: its new owner is nudged and the new commander told, once each', async () => {
  const room = await declares({ acknowledgeSeconds: 8 });
  const assign = command('tasks.assign', { to: bob.id, what: 'check the replicas', minutes: 5 }, 1);
  for (const who of [bob, li])
    expect(await sends(at(0), who, room, command('timeline.say', { text: 'here' }))).toBe('accepted');
  expect(await sends(at(0), priya, room, assign)).toBe('accepted');
  await (servers.shift() as ServerProcess).kill();
  const [task] = await tasksOf(at(0), room);
  expect(await sends(at(0), bob, room, command('tasks.pass-on', { to: li.id }))).toBe('accepted');
  const offer = command('floor.offer', { to: bob.id, brief: BRIEF }, 1) as { id: string };
  expect(await sends(at(0), priya, room, offer)).toBe('accepted');
  expect(
    await sends(
      at(-1),
      bob,
      room,
      command('floor.accept', { offerId: offer.id, readBack: 'ask Li about it', taken: [] }),
    ),
  ).toBe('floor.tasks-not-taken');
  expect(
    await sends(
      at(-1),
      bob,
      room,
      command('floor.accept', { offerId: offer.id, readBack: 'ask Li about it', taken: [task?.id] }),
    ),
  ).toBe('accepted');
  await until('the commander is told', async () => (await told(at(0), room)).length > 1, 40_000);
  // Later commands on either server settle whatever is due: they must find nothing left.
  for (const server of servers)
    expect(await sends(server, bob, room, command('timeline.say', { text: 'still here' }))).toBe('accepted');
  expect(await told(at(-1), room)).toEqual([
    ['tasks.nudged', [li.id]],
    ['tasks.unacknowledged', [bob.id]],
  ]);
  servers.push(await ServerProcess.start(redis.url));
});

it('CV99 "done" and "cancel" are pressed at the same moment on two servers: one of them counts, on every screen the same', async () => {
  const room = await declares();
  const visitors = await Promise.all(
    [priya, bob, li].map(async (who, place) => {
      const visitor = await Visitor.come(at(place), who.token);
      await visitor.enter(room, { as: 'responder' });
      return visitor;
    }),
  );
  const [hers, his] = visitors as [Visitor, Visitor];
  expect(await his.command(room, command('timeline.say', { text: 'here' }))).toMatchObject({ ok: true });
  for (let round = 0; round < 20; round += 1) {
    const assign = command('tasks.assign', { to: bob.id, what: `check ${round}`, minutes: 5 }, 1) as { id: string };
    expect(await hers.command(room, assign)).toMatchObject({ ok: true });
    const answers = await Promise.all([
      hers.command(room, command('tasks.cancel', { task: assign.id }, 1)),
      his.command(room, command('tasks.done', { task: assign.id })),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'tasks.over' });
    const shown = (visitor: Visitor): string | undefined =>
      visitor.state.tasks.tasks.find(({ id }) => id === assign.id)?.status;
    const ending = answers[0]?.ok === true ? 'cancelled' : 'done';
    await until(`all see it as ${ending}`, () => visitors.every((visitor) => shown(visitor) === ending));
  }
  for (const visitor of visitors) visitor.leave();
});

it('CV100 tasks are assigned while command is being accepted: each is new to the new commander or refused as stale, none is lost', async () => {
  const room = await declares();
  expect(await sends(at(1), bob, room, command('timeline.say', { text: 'here' }))).toBe('accepted');
  expect(await sends(at(2), li, room, command('timeline.say', { text: 'here' }))).toBe('accepted');
  const offer = command('floor.offer', { to: bob.id, brief: BRIEF }, 1) as { id: string };
  expect(await sends(at(0), priya, room, offer)).toBe('accepted');
  const assigns = Array.from({ length: 10 }, (_, n) =>
    sends(at(0), priya, room, command('tasks.assign', { to: li.id, what: `look at ${n}`, minutes: 3 }, 1)),
  );
  const acceptance = sends(
    at(1),
    bob,
    room,
    command('floor.accept', { offerId: offer.id, readBack: 'ask Li about it', taken: [] }),
  );
  expect(await acceptance).toBe('accepted');
  const answers = await Promise.all(assigns);
  expect(answers.filter((answer) => answer !== 'accepted' && answer !== 'floor.stale-epoch')).toEqual([]);
  expect((await tasksOf(at(2), room)).length).toBe(answers.filter((answer) => answer === 'accepted').length);
});
