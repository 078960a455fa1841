/**
 * The document as it was, exactly: at an instant it holds every entry written up to that millisecond and none after.
 *
 *   newest keyframe not after the instant -> buckets that ended by then, merged -> of the next bucket, or of the log, single entries
 *
 * Always holds: what is answered does not depend on how much of it has been compacted, and nothing damaged is in it.
 */
import { isSound, unseal, type DocumentEntry } from './sealed.ts';
import type { Pieces } from '../worker/jobs.ts';
import type { ScribeStore } from './store.ts';
import type { ScribeFormat } from '../worker/text.ts';
import type { ScribeWorker } from '../worker/worker-client.ts';

export interface Moment extends Pieces {
  /** It holds everything up to here. */
  readonly sequence: number;
}

export class ScribePast {
  readonly #store: ScribeStore;
  readonly #worker: ScribeWorker;

  constructor(store: ScribeStore, worker: ScribeWorker) {
    this.#store = store;
    this.#worker = worker;
  }

  /** As it is, or as it was at an instant (of Redis's time). */
  async read(room: string, format: ScribeFormat, atMs = Infinity): Promise<string> {
    return this.#worker.read(await this.pieces(room, atMs), { format, room });
  }

  /** What that is made of. */
  pieces(room: string, atMs: number): Promise<Moment> {
    return atMs === Infinity ? present(this.#store, room) : moment(this.#store, room, atMs);
  }

  /** What would empty the other roots of the document as it is; null when nothing stands in them. */
  async clearing(room: string): Promise<Uint8Array | null> {
    return this.#worker.clearing(await present(this.#store, room));
  }
}

async function present(store: ScribeStore, room: string): Promise<Moment> {
  const copy = await store.loadCopy(room);
  if (copy === null) return moment(store, room, Infinity);
  const tail = new Tail(copy.sequence, Infinity);
  for await (const entries of store.entriesAfter(room, copy.sequence)) tail.take(entries);
  return { base: copy.state, tail: tail.updates, sequence: tail.sequence };
}

export async function moment(store: ScribeStore, room: string, atMs: number): Promise<Moment> {
  const keyframe = await store.archive.keyframeAt(room, atMs);
  const tail = new Tail(keyframe?.sequence ?? 0, atMs);
  await takeBuckets(tail, store, room);
  if (!tail.isWhole)
    for await (const entries of store.entriesAfter(room, tail.sequence)) if (!tail.take(entries)) break;
  return { base: keyframe?.state ?? null, tail: tail.updates, sequence: tail.sequence };
}

/**
 * A damaged one ends it: the entries from there on are the log's to give, and where it no longer has them the reading
 * fails.
 */
async function takeBuckets(tail: Tail, store: ScribeStore, room: string): Promise<void> {
  for await (const buckets of store.archive.bucketsAfter(room, tail.sequence)) {
    for (const bucket of buckets) {
      if (!isSound(bucket)) return;
      if (bucket.atMs > tail.atMs) return void tail.take(unseal(bucket));
      tail.updates.push(bucket.merged);
      tail.sequence = bucket.to;
    }
  }
}

/** What comes after the whole text, up to an instant. */
class Tail {
  readonly updates: Uint8Array[] = [];
  readonly atMs: number;
  sequence: number;
  /** Something later than the instant was met. */
  isWhole = false;

  constructor(sequence: number, atMs: number) {
    this.sequence = sequence;
    this.atMs = atMs;
  }

  /** False when the instant was reached. */
  take(entries: readonly DocumentEntry[]): boolean {
    for (const { sequence, atMs, update } of entries) {
      this.isWhole ||= atMs > this.atMs;
      if (this.isWhole) return false;
      this.updates.push(update);
      this.sequence = sequence;
    }
    return true;
  }
}
