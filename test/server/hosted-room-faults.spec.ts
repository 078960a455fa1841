/**
 * Hosted rooms when something breaks: replies lost, Redis killed, subscriptions cut. Nothing acknowledged is lost,
 * nothing counts twice, a timeout is never called a failure, and everything recovers by itself.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { positionOf, seal } from '../../server/log/chain.ts';
import { Unavailable } from '../../server/log/room-log.ts';
import { expectSound, roomOf, Servers, settle, wholeLog } from '../support/server/room-servers.ts';
import { until } from '../support/server/private-redis.ts';
import { SwallowingRelay } from '../support/server/swallowing-relay.ts';
import { say, someone } from '../support/server/tiny-domain.ts';

const servers = new Servers();

describe('when something breaks', () => {
  test('RM15 a reply that is lost after the commit leaves exactly one commit and the true answer', async () => {
    const relay = await SwallowingRelay.to(servers.redis.port);
    const stage = await servers.one({}, relay.url);
    const room = await roomOf(stage);
    const ids: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      const command = say('raise');
      ids.push(command.id);
      relay.lose('cut');
      expect(await settle(() => room.send(command, someone()))).toEqual({ ok: true, version: round + 1 });
    }
    expect(relay.swallowed).toBeGreaterThanOrEqual(50);
    expect((await wholeLog(stage.log)).map(({ commandId }) => commandId)).toEqual(ids);
    await relay.end();
  });

  test('RM16 when no reply comes at all the answer is unconfirmed, for those behind it too, and a repetition settles it', async () => {
    const relay = await SwallowingRelay.to(servers.redis.port);
    const stage = await servers.one({}, relay.url);
    const room = await roomOf(stage);
    relay.lose('silence');
    const [first, second] = [say('raise'), say('raise')];
    const waiting = [room.send(first, someone())];
    await until('the first was swallowed', () => relay.swallowed > 0);
    waiting.push(room.send(second, someone()));
    for (const answer of await Promise.all(waiting)) expect(answer).toMatchObject({ ok: false, code: 'unconfirmed' });
    relay.lose('none');
    expect(await settle(() => room.send(first, someone()))).toEqual({ ok: true, version: 1 });
    expect(await settle(() => room.send(second, someone()))).toEqual({ ok: true, version: 2 });
    await relay.end();
  });

  test('RM17 Redis killed in the middle, twice: nothing acknowledged is lost, nothing counts twice, writing resumes by itself', async () => {
    const stages = await servers.many(2);
    const rooms = await Promise.all(stages.map((stage) => roomOf(stage)));
    const acknowledged = new Map<string, number>();
    let isOver = false;
    const client = async (number: number) => {
      while (!isOver) {
        const command = say('raise');
        const answer = await settle(() => rooms[number % 2]!.send(command, someone(`p-${number}`)));
        if (answer.ok) acknowledged.set(command.id, answer.version);
      }
    };
    const clients = Array.from({ length: 20 }, (_, number) => client(number));
    for (let round = 1; round <= 2; round += 1) {
      const before = acknowledged.size;
      await until('some were acknowledged', () => acknowledged.size > before + 200);
      await servers.redis.kill();
      const resumed = acknowledged.size;
      await servers.redis.raise();
      await until('writing resumed', () => acknowledged.size > resumed + 100);
    }
    isOver = true;
    await Promise.all(clients);
    const commits = await wholeLog(stages[0]!.log);
    expectSound(commits);
    const versions = new Map(commits.map((commit) => [commit.commandId, commit.version]));
    expect(versions.size).toBe(commits.length);
    for (const [id, version] of acknowledged) expect(versions.get(id)).toBe(version);
    for (const room of rooms) expect((await room.fresh()).state.total).toBe(commits.length);
  });

  test('RM18 a cut subscription misses commits and finds them: listeners receive each once, in order', async () => {
    const [one, two] = await servers.many(2);
    const [here, there] = [await roomOf(one!), await roomOf(two!)];
    const heard: number[] = [];
    there.listen((commits) => heard.push(...commits.map(({ version }) => version)));
    const spoiler = servers.redis.client();
    for (let batch = 0; batch < 20; batch += 1) {
      if (batch % 5 === 2) await spoiler.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await Promise.all(Array.from({ length: 250 }, () => here.send(say('raise'), someone())));
    }
    await until('all were heard', () => heard.length >= 5000);
    expect(heard).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
    spoiler.disconnect();
  });

  test('RM19 a commit whose publication never came is found by looking at the head', async () => {
    const stage = await servers.one();
    const room = await roomOf(stage);
    await room.send(say('raise'), someone());
    const [only] = await wholeLog(stage.log);
    await servers.forge([
      only!,
      seal(positionOf(only!), {
        at: only!.at,
        by: 'p-two',
        commandId: randomUUID(),
        events: [{ type: 'tally.raised', data: { by: 1 } }],
      }),
    ]);
    await until('it was found', () => room.folded.state.total === 2);
  });

  test('RM20 without Redis a command is unavailable or unconfirmed, a read throws, and both work again when it is back', async () => {
    const stage = await servers.one();
    const room = await roomOf(stage);
    await servers.redis.kill();
    const answer = await room.send(say('raise'), someone());
    expect(answer.ok ? 'written' : answer.code).toMatch(/^(unavailable|unconfirmed)$/);
    await expect(room.fresh()).rejects.toBeInstanceOf(Unavailable);
    await servers.redis.raise();
    expect((await settle(() => room.send(say('raise'), someone()))).ok).toBe(true);
  });
});
