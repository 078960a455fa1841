/**
 * Appending to a document's log in Redis, and what is published of it.
 *
 *   this very document? the next clock of every client, and whose it is, as the writer believes?
 *     -> XADD, move the clocks on, PUBLISH: all or nothing
 *
 * No head is named: servers conflict only where one client writes through two of them. That also makes a lost reply
 * harmless: the same text again is stale, and found in the log.
 */
import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { MAY } from '../../log/may.lua.ts';
import { StoreId } from '../../log/store-id.ts';
import { documentKey, documentTopic, type DocumentKey } from './keys.ts';
import type { Span } from '../updates/merge.ts';
import type { DocumentEntry } from './sealed.ts';

/** A stretch of one client's text, and who wrote it. */
export interface OwnedSpan extends Span {
  readonly person: string;
}

export type Appended =
  | {
      readonly kind: 'appended';
      readonly sequence: number;
      readonly atMs: number;
      readonly spent: ReadonlyMap<string, number>;
    }
  /** Nothing was appended: of these clients the log knows more, or another owner. */
  | Stale;

export interface Stale {
  readonly kind: 'stale';
  readonly head: number;
  /** And their owners; those without an owner have none. */
  readonly clients: ReadonlyMap<number, string>;
}

/** An entry as it was published; with the owners of the clients that wrote for the first time. */
export interface PublishedEntry extends DocumentEntry {
  /** The id of the document that it belongs to. */
  readonly document: string;
  readonly owners: ReadonlyMap<number, string>;
}

const APPEND = `${MAY}
local refused = mayNot({
  {'SET', KEYS[3], '', 'NX'}, {'XADD', KEYS[1], '1-0', 'u', ''}, {'HSET', KEYS[2], '0', ''}, {'HINCRBY', KEYS[4], '0', '0'},
  {'XREVRANGE', KEYS[1], '+', '-'}, {'HGET', KEYS[2], '0'}, {'PUBLISH', ARGV[1], ''}
})
if refused then return refused end
redis.call('SET', KEYS[3], ARGV[4], 'NX')
local document = redis.call('GET', KEYS[3])
if ARGV[3] ~= '' and ARGV[3] ~= document then return redis.error_reply('another document stands in this place now') end
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local head, at = 0, 0
if last then head = tonumber(string.match(last[1], '^%d+')); at = tonumber(last[2][2]) end
local stale, bound, first = {}, '', 6 + 2 * ARGV[5]
for i = first, #ARGV, 4 do
  local client, person = ARGV[i], ARGV[i + 3]
  local known = redis.call('HGET', KEYS[2], client)
  local next, owner = '0', person
  if known then next, owner = string.match(known, '^(%d+) (.*)$') end
  if next ~= ARGV[i + 1] or owner ~= person then
    stale[#stale + 1] = client
    stale[#stale + 1] = known and owner or ''
  end
  if not known then bound = bound .. ' ' .. client .. ' ' .. person end
end
if #stale > 0 then return {'stale', head, unpack(stale)} end
local time = redis.call('TIME')
at = math.max(at, time[1] * 1000 + math.floor(time[2] / 1000))
head = head + 1
redis.call('XADD', KEYS[1], head .. '-0', 't', at, 'u', ARGV[2])
for i = first, #ARGV, 4 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 2] .. ' ' .. ARGV[i + 3]) end
redis.call('PUBLISH', ARGV[1], head .. ' ' .. at .. ' ' .. document .. bound .. '\\n' .. ARGV[2])
local answer = {'appended', head, at}
for i = 6, first - 2, 2 do
  answer[#answer + 1] = ARGV[i]
  answer[#answer + 1] = redis.call('HINCRBY', KEYS[4], ARGV[i], ARGV[i + 1])
end
return answer`;

interface Scripted extends Redis {
  scribeAppend(
    log: string,
    clients: string,
    id: string,
    spent: string,
    ...rest: Array<string | number | Buffer>
  ): Promise<['appended' | 'stale', number, ...Array<number | string>]>;
}

export class ScribeAppender {
  readonly #redis: Scripted;
  readonly #prefix: string;
  readonly #storeId: StoreId;

  constructor(redis: Redis, prefix: string) {
    redis.defineCommand('scribeAppend', { numberOfKeys: 4, lua: APPEND });
    this.#redis = redis as Scripted;
    this.#storeId = new StoreId(redis, prefix);
    this.#prefix = prefix;
  }

  /**
   * `spent`: how many bytes of it are whose; answered with what each has written by now. `document`: its id; left out,
   * any. Rejects when it is not known whether the update was kept, and when another document stands in the store: it
   * was emptied, restored or exchanged.
   */
  async append(
    room: string,
    update: Uint8Array,
    spans: readonly OwnedSpan[],
    {
      spent = new Map(),
      document = '',
    }: { readonly spent?: ReadonlyMap<string, number>; readonly document?: string } = {},
  ): Promise<Appended> {
    const tail = (await this.#storeId.channels()) + documentTopic(room, 'tail');
    const key = (what: DocumentKey): string => documentKey(this.#prefix, room, what);
    const rest = [
      spent.size,
      ...[...spent].flat(),
      ...spans.flatMap(({ client, from, to, person }) => [client, from, to, person]),
    ];
    // ioredis writes a plain Uint8Array as text, which is another document.
    const bytes = Buffer.from(update.buffer, update.byteOffset, update.length);
    const [outcome, head, ...more] = await this.#redis.scribeAppend(
      key('log'),
      key('clients'),
      key('id'),
      key('spent'),
      tail,
      bytes,
      document,
      newDocumentId(),
      ...rest,
    );
    if (outcome === 'stale') return { kind: 'stale', head, clients: pairs(more) };
    const [atMs, ...totals] = more;
    return { kind: 'appended', sequence: head, atMs: Number(atMs), spent: totalsOf(totals) };
  }
}

/** For a document that has none yet. */
export const newDocumentId = (): string => randomBytes(12).toString('base64url');

/** "<sequence> <ms> <document's id>", then pairs of client and person, a line feed, and the update's bytes. */
export function readPublished(message: Buffer): PublishedEntry {
  const end = message.indexOf(10);
  const [sequence, atMs, document = '', ...owners] = message.subarray(0, end).toString().split(' ');
  return {
    sequence: Number(sequence),
    atMs: Number(atMs),
    document,
    owners: pairs(owners),
    update: message.subarray(end + 1),
  };
}

const NOBODY: ReadonlyMap<number, string> = new Map();

function pairs(flat: ReadonlyArray<number | string>): ReadonlyMap<number, string> {
  if (flat.length === 0) return NOBODY;
  const owners = new Map<number, string>();
  for (let at = 0; at < flat.length; at += 2) owners.set(Number(flat[at]), String(flat[at + 1]));
  return owners;
}

function totalsOf(flat: ReadonlyArray<number | string>): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (let at = 0; at < flat.length; at += 2) totals.set(String(flat[at]), Number(flat[at + 1]));
  return totals;
}
