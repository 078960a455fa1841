/**
 * Is this Redis fit to keep what must not be lost? Asks for its settings and names each that is too weak. A server with
 * a weak Redis is up but not ready, unless it was told in so many words that this is accepted.
 */
import type { Redis } from 'ioredis';

const NEEDED: ReadonlyArray<{ readonly setting: string; readonly value: string; readonly because: string }> = [
  {
    setting: 'appendonly',
    value: 'yes',
    because: 'without it everything since the last dump is lost when Redis stops',
  },
  { setting: 'appendfsync', value: 'always', because: 'otherwise a power cut loses what was already acknowledged' },
  { setting: 'maxmemory-policy', value: 'noeviction', because: 'otherwise a full Redis throws logs away' },
];

/** One sentence for each weak or unreadable setting; none when it is fit. Throws when Redis does not answer at all. */
export async function weaknesses(redis: Redis): Promise<readonly string[]> {
  await redis.ping();
  const found = await Promise.all(NEEDED.map((each) => weakness(redis, each)));
  return found.filter((each) => each !== null);
}

async function weakness(redis: Redis, { setting, value, because }: (typeof NEEDED)[number]): Promise<string | null> {
  try {
    const reply = (await redis.config('GET', setting)) as unknown;
    const actual = Array.isArray(reply) ? String(reply[1]) : String((reply as Record<string, unknown>)[setting]);
    return actual === value ? null : `Redis has ${setting} ${actual} where ${value} is needed: ${because}.`;
  } catch (problem) {
    if (problem instanceof Error && problem.name === 'ReplyError')
      return `Redis does not let its setting ${setting} be read; ${value} is needed: ${because}.`;
    throw problem;
  }
}
