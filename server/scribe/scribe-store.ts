/**
 * The documents' own log in Redis: every update that was let in, in one order, with its time and its author. Nothing is ever trimmed
 * from it, so any past moment can be read; a snapshot beside it keeps opening short.
 *
 *   append:  is the head where the writer believes it to be? -> XADD each (sequence as the stream's id), bind new client ids, PUBLISH
 *
 * Because an append names the head that it was judged against, every update was judged against exactly what stands before it.
 * A lost reply is harmless: the same update twice is one text, and the second attempt finds the head moved.
 */
import type { Redis } from 'ioredis';
import * as Y from 'yjs';
import { bucketOf } from '../log/keys.ts';
import { ScribeArchive } from './scribe-archive.ts';
import { guarded, pack, unguarded, unpack } from './scribe-bytes.ts';
import { documentKey, type DocumentKey } from './scribe-keys.ts';
import type { RolledCopy } from './scribe-jobs.ts';
import type { DocumentEntry } from './scribe-sealed.ts';

export type { DocumentEntry };

/** The whole text at a sequence, in the three pieces that joiners are given. */
export interface StoredCopy extends RolledCopy {
  readonly sequence: number;
}

/** An entry of the log as it was before a turn became one entry. */
export interface AuthoredEntry extends DocumentEntry {
  readonly person: string;
}

export interface NewUpdate {
  readonly person: string;
  readonly update: Uint8Array;
  /** Client ids that this update is the first to write with. */
  readonly binds: readonly number[];
}

export interface LoadedDocument {
  readonly doc: Y.Doc;
  readonly sequence: number;
  /** The sequence at which the newest snapshot stands; 0 for none. */
  readonly snapshotAt: number;
  /** Which person first wrote with a client id. */
  readonly owners: Map<number, string>;
}

const APPEND = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local head, at = 0, 0
if last then head = tonumber(string.match(last[1], '^%d+')); at = tonumber(last[2][2]) end
if head ~= tonumber(ARGV[1]) then return {0, head, at} end
local time = redis.call('TIME')
at = math.max(at, time[1] * 1000 + math.floor(time[2] / 1000))
local channel = ARGV[2]
for i = 3, #ARGV, 3 do
  head = head + 1
  redis.call('XADD', KEYS[1], head .. '-0', 't', at, 'p', ARGV[i], 'u', ARGV[i + 2])
  for client in string.gmatch(ARGV[i + 1], '%d+') do redis.call('HSETNX', KEYS[2], client, ARGV[i]) end
  redis.call('PUBLISH', channel, head .. ' ' .. at .. ' ' .. ARGV[i] .. '\\n' .. ARGV[i + 2])
end
return {1, head, at}`;

const SAVE_SNAPSHOT = `
local present = tonumber(redis.call('HGET', KEYS[1], 'sequence') or '0')
if present >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'sequence', ARGV[1], 'state', ARGV[2])
return 1`;

/** A lower copy never stands over a higher one, and none above the log's own head. */
const SAVE_COPY = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local present = tonumber(redis.call('HGET', KEYS[2], 'sequence') or '0')
local sequence = tonumber(ARGV[1])
if not last or tonumber(string.match(last[1], '^%d+')) < sequence or present > sequence then return 0 end
redis.call('HSET', KEYS[2], 'sequence', sequence, 'copy', ARGV[2])
return 1`;

const PAGE = 1000;
/** After a page that weighed more, the next asks for few. */
const HEAVY_PAGE_BYTES = 512 * 1024;
const SMALL_PAGE = 64;

export class ScribeStore {
  readonly archive: ScribeArchive;
  private readonly redis: Redis;
  private readonly prefix: string;

  constructor(redis: Redis, prefix: string) {
    this.redis = redis;
    this.prefix = prefix;
    this.archive = new ScribeArchive(redis, prefix);
  }

