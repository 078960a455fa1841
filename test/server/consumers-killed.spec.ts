/**
 * Processes that consume are killed at every step, two hundred times: nothing is lost, nothing counts twice, nothing is
 * out of order.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { drain } from '../../server/consumers/drain.ts';
import { ConsumerQueue } from '../../server/consumers/queue.ts';
import { bucketOf, Keys } from '../../server/log/keys.ts';
import { Consuming, recorder, upTo } from '../support/server/consuming.ts';
import { roomOf, Servers, settle, wholeLog } from '../support/server/room-servers.ts';
import { say, someone } from '../support/server/tiny-domain.ts';

const servers = new Servers();
const consuming = new Consuming(servers);

/** Each process consumes all the logs, so that each kill interrupts all of them. */
const PROCESSES = 41;
const LOGS = upTo(5).map((number) => `inc-${number}`);
/** Of cursor, read, consume and move: three each. */
const MOMENTS = 12;
const PROCESS = fileURLToPath(new URL('../support/server/consumer-process.mjs', import.meta.url));

const consume = (logs: readonly string[], life: number | 'hang') =>
  spawn(process.execPath, [PROCESS, servers.redis.url, servers.prefix, logs.join(','), String(life)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });

test('CO12 interrupted 200 times by kills between any two steps, on growing logs: each commit counts once and in order, and what is done outside happens at least once', async () => {
  const stage = await servers.one();
  const write = async (log: string): Promise<void> => {
    const room = await roomOf(stage, log);
    await Promise.all(Array.from({ length: 5 }, () => settle(() => room.send(say('raise'), someone()))));
  };
  const brokenOff: string[] = [];
  let started = 0;
  const killer = async (): Promise<void> => {
    for (let life = ++started; life <= PROCESSES; life = ++started) {
      await Promise.all(LOGS.map(write));
      // Each begins with another log, whose steps are counted.
      const logs = LOGS.map((_, index) => LOGS[(index + life) % LOGS.length] as string);
      const child = consume(logs, 1 + (life % (2 * MOMENTS)));
      createInterface(child.stdout).on('line', (line) => brokenOff.push(...(JSON.parse(line) as string[])));
      const [[, signal]] = await Promise.all([once(child, 'exit'), ...LOGS.map(write)]);
      expect(signal).toBe('SIGKILL');
    }
  };
  await Promise.all([killer(), killer()]);
  expect(brokenOff.length).toBeGreaterThanOrEqual(200);
  expect(new Set(brokenOff).size).toBe(MOMENTS);
  for (const log of LOGS) await expectOnce(log);
  const cursors = await consuming.cursors('recorder');
  for (const log of LOGS) {
    await drain(log, recorder(), { log: stage.log, cursors, stopping: new AbortController() });
    expect(await consuming.heard(log)).toEqual(upTo((await wholeLog(stage.log, log)).length));
  }
});

/**
 * What the killed processes consumed: in Redis once, outside at least once, and never a commit before the previous one.
 */
async function expectOnce(log: string): Promise<void> {
  const redis = consuming.add(servers.redis.client(), (each) => each.disconnect());
  const { version, memo } = await (await consuming.cursors('recorder')).read('recorder', log);
  const counts = new Keys(servers.prefix).consumed(bucketOf(log), 'recorder', 'counts');
  expect(version).toBeGreaterThan(0);
  expect(await consuming.heard(log)).toEqual(upTo(version));
  expect([memo, await redis.hget(counts, log)]).toEqual([String(version), String(version)]);
  const outside = (await redis.lrange(`${servers.prefix}:outside:${log}`, '0', '-1')).map(Number);
  expect([...new Set(outside)].slice(0, version)).toEqual(upTo(version));
  expect(outside.length).toBeGreaterThan(version);
}

test('CO13 when a server is killed in the middle of a portion, another takes over', async () => {
  const stage = await servers.one();
  const parts = await consuming.parts(stage, recorder());
  const room = await roomOf(stage);
  await settle(() => room.send(say('raise'), someone()));
  const doomed = consume(['inc-1'], 'hang');
  const isHanging = once(doomed.stdout, 'data');
  const queue = consuming.add(new ConsumerQueue(recorder(), parts), (each) => each.stop());
  await queue.wake(['inc-1']);
  await isHanging;
  queue.run();
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  expect(await consuming.heardAll(1)).toEqual([1]);
});
