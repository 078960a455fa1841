/**
 * The room log's body in Redis: one stream a log, one script an append, plain reads, snapshots.
 *
 * Always holds: nothing is told to have been written before Redis said so (with `appendfsync always`: before it is on
 * disk); an outcome that is not known is thrown as Unconfirmed, never as a failure. What is published is followed in
 * tails.redis.ts.
 */
import type { Redis } from 'ioredis';
import { createHash } from 'node:crypto';
import type { Commit, Position } from '../../shared/envelope.ts';
import type { ListedCard } from '../../shared/card.ts';
import type { Instant } from '../../shared/instants.ts';
import { jsonOnce } from '../edge/json-once.ts';
import { APPEND, SAVE_SNAPSHOT } from './append.lua.ts';
import { genesis } from './chain.ts';
import { BUCKETS, bucketOf, Keys, TOPICS } from './keys.ts';
import { connectForRequests, failedWrite, pairs, unavailable } from './redis.ts';
import { FENCE_MS, IDS_KEPT_SECONDS, type Appended, type Batch, type Identity, type RoomLog } from './room-log.ts';
import { StoreId } from './store-id.ts';
import { Tails } from './tails.redis.ts';

interface Scripted extends Redis {
  watchfloorAppend(keyCount: number, ...rest: Array<string | number>): Promise<unknown>;
  watchfloorSnapshot(keyCount: number, ...rest: Array<string | number>): Promise<unknown>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const parse = (text: string): Commit => JSON.parse(text) as Commit;
/** How what is published of a batch ends: its last commit's hash is the last field of its JSON. */
const endOf = (hash: string): string => `"hash":"${hash}"}]`;
const END_BYTES = endOf('0'.repeat(64)).length;
type Entry = readonly [id: string, fields: readonly string[]];

export class RedisRoomLog implements RoomLog {
  readonly #redis: Scripted;
  readonly #keys: Keys;
  readonly #tails: Tails;
  readonly #store: StoreId;
  readonly #written = new Set<(log: string) => void>();
  /** What this server appended last to each log that it follows: when that is published, it need not be parsed again. */
  readonly #lastOwn = new Map<string, readonly Commit[]>();
  #losses = 0;

