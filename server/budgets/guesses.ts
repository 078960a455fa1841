/**
 * Guesses at one account: the first few are free, then each next one has to wait twice as long as the one before, over
 * all servers. Counted before the guess is looked at, so that a thousand at once are not a thousand for free; right
 * ones are forgotten. An email that no one has is counted the same way, so that this tells nothing.
 *
 * Without Redis no one may guess (throws Unavailable).
 */
import type { Redis } from 'ioredis';
import { unavailable } from '../log/redis.ts';

const FREE = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const REMEMBERED_MS = 24 * 3_600_000;

/** KEYS: count, wait. ARGV: free, first wait, longest wait, for how long it is remembered. Returns the wait, 0: go on. */
const GUESS = `
local left = redis.call('PTTL', KEYS[2])
if left > 0 then return left end
local count = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
local over = count - tonumber(ARGV[1])
if over >= 0 then
  local wait = math.min(tonumber(ARGV[2]) * 2 ^ math.min(over, 20), tonumber(ARGV[3]))
  redis.call('SET', KEYS[2], '1', 'PX', string.format('%d', wait))
end
return 0`;

export class Guesses {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #factor: number;

  constructor(redis: Redis, prefix: string, factor: number) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#factor = factor;
  }

  /** 0: it was counted and may be looked at; else in how many ms the next one may be. */
  async count(account: string): Promise<number> {
    const limits = [FREE * this.#factor, FIRST_WAIT_MS, LONGEST_WAIT_MS, REMEMBERED_MS];
    try {
      return Number(await this.#redis.eval(GUESS, 2, ...this.#keys(account), ...limits));
    } catch (problem) {
      throw unavailable(problem);
    }
  }

  /** It was right. Never throws: at worst its person waits. */
  async forget(account: string): Promise<void> {
    await this.#redis.del(this.#keys(account)).catch(() => undefined);
  }

  #keys(account: string): [string, string] {
    return [`${this.#prefix}:{budget}:guesses:${account}`, `${this.#prefix}:{budget}:guesses-wait:${account}`];
  }
}
