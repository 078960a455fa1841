/**
 * The alarm: timers wake, the domain decides. Whether a timer fires late, early, twice or not at all, the effect is in
 * the log exactly once.
 */
import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { expect, test } from 'vitest';
import type { Commit } from '../../shared/envelope.ts';
import { BELL_GRACE_MS, SWEEP_EVERY_MS } from '../../server/timers/alarm.ts';
import { redisOptions } from '../../server/log/redis.ts';
import { Servers } from '../support/server/room-servers.ts';
import { until, type ServerParts, type ServerPartsOptions } from '../support/server/private-redis.ts';
import { say, someone } from '../support/server/tiny-domain.ts';

/** How long a sweep may take on a busy machine. */
const SLACK_MS = 1000;
const servers = new Servers();
const server = (options: ServerPartsOptions = { alarm: 'bells' }) => servers.one(options);

const inMs = (stage: ServerParts, milliseconds: number) => new Date(stage.clock.now() + milliseconds).toISOString();
const setTimer = async (stage: ServerParts, id: string, at: string) => {
  const answer = await (await stage.rooms.unwritten(id)).send(say('set-bell', { at }), someone());
  expect(answer.ok).toBe(true);
};
const rings = async (stage: ServerParts, id: string): Promise<Commit[]> =>
  (await stage.log.read(id, 0, 100)).filter(({ events }) => events.some(({ type }) => type === 'tally.rung'));

/** How late it fired according to the log itself. The sweep alone is never earlier than BELL_GRACE_MS. */
const lateness = (ring: Commit | undefined, due: string): number => Date.parse(ring!.at) - Date.parse(due);
function expectRungByItsBell(ring: Commit | undefined, due: string): void {
  expect(lateness(ring, due)).toBeGreaterThanOrEqual(0);
  expect(lateness(ring, due)).toBeLessThan(BELL_GRACE_MS);
}

test('AL1 a deadline fires once in effect and never early, with three servers listening', async () => {
  const stages = await Promise.all([server(), server(), server()]);
  const due = stages.map((stage, index) => ({ id: `inc-${index + 1}`, at: inMs(stage, 400 + index * 200) }));
  await Promise.all(due.map(({ id, at }, index) => setTimer(stages[index]!, id, at)));
  for (const { id, at } of due) {
    await until(`${id} has rung`, async () => (await rings(stages[0]!, id)).length > 0);
    const [first] = await rings(stages[0]!, id);
    expectRungByItsBell(first, at);
    expect(first!.by).toBe('clock');
  }
  for (const stage of stages)
    for (const { id } of due)
      await (
        await stage.rooms.unwritten(id)
      ).send({ id: `ring-${randomUUID()}`, type: 'clock.ring', data: {} }, someone('clock'));
  for (const { id } of due) expect(await rings(stages[0]!, id)).toHaveLength(1);
});

test('AL2 a deadline that was moved fires at its new time only', async () => {
  const stage = await server();
  const [first, second] = [inMs(stage, 300), inMs(stage, 900)];
  await setTimer(stage, 'inc-1', first);
  await setTimer(stage, 'inc-1', second);
  await until('it has rung', async () => (await rings(stage, 'inc-1')).length > 0);
  const [ring] = await rings(stage, 'inc-1');
  expectRungByItsBell(ring, second);
});

test('AL3 without BullMQ the sweep fires it, within its period', async () => {
  const stage = await server({ alarm: 'sweep only' });
  const at = inMs(stage, 100);
  await setTimer(stage, 'inc-1', at);
  await until('it has rung', async () => (await rings(stage, 'inc-1')).length > 0, 15_000);
  const late = lateness((await rings(stage, 'inc-1'))[0], at);
  expect(late).toBeGreaterThanOrEqual(BELL_GRACE_MS);
  expect(late).toBeLessThan(BELL_GRACE_MS + SWEEP_EVERY_MS + SLACK_MS);
});

test('AL4 what came due while no server ran fires as soon as one starts', async () => {
  const stage = await server({});
  await setTimer(stage, 'inc-1', inMs(stage, 1));
  await servers.stop(stage);
  const next = await server({ alarm: 'sweep only' });
  // A server sweeps when it starts: nothing to wait for.
  expect(await rings(next, 'inc-1')).toHaveLength(1);
});

