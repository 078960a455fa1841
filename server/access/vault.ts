/**
 * The vault: where every secret that admits a person is kept. A secret is 256 random bits, shown once; Redis holds
 * only its SHA-256, with an expiry, so that neither a copy of the store nor a log line admits anyone.
 *
 *   put -> the secret        read, keep, drop by its hash        take: read and drop in one step, for what may be used once
 *   exchange: what may be used once becomes something else, in one step
 *   note, notes, unnote: a table beside them, text by id, without an expiry of its own
 *
 * Errors of the store come out as Unavailable: the caller then knows nothing, and must not treat that as a no.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { unavailable } from '../log/redis.ts';

export const hashOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');
const freshSecret = (): string => randomBytes(32).toString('base64url');

/**
 * KEYS: the new record; what says for good that it was made; then what ends by it. ARGV: record, its life, how long
 * that is remembered. Returns 1 when the record is there, made now or by the very same caller before; 0 when it was
 * made before and is over, or another was.
 */
const EXCHANGE = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 1 end
if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
for place = 3, #KEYS do redis.call('DEL', KEYS[place]) end
return 1`;
/** KEYS: what is used up, what is written. ARGV: record. Returns 0 when there is nothing to use up. */
const TRADE = `
if redis.call('DEL', KEYS[1]) == 0 then return 0 end
redis.call('SET', KEYS[2], ARGV[1])
return 1`;
/** Longer than anything lives that may be exchanged. */
const REMEMBERED_MS = 31 * 86_400_000;

export interface Named {
  readonly kind: string;
  readonly hash: string;
}

export class Vault {
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async put(kind: string, record: object, lifeMs: number | null): Promise<string> {
    const secret = freshSecret();
    await this.write(kind, hashOf(secret), { record, lifeMs });
    return secret;
  }

  async write(
    kind: string,
    hash: string,
    { record, lifeMs }: { record: object; lifeMs: number | null },
  ): Promise<void> {
    const expiry = lifeMs === null ? ([] as const) : (['PX', lifeMs] as const);
    await this.#ask(() => this.#redis.call('SET', this.#key(kind, hash), JSON.stringify(record), ...expiry));
  }

  async read<Kept>(kind: string, hash: string): Promise<Kept | null> {
    return parsed<Kept>(await this.#ask(() => this.#redis.get(this.#key(kind, hash))));
  }

  /** In one call; null for what has ended. */
  async readAll<Kept>(kind: string, hashes: readonly string[]): Promise<ReadonlyArray<Kept | null>> {
    if (hashes.length === 0) return [];
    const found = await this.#ask(() => this.#redis.mget(hashes.map((hash) => this.#key(kind, hash))));
    return found.map((json) => parsed<Kept>(json));
  }

  /** Every hash of this kind, by a walk over the whole store: for once, not for each request. */
  async walk(kind: string): Promise<readonly string[]> {
    const begin = this.#key(kind, '');
    const found = new Set<string>();
    let cursor = '0';
    do {
      const [next, keys] = await this.#ask(() =>
        this.#redis.scan(cursor, 'MATCH', `${begin.replace(/[\\[\]*?]/g, '\\$&')}*`, 'COUNT', 1000),
      );
      for (const key of keys) found.add(key.slice(begin.length));
      cursor = next;
    } while (cursor !== '0');
    return [...found];
  }

  async note(table: string, notes: Readonly<Record<string, string>>): Promise<void> {
    if (Object.keys(notes).length > 0) await this.#ask(() => this.#redis.hset(this.#key('table', table), notes));
  }

  async notes(table: string): Promise<Readonly<Record<string, string>>> {
    return this.#ask(() => this.#redis.hgetall(this.#key('table', table)));
  }

  async unnote(table: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#ask(() => this.#redis.hdel(this.#key('table', table), ...ids));
  }

  /** Which of these still stand, in one call. */
  async stand(kept: readonly Named[]): Promise<readonly boolean[]> {
    if (kept.length === 0) return [];
    const found = await this.#ask(() => this.#redis.mget(kept.map(({ kind, hash }) => this.#key(kind, hash))));
    return found.map((each) => each !== null);
  }

  async take<Kept>(kind: string, hash: string): Promise<Kept | null> {
    return parsed<Kept>(await this.#ask(() => this.#redis.getdel(this.#key(kind, hash))));
  }

  async keep(kind: string, hash: string, lifeMs: number): Promise<void> {
    await this.#ask(() => this.#redis.pexpire(this.#key(kind, hash), lifeMs));
  }

  async drop(kind: string, hash: string): Promise<void> {
    await this.#ask(() => this.#redis.del(this.#key(kind, hash)));
  }

  /**
   * In one step: this record is made, once for this name, and these end. False: it was made before, and is over by now
   * or someone else's.
   */
  async exchange(
    { kind, hash }: Named,
    made: { readonly record: object; readonly lifeMs: number; readonly once: string; readonly ends: readonly Named[] },
  ): Promise<boolean> {
    const keys = [
      this.#key(kind, hash),
      this.#key('once', made.once),
      ...made.ends.map((each) => this.#key(each.kind, each.hash)),
    ];
    return (
      Number(
        await this.#ask(() =>
          this.#redis.eval(EXCHANGE, keys.length, ...keys, JSON.stringify(made.record), made.lifeMs, REMEMBERED_MS),
        ),
      ) === 1
    );
  }

  /** In one step: this is used up, and that is kept for good. False: there was nothing to use up. */
  async trade(used: Named, kept: Named, record: object): Promise<boolean> {
    const keys = [used, kept].map(({ kind, hash }) => this.#key(kind, hash));
    return Number(await this.#ask(() => this.#redis.eval(TRADE, 2, ...keys, JSON.stringify(record)))) === 1;
  }

  /** A random key of this store, the same for all its servers. */
  async key(): Promise<string> {
    const name = this.#key('key', 'attempts');
    const replies = await this.#ask(() => this.#redis.multi().set(name, freshSecret(), 'NX').get(name).exec());
    const key = replies?.[1]?.[1];
    if (typeof key !== 'string') throw unavailable(new Error('the store keeps no key'));
    return key;
  }

  #key(kind: string, hash: string): string {
    return `${this.#prefix}:{access}:${kind}:${hash}`;
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question();
    } catch (problem) {
      throw unavailable(problem);
    }
  }
}

function parsed<Kept>(json: string | null): Kept | null {
  return json === null ? null : (JSON.parse(json) as Kept);
}
