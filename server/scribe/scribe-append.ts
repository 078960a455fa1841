/**
 * Appending to a document's log in Redis, and what is published of it.
 *
 *   the next clock of every client, and whose it is, as the writer believes? -> XADD, move the clocks on, PUBLISH: all or nothing
 *
 * No head is named: servers conflict only where one client writes through two of them. That also makes a lost reply harmless: the same
 * text again is stale, and found in the log.
 */
import type { Redis } from 'ioredis';
import { documentKey } from './scribe-keys.ts';
import type { Span } from './scribe-merge.ts';
import type { DocumentEntry } from './scribe-sealed.ts';

/** A stretch of one client's text, and who wrote it. */
export interface OwnedSpan extends Span {
  readonly person: string;
}

export type Appended =
  | { readonly kind: 'appended'; readonly sequence: number; readonly atMs: number }
  /** Nothing was appended: of these clients the log knows more, or another owner. */
  | Stale;

export interface Stale {
  readonly kind: 'stale';
  readonly head: number;
  /** And their owners; those that nobody owns have none. */
  readonly clients: ReadonlyMap<number, string>;
}

/** An entry as it was published; with the owners of the clients that wrote for the first time. */
export interface PublishedEntry extends DocumentEntry {
  readonly owners: ReadonlyMap<number, string>;
}

const APPEND = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local head, at = 0, 0
if last then head = tonumber(string.match(last[1], '^%d+')); at = tonumber(last[2][2]) end
local stale, bound = {}, ''
for i = 3, #ARGV, 4 do
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
for i = 3, #ARGV, 4 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 2] .. ' ' .. ARGV[i + 3]) end
redis.call('PUBLISH', ARGV[1], head .. ' ' .. at .. bound .. '\\n' .. ARGV[2])
return {'appended', head, at}`;

interface Scripted extends Redis {
  scribeAppend(
    log: string,
    clients: string,
    ...rest: Array<string | number | Buffer>
  ): Promise<['appended' | 'stale', number, ...Array<number | string>]>;
}

export class ScribeAppender {
  private readonly redis: Scripted;
  private readonly prefix: string;

  constructor(redis: Redis, prefix: string) {
    redis.defineCommand('scribeAppend', { numberOfKeys: 2, lua: APPEND });
    this.redis = redis as Scripted;
    this.prefix = prefix;
  }

  /** Rejects when it is not known whether the update was kept. */
  async append(room: string, update: Uint8Array, spans: readonly OwnedSpan[]): Promise<Appended> {
    const [log, clients, tail] = (['log', 'clients', 'tail'] as const).map((what) =>
      documentKey(this.prefix, room, what),
    ) as [string, string, string];
    const rest = spans.flatMap(({ client, from, to, person }) => [client, from, to, person]);
    // ioredis writes a plain Uint8Array as text, which is another document.
    const bytes = Buffer.from(update.buffer, update.byteOffset, update.length);
    const [outcome, head, ...more] = await this.redis.scribeAppend(log, clients, tail, bytes, ...rest);
    return outcome === 'appended'
      ? { kind: 'appended', sequence: head, atMs: Number(more[0]) }
      : { kind: 'stale', head, clients: pairs(more) };
  }
}

/** "<sequence> <ms>", then pairs of client and person, a line feed, and the update's bytes. */
export function readPublished(message: Buffer): PublishedEntry {
  const end = message.indexOf(10);
  const [sequence, atMs, ...owners] = message.subarray(0, end).toString().split(' ');
  return { sequence: Number(sequence), atMs: Number(atMs), owners: pairs(owners), update: message.subarray(end + 1) };
}

const NOBODY: ReadonlyMap<number, string> = new Map();

function pairs(flat: ReadonlyArray<number | string>): ReadonlyMap<number, string> {
  if (flat.length === 0) return NOBODY;
  const owners = new Map<number, string>();
  for (let at = 0; at < flat.length; at += 2) owners.set(Number(flat[at]), String(flat[at + 1]));
  return owners;
}
