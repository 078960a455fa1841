/**
 * A document's past in Redis: the buckets, one after another without a gap, and keyframes (the whole text at some of
 * their ends) so that reading a moment stays short. Nothing is ever removed from either; the log before the last bucket
 * is trimmed. Everything here may be done twice, by two servers at once, and be cut off anywhere: a bucket joins only
 * where the last one ends, and the trim looks at what is really there.
 */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Redis } from 'ioredis';
import { documentKey, type DocumentKey } from './keys.ts';
import { isSameEntry, unseal, type Bucket, type DocumentEntry } from './sealed.ts';

export interface Keyframe {
  /** It holds everything up to here. */
  readonly sequence: number;
  readonly atMs: number;
  readonly state: Uint8Array;
}

/** A bucket as it is in its row: its number, and what all entries up to its end weighed. */
export interface PlacedBucket extends Bucket {
  readonly ordinal: number;
  readonly weightBytes: number;
}

/**
 * With `anew`, what is there and was never read back is removed first, if the log still has it. Answers how often that
 * happened.
 */
const ADD_BUCKETS = `
local verified = tonumber(redis.call('HGET', KEYS[2], 'to') or '0')
local first = redis.call('XRANGE', KEYS[3], '-', '+', 'COUNT', 1)[1]
if ARGV[1] == 'anew' and first and tonumber(string.match(first[1], '^%d+')) <= verified + 1 then
  for _, row in ipairs(redis.call('XRANGE', KEYS[1], (verified + 1) .. '-0', '+')) do redis.call('XDEL', KEYS[1], row[1]) end
  if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('XSETID', KEYS[1], verified .. '-1', 'ENTRIESADDED', redis.call('XLEN', KEYS[1]), 'MAXDELETEDID', '0-1') end
  redis.call('HINCRBY', KEYS[2], 'times', 1)
end
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local sealed, ordinal, weight = 0, 0, 0
if last then sealed, ordinal, weight = tonumber(string.match(last[1], '^%d+')), tonumber(last[2][6]), tonumber(last[2][8]) end
for i = 2, #ARGV, 7 do
  if tonumber(ARGV[i]) == sealed + 1 then
    sealed, ordinal, weight = tonumber(ARGV[i + 1]), ordinal + 1, weight + tonumber(ARGV[i + 3])
    redis.call('XADD', KEYS[1], sealed .. '-0', 'f', ARGV[i], 'a', ARGV[i + 2], 'n', ordinal, 'w', weight, 'c', ARGV[i + 4], 'u', ARGV[i + 5], 'o', ARGV[i + 6])
  end
end
return redis.call('HGET', KEYS[2], 'times') or '0'`;

/** What was read back, unless it was taken away since. */
const VERIFY = `
if (redis.call('HGET', KEYS[1], 'times') or '0') ~= ARGV[2] then return 0 end
if tonumber(ARGV[1]) > tonumber(redis.call('HGET', KEYS[1], 'to') or '0') then redis.call('HSET', KEYS[1], 'to', ARGV[1]) end
return 1`;

