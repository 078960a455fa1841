/**
 * The names under which a log lives in Redis. Every key that one append writes carries the same bucket in braces, so that a cluster
 * keeps them in one slot; a log's bucket never changes, because it is a checksum of its id.
 *
 *   wf:{b17}:inc-7:log    stream, one entry a commit, id `<version>-0`      wf:{b17}:inc-7:head   version and hash of the newest
 *   wf:{b17}:inc-7:id:…   version and fingerprint of a command, expiring    wf:{b17}:cards, :due  what the bucket's logs show and owe
 */
import { crc32 } from 'node:zlib';

export const BUCKETS = 64;

export const bucketOf = (log: string): number => crc32(log) % BUCKETS;

export class Keys {
  readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  log = (log: string) => this.of(log, 'log');
  head = (log: string) => this.of(log, 'head');
  command = (log: string, id: string) => this.of(log, `id:${id}`);
  snapshot = (log: string, lawVersion: number) => this.of(log, `snapshot:${lawVersion}`);
  /** Hash: a log's card by the log's id. */
  cards = (bucket: number) => `${this.prefix}:{b${bucket}}:cards`;
  /** Sorted set: logs by their earliest deadline, in milliseconds. */
  due = (bucket: number) => `${this.prefix}:{b${bucket}}:due`;

  /** Channels. Published globally; a cluster of many nodes would want sharded ones under the same names. */
  tail = (log: string) => this.of(log, 'tail');
  cardsChannel = () => `${this.prefix}:cards`;
  dueChannel = () => `${this.prefix}:due`;

  private of(log: string, what: string): string {
    return `${this.prefix}:{b${bucketOf(log)}}:${log}:${what}`;
  }
}
