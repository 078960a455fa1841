/**
 * Compaction: keeps opening short and the past readable, for each document by one server at a time.
 *
 *   roll a copy -> save it, read it back -> seal the log into buckets, read them back -> keyframes -> trim the log
 *
 * Always holds: every step may be said twice, by two servers, and the process may die between any two of them or within
 * one; nothing is trimmed that was not read back from where it stands then. The lease only saves double work.
 */
import { randomUUID } from 'node:crypto';
import { isSound, weightOf, type DocumentEntry } from './sealed.ts';
import type { PlacedBucket } from './archive.ts';
import type { ScribeStore, StoredCopy } from './store.ts';
import { TookTooLong } from '../worker/thread.ts';
import type { ScribeWorker } from '../worker/worker-client.ts';

const LONG_ENTRIES = 512;
const LONG_BYTES = 32 * 1024;
/** Less than this is left as it is, even without readers. */
const SHORT_ENTRIES = 64;
const SHORT_BYTES = 8 * 1024;
const IDLE_MS = 30_000;
/** Between two looks at one document: at least this, and so much longer than the last one took. */
const REST_MS = 5000;
const REST_TIMES = 20;
/** A text that took too long is left alone for so long, each time for twice as long. */
const ALONE_MS = 60_000;
const MOST_DOUBLED = 10;
const LEASE_MS = 30_000;
const KEYFRAME_BUCKETS = 256;
const KEYFRAME_ENTRIES = 2048;

/** A document that lives on this server. */
export interface KeptDocument {
  readonly id: string;
  readonly copy: StoredCopy | null;
  /** Everything after the copy. */
  readonly tail: readonly DocumentEntry[];
  /** Someone wrote a moment ago. */
  readonly isBusy: boolean;
}

/** One compaction under way. */
interface Keeping {
  readonly store: ScribeStore;
  readonly worker: ScribeWorker;
  readonly room: string;
  copy: StoredCopy | null;
  tail: readonly DocumentEntry[];
}

export type Step = (keeping: Keeping) => Promise<void>;

/** Whether joiners should get a newer copy instead of this tail. */
function isLong(copy: StoredCopy | null, tail: readonly DocumentEntry[]): boolean {
  return tail.length >= LONG_ENTRIES || weightOf(tail) > Math.max(LONG_BYTES, (copy?.state.length ?? 0) / 2);
}

const isShort = (tail: readonly DocumentEntry[]): boolean =>
  tail.length < SHORT_ENTRIES && weightOf(tail) < SHORT_BYTES;

export class ScribeKeeper {
  readonly #store: ScribeStore;
  readonly #worker: ScribeWorker;
  readonly #steps: readonly Step[];
  readonly #name = randomUUID();
  readonly #underWay = new Map<string, Promise<StoredCopy | null>>();
  readonly #restUntilMs = new Map<string, number>();
  /** How often each took too long, and until when it is left alone; also while it does not live here. */
  readonly #slow = new Map<string, { readonly times: number; readonly untilMs: number }>();

  constructor({ store, worker }: { store: ScribeStore; worker: ScribeWorker }, steps: readonly Step[] = STEPS) {
    this.#store = store;
    this.#worker = worker;
    this.#steps = steps;
  }

