/**
 * Budgets for rare actions, over all servers: so much in a minute, an hour or a day, counted in Redis and forgotten at
 * the window's end. One call each; no command or read waits for this.
 *
 * Without Redis none of it is allowed (throws Unavailable): no one can guess links while attempts are not counted.
 */
import type { Redis } from 'ioredis';
import { unavailable } from '../log/redis.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const MB = 1024 * 1024;

export const WINDOWS = {
  /** Attempts to join by a link that does not exist, by address. */
  'failed-sign-in': { most: 10, ms: MINUTE_MS },
  /** Attempts with a link that exists, by address: a whole office may share one. */
  'sign-in': { most: 120, ms: MINUTE_MS },
  /** Wrong emails and passwords, by address. */
  'failed-password': { most: 10, ms: MINUTE_MS },
  /** Lookups of links that do not exist, and of links that do, by address. */
  'failed-look': { most: 20, ms: MINUTE_MS },
  look: { most: 240, ms: MINUTE_MS },
  /** Links and tokens made, by person. */
  link: { most: 20, ms: MINUTE_MS },
  /** Rooms declared, by person. */
  room: { most: 10, ms: HOUR_MS },
  /** Bytes of attachments, by person. */
  'upload-minute': { most: 32 * MB, ms: MINUTE_MS },
  'upload-day': { most: 256 * MB, ms: 24 * HOUR_MS },
} as const;
export type Window = keyof typeof WINDOWS;

/**
 * KEYS: the count. ARGV: amount (0: only look), most, window in ms. Returns 0 when it was counted, else in how many ms
 * the window ends.
 */
const SPEND = `
local used, amount = tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[1])
if used + math.max(1, amount) > tonumber(ARGV[2]) then return math.max(1, redis.call('PTTL', KEYS[1])) end
if amount == 0 then return 0 end
redis.call('INCRBY', KEYS[1], amount)
if used == 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 0`;

/** Only while the window lasts: a count without an end would never be forgotten. */
const GIVE_BACK = `if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DECRBY', KEYS[1], ARGV[1]) end`;

export class Windows {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #factor: number;

  constructor(redis: Redis, prefix: string, factor: number) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#factor = factor;
  }

  /**
   * 0 when it was counted (with an amount of 0: when one more would be); else nothing was, and in how many ms to try
   * again. Throws Unavailable.
   */
  async spend(window: Window, who: string, amount = 1): Promise<number> {
    const { most, ms } = WINDOWS[window];
    try {
      return Number(
        await this.#redis.eval(SPEND, 1, this.#key(window, who), amount, Math.floor(most * this.#factor), ms),
      );
    } catch (problem) {
      throw unavailable(problem);
    }
  }

  /** Gives back what was counted but did not happen. Never throws: at worst someone waits for the window's end. */
  async giveBack(window: Window, who: string, amount = 1): Promise<void> {
    await this.#redis.eval(GIVE_BACK, 1, this.#key(window, who), amount).catch(() => undefined);
  }

  #key(window: Window, who: string): string {
    return `${this.#prefix}:{budget}:${window}:${who}`;
  }
}