  /** The newest merged copy; null when there is none, when it is damaged, or when it stands above the log. */
  async loadCopy(room: string): Promise<StoredCopy | null> {
    const [head, { sequence, copy }] = await Promise.all([this.head(room), this.redis.hgetallBuffer(this.key(room, 'copy'))]);
    const bytes = unguarded(copy);
    if (bytes === null || Number(sequence) > head) return null;
    const [state, stateVector, deletions] = unpack(bytes);
    return state === undefined || stateVector === undefined || deletions === undefined ? null : { sequence: Number(sequence), state, stateVector, deletions };
  }

  /** Where the newest copy stands; 0 for none. */
  async copySequence(room: string): Promise<number> {
    return Number(await this.redis.hget(this.key(room, 'copy'), 'sequence'));
  }

  /** Keeps a copy and reads it back. False when a higher one stands there already; rejects when it does not read back. */
  async saveCopy(room: string, copy: StoredCopy): Promise<boolean> {
    const bytes = guarded(pack([copy.state, copy.stateVector, copy.deletions]));
    const saved = await this.redis.eval(SAVE_COPY, 2, this.key(room, 'log'), this.key(room, 'copy'), copy.sequence, bytes);
    if (saved !== 1) return false;
    const [sequence, kept] = await this.redis.hmgetBuffer(this.key(room, 'copy'), 'sequence', 'copy');
    if (Number(sequence) === copy.sequence && kept?.equals(bytes) !== true) throw new Error(`the copy of ${room}'s document does not read back`);
    return true;
  }

  /** Which person first wrote with a client id. */
  async owners(room: string): Promise<Map<number, string>> {
    const clients = await this.redis.hgetall(this.key(room, 'clients'));
    return new Map(Object.entries(clients).map(([client, value]) => [Number(client), value.slice(value.indexOf(' ') + 1)]));
  }

  /** All of them, right after `head`; or none, and where the head is instead. Rejects when it is not known whether they were kept. */
  async append(room: string, head: number, updates: readonly NewUpdate[]): Promise<{ readonly appended: boolean; readonly head: number }> {
    const keys = [this.key(room, 'log'), this.key(room, 'owners')];
    // ioredis writes a plain Uint8Array as text, which is another document.
    const items = updates.flatMap(({ person, update, binds }) => [person, binds.join(' '), Buffer.from(update)]);
    const reply = (await this.redis.eval(APPEND, 2, ...keys, head, this.channel(room, 'tail'), ...items)) as [number, number];
    return { appended: reply[0] === 1, head: reply[1] };
  }

  async head(room: string): Promise<number> {
    const last = await this.redis.xrevrange(this.key(room, 'log'), '+', '-', 'COUNT', 1);
    return last[0] === undefined ? 0 : Number.parseInt(last[0][0], 10);
  }

  /** The entries after a sequence, oldest first, page by page, without a gap: those that the log no longer has are in the buckets. */
  async *entriesAfter(room: string, after: number): AsyncGenerator<readonly AuthoredEntry[]> {
    let count = SMALL_PAGE;
    for (let from = after; ; ) {
      const rows = await this.redis.xrangeBuffer(this.key(room, 'log'), `${from + 1}-0`, '+', 'COUNT', count);
      const entries = rows.map(([id, fields]) => toEntry(id, fields));
      const [first] = entries;
      if (first === undefined) return;
      if (first.sequence > from + 1) {
        const sealed = await this.archive.entriesAfter(room, from);
        if (sealed[0]?.sequence !== from + 1) throw new Error(`${room}'s document has no entry ${from + 1}`);
        yield sealed.map((entry) => ({ ...entry, person: '' }));
        from = sealed.at(-1)?.sequence ?? from;
        continue;
      }
      yield entries;
      from = entries.at(-1)?.sequence ?? from;
      if (entries.length < count) return;
      count = entries.reduce((sum, { update }) => sum + update.length, 0) > HEAVY_PAGE_BYTES ? SMALL_PAGE : PAGE;
    }
  }

