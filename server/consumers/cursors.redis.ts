/**
 * Cursors in Redis: how far each consumer has read each log, and which logs are not read to the end.
 *
 *   wf:{b17}:cursors     hash, `<consumer> <log>` -> `<version> <memo>`     wf:{b17}:consumers   set of names, of all servers
 *   wf:{b17}:unread      sorted set, written by each append, cleared by the move that makes a log read by everyone
 *
 * `unread` is all that a sweep looks at. Servers of older releases append without it; what they wrote is found by
 * comparing every head with every cursor (`markAll`). Names stand in Redis so that a server that knows fewer consumers
 * clears nothing too early.
 */
import type { Redis } from 'ioredis';
import { BUCKETS, bucketOf, Keys } from '../log/keys.ts';
import { pairs } from '../log/redis.ts';
import type { Consumed } from './consumer.ts';
import { MOVE } from './move.lua.ts';

interface Scripted extends Redis {
  watchfloorMove(keyCount: number, ...rest: Array<string | number>): Promise<Reached>;
}

/**
 * elsewhere: another process has moved it, nothing was written · behind: there is more to read · head: there is not.
 */
export type Reached = 'elsewhere' | 'behind' | 'head';

export interface Cursor {
  readonly version: number;
  readonly memo: string;
}

export interface Step {
  readonly log: string;
  readonly consumer: string;
  readonly from: Cursor;
  /** The version reached, and what was consumed on the way. */
  readonly version: number;
  readonly consumed: Consumed;
}

/** A log that these consumers have not read to the end. */
export interface Unread {
  readonly log: string;
  readonly consumers: readonly string[];
}

const AT_ONCE = 500;
const EVERY_BUCKET = Array.from({ length: BUCKETS }, (_, bucket) => bucket);

export class Cursors {
  readonly #redis: Scripted;
  readonly #keys: Keys;
  readonly #names: readonly string[];

  /** `names`: of the consumers that this server has. */
  constructor(redis: Redis, prefix: string, names: readonly string[]) {
    redis.defineCommand('watchfloorMove', { lua: MOVE });
    this.#redis = redis as Scripted;
    this.#keys = new Keys(prefix);
    this.#names = names;
  }

  /** From now on no log counts as read before these consumers have read it. */
  async register(): Promise<void> {
    await Promise.all(EVERY_BUCKET.map((bucket) => this.#redis.sadd(this.#keys.consumers(bucket), ...this.#names)));
  }

  async read(consumer: string, log: string): Promise<Cursor> {
    return cursorIn(await this.#redis.hget(this.#keys.cursors(bucketOf(log)), fieldOf(consumer, log)));
  }

  /** Applies what was consumed and moves the cursor, both or neither. */
  move({ log, consumer, from, version, consumed }: Step): Promise<Reached> {
    const { writes = [], memo = from.memo } = consumed;
    const bucket = bucketOf(log);
    const keys = [
      this.#keys.cursors(bucket),
      this.#keys.head(log),
      this.#keys.unread(bucket),
      this.#keys.consumers(bucket),
      ...writes.map(([, key]) => this.#keys.consumed(bucket, consumer, key)),
    ];
    const told = writes.flatMap(([command, , ...values]) => [command, values.length, ...values]);
    const move = [log, consumer, textOf(from), textOf({ version, memo }), ...told];
    return this.#redis.watchfloorMove(keys.length, ...keys, ...move);
  }

  /**
   * Logs that some consumer, perhaps of another server, has not read to the end; and since when, in milliseconds of
   * Redis's clock.
   */
  async unread(): Promise<ReadonlyMap<string, number>> {
    const replies = await Promise.all(
      EVERY_BUCKET.map((bucket) => this.#redis.zrange(this.#keys.unread(bucket), '0', '-1', 'WITHSCORES')),
    );
    return new Map(replies.flatMap(pairs));
  }

  /** Which of these logs the consumers of this server have to read on. */
  async behind(logs: readonly string[]): Promise<readonly Unread[]> {
    const found: Unread[] = [];
    for (let next = 0; next < logs.length; next += AT_ONCE) {
      const compared = await Promise.all(logs.slice(next, next + AT_ONCE).map((log) => this.#compare(log)));
      found.push(...compared.filter(({ consumers }) => consumers.length > 0));
    }
    return found;
  }

  /** Compares every log's head with every cursor, and marks as unread whatever is. */
  async markAll(logs: readonly string[], now: number): Promise<void> {
    for (const { log } of await this.behind(logs))
      await this.#redis.zadd(this.#keys.unread(bucketOf(log)), 'NX', now, log);
  }

  async #compare(log: string): Promise<Unread> {
    const fields = this.#names.map((name) => fieldOf(name, log));
    const [head, cursors] = await Promise.all([
      this.#redis.hget(this.#keys.head(log), 'version'),
      this.#redis.hmget(this.#keys.cursors(bucketOf(log)), ...fields),
    ]);
    const consumers = this.#names.filter((_, index) => cursorIn(cursors[index]).version < Number(head ?? 0));
    return { log, consumers };
  }
}

const fieldOf = (consumer: string, log: string): string => `${consumer} ${log}`;
const textOf = ({ version, memo }: Cursor): string => `${version} ${memo}`;

function cursorIn(text: string | null | undefined): Cursor {
  const [, version = '0', memo = ''] = /^(\d+) (.*)$/s.exec(text ?? '') ?? [];
  return { version: Number(version), memo };
}
