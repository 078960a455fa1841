/**
 * Connections to Redis, and what its errors mean. Two kinds: one for requests (quick to give up, nothing queued while
 * it is away) and one for subscriptions (waits for ever, comes back by itself).
 *
 * After a failover a connection may still lead to the former primary: one that hears so is made again, and all of them
 * are once a write succeeds (redis/write-watch.ts).
 *
 * Always holds: an error is `Unavailable` only when Redis certainly did nothing; whatever leaves that open is
 * `Unconfirmed`.
 */
import { Redis } from 'ioredis';
import { within } from '../rooms/waiting.ts';
import { Unavailable, Unconfirmed } from './room-log.ts';

/** A reply that takes longer is given up: not failed, unknown. */
const REPLY_WITHIN_MS = 1500;

export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: object;
}

/** `redis://[user:password@]host:port/db` as plain options (BullMQ makes its own connections from them). */
export function redisOptions(url: string): RedisAddress {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  const secret = password === '' ? {} : { password: decodeURIComponent(password) };
  const user = username === '' ? {} : { username: decodeURIComponent(username) };
  const tls = protocol === 'rediss:' ? { tls: {} } : {};
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 6379),
    db: Number(pathname.slice(1) || 0),
    ...user,
    ...secret,
    ...tls,
  };
}

const again = (attempt: number): number => Math.min(50 * attempt, 500);

/** A replica may stay one for long, and can be read meanwhile: it isn't left more often than this. */
const ANOTHER_EVERY_MS = 5000;
const BACK_WITHIN_MS = 2000;

/** Whether an error says that this is a replica: then another server may be the primary at the same address by now. */
function fromAReplica(everyMs = ANOTHER_EVERY_MS): (error: Error) => boolean {
  let left = -Infinity;
  return ({ message }) => {
    if (!/\bREADONLY\b/.test(message) || performance.now() - left < everyMs) return false;
    left = performance.now();
    return true;
  };
}

/** Open in this process, by address. */
const open = new Map<string, Set<Redis>>();

/**
 * Makes every connection to this address again, but the one that found out. What is under way is sent again, as after
 * any loss. Resolves once they are there, or are long in coming.
 */
export async function connectAgain(url: string, besides: Redis): Promise<void> {
  const those = [...(open.get(url) ?? [])].filter((redis) => redis !== besides && redis.status === 'ready');
  const back = those.map((redis) => new Promise((resolve) => redis.once('ready', resolve)));
  for (const redis of those) redis.disconnect(true);
  await within<unknown>(BACK_WITHIN_MS, Promise.all(back), () => null);
}

/** BullMQ makes its connections itself. */
export const queueConnection = (url: string) => ({
  ...redisOptions(url),
  maxRetriesPerRequest: null,
  reconnectOnError: fromAReplica(),
});

/** For requests. `anotherEveryMs`: how often it leaves a replica that answers. `autoResendUnfulfilledCommands` stays on: without it promises are left hanging. */
export function connectForRequests(url: string, anotherEveryMs?: number): Redis {
  return noted(
    url,
    new Redis({
      ...redisOptions(url),
      commandTimeout: REPLY_WITHIN_MS,
      socketTimeout: 5000,
      connectTimeout: 2000,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      retryStrategy: again,
      reconnectOnError: fromAReplica(anotherEveryMs),
    }),
  );
}

/** For subscriptions. It does not subscribe again by itself: the owner does, and only then reads what it missed. */
export function connectForSubscriptions(url: string): Redis {
  return noted(
    url,
    new Redis({
      ...redisOptions(url),
      commandTimeout: REPLY_WITHIN_MS,
      maxRetriesPerRequest: null,
      autoResubscribe: false,
      retryStrategy: again,
      keepAlive: 5000,
    }),
  );
}

/** Connection errors are told by every command that meets them; without a listener they would end the process. */
function noted(url: string, redis: Redis): Redis {
  const there = open.get(url) ?? new Set();
  open.set(url, there.add(redis));
  redis.on('error', () => {});
  redis.on('end', () => {
    there.delete(redis);
    if (there.size === 0 && open.get(url) === there) open.delete(url);
  });
  return redis;
}

const isReply = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError';
const wasNeverSent = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("Stream isn't writeable");

/** What a failed read means: nothing could be read. */
export function unavailable(error: unknown): Unavailable {
  return error instanceof Unavailable
    ? error
    : new Unavailable(error instanceof Error ? error.message : String(error), { cause: error });
}

/**
 * What a failed write means. Redis saying no is a no, unless the connection was lost in between: then ioredis sent it
 * twice, and the no may be the answer to the second.
 */
export function failedWrite(error: unknown, sentOnce: boolean): Unavailable | Unconfirmed {
  if (wasNeverSent(error) || (isReply(error) && sentOnce)) return unavailable(error);
  return new Unconfirmed(error instanceof Error ? error.message : String(error), { cause: error });
}

/** Sorted-set replies with scores: flat in RESP2, nested in RESP3. */
export function pairs(reply: readonly unknown[]): Array<[string, number]> {
  const flat = reply.flat() as Array<string | number>;
  return Array.from({ length: flat.length / 2 }, (_, index) => [String(flat[index * 2]), Number(flat[index * 2 + 1])]);
}
