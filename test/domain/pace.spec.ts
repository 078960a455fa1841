/**
 * What keeps a server responsive for everyone, tested without a server: how late its event loop is, how turns and
 * batches are shared.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../../server/access/caller.ts';
import { Budgets, type Turn } from '../../server/budgets/budgets.ts';
import { RATES, READING } from '../../server/budgets/rates.ts';
import { MOST_ENGINE_BYTES } from '../../server/sockets/socket-types.ts';
import { MOST_FRAME_BYTES } from '../../server/sockets/frames.ts';
import { MOST_BYTES } from '../../server/edge/well-formed.ts';
import { MOST_LOG_BYTES } from '../../server/http/rooms.ts';
import { MemoryRoomLog } from '../../server/log/room-log.memory.ts';
import type { Appended, Batch } from '../../server/log/room-log.ts';
import { StoreClock } from '../../server/log/store-clock.ts';
import { Metrics, watchLoop } from '../../server/metrics.ts';
import { HostedRoom } from '../../server/rooms/hosted-room.ts';
import type { NotOk } from '../../shared/protocol.ts';
import { until } from '../support/server/private-redis.ts';
import { tinyDomain } from '../support/server/tiny-domain.ts';

describe('how late the event loop is', () => {
  test('DR151 the counts say how late the event loop was since they were read last, whatever held it up', async () => {
    const metrics = new Metrics();
    const stop = watchLoop(metrics);
    const lateMs = (): number => Number(/^watchfloor_loop_delay_max_seconds (\S+)$/m.exec(metrics.text())?.[1]) * 1000;
    await until('it has looked', () => lateMs() > 0);
    const hold = performance.now() + 250;
    while (performance.now() < hold);
    let most = 0;
    await until('it was noticed', () => (most = Math.max(most, lateMs())) > 100);
    expect(most).toBeLessThan(5_000);
    await until('only what is new counts', () => lateMs() < 100);
    expect(metrics.text()).toMatch(/^watchfloor_loop_delay_p99_seconds \d/m);
    stop();
  });
});

describe('durations', () => {
  test('DR197 durations are counted by upper bounds, each with all that were shorter, and summed', () => {
    const metrics = new Metrics();
    for (const seconds of [0.0004, 0.001, 0.02, 9]) metrics.took('watchfloor_append_seconds', seconds);
    const lines = metrics
      .text()
      .split('\n')
      .filter((line) => line.startsWith('watchfloor_append_seconds'));
    const counted = ['0.001', '0.0025', '0.01', '0.025', '2.5', '+Inf'].map((bound) =>
      lines
        .find((line) => line.includes(`{le="${bound}"}`))
        ?.split(' ')
        .at(-1),
    );
    expect(counted).toEqual(['2', '2', '2', '3', '3', '4']);
    expect(lines.slice(-2)).toEqual(['watchfloor_append_seconds_sum 9.0214', 'watchfloor_append_seconds_count 4']);
  });
});

describe('the mailbox', () => {
  test('RM34 a batch holds 16 KB of commands: a short one waits for a few long ones of someone else, not for all that wait', async () => {
    const batches: number[] = [];
    let begun = (): void => {};
    const first = new Promise<void>((resolve) => (begun = resolve));
    class Counted extends MemoryRoomLog {
      override append(batch: Batch): Promise<Appended> {
        batches.push(batch.commits.length);
        begun();
        return super.append(batch);
      }
    }
    const log = new Counted();
    const room = new HostedRoom('inc-1', tinyDomain, { log, clock: new StoreClock(log), warn: () => {} });
    const raise = (person: string, text: string) =>
      room.send(
        { id: randomUUID(), type: 'tally.raise', data: { text } },
        { actor: { id: person, name: person, trained: false, administrator: false } },
      );
    const flood = Array.from({ length: 100 }, () => raise('flood', 'x'.repeat(4_000)));
    await first;
    const ana = await raise('ana', 'short');
    expect(ana).toMatchObject({ ok: true });
    expect(ana.ok && ana.version).toBeLessThanOrEqual(12);
    await Promise.all(flood);
    expect(Math.max(...batches)).toBeLessThanOrEqual(6);
    expect((await room.fresh()).state.total).toBe(101);
    await room.close();
  });
});

describe('one person reads', () => {
  const caller: Caller = {
    kind: 'session',
    person: null,
    actor: { id: 'p-1', name: 'Eve', trained: false, administrator: false },
    scopes: { read: true, write: true },
    administrator: false,
    credential: '',
    lineage: [],
  };
  const other: Caller = { ...caller, actor: { ...caller.actor, id: 'p-2' } };
  const turnOf = (answer: Turn | NotOk): Turn => {
    if (!answer.ok) throw new Error(answer.code);
    return answer;
  };

  async function withBudgets(work: (budgets: Budgets) => Promise<void>): Promise<void> {
    const redis = new Redis({ lazyConnect: true, enableOfflineQueue: false });
    const budgets = new Budgets(redis, { prefix: 'pace', factor: 1 });
    await work(budgets).finally(() => budgets.stop());
    redis.disconnect();
  }

  test("DR153 four of a person's reads are under way at once, the next begins when the loop has come round, and no one else waits for them", () =>
    withBudgets(async (budgets) => {
      const [waiting, begun] = [[] as Promise<unknown>[], [] as Turn[]];
      for (let at = 0; at < 50; at += 1) waiting.push(budgets.read(caller).then((turn) => begun.push(turnOf(turn))));
      await until('the first have begun', () => begun.length >= READING.eachPerson);
      expect(begun.length).toBe(READING.eachPerson);
      turnOf(await budgets.read(other)).done();
      for (let done = 0; done < 50; done += 1) {
        await until('another has begun', () => begun.length > done);
        expect(begun.length).toBeLessThanOrEqual(done + READING.eachPerson);
        const before = begun.length;
        begun[done]?.done();
        await Promise.resolve();
        expect(begun.length).toBe(before);
      }
      await Promise.all(waiting);
    }));

  test('DR156 what a read weighs is charged before the next one of its person begins', () =>
    withBudgets(async (budgets) => {
      const reads = Array.from({ length: 12 }, async () => {
        const turn = await budgets.read(caller);
        if (turn.ok) {
          budgets.answered(caller.actor.id, RATES.answeredBytes.aSecond * 4);
          turn.done();
        }
        return turn;
      });
      const answers = await Promise.all(reads);
      expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(READING.eachPerson + 1);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({
        code: 'busy',
        facts: { retryAfterMs: expect.any(Number) },
      });
    }));
});

describe('what is told to programs', () => {
  test('DR157 the limits of messages, commands and answers in docs/protocol.md are those of the code', () => {
    const told = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
    const [KB, MB] = [1024, 1_000_000];
    expect(told).toContain(`a command ${MOST_BYTES / KB} KB, a message on a socket ${MOST_FRAME_BYTES / KB} KB`);
    expect(told).toContain(`more than ${MOST_ENGINE_BYTES / MB} MB ends the connection`);
    expect(told).toContain(`500 or ${MOST_LOG_BYTES / KB / KB} MB at most`);
    expect(told).toContain(
      `${READING.eachPerson} of a person's reads are under way at once, ${READING.mostWaitingEach} more wait`,
    );
  });
});
