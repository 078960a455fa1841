/** Consumers: every commit reaches each of them, in order, after it is on disk; and their failures affect no room. */
import { describe, expect, test } from 'vitest';
import { ConsumerQueue } from '../../server/consumers/queue.ts';
import { drain } from '../../server/consumers/drain.ts';
import { bucketOf, Keys } from '../../server/log/keys.ts';
import { Consuming, recorder, upTo } from '../support/server/consuming.ts';
import { until, type ServerParts } from '../support/server/private-redis.ts';
import { roomOf, Servers, settle, wholeLog } from '../support/server/room-servers.ts';
import { say, someone } from '../support/server/tiny-domain.ts';

const servers = new Servers();
const consuming = new Consuming(servers);

/** Appends one commit after another. */
async function write(stage: ServerParts, count: number, id = 'inc-1'): Promise<void> {
  const room = await roomOf(stage, id);
  for (let left = count; left > 0; left -= 1) await settle(() => room.send(say('raise'), someone()));
}

describe('what reaches a consumer', () => {
  test('CO1 every commit of every log reaches each consumer once and in order, from the first on, whichever server wrote it', async () => {
    const [one, two] = (await servers.many(2)) as [ServerParts, ServerParts];
    await write(one, 5);
    for (const stage of [one, two])
      await consuming.start(
        await consuming.parts(
          stage,
          recorder(),
          recorder(() => {}, 'second'),
        ),
      );
    await Promise.all([write(one, 300), write(two, 300), write(one, 20, 'inc-2')]);
    expect((await wholeLog(one.log)).length).toBe(605);
    for (const name of ['recorder', 'second']) {
      expect(await consuming.heardAll(605, 'inc-1', name)).toEqual(upTo(605));
      expect(await consuming.heardAll(20, 'inc-2', name)).toEqual(upTo(20));
    }
  });

  test('CO2 a process that was held up in the middle of a portion writes nothing when it goes on, and goes on behind the others', async () => {
    const stage = await servers.one();
    await write(stage, 3);
    const cursors = await consuming.cursors('recorder');
    let [release, reached] = [() => {}, () => {}];
    const isHeld = new Promise<void>((resolve) => (reached = resolve));
    const gate = new Promise<void>((resolve) => (release = resolve));
    const held = recorder(async ({ commits }) => {
      if (commits[0]?.version !== 1) return;
      reached();
      await gate;
    });
    const parts = { log: stage.log, cursors };
    const paused = drain('inc-1', held, { ...parts, stopping: new AbortController() });
    await isHeld;
    await drain('inc-1', recorder(), { ...parts, stopping: new AbortController() });
    await write(stage, 2);
    release();
    await paused;
    expect(await consuming.heard()).toEqual(upTo(5));
  });

  test('CO3 a wake that comes while the job runs, up to its very last step, is not lost, without any sweep', async () => {
    const [one, two] = (await servers.many(2)) as [ServerParts, ServerParts];
    const parts = await consuming.parts(one, recorder());
    let extra = 0;
    const elsewhere = consuming.add(new ConsumerQueue(recorder(), parts), (queue) => queue.stop());
    const cursors = {
      read: parts.cursors.read.bind(parts.cursors),
      move: async (...given: Parameters<typeof parts.cursors.move>) => {
        const reached = await parts.cursors.move(...given);
        if (reached !== 'head' || extra === 100) return reached;
        // The log is read to its end, the job is not over yet: a wake at this moment would find it running.
        extra += 1;
        await write(two, 1);
        await elsewhere.wake(['inc-1']);
        return reached;
      },
    };
    const queue = consuming.add(new ConsumerQueue(recorder(), { ...parts, cursors }), (each) => each.stop());
    queue.run();
    await write(one, 1);
    await queue.wake(['inc-1']);
    expect(await consuming.heardAll(101)).toEqual(upTo(101));
  });

  test('CO4 with hints alone, two servers and a slow consumer, everything that is written arrives', async () => {
    const [one, two] = (await servers.many(2)) as [ServerParts, ServerParts];
    const wakes = 'hints';
    for (const stage of [one, two]) {
      const slow = recorder(() => write(stage, 1, 'inc-2'));
      await consuming.start({ ...(await consuming.parts(stage, slow)), wakes });
    }
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([write(one, 10), write(two, 10)]);
      expect(await consuming.heardAll(20 * (round + 1))).toEqual(upTo(20 * (round + 1)));
    }
  });

  test('CO5 what no hint reported is found by the sweep', async () => {
    const stage = await servers.one();
    await consuming.start({ ...(await consuming.parts(stage, recorder())), wakes: 'sweep' });
    await write(stage, 3);
    expect(await consuming.heardAll(3)).toEqual(upTo(3));
  });

  test('CO6 commits of an older server, which leaves no mark, are found when a newer one starts, however many rooms there are', async () => {
    const stage = await servers.one();
    const logs = Array.from({ length: 100 }, (_, index) => `inc-${index + 1}`);
    await Promise.all(logs.map((id) => write(stage, 2, id)));
    const [keys, old] = [new Keys(servers.prefix), servers.redis.client()];
    for (const id of logs) await old.del(keys.unread(bucketOf(id)));
    old.disconnect();
    const consumers = await consuming.start(await consuming.parts(stage, recorder()));
    for (const id of logs) expect(await consuming.heardAll(2, id)).toEqual([1, 2]);
    const cursors = await consuming.cursors('recorder');
    await until('no log is unread', async () => (await cursors.unread()).size === 0);
    await consumers.stop();
  });

  test('CO7 a log counts as read when the consumers of all servers have read it, also those that this server does not have', async () => {
    const [older, newer] = (await servers.many(2)) as [ServerParts, ServerParts];
    await (await consuming.cursors('recorder', 'added')).register();
    await consuming.start(await consuming.parts(older, recorder()));
    await write(older, 3);
    await consuming.heardAll(3);
    const cursors = await consuming.cursors('added');
    expect([...(await cursors.unread()).keys()]).toEqual(['inc-1']);
    expect(await cursors.behind(['inc-1'])).toEqual([{ log: 'inc-1', consumers: ['added'] }]);
    await consuming.start(
      await consuming.parts(
        newer,
        recorder(() => {}, 'added'),
      ),
    );
    expect(await consuming.heardAll(3, 'inc-1', 'added')).toEqual(upTo(3));
    await until('no log is unread', async () => (await cursors.unread()).size === 0);
  });
});