  constructor(url: string, prefix: string) {
    this.#keys = new Keys(prefix);
    const redis = connectForRequests(url);
    redis.defineCommand('watchfloorAppend', { lua: APPEND });
    redis.defineCommand('watchfloorSnapshot', { lua: SAVE_SNAPSHOT });
    redis.on('close', () => (this.#losses += 1));
    this.#redis = redis as Scripted;
    this.#store = new StoreId(redis, prefix);
    this.#tails = new Tails(url, this.#store);
  }

  async append(batch: Batch): Promise<Appended> {
    const channels = await this.#store.channels();
    const before = this.#losses;
    if (batch.commits.length > 0 && this.#lastOwn.has(batch.log)) this.#lastOwn.set(batch.log, batch.commits);
    try {
      const keys = keysFor(this.#keys, batch);
      const reply = await this.#redis.watchfloorAppend(keys.length, ...keys, ...argumentsFor(channels, batch));
      const appended = readReply(reply as readonly unknown[], batch);
      if (appended.kind === 'appended' && batch.commits.length > 0) this.#written.forEach((hear) => hear(batch.log));
      return appended;
    } catch (error) {
      throw failedWrite(error, before === this.#losses);
    }
  }

  /**
   * Told of each log to which this server itself has just written: a hint, which an unconfirmed append does not give.
   */
  onWritten(hear: (log: string) => void): () => void {
    this.#written.add(hear);
    return () => void this.#written.delete(hear);
  }

  async head(log: string): Promise<Position> {
    const [version, hash] = await this.#ask((redis) => redis.hmget(this.#keys.head(log), 'version', 'hash'));
    return version && hash ? { version: Number(version), hash } : genesis(log);
  }

  async read(log: string, after: number, limit: number): Promise<readonly Commit[]> {
    if (limit < 1) return [];
    const entries = await this.#ask((redis) =>
      redis.xrange(this.#keys.log(log), `${after + 1}-0`, '+', 'COUNT', limit),
    );
    return (entries as unknown as readonly Entry[]).map(([, fields]) => parse(fields[1] ?? 'null'));
  }

  async lookUp(log: string, identity: Identity): Promise<{ version: number; taken: boolean } | null> {
    const seen = await this.#ask((redis) => redis.get(this.#keys.command(log, identity.commandId)));
    if (seen === null) return null;
    const [version, print] = seen.split(' ');
    return { version: Number(version), taken: print !== identity.fingerprint };
  }

  async follow(
    log: string,
    tail: { commits(commits: readonly Commit[]): void; resync(): void },
  ): Promise<() => Promise<void>> {
    this.#lastOwn.set(log, []);
    const stop = await this.#tails.follow(TOPICS.tail(log), {
      heard: (message) => tail.commits(this.#published(log, message)),
      resync: () => tail.resync(),
    });
    return () => {
      this.#lastOwn.delete(log);
      return stop();
    };
  }

  #published(log: string, message: Buffer): readonly Commit[] {
    const own = this.#lastOwn.get(log) ?? [];
    const hash = own.at(-1)?.hash;
    if (hash !== undefined && message.toString('latin1', message.length - END_BYTES) === endOf(hash)) return own;
    return JSON.parse(message.toString()) as Commit[];
  }

  async cards(): Promise<readonly ListedCard[]> {
    const buckets = await this.#everyBucket((bucket) => ['hvals', this.#keys.cards(bucket)]);
    return (buckets as string[][]).flat().map((text) => JSON.parse(text) as ListedCard);
  }

  followCards(changed: (card: ListedCard) => void, resync: () => void): Promise<() => Promise<void>> {
    return this.#tails.follow(TOPICS.cards, {
      heard: (message) => changed(JSON.parse(message.toString()) as ListedCard),
      resync,
    });
  }

  async dueLogs(now: Instant, limit: number): Promise<ReadonlyArray<{ log: string; dueAt: Instant }>> {
    const until = String(Date.parse(now));
    const buckets = await this.#everyBucket((bucket) => [
      'zrange',
      this.#keys.due(bucket),
      '-inf',
      until,
      'BYSCORE',
      'LIMIT',
      '0',
      String(limit),
      'WITHSCORES',
    ]);
    const due = (buckets as unknown[][])
      .flatMap(pairs)
      .map(([log, score]) => ({ log, dueAt: new Date(score).toISOString() }));
    return due.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).slice(0, limit);
  }

  followDeadlines(moved: (log: string, dueAt: Instant | null) => void): Promise<() => Promise<void>> {
    const heard = (message: Buffer) => {
      const [log = '', score = ''] = message.toString().split(' ');
      moved(log, score === '' ? null : new Date(Number(score)).toISOString());
    };
    return this.#tails.follow(TOPICS.due, { heard, resync: () => {} });
  }

  async loadSnapshot(log: string, lawVersion: number): Promise<{ position: Position; state: unknown } | null> {
    const fields = ['version', 'hash', 'digest', 'state'] as const;
    const [version, hash, digest, state] = await this.#ask((redis) =>
      redis.hmget(this.#keys.snapshot(log, lawVersion), ...fields),
    );
    if (!version || !hash || !state || sha256(state) !== digest) return null;
    return { position: { version: Number(version), hash }, state: JSON.parse(state) as unknown };
  }

  async saveSnapshot(log: string, lawVersion: number, snapshot: { position: Position; state: unknown }): Promise<void> {
    const { version, hash } = snapshot.position;
    const state = JSON.stringify(snapshot.state);
    await this.#ask(() =>
      this.#redis.watchfloorSnapshot(1, this.#keys.snapshot(log, lawVersion), version, hash, sha256(state), state),
    );
  }

  async time(): Promise<number> {
    const [seconds, micros] = await this.#ask((redis) => redis.time());
    return Number(seconds) * 1000 + Number(micros) / 1000;
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
    await this.#tails.close();
  }

  async #ask<Reply>(question: (redis: Scripted) => Promise<Reply>): Promise<Reply> {
    try {
      return await question(this.#redis);
    } catch (error) {
      throw unavailable(error);
    }
  }

  #everyBucket(command: (bucket: number) => string[]): Promise<unknown[]> {
    return this.#ask((redis) =>
      Promise.all(
        Array.from({ length: BUCKETS }, (_, bucket) => redis.call(...(command(bucket) as [string, ...string[]]))),
      ),
    );
  }
}

function keysFor(keys: Keys, { log, identities }: Batch): string[] {
  const bucket = bucketOf(log);
  return [
    keys.log(log),
    keys.head(log),
    keys.cards(bucket),
    keys.due(bucket),
    keys.unread(bucket),
    ...identities.map((each) => keys.command(log, each.commandId)),
  ];
}

function argumentsFor(base: string, batch: Batch): Array<string | number> {
  const { log, head, at, identities, commits, dueAt } = batch;
  const card =
    batch.card === null ? '' : JSON.stringify({ version: head.version + commits.length, id: log, ...batch.card });
  const channels = [TOPICS.tail(log), TOPICS.cards, TOPICS.due].map((topic) => base + topic);
  const fixed = [
    log,
    head.version,
    head.hash,
    genesis(log).hash,
    Date.parse(at),
    FENCE_MS,
    IDS_KEPT_SECONDS,
    card,
    dueAt === null ? '' : Date.parse(dueAt),
    ...channels,
  ];
  const place = new Map(identities.map((each, index) => [each.commandId, index + 1]));
  const writes = commits.flatMap((commit) => [place.get(commit.commandId) ?? 0, commit.hash, jsonOnce(commit)]);
  return [...fixed, identities.length, ...identities.map((each) => each.fingerprint), ...writes];
}

function readReply(reply: readonly unknown[], batch: Batch): Appended {
  const [kind, ...rest] = reply;
  if (kind === 'appended') return { kind };
  if (kind === 'late') return { kind, time: new Date(Number(rest[0])).toISOString() };
  if (kind === 'known') {
    const known = (rest[0] as string[]).map((text) => text.split(' ').map(Number) as [number, number, number]);
    return {
      kind,
      known: known.map(([place, version, taken]) => ({
        commandId: batch.identities[place - 1]?.commandId ?? '',
        version,
        taken: taken === 1,
      })),
    };
  }
  const head = { version: Number(rest[0]), hash: String(rest[1]) };
  return { kind: 'moved', head, commits: (rest[2] as string[]).map(parse), forked: head.version <= batch.head.version };
}