  /**
   * A newer copy, when it was time for one; null at once when it was not. Rejects when the store cannot be reached:
   * look again later.
   */
  async look(document: KeptDocument, nowMs: number): Promise<StoredCopy | null> {
    const { id, copy, tail, isBusy } = document;
    const isOld = !isBusy && !isShort(tail) && nowMs - (tail[0]?.atMs ?? nowMs) > IDLE_MS;
    if (this.#underWay.has(id) || nowMs < this.#notBeforeMs(id) || !(isOld || isLong(copy, tail))) return null;
    const began = performance.now();
    try {
      return await this.#begin(document, nowMs);
    } finally {
      this.#restUntilMs.set(id, nowMs + Math.max(REST_MS, REST_TIMES * (performance.now() - began)));
    }
  }

  /** The last look, when the document is let go of here. */
  async close(document: KeptDocument, nowMs = Date.now()): Promise<void> {
    await this.#underWay.get(document.id)?.catch(() => null);
    this.#restUntilMs.delete(document.id);
    if (!isShort(document.tail) && nowMs >= this.#notBeforeMs(document.id)) await this.#begin(document, nowMs);
  }

  #begin(document: KeptDocument, nowMs: number): Promise<StoredCopy | null> {
    const looking = this.#tried(document, nowMs).finally(() => this.#underWay.delete(document.id));
    this.#underWay.set(document.id, looking);
    return looking;
  }

  async #tried(document: KeptDocument, nowMs: number): Promise<StoredCopy | null> {
    try {
      const copy = await this.#compact(document);
      if (copy !== null) this.#slow.delete(document.id);
      return copy;
    } catch (problem) {
      const times = this.#slow.get(document.id)?.times ?? 0;
      if (problem instanceof TookTooLong)
        this.#slow.set(document.id, {
          times: times + 1,
          untilMs: nowMs + ALONE_MS * 2 ** Math.min(times, MOST_DOUBLED),
        });
      throw problem;
    }
  }

  #notBeforeMs(id: string): number {
    return Math.max(this.#restUntilMs.get(id) ?? 0, this.#slow.get(id)?.untilMs ?? 0);
  }

  async #compact({ id, copy, tail }: KeptDocument): Promise<StoredCopy | null> {
    const newer = (await this.#store.copySequence(id)) > (copy?.sequence ?? 0) ? await this.#store.loadCopy(id) : null;
    const rest = newer === null ? tail : tail.filter(({ sequence }) => sequence > newer.sequence);
    if (newer !== null && !isLong(newer, rest)) return newer;
    if (!(await this.#store.archive.lease(id, this.#name, LEASE_MS))) return newer;
    const keeping: Keeping = { store: this.#store, worker: this.#worker, room: id, copy: newer ?? copy, tail: rest };
    try {
      for (const step of this.#steps) await step(keeping);
    } finally {
      await this.#store.archive.giveBack(id, this.#name).catch(() => undefined);
    }
    return keeping.copy;
  }
}

async function rollCopy(keeping: Keeping): Promise<void> {
  const { worker, copy, tail } = keeping;
  const last = tail.at(-1);
  if (last === undefined) return;
  const rolled = await worker.roll({ base: copy?.state ?? null, tail: tail.map(({ update }) => update) });
  keeping.copy = { sequence: last.sequence, ...rolled };
  keeping.tail = [];
}

async function saveCopy({ store, room, copy }: Keeping): Promise<void> {
  if (copy !== null) await store.saveCopy(room, copy);
}

async function sealLog({ store, worker, room }: Keeping): Promise<void> {
  for await (const entries of store.entriesAfter(room, await store.archive.verifiedTo(room))) {
    await store.archive.addBuckets(room, await worker.seal(entries));
  }
}

async function addKeyframes({ store, worker, room }: Keeping): Promise<void> {
  const { archive } = store;
  const [last, newest] = await Promise.all([archive.lastBucket(room), archive.newestKeyframe(room)]);
  let from: Stretch = {
    bytes: newest.bytes,
    bucket: newest.sequence === 0 ? null : await archive.lastBucket(room, `${newest.sequence}-0`),
  };
  if (last === null || !isWorthAKeyframe(from, last)) return;
  let base = await archive.keyframeAt(room, Infinity);
  let tail: Uint8Array[] = [];
  for await (const buckets of archive.bucketsAfter(room, base?.sequence ?? 0)) {
    for (const bucket of buckets) {
      // No whole text after this one can be vouched for.
      if (!isSound(bucket)) return;
      tail.push(bucket.merged);
      if (!isWorthAKeyframe(from, bucket)) continue;
      const { state } = await worker.roll({ base: base?.state ?? null, tail });
      base = { sequence: bucket.to, atMs: bucket.atMs, state };
      from = { bytes: await archive.saveKeyframe(room, base), bucket };
      tail = [];
    }
  }
}

/** What is after the last keyframe: its weight, and the bucket it is at. */
interface Stretch {
  readonly bytes: number;
  readonly bucket: PlacedBucket | null;
}

/** Far enough for reading to become long, and not so soon that keyframes outweigh what was written between them. */
function isWorthAKeyframe({ bytes, bucket }: Stretch, next: PlacedBucket): boolean {
  const isFar =
    next.ordinal - (bucket?.ordinal ?? 0) >= KEYFRAME_BUCKETS || next.to - (bucket?.to ?? 0) >= KEYFRAME_ENTRIES;
  return isFar && next.weightBytes - (bucket?.weightBytes ?? 0) >= bytes;
}

async function trimLog({ store, room, copy }: Keeping): Promise<void> {
  if (copy !== null) await store.archive.trim(room, copy.sequence);
}

export const STEPS: readonly Step[] = [rollCopy, saveCopy, sealLog, addKeyframes, trimLog];
