/**
 * What a document has in Redis, for reading: its log (one entry a turn, in one order, each with its time), the merged
 * copy with which it opens, and whose its client ids are. The appending is append.ts, the past archive.ts.
 *
 * Always holds: every entry that was ever appended can be read, from the log or, once that was trimmed, from the
 * archive's buckets; a copy that is answered is one that was kept, byte for byte, and stands on the log.
 */
import type { Redis } from 'ioredis';
import { StoreId } from '../../log/store-id.ts';
import { newDocumentId } from './append.ts';
import { ScribeArchive } from './archive.ts';
import { guarded, pack, unguarded, unpack } from '../updates/bytes.ts';
import type { RolledCopy } from '../worker/jobs.ts';
import { documentKey, documentTopic, type DocumentKey } from './keys.ts';
import { weightOf, type DocumentEntry } from './sealed.ts';

/** The whole text at a sequence, in the three pieces that joiners are given. */
export interface StoredCopy extends RolledCopy {
  readonly sequence: number;
}

/** A lower copy never replaces a higher one, and none is above the log's own head. */
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
  readonly storeId: StoreId;
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.archive = new ScribeArchive(redis, prefix);
    this.storeId = new StoreId(redis, prefix);
  }

  /** The sequence of the newest entry; 0 for none. */
  async head(room: string): Promise<number> {
    const [last] = await this.#redis.xrevrange(this.key(room, 'log'), '+', '-', 'COUNT', 1);
    return last === undefined ? 0 : Number.parseInt(last[0], 10);
  }

  /**
   * The entries after a sequence, oldest first, page by page, without a gap; `lost`: where some are nowhere any more it
   * goes on after them.
   */
  async *entriesAfter(
    room: string,
    after: number,
    lost: 'is an error' | 'is passed over' = 'is an error',
  ): AsyncGenerator<readonly DocumentEntry[]> {
    let count = SMALL_PAGE;
    for (let from = after; ;) {
      const logged = await this.#loggedAfter(room, from, count);
      const isTrimmed = logged[0] !== undefined && logged[0].sequence > from + 1;
      const archived = isTrimmed ? await this.archive.entriesAfter(room, from) : logged;
      const isLost = archived[0]?.sequence !== from + 1 && isTrimmed;
      const entries = isLost ? logged : archived;
      if (isLost && lost === 'is an error') throw new Error(`${room}'s document has no entry ${from + 1}`);
      if (entries.length > 0) yield entries;
      if (entries === logged && entries.length < count) return;
      from = entries.at(-1)?.sequence ?? from;
      count = weightOf(entries) > HEAVY_PAGE_BYTES ? SMALL_PAGE : PAGE;
    }
  }

  /** The newest merged copy; null when there is none, when it is damaged, or when it stands above the log. */
  async loadCopy(room: string): Promise<StoredCopy | null> {
    const [{ sequence, copy }, head] = await Promise.all([
      this.#redis.hgetallBuffer(this.key(room, 'copy')),
      this.head(room),
    ]);
    const bytes = unguarded(copy);
    if (bytes === null || Number(sequence) > head) return null;
    const [state, stateVector, deletions] = unpack(bytes);
    return state === undefined || stateVector === undefined || deletions === undefined
      ? null
      : { sequence: Number(sequence), state, stateVector, deletions };
  }

  /** Where the newest copy stands; 0 for none. */
  async copySequence(room: string): Promise<number> {
    return Number(await this.#redis.hget(this.key(room, 'copy'), 'sequence'));
  }

  /** Keeps a copy and reads it back, unless a higher one stands there already. Rejects when it does not read back. */
  async saveCopy(room: string, copy: StoredCopy): Promise<void> {
    const bytes = guarded(pack([copy.state, copy.stateVector, copy.deletions]));
    const saved = await this.#redis.eval(
      SAVE_COPY,
      2,
      this.key(room, 'log'),
      this.key(room, 'copy'),
      copy.sequence,
      bytes,
    );
    if (saved !== 1) return;
    const [sequence, kept] = await this.#redis.hmgetBuffer(this.key(room, 'copy'), 'sequence', 'copy');
    if (Number(sequence) === copy.sequence && unguarded(kept) === null)
      throw new Error(`the copy of ${room}'s document does not read back`);
  }

  /** Which person first wrote with a client id. */
  async owners(room: string): Promise<Map<number, string>> {
    return new Map([...(await this.clients(room))].map(([client, { owner }]) => [client, owner]));
  }

  /** The same, and the clock of what each client id would write next. */
  async clients(room: string): Promise<Map<number, { readonly next: number; readonly owner: string }>> {
    const clients = await this.#redis.hgetall(this.key(room, 'clients'));
    return new Map(
      Object.entries(clients).map(([client, value]) => [
        Number(client),
        { next: Number.parseInt(value, 10), owner: value.slice(value.indexOf(' ') + 1) },
      ]),
    );
  }

  /** How many bytes each person ever wrote. */
  async spent(room: string): Promise<Map<string, number>> {
    const spent = await this.#redis.hgetall(this.key(room, 'spent'));
    return new Map(Object.entries(spent).map(([person, bytes]) => [person, Number(bytes)]));
  }

  async publishAwareness(room: string, message: Uint8Array): Promise<void> {
    await this.#redis.publish((await this.storeId.channels()) + documentTopic(room, 'carets'), Buffer.from(message));
  }

  /** The id of the document that stands here, made when there is none. */
  async identity(room: string): Promise<string> {
    const key = this.key(room, 'id');
    const present = await this.#redis.get(key);
    if (present !== null) return present;
    await this.#redis.set(key, newDocumentId(), 'NX');
    return (await this.#redis.get(key)) ?? '';
  }

  /**
   * Rejects when another document stands here than the one with this id, or one that ends before a sequence: what is
   * known of it is void.
   */
  async confirm(room: string, id: string, sequence: number): Promise<void> {
    const [present, head] = await Promise.all([this.#redis.get(this.key(room, 'id')), this.head(room)]);
    if (present !== id || head < sequence)
      throw new Error(`the store holds another document of ${room} than the one that lives here`);
  }

  key(room: string, what: DocumentKey): string {
    return documentKey(this.#prefix, room, what);
  }

  async #loggedAfter(room: string, after: number, count: number): Promise<DocumentEntry[]> {
    const rows = await this.#redis.xrangeBuffer(this.key(room, 'log'), `${after + 1}-0`, '+', 'COUNT', count);
    return rows.map(([id, [, atMs, , update = Buffer.alloc(0)]]) => ({
      sequence: Number.parseInt(id.toString(), 10),
      atMs: Number(atMs),
      update,
    }));
  }
}
