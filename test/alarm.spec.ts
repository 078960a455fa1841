/** The alarm: bells wake, the law decides. Whatever rings late, early, twice or not at all, the effect stands in the log exactly once. */
import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { expect, test } from 'vitest';
import type { Commit } from '../shared/envelope.ts';
import { redisOptions } from '../server/log/redis.ts';
import { Servers } from './servers.ts';
import { until, type Backstage, type BackstageOptions } from './stage.ts';
import { say, someone } from './tiny-law.ts';

const servers = new Servers();
const server = (options: BackstageOptions = { alarm: 'bells' }) => servers.one(options);

const inMs = (stage: Backstage, milliseconds: number) => new Date(stage.clock.now() + milliseconds).toISOString();
const setBell = async (stage: Backstage, id: string, at: string) => {
  const answer = await (await stage.rooms.unwritten(id)).send(say('set-bell', { at }), someone());
  expect(answer.ok).toBe(true);
};
const rings = async (stage: Backstage, id: string): Promise<Commit[]> =>
  (await stage.log.read(id, 0, 100)).filter(({ events }) => events.some(({ type }) => type === 'tally.rung'));

test('AL1 a deadline rings once in effect and never early, with three servers listening', async () => {
  const stages = await Promise.all([server(), server(), server()]);
  const due = stages.map((stage, index) => ({ id: `inc-${index + 1}`, at: inMs(stage, 400 + index * 200) }));
  await Promise.all(due.map(({ id, at }, index) => setBell(stages[index]!, id, at)));
  for (const { id, at } of due) {
    await until(`${id} has rung`, async () => (await rings(stages[0]!, id)).length > 0);
    const [first] = await rings(stages[0]!, id);
    const late = Date.parse(first!.at) - Date.parse(at);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(first!.by).toBe('clock');
  }
  for (const stage of stages)
    for (const { id } of due)
      await (
        await stage.rooms.unwritten(id)
      ).send({ id: `ring-${randomUUID()}`, type: 'clock.ring', data: {} }, someone('clock'));
  for (const { id } of due) expect(await rings(stages[0]!, id)).toHaveLength(1);
});

test('AL2 a deadline that was moved rings at its new time only', async () => {
  const stage = await server();
  const [first, second] = [inMs(stage, 300), inMs(stage, 900)];
  await setBell(stage, 'inc-1', first);
  await setBell(stage, 'inc-1', second);
  await until('it has rung', async () => (await rings(stage, 'inc-1')).length > 0);
  const [ring] = await rings(stage, 'inc-1');
  expect(ring!.at >= second).toBe(true);
});

test('AL3 a bell that was never hung up is rung by the sweep', async () => {
  const stage = await server({ alarm: 'sweep only' });
  const at = inMs(stage, 100);
  await setBell(stage, 'inc-1', at);
  await until('it has rung', async () => (await rings(stage, 'inc-1')).length > 0, 15_000);
  expect((await rings(stage, 'inc-1'))[0]!.at >= at).toBe(true);
});

test('AL4 what came due while no server ran is rung as soon as one starts', async () => {
  const stage = await server({});
  await setBell(stage, 'inc-1', inMs(stage, 1));
  await servers.stop(stage);
  const next = await server({ alarm: 'sweep only' });
  await until('it has rung', async () => (await rings(next, 'inc-1')).length > 0);
});

test('AL5 a bell that is delivered twice, or for a deadline of long ago, changes nothing', async () => {
  const stage = await server();
  await setBell(stage, 'inc-1', inMs(stage, 200));
  await until('it has rung', async () => (await rings(stage, 'inc-1')).length > 0);
  const queue = new Queue('alarm', {
    connection: { ...redisOptions(servers.redis.url) },
    prefix: `${servers.prefix}:bells`,
  });
  for (const jobId of ['again', 'and-again'])
    await queue.add('due', { log: 'inc-1', dueAt: '2020-01-01T00:00:00.000Z' }, { jobId, removeOnComplete: true });
  await until(
    'the bells were answered',
    async () => (await queue.getJobCounts('waiting', 'active', 'delayed')).waiting === 0,
  );
  await setBell(stage, 'inc-2', inMs(stage, 50));
  await until('a later bell has rung', async () => (await rings(stage, 'inc-2')).length > 0);
  expect(await rings(stage, 'inc-1')).toHaveLength(1);
  await queue.close();
});

test('AL6 an early bell does not ring: it waits for the moment', async () => {
  const stage = await server();
  const at = inMs(stage, 800);
  const queue = new Queue('alarm', {
    connection: { ...redisOptions(servers.redis.url) },
    prefix: `${servers.prefix}:bells`,
  });
  await queue.add('due', { log: 'inc-1', dueAt: at }, { jobId: `inc-1-at-${Date.parse(at)}`, removeOnComplete: true });
  await setBell(stage, 'inc-1', at);
  await until('it has rung', async () => (await rings(stage, 'inc-1')).length > 0);
  const [ring] = await rings(stage, 'inc-1');
  expect(ring!.at >= at).toBe(true);
  await queue.close();
});

test('AL7 Redis killed before the deadline: it rings once', async () => {
  const stages = await Promise.all([server(), server()]);
  const at = inMs(stages[0]!, 700);
  await setBell(stages[0]!, 'inc-1', at);
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
  expect(found[0]!.at >= at).toBe(true);
});

test('AL8 a thousand deadlines in one second all ring once, none early', async () => {
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
});
