/**
 * What each person has left in each room's log, in bytes: counted here as it is written, and once a second added to the
 * count of all servers in Redis. So no command waits for the count; between two rounds each server may let through what
 * the rates allow in a second more than the budget.
 */
import type { Redis } from 'ioredis';
import { eachSecond } from '../each-second.ts';
import type { Keys } from '../log/keys.ts';

/** A count that had no additions for this long is read again when it is needed. */
const FORGET_MS = 10 * 60_000;

interface Count {
  readonly room: string;
  readonly person: string;
  /** The total over all servers. */
  known: number;
  /** Written here since. */
  fresh: number;
  usedAtMs: number;
  isRead: boolean;
}

export class Written {
  readonly #redis: Redis;
  readonly #keys: Keys;
  readonly #counts = new Map<string, Count>();
  readonly #stop: () => void;

  constructor(redis: Redis, keys: Keys) {
    this.#redis = redis;
    this.#keys = keys;
    this.#stop = eachSecond(() => void this.reconcile());
  }

  /** In bytes. For a person new to this server it is known within a second. */
  by(person: string, room: string): number {
    const { known, fresh } = this.#of(person, room);
    return known + fresh;
  }

  add(person: string, room: string, bytes: number): void {
    this.#of(person, room).fresh += bytes;
  }

  /** Never throws: while Redis is away, each server goes on with what it knows. */
  async reconcile(): Promise<void> {
    const nowMs = performance.now();
    for (const [name, count] of this.#counts)
      if (count.fresh === 0 && nowMs - count.usedAtMs > FORGET_MS) this.#counts.delete(name);
    await Promise.all(
      [...this.#counts.values()]
        .filter(({ fresh, isRead }) => fresh > 0 || !isRead)
        .map((count) => this.#settle(count)),
    );
  }

  async stop(): Promise<void> {
    this.#stop();
    await this.reconcile();
  }

  async #settle(count: Count): Promise<void> {
    const { fresh } = count;
    count.fresh -= fresh;
    count.known += fresh;
    try {
      count.known = await this.#redis.hincrby(this.#keys.written(count.room), count.person, fresh);
      count.isRead = true;
    } catch {
      // It may or may not have been added; adding it twice would count against someone who did nothing.
      count.isRead = false;
    }
  }

  #of(person: string, room: string): Count {
    const name = `${room} ${person}`;
    const count = this.#counts.get(name) ?? { room, person, known: 0, fresh: 0, usedAtMs: 0, isRead: false };
    count.usedAtMs = performance.now();
    this.#counts.set(name, count);
    return count;
  }
}
