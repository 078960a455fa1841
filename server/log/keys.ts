/**
 * The names under which a log lives in Redis. Every key that one append writes carries the same bucket in braces, so
 * that a cluster keeps them in one slot; a log's bucket never changes, because it is a checksum of its id.
 *
 *   wf:{b17}:inc-7:log    stream, one entry a commit, id `<version>-0`      wf:{b17}:inc-7:head   version and hash of the newest
 *   wf:{b17}:inc-7:id:…   version and fingerprint of a command, expiring    wf:{b17}:cards, :due  what the bucket's logs show and owe
 *   wf:{b17}:unread       logs that a consumer has not read to the end    wf:{b17}:cursors      how far each consumer has read each log
 */
import { crc32 } from 'node:zlib';

export const BUCKETS = 64;

export const bucketOf = (log: string): number => crc32(log) % BUCKETS;

export class Keys {
  readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  log = (log: string) => this.#of(log, 'log');
  head = (log: string) => this.#of(log, 'head');
  command = (log: string, id: string) => this.#of(log, `id:${id}`);
  snapshot = (log: string, lawVersion: number) => this.#of(log, `snapshot:${lawVersion}`);
  /** Hash: how many bytes each person has left in it. */
  written = (log: string) => this.#of(log, 'written');
  /** Hash: a log's card by the log's id. */
  cards = (bucket: number) => `${this.prefix}:{b${bucket}}:cards`;
  /** Sorted set: logs by their earliest deadline, in milliseconds. */
  due = (bucket: number) => `${this.prefix}:{b${bucket}}:due`;
  /** Sorted set: logs that some consumer has not read to the end, by when the first commit that waits was written. */
  unread = (bucket: number) => `${this.prefix}:{b${bucket}}:unread`;
  /** Hash: how far a consumer has read a log, by `<consumer> <log>` (consumers/cursors.redis.ts). */
  cursors = (bucket: number) => `${this.prefix}:{b${bucket}}:cursors`;
  /** Set: the names of all consumers that any server has. */
  consumers = (bucket: number) => `${this.prefix}:{b${bucket}}:consumers`;
  /** Anything a consumer keeps about the bucket's logs. */
  consumed = (bucket: number, consumer: string, what: string) =>
    `${this.prefix}:{b${bucket}}:consumed:${consumer}:${what}`;

  #of(log: string, what: string): string {
    return `${this.prefix}:{b${bucketOf(log)}}:${log}:${what}`;
  }
}

/** What is published, by topic; the channel's name begins with the store's id (store-id.ts). */
export const TOPICS = {
  tail: (log: string) => `${log}:tail`,
  cards: 'cards',
  due: 'due',
} as const;