describe('when something fails', () => {
  test('CO8 a consumer that throws is tried again later and later, is told and counted, and holds up only its own log', async () => {
    const stage = await servers.one();
    const tries: number[] = [];
    let isBroken = true;
    const broken = recorder(({ log }) => {
      if (log !== 'inc-1' || !isBroken) return;
      tries.push(performance.now());
      throw new Error('the receiver says no');
    }, 'broken');
    const parts = await consuming.parts(stage, recorder(), broken);
    await consuming.start(parts);
    await write(stage, 1);
    await until('it was tried three times', () => tries.length === 3);
    const [first, second, third] = tries as [number, number, number];
    expect(second - first).toBeGreaterThan(240);
    expect(third - second).toBeGreaterThan(490);
    const failed = stage.told.filter(({ event }) => event === 'consumer.failed').map(({ fields }) => fields);
    const problem = 'Error: the receiver says no';
    expect(failed[1]).toEqual({ consumer: 'broken', log: 'inc-1', attempt: 2, problem });
    expect(parts.metrics.text()).toContain('watchfloor_consumer_failures_total{consumer="broken"} 3\n');
    await Promise.all([write(stage, 20), write(stage, 20, 'inc-2')]);
    expect(await consuming.heardAll(20, 'inc-2', 'broken')).toEqual(upTo(20));
    expect(await consuming.heardAll(21)).toEqual(upTo(21));
    expect(await consuming.heard('inc-1', 'broken')).toEqual([]);
    isBroken = false;
    expect(await consuming.heardAll(21, 'inc-1', 'broken')).toEqual(upTo(21));
  });

  test('CO9 Redis killed in the middle, twice: nothing is lost, doubled or out of order, and all goes on by itself', async () => {
    const stages = (await servers.many(2)) as [ServerParts, ServerParts];
    for (const stage of stages) await consuming.start(await consuming.parts(stage, recorder()));
    let isOver = false;
    const writers = stages.map(async (stage) => {
      while (!isOver) await write(stage, 1);
    });
    for (let round = 0; round < 2; round += 1) {
      await consuming.heardAll((await consuming.heard()).length + 50);
      await servers.redis.kill();
      await servers.redis.raise();
    }
    isOver = true;
    await Promise.all(writers);
    const written = (await wholeLog(stages[0].log)).length;
    expect(await consuming.heardAll(written)).toEqual(upTo(written));
  });

  test('CO10 a version that is missing is told and waited for, never skipped', async () => {
    const commits = await servers.written(5);
    await servers.forge(commits.filter(({ version }) => version !== 3));
    const stage = await servers.one();
    await consuming.start(await consuming.parts(stage, recorder()));
    await until('it was told', () => stage.told.some(({ event }) => event === 'consumer.failed'));
    expect(await consuming.heard()).toEqual([]);
    await servers.forge(commits);
    expect(await consuming.heardAll(5)).toEqual(upTo(5));
  });

  test('CO11 a server stops at once although a consumer hangs, and what it had not finished is read by the next', async () => {
    const stage = await servers.one();
    let isHanging = false;
    const hanging = recorder(() => {
      isHanging = true;
      return new Promise(() => {});
    });
    const consumers = await consuming.start(await consuming.parts(stage, hanging));
    await write(stage, 3);
    await until('it hangs', () => isHanging);
    await consumers.stop();
    expect(stage.told).toEqual([]);
    await consuming.start(await consuming.parts(stage, recorder()));
    expect(await consuming.heardAll(3)).toEqual(upTo(3));
  });
});
