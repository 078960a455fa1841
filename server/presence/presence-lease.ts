/**
 * A server's lease on being believed: renewed every few seconds, in the one call that also clears away what dead
 * servers left behind.
 */
import type { Redis } from 'ioredis';

export const LEASE_MS = 15_000;

/** What is known of a living server: how long its lease is still valid, and the number of its newest change. */
export interface Lease {
  readonly lifeMs: number;
  readonly seq: number;
}

/** Answers id, remaining life and number of each living server. */
const RENEW = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', ARGV[3] .. ARGV[1], ARGV[2])
for _, dead in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do
  redis.call('ZREM', KEYS[1], dead)
  redis.call('DEL', ARGV[3] .. dead)
end
local living = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local answer = {}
for i = 1, #living, 2 do
  answer[#answer + 1] = living[i]
  answer[#answer + 1] = tostring(math.floor(living[i + 1] - now))
  answer[#answer + 1] = redis.call('HGET', ARGV[3] .. living[i], '@seq') or '0'
end
return answer`;

/**
 * Renews one server's lease; answers every living server's, its own too. `keys` is what the keys of presence begin
 * with.
 */
export async function renewLease(redis: Redis, keys: string, server: string): Promise<Map<string, Lease>> {
  const answer = (await redis.eval(RENEW, 1, `${keys}servers`, server, LEASE_MS, keys)) as string[];
  const living = new Map<string, Lease>();
  for (let at = 0; at < answer.length; at += 3)
    living.set(answer[at] ?? '', { lifeMs: Number(answer[at + 1]), seq: Number(answer[at + 2]) });
  return living;
}