test('AL5 a timer that fires twice, or for a deadline of long ago, changes nothing', async () => {
  const stage = await server();
  await setTimer(stage, 'inc-1', inMs(stage, 200));
  await until('it has rung', async () => (await rings(stage, 'inc-1')).length > 0);
  const queue = new Queue('alarm', {
    connection: { ...redisOptions(servers.redis.url) },
    prefix: `${servers.prefix}:bells`,
  });
  for (const jobId of ['again', 'and-again'])
    await queue.add('due', { log: 'inc-1', dueAt: '2020-01-01T00:00:00.000Z' }, { jobId, removeOnComplete: true });
  await until(
    'the timers were answered',
    async () => (await queue.getJobCounts('waiting', 'active', 'delayed')).waiting === 0,
  );
  const later = inMs(stage, 50);
  await setTimer(stage, 'inc-2', later);
  await until('a later timer has fired', async () => (await rings(stage, 'inc-2')).length > 0);
  expectRungByItsBell((await rings(stage, 'inc-2'))[0], later);
  expect(await rings(stage, 'inc-1')).toHaveLength(1);
  await queue.close();
});

test('AL6 a timer that fires early does nothing yet: it waits for the moment', async () => {
  const stage = await server();
  const at = inMs(stage, 800);
  const queue = new Queue('alarm', {
    connection: { ...redisOptions(servers.redis.url) },
    prefix: `${servers.prefix}:bells`,
  });
  await queue.add('due', { log: 'inc-1', dueAt: at }, { jobId: `inc-1-at-${Date.parse(at)}`, removeOnComplete: true });
  await setTimer(stage, 'inc-1', at);
  await until('it has rung', async () => (await rings(stage, 'inc-1')).length > 0);
  const [ring] = await rings(stage, 'inc-1');
  expectRungByItsBell(ring, at);
  await queue.close();
});

test('AL7 Redis killed before the deadline: it fires once', async () => {
  const stages = await Promise.all([server(), server()]);
  // Redis is back before the deadline, so the timer that it kept fires, and not the sweep.
  const at = inMs(stages[0]!, 6000);
  await setTimer(stages[0]!, 'inc-1', at);
  const queue = new Queue('alarm', {
    connection: { ...redisOptions(servers.redis.url) },
    prefix: `${servers.prefix}:bells`,
  });
  await until('the timer is set', async () => (await queue.getDelayedCount()) === 1);
  await queue.close();
  await servers.redis.kill();
  await servers.redis.raise();
  await until(
    'it has rung',
    () =>
      rings(stages[0]!, 'inc-1').then(
        (found) => found.length > 0,
        () => false,
      ),
    12_000,
  );
  const found = await rings(stages[0]!, 'inc-1');
  expect(found).toHaveLength(1);
  expectRungByItsBell(found[0], at);
});

test('AL8 a thousand deadlines in one second all fire once, none early', async () => {
  const stages = await Promise.all([server(), server()]);
  const ids = Array.from({ length: 1000 }, (_, index) => `inc-${index + 1}`);
  const rooms = await Promise.all(ids.map((id, index) => stages[index % 2]!.rooms.unwritten(id)));
  const base = stages[0]!.clock.now() + 8000;
  await Promise.all(
    rooms.map((room, index) => room.send(say('set-bell', { at: new Date(base + index).toISOString() }), someone())),
  );
  expect(stages[0]!.clock.now()).toBeLessThan(base);
  await until('all have rung', () => rooms.every(({ folded }) => folded.state.rung === 1), 30_000);
  const found = await Promise.all(ids.map((id) => rings(stages[0]!, id)));
  expect(found.every(({ length }) => length === 1)).toBe(true);
  const late = found.map(([ring], index) => Date.parse(ring!.at) - (base + index));
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  // The sweep helps with this many at once. Those that fired before it could show that timers fire too.
  expect(late.filter((each) => each < BELL_GRACE_MS).length).toBeGreaterThan(ids.length / 10);
  expect(Math.max(...late)).toBeLessThan(BELL_GRACE_MS + SWEEP_EVERY_MS + SLACK_MS);
});
