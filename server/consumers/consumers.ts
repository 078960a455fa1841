/**
 * What happens because of a commit: every consumer gets every commit of every log, in order, after it is durable, at
 * least once, whichever servers are killed in between. No command waits for any of this.
 *
 *   append --(same script)--> unread
 *     |  a hint, from the server that appended: at once
 *     |  every 5 s, by any server: whatever is unread      every 5 min, and at the start: every head compared with every cursor
 *     v
 *   one queue for each consumer, one job for each log (queue.ts) --> drain.ts
 *
 * Hints may be lost: the sweep finds what they left. Servers of older releases leave no mark: the comparison finds what
 * they wrote.
 */
import { told, type Logger } from '../logger.ts';
import type { RedisRoomLog } from '../log/room-log.redis.ts';
import type { Metrics } from '../metrics.ts';
import type { Consumer } from './consumer.ts';
import type { Cursors } from './cursors.redis.ts';
import { ConsumerQueue } from './queue.ts';

const SWEEP_EVERY_MS = 5000;
const COMPARE_EVERY_MS = 5 * 60_000;
/**
 * A log that was quiet wakes its consumers at once, a busy one this often: each job costs Redis some writes to its
 * disk.
 */
const HINT_EVERY_MS = 1000;
const WORKSPACE = 'workspace';

export interface ConsumersParts {
  readonly consumers: readonly Consumer[];
  readonly cursors: Cursors;
  readonly redisUrl: string;
  readonly prefix: string;
  readonly log: Pick<RedisRoomLog, 'read' | 'cards' | 'time' | 'onWritten'>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly metrics: Metrics;
  /** Without hints only the sweep wakes, without the sweep only hints do (a test's way to show that each suffices). */
  readonly wakes?: 'hints' | 'sweep';
}

export class Consumers {
  readonly #parts: ConsumersParts;
  readonly #queues: readonly ConsumerQueue[];
  readonly #hinted = new Map<string, { again: boolean; readonly timer: NodeJS.Timeout }>();
  #timer: NodeJS.Timeout | undefined;
  #unhear: () => void = () => {};
  #isSweeping = false;
  #isOpen = false;
  #isStopped = false;
  #comparedAt = -Infinity;
  #waiting = { logs: 0, seconds: 0 };

  constructor(parts: ConsumersParts) {
    this.#parts = parts;
    this.#queues = parts.consumers.map((consumer) => new ConsumerQueue(consumer, parts));
    parts.metrics.gauge(
      'watchfloor_unread_logs',
      'Logs that some consumer had not read to the end at the last sweep.',
      () => this.#waiting.logs,
    );
    parts.metrics.gauge(
      'watchfloor_unread_seconds',
      'How long the oldest commit of these had waited then.',
      () => this.#waiting.seconds,
    );
  }

  /** Never throws: what the store cannot do yet is tried again with every sweep. */
  async start(): Promise<void> {
    if (this.#parts.wakes !== 'sweep') this.#unhear = this.#parts.log.onWritten((log) => this.#hint(log));
    if (this.#parts.wakes !== 'hints') this.#timer = setInterval(() => void this.sweep(), SWEEP_EVERY_MS);
    this.#timer?.unref();
    await this.sweep();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    this.#unhear();
    for (const { timer } of this.#hinted.values()) clearTimeout(timer);
    await Promise.all(this.#queues.map((queue) => queue.stop()));
  }

  /** Wakes the consumers that have to read on. Never throws. */
  async sweep(): Promise<void> {
    if (this.#isSweeping || this.#isStopped) return;
    this.#isSweeping = true;
    try {
      await this.#open();
      await this.#compare();
      await this.#wakeUnread();
    } catch (problem) {
      this.#parts.logger.warn('consumers.sweep-failed', { problem: told(problem) });
    } finally {
      this.#isSweeping = false;
    }
  }

  /** No job runs before the names of these consumers are in Redis: it could clear a mark too early. */
  async #open(): Promise<void> {
    if (this.#isOpen) return;
    await this.#parts.cursors.register();
    if (this.#isStopped) return;
    for (const queue of this.#queues) queue.run();
    this.#isOpen = true;
  }

  async #compare(): Promise<void> {
    if (performance.now() - this.#comparedAt < COMPARE_EVERY_MS) return;
    const { log, cursors } = this.#parts;
    const cards = await log.cards();
    await cursors.markAll([WORKSPACE, ...cards.map(({ id }) => id)], Math.floor(await log.time()));
    this.#comparedAt = performance.now();
  }

  async #wakeUnread(): Promise<void> {
    const { log, cursors } = this.#parts;
    const unread = await cursors.unread();
    const since = Math.min(...unread.values());
    const seconds = unread.size === 0 ? 0 : Math.max(0, ((await log.time()) - since) / 1000);
    this.#waiting = { logs: unread.size, seconds };
    const behind = await cursors.behind([...unread.keys()]);
    for (const queue of this.#queues)
      await queue.wake(behind.filter(({ consumers }) => consumers.includes(queue.name)).map((each) => each.log));
  }

  #hint(log: string): void {
    const hinted = this.#hinted.get(log);
    if (hinted !== undefined) return void (hinted.again = true);
    // A hint that is lost costs time until the next sweep.
    for (const queue of this.#queues) queue.wake([log]).catch(() => {});
    this.#hinted.set(log, { again: false, timer: setTimeout(() => this.#hintAgain(log), HINT_EVERY_MS).unref() });
  }

  #hintAgain(log: string): void {
    const hinted = this.#hinted.get(log);
    this.#hinted.delete(log);
    if (hinted?.again === true) this.#hint(log);
  }
}
