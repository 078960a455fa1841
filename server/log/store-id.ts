/**
 * Which store this is: a random id that lives in the store itself, made once by the server that asks first. Redis
 * publishes to every client of the process, whatever database or key prefix it uses, so the names of all channels begin
 * with this id: Watchfloors that share a Redis never receive each other's messages.
 *
 *   first use, or a new connection -> GET, else SET NX, GET -> "<prefix>@<database>:<id>:" before the name of each channel
 *
 * Always holds: an id is trusted for one connection only, because after a reconnect another store, or an emptied one,
 * may answer at the same address. `check` asks again on the same connection, in case the store was emptied since.
 */
import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { unavailable } from './redis.ts';
import { Unavailable } from './room-log.ts';

export class StoreId {
  readonly #redis: Redis;
  readonly #prefix: string;
  #id: Promise<string> | null = null;

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
    redis.on('close', () => (this.#id = null));
  }

  /** 16 letters, digits, dashes or underscores. Throws Unavailable. */
  async get(): Promise<string> {
    const asking = (this.#id ??= this.#ask());
    try {
      return await asking;
    } catch (problem) {
      if (this.#id === asking) this.#id = null;
      throw unavailable(problem);
    }
  }

  /** The same, asked again. Throws Unavailable. */
  async check(): Promise<string> {
    try {
      const id = await this.#ask();
      this.#id = Promise.resolve(id);
      return id;
    } catch (problem) {
      throw unavailable(problem);
    }
  }

  /**
   * The prefix of every channel name. A copy of a store in another database has the same id, so the database is named
   * too.
   */
  async channels(): Promise<string> {
    return `${this.#prefix}@${this.#redis.options.db ?? 0}:${await this.get()}:`;
  }

  async #ask(): Promise<string> {
    const key = `${this.#prefix}:store-id`;
    // Only the first server writes: a store that takes no writes can be read.
    const known = await this.#redis.get(key);
    if (known !== null && known !== '') return known;
    const replies = await this.#redis.multi().set(key, randomBytes(12).toString('base64url'), 'NX').get(key).exec();
    const id = replies?.[1]?.[1];
    if (typeof id !== 'string' || id === '') throw new Unavailable('this store keeps no id of its own');
    return id;
  }
}