  /** The document as it is now, from the newest usable snapshot and what came after it. */
  async load(room: string): Promise<LoadedDocument> {
    const [head, snapshot, bound] = await Promise.all([this.head(room), this.redis.hgetallBuffer(this.key(room, 'snapshot')), this.redis.hgetall(this.key(room, 'owners'))]);
    const doc = new Y.Doc();
    const snapshotAt = snapshot['state'] !== undefined && tryApply(doc, snapshot['state']) ? Number(snapshot['sequence']) : 0;
    // A snapshot newer than the log comes from a log that lost its end: its text is kept, and the whole log is read onto it.
    let sequence = snapshotAt > head ? 0 : snapshotAt;
    for await (const entries of this.entriesAfter(room, sequence)) {
      await applyAll(doc, entries);
      sequence = entries.at(-1)?.sequence ?? sequence;
    }
    return { doc, sequence, snapshotAt, owners: new Map(Object.entries(bound).map(([client, person]) => [Number(client), person])) };
  }

  /** The document as it was at an instant: everything written up to then. */
  async loadAt(room: string, atMs: number): Promise<Y.Doc> {
    const doc = new Y.Doc();
    for await (const entries of this.entriesAfter(room, 0)) {
      const until = entries.filter((entry) => entry.atMs <= atMs);
      await applyAll(doc, until);
      if (until.length < entries.length) break;
    }
    return doc;
  }

  /** Keeps a merged copy beside the log, after reading it back into an empty document. A lower one never overwrites a higher. */
  async saveSnapshot(room: string, sequence: number, state: Uint8Array): Promise<void> {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, state);
    if (copy.store.pendingStructs !== null || copy.store.pendingDs !== null) throw new Error(`the merged copy of ${room}'s document is incomplete`);
    copy.destroy();
    await this.redis.eval(SAVE_SNAPSHOT, 1, this.key(room, 'snapshot'), sequence, Buffer.from(state));
  }

  async publishAwareness(room: string, message: Uint8Array): Promise<void> {
    await this.redis.publish(this.channel(room, 'carets'), Buffer.from(message));
  }

  channel(room: string, what: 'tail' | 'carets'): string {
    return this.name(room, what);
  }

  key(room: string, what: DocumentKey | 'owners' | 'snapshot'): string {
    return what === 'owners' || what === 'snapshot' ? this.name(room, what) : documentKey(this.prefix, room, what);
  }

  /** In the same bucket as the room's own log. */
  private name(room: string, what: string): string {
    return `${this.prefix}:{b${bucketOf(room)}}:${room}:scribe-${what}`;
  }
}

/** A published entry: "<sequence> <ms> <person>", a line feed, and the update's bytes. */
export function readPublished(message: Buffer): AuthoredEntry {
  const end = message.indexOf(10);
  const [sequence, atMs, person] = message.subarray(0, end).toString().split(' ');
  return { sequence: Number(sequence), atMs: Number(atMs), person: person ?? '', update: message.subarray(end + 1) };
}

function toEntry(id: Buffer, fields: readonly Buffer[]): AuthoredEntry {
  const field = (name: string): Buffer | undefined => fields.find((_each, at) => at % 2 === 1 && fields[at - 1]?.toString() === name);
  return { sequence: Number.parseInt(id.toString(), 10), atMs: Number(field('t')), person: String(field('p') ?? ''), update: field('u') ?? Buffer.alloc(0) };
}

function tryApply(doc: Y.Doc, state: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, state);
    return doc.store.pendingStructs === null;
  } catch {
    return false;
  }
}

/** In portions: one huge transaction costs more than its parts, and the process must breathe between them. */
async function applyAll(doc: Y.Doc, entries: readonly DocumentEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += 64) {
    doc.transact(() => entries.slice(start, start + 64).forEach(({ update }) => Y.applyUpdate(doc, update)));
    if (start % 512 === 448) await new Promise((resolve) => setImmediate(resolve));
  }
}