/** The last entry stays for ever: the head is read from it. */
const TRIM = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if not last then return 0 end
local verified = tonumber(redis.call('HGET', KEYS[2], 'to') or '0')
return redis.call('XTRIM', KEYS[1], 'MINID', math.min(tonumber(ARGV[1]) + 1, verified + 1, tonumber(string.match(last[1], '^%d+'))) .. '-0')`;

const GIVE_BACK = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

const PAGE = 64;
/**
 * The first page is short, and the others have as many as would have weighed about this: an answer of megabytes comes
 * too late.
 */
const FIRST_PAGE = 16;
const PAGE_BYTES = 512 * 1024;
const compress = promisify(gzip);
const decompress = promisify(gunzip);

export class ScribeArchive {
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  /** Up to which sequence everything is in buckets; 0 for nothing. */
  async sealedTo(room: string): Promise<number> {
    return (await this.lastBucket(room))?.to ?? 0;
  }

  async lastBucket(room: string, upTo = '+'): Promise<PlacedBucket | null> {
    const [row] = (await this.#redis.xrevrangeBuffer(this.#key(room, 'buckets'), upTo, '-', 'COUNT', 1)) as Array<
      [Buffer, Buffer[]]
    >;
    return row === undefined ? null : toBucket(...row);
  }

  /** Up to which sequence everything is in buckets that were read back; 0 for nothing. */
  async verifiedTo(room: string): Promise<number> {
    return Number(await this.#redis.hget(this.#key(room, 'verified'), 'to'));
  }

  /**
   * Keeps buckets that follow the last one and reads them back; some may be there already. Rejects when they are not
   * what stands there.
   */
  async addBuckets(room: string, buckets: readonly Bucket[]): Promise<void> {
    if (
      buckets.length === 0 ||
      (await this.#keep(room, buckets, 'further')) ||
      (await this.#keep(room, buckets, 'anew'))
    )
      return;
    throw new Error(`the buckets of ${room}'s document from ${buckets[0]?.from ?? 0} on do not read back`);
  }

  async #keep(room: string, buckets: readonly Bucket[], how: 'further' | 'anew'): Promise<boolean> {
    const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0];
    const values = buckets.flatMap((bucket) => [
      bucket.from,
      bucket.to,
      bucket.atMs,
      bucket.bytes,
      bucket.checksum,
      Buffer.from(bucket.merged),
      Buffer.from(bucket.entries),
    ]);
    const times = await this.#redis.eval(
      ADD_BUCKETS,
      3,
      this.#key(room, 'buckets'),
      this.#key(room, 'verified'),
      this.#key(room, 'log'),
      how,
      ...values,
    );
    const kept = await this.#bucketsBetween(room, from, to);
    if (!buckets.every((bucket, at) => isSameBucket(bucket, kept[at])) && !holdTheSame(kept, buckets)) return false;
    // Always where a bucket ends: if it is made again one day, that begins with a whole one.
    const end = kept.findLast((bucket) => bucket.to <= to)?.to ?? 0;
    return (await this.#redis.eval(VERIFY, 1, this.#key(room, 'verified'), end, String(times))) === 1;
  }

  /** Buckets in their order, page by page, from the one that holds the entry after a sequence. */
  async *bucketsAfter(room: string, after: number): AsyncGenerator<readonly PlacedBucket[]> {
    let count = FIRST_PAGE;
    for (let from = after; ;) {
      const rows = await this.#redis.xrangeBuffer(this.#key(room, 'buckets'), `${from + 1}-0`, '+', 'COUNT', count);
      const buckets = rows.map(([id, fields]) => toBucket(id, fields));
      if (buckets.length > 0) yield buckets;
      if (buckets.length < count) return;
      from = buckets.at(-1)?.to ?? from;
      const bytes = buckets.reduce((sum, { merged, entries }) => sum + merged.length + entries.length, 0);
      count = Math.min(PAGE, Math.max(1, Math.floor((buckets.length * PAGE_BYTES) / bytes)));
    }
  }

  /** Entries after a sequence as they were written: one page of them, all that are sealed when there are few. */
  async entriesAfter(room: string, after: number): Promise<DocumentEntry[]> {
    for await (const buckets of this.bucketsAfter(room, after))
      return buckets.flatMap(unseal).filter(({ sequence }) => sequence > after);
    return [];
  }

  /** Answers what it weighs there, compressed. */
  async saveKeyframe(room: string, { sequence, atMs, state }: Keyframe): Promise<number> {
    const pressed = await compress(state);
    await this.#redis.hset(this.#key(room, 'keyframes'), String(sequence), pressed);
    await this.#redis.zadd(this.#key(room, 'moments'), atMs, String(sequence));
    return pressed.length;
  }

  /** Where the newest whole text stands, and what it weighs; zeros for none. */
  async newestKeyframe(room: string): Promise<{ sequence: number; bytes: number }> {
    const [member] = await this.#redis.zrevrange(this.#key(room, 'moments'), 0, 0);
    if (member === undefined) return { sequence: 0, bytes: 0 };
    return { sequence: Number(member), bytes: await this.#redis.hstrlen(this.#key(room, 'keyframes'), member) };
  }

  /** The newest whole text from before an instant; an older one when that is damaged. */
  async keyframeAt(room: string, atMs: number): Promise<Keyframe | null> {
    for (let passed = 0; ; passed += 1) {
      const [member, score] = await this.#redis.zrevrangebyscore(
        this.#key(room, 'moments'),
        atMs === Infinity ? '+inf' : atMs,
        '-inf',
        'WITHSCORES',
        'LIMIT',
        passed,
        1,
      );
      if (member === undefined) return null;
      const pressed = await this.#redis.hgetBuffer(this.#key(room, 'keyframes'), member);
      const state = pressed === null ? null : await decompress(pressed).catch(() => null);
      if (state !== null) return { sequence: Number(member), atMs: Number(score), state };
    }
  }

  /** Takes from the log what was read back from buckets, up to a sequence. */
  async trim(room: string, upTo: number): Promise<void> {
    await this.#redis.eval(TRIM, 2, this.#key(room, 'log'), this.#key(room, 'verified'), upTo);
  }

  /**
   * True for the server that may compact this document for now. A server that dies with it is waited for no longer than
   * this.
   */
  async lease(room: string, holder: string, forMs: number): Promise<boolean> {
    return (await this.#redis.set(this.#key(room, 'lease'), holder, 'PX', forMs, 'NX')) === 'OK';
  }

  async giveBack(room: string, holder: string): Promise<void> {
    await this.#redis.eval(GIVE_BACK, 1, this.#key(room, 'lease'), holder);
  }

  async #bucketsBetween(room: string, from: number, to: number): Promise<PlacedBucket[]> {
    const between: PlacedBucket[] = [];
    for await (const buckets of this.bucketsAfter(room, from - 1)) {
      between.push(...buckets.filter((bucket) => bucket.from <= to));
      if ((buckets.at(-1)?.to ?? 0) >= to) break;
    }
    return between;
  }

  #key(room: string, what: DocumentKey): string {
    return documentKey(this.#prefix, room, what);
  }
}

const isSameBucket = (one: Bucket, other: Bucket | undefined): boolean =>
  one.from === other?.from &&
  one.to === other.to &&
  one.atMs === other.atMs &&
  one.checksum === other.checksum &&
  Buffer.compare(one.merged, other.merged) === 0 &&
  Buffer.compare(one.entries, other.entries) === 0;

/** Another server may have drawn the lines elsewhere. */
function holdTheSame(kept: readonly Bucket[], buckets: readonly Bucket[]): boolean {
  try {
    const standing = new Map(kept.flatMap(unseal).map((entry) => [entry.sequence, entry]));
    return buckets.flatMap(unseal).every((entry) => isSameEntry(entry, standing.get(entry.sequence)));
  } catch {
    return false;
  }
}

function toBucket(id: Buffer, fields: readonly Buffer[]): PlacedBucket {
  const [from, atMs, ordinal, weightBytes, checksum] = [1, 3, 5, 7, 9].map((at) => Number(fields[at])) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const [merged = Buffer.alloc(0), entries = Buffer.alloc(0)] = [fields[11], fields[13]];
  return {
    from,
    to: Number.parseInt(id.toString(), 10),
    atMs,
    ordinal,
    weightBytes,
    bytes: 0,
    checksum,
    merged,
    entries,
  };
}
