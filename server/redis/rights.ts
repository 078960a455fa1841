/**
 * What the Redis user of this server must be allowed to do, and how to ask without doing it. Managed Redis often hands
 * out users with fewer rights; what is missing then fails late and in odd places, so it is looked for first.
 */
import type { Redis } from 'ioredis';
import { BadConfig } from '../config/rule.ts';

/** With the rest of the command behind each key (`k`) or channel (`c`); ours and those of the queues (BullMQ). */
const NEEDED = [
  'PING|INFO|TIME|MULTI|EXEC|SCAN 0|EVALSHA 0 0|EVAL 0 0',
  'GET k|SET k v|GETDEL k|MGET k|STRLEN k|INCR k|INCRBY k 1|DECRBY k 1|DEL k|UNLINK k|EXISTS k|PEXPIRE k 1|PERSIST k',
  'PTTL k|RENAME k k',
  'HGET k f|HSET k f v|HMGET k f|HMSET k f v|HGETALL k|HDEL k f|HEXISTS k f|HINCRBY k f 1|HSTRLEN k f|HVALS k',
  'SADD k m|SREM k m|SCARD k|SMEMBERS k',
  'ZADD k 1 m|ZREM k m|ZRANGE k 0 1|ZSCORE k m|ZCARD k|ZPOPMIN k|BZPOPMIN k 1|ZRANGEBYSCORE k 0 1|ZREVRANGE k 0 1',
  'ZREVRANGEBYSCORE k 1 0',
  'LPUSH k v|RPUSH k v|LREM k 0 v|LLEN k|LTRIM k 0 1|RPOPLPUSH k k',
  'XADD k * f v|XRANGE k - +|XREVRANGE k + -|XTRIM k MAXLEN 1|XDEL k 1-0|XSETID k 1-0|XLEN k',
  'PUBLISH c m|SUBSCRIBE c',
].flatMap((line) => line.split('|').map((command) => command.split(' ')));

/**
 * Writes one key, if the user has every right; answers the names of the commands that are missing. Redis before 7
 * cannot be asked and only writes. KEYS: what is written. ARGV: a channel, the value, then each command as JSON.
 */
export const TRY_TO_WRITE = `
local missing = {}
if redis.acl_check_cmd then
  for place = 3, #ARGV do
    local command = cjson.decode(ARGV[place])
    for word = 2, #command do
      if command[word] == 'k' then command[word] = KEYS[1] elseif command[word] == 'c' then command[word] = ARGV[1] end
    end
    local known, may = pcall(redis.acl_check_cmd, unpack(command))
    if not known or not may then missing[#missing + 1] = command[1] end
  end
end
if #missing == 0 then redis.call('SET', KEYS[1], ARGV[2], 'PX', '60000') end
return missing`;

export const NEEDED_AS_JSON: readonly string[] = NEEDED.map((command) => JSON.stringify(command));

/** Which of the commands that only a start needs are denied to this user. Nothing is known while Redis is away. */
export async function deniedToStart(redis: Redis, { allowWeak }: Rights): Promise<readonly string[]> {
  const settings = allowWeak ? [] : [['CONFIG GET', () => redis.config('GET', 'appendonly')] as const];
  const asked = [['INFO', () => redis.info('server')] as const, ...settings];
  const denied = await Promise.all(asked.map(async ([name, ask]) => ((await isDenied(ask)) ? [name] : [])));
  return denied.flat();
}

/** Throws BadConfig, with one sentence, when commands are missing. */
export function demandNone(missing: readonly string[], { prefix }: Rights): void {
  if (missing.length > 0) throw new BadConfig(sentenceFor([...new Set(missing)], prefix));
}

export interface Rights {
  readonly prefix: string;
  /** Then its settings need not be read. */
  readonly allowWeak: boolean;
}

/** The command that Redis says this user may not run; null when the error is about something else. */
export const deniedIn = ({ message }: Error): string | null =>
  /NOPERM/.test(message) ? (/run (?:the )?'?([\w|]+)/.exec(message)?.[1]?.toUpperCase() ?? 'some commands') : null;

async function isDenied(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (problem) {
    return problem instanceof Error && /NOPERM|unknown command/i.test(problem.message);
  }
}

const MOST_NAMED = 6;

function sentenceFor(missing: readonly string[], prefix: string): string {
  const named = missing.slice(0, MOST_NAMED).join(', ');
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more commands` : '';
  const weak = missing.includes('CONFIG GET') ? ' (CONFIG GET is not needed with ALLOW_WEAK_REDIS=1)' : '';
  return (
    `The Redis user in REDIS_URL may not run ${named}${more} on keys ${prefix}:* and channels ${prefix}@*${weak}; ` +
    'grant the rights that docs/operating.md lists.'
  );
}
