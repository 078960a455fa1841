/**
 * The register of a room's attachments in Redis: which contents the room has, how large each is, and where its bytes
 * are. It is what the limit counts by, wherever the bytes are kept.
 *
 *   register  hash  <id> -> "<bytes> <place>", total -> sum of bytes         coming  hash  <token> -> "<id> <bytes> <until ms>"
 *
 * Always holds: kept and coming contents together, each counted once, never exceed the limit, however many are kept at
 * once: looking and writing are one script. Bytes that live in Redis become the room's by that same script; they are
 * brought in pieces before, because whatever Redis writes at once holds up everyone.
 */
import type { Redis } from 'ioredis';
import { bucketOf } from '../log/keys.ts';
import { failedWrite, unavailable } from '../log/redis.ts';

export type Place = 'redis' | 's3';
/** An upload to another store must have ended by then, one way or the other. */
const COMING_MS = 60_000;
/** Kept on disk within a few ms. */
const PIECE_BYTES = 128 * 1024;

/** KEYS: register, coming, blob, pieces. ARGV: id, bytes, the room's limit, token, then by script. Defines `fits`. */
const LOOK = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HGET', KEYS[1], ARGV[1])
local sum, seen = tonumber(redis.call('HGET', KEYS[1], 'total') or '0'), { [ARGV[1]] = true }
local coming = redis.call('HGETALL', KEYS[2])
for i = 1, #coming, 2 do
  local id, bytes, untilMs = string.match(coming[i + 1], '^(%x+) (%d+) (%d+)$')
  if tonumber(untilMs) < now then
    redis.call('HDEL', KEYS[2], coming[i])
  elseif not seen[id] and redis.call('HEXISTS', KEYS[1], id) == 0 then
    seen[id] = true
    sum = sum + tonumber(bytes)
  end
end
local fits = known or sum + tonumber(ARGV[2]) <= tonumber(ARGV[3])`;

const RESERVE = `${LOOK}
if not fits then return 0 end
redis.call('HSET', KEYS[2], ARGV[4], ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. string.format('%.0f', now + tonumber(ARGV[5])))
return 1`;

const KEEP = `${LOOK}
redis.call('HDEL', KEYS[2], ARGV[4])
if not fits then
  redis.call('UNLINK', KEYS[4])
  return 0
end
if ARGV[5] == 'redis' then
  if redis.call('STRLEN', KEYS[4]) == tonumber(ARGV[2]) then
    redis.call('RENAME', KEYS[4], KEYS[3])
    redis.call('PERSIST', KEYS[3])
  elseif not known then
    return redis.error_reply('ERR its pieces are not all here')
  end
end
if not known then redis.call('HINCRBY', KEYS[1], 'total', ARGV[2]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[5])
return 1`;

/**
 * KEYS: bytes of all rooms. ARGV: bytes, limit. Apart from a room's own count, which is in another slot of a cluster.
 */
const CLAIM = `
if tonumber(redis.call('GET', KEYS[1]) or '0') + tonumber(ARGV[1]) > tonumber(ARGV[2]) then return 0 end
redis.call('INCRBY', KEYS[1], ARGV[1])
return 1`;

export interface Entry {
  readonly id: string;
  readonly bytes: number;
  /** Names this one attempt to keep it. */
  readonly token: string;
}

export class AttachmentRegister {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #mostBytes: number;

  /** `mostBytes`: of a room's contents together. */
  constructor(redis: Redis, prefix: string, mostBytes: number) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#mostBytes = mostBytes;
  }

  /** Holds room for a content on its way to another store, for a minute at most. False when the room is full. */
  reserve(room: string, entry: Entry): Promise<boolean> {
    return this.#run(RESERVE, room, entry, [COMING_MS]);
  }

  /**
   * The content is the room's from now on; if kept here, by the pieces that were brought. False when the room is full.
   */
  keep(room: string, entry: Entry, place: Place): Promise<boolean> {
    return this.#run(KEEP, room, entry, [place]);
  }

  /**
   * Brings the bytes of a content that is going to be kept here; brought twice they are the same. Throws Unavailable.
   */
  async bring(room: string, { token }: Entry, bytes: Buffer): Promise<void> {
    const key = this.#key(room, `attachment-pieces:${token}`);
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      const piece = this.#redis
        .multi()
        .setrange(key, from, bytes.subarray(from, from + PIECE_BYTES))
        .pexpire(key, COMING_MS);
      const [failed] = (
        (await piece.exec().catch((problem: unknown) => Promise.reject(unavailable(problem)))) ?? []
      ).flatMap(([problem]) => problem ?? []);
      if (failed !== undefined) throw unavailable(failed);
    }
  }

  /**
   * Counts bytes of a content that is about to be kept against the limit of all rooms together. False when that is
   * reached. Throws Unavailable.
   */
  async claim(bytes: number, mostBytes: number): Promise<boolean> {
    return (
      (await this.#redis
        .eval(CLAIM, 1, this.#allRooms, bytes, mostBytes)
        .catch((problem: unknown) => Promise.reject(unavailable(problem)))) === 1
    );
  }

  /** It was not kept. A server that dies in between leaves a few bytes too many counted, never too few. */
  async unclaim(bytes: number): Promise<void> {
    await this.#redis.decrby(this.#allRooms, bytes).catch(() => undefined);
  }

  async release(room: string, token: string): Promise<void> {
    await this.#redis.hdel(this.#key(room, 'attachments-coming'), token);
  }

  /** Where a content of this room is, and how large; null when the room has no such content. Throws Unavailable. */
  async find(room: string, id: string): Promise<{ readonly bytes: number; readonly place: Place } | null> {
    const entry = await this.#redis
      .hget(this.#key(room, 'attachments'), id)
      .catch((problem: unknown) => Promise.reject(unavailable(problem)));
    if (entry === null) return null;
    const [bytes, place] = entry.split(' ');
    return { bytes: Number(bytes), place: place === 's3' ? 's3' : 'redis' };
  }

  /** Bytes that were kept here. Throws Unavailable. */
  blob(room: string, id: string): Promise<Buffer | null> {
    return this.#redis
      .getBuffer(this.#key(room, `attachment:${id}`))
      .catch((problem: unknown) => Promise.reject(unavailable(problem)));
  }

  async #run(
    script: string,
    room: string,
    { id, bytes, token }: Entry,
    more: ReadonlyArray<string | number>,
  ): Promise<boolean> {
    const keys = ['attachments', 'attachments-coming', `attachment:${id}`, `attachment-pieces:${token}`].map((what) =>
      this.#key(room, what),
    );
    try {
      return (await this.#redis.eval(script, keys.length, ...keys, id, bytes, this.#mostBytes, token, ...more)) === 1;
    } catch (problem) {
      // Sent twice it is the same content once, so a no is a no.
      throw failedWrite(problem, true);
    }
  }

  get #allRooms(): string {
    return `${this.#prefix}:{attachments}:bytes`;
  }

  /** In the same bucket as the room's own log. */
  #key(room: string, what: string): string {
    return `${this.#prefix}:{b${bucketOf(room)}}:${room}:${what}`;
  }
}
