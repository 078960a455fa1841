/**
 * The vault: where every secret that lets somebody in is kept. A secret is 256 random bits, shown once; Redis holds only its SHA-256,
 * with an expiry, so that neither a copy of the store nor a log line lets anybody in.
 *
 *   put -> the secret        read, keep, drop by its hash        take: read and drop in one step, for what may be used once
 *
 * Errors of the store come out as Unavailable: whoever asks then knows nothing, and must not treat that as a no.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { unavailable } from '../log/redis.ts';

export const hashOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');
const freshSecret = (): string => randomBytes(32).toString('base64url');

/** Uses one of several: answers the record, and forgets it with its last use. */
const USE = `
local record = redis.call('HGET', KEYS[1], 'record')
if not record then return false end
if redis.call('HINCRBY', KEYS[1], 'uses', -1) <= 0 then redis.call('DEL', KEYS[1]) end
return record`;

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

  /** Which of these still stand, in one call. */
  async stand(kept: ReadonlyArray<{ readonly kind: string; readonly hash: string }>): Promise<readonly boolean[]> {
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

  async putCounted(kind: string, record: object, limits: { uses: number; lifeMs: number }): Promise<string> {
    const secret = freshSecret();
    await this.giveBack(kind, hashOf(secret), { record, ...limits });
    return secret;
  }

  async readCounted<Kept>(kind: string, hash: string): Promise<Kept | null> {
    return parsed<Kept>(await this.#ask(() => this.#redis.hget(this.#key(kind, hash), 'record')));
  }

  async useCounted<Kept>(kind: string, hash: string): Promise<Kept | null> {
    return parsed<Kept>((await this.#ask(() => this.#redis.eval(USE, 1, this.#key(kind, hash)))) as string | null);
  }

  /** Adds uses: at the beginning, or when what a use was for turned out not to happen. */
  async giveBack(
    kind: string,
    hash: string,
    { record, uses, lifeMs }: { record: object; uses: number; lifeMs: number },
  ): Promise<void> {
    const key = this.#key(kind, hash);
    await this.#ask(() =>
      this.#redis
        .multi()
        .hset(key, 'record', JSON.stringify(record))
        .hincrby(key, 'uses', uses)
        .pexpire(key, Math.max(1, lifeMs))
        .exec(),
    );
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
