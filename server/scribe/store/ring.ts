/**
 * What those who lack something are given: a copy of the whole text at some sequence, and every entry after it.
 * Everything is encoded once, however many ask; entries are merged in chunks.
 *
 *   an empty copy of it        the copy, then the entries            one that fell behind     the entries since, if they are here
 *   all that the copy has      the copy's deletions, the entries
 *
 * Always holds: of frames that answer a question the last one is the step 2, so that a client that has it has
 * everything.
 */
import { decodeStateVector } from 'yjs';
import { differenceFrame, updateFrame } from '../wire/frames.ts';
import { mergeInOrder } from '../updates/merge.ts';
import type { DocumentEntry } from './sealed.ts';
import type { StoredCopy } from './store.ts';

const CHUNK = 64;
const NOTHING = Uint8Array.from([0, 0]);
const NO_COPY: StoredCopy = { sequence: 0, state: NOTHING, stateVector: Uint8Array.from([0]), deletions: NOTHING };

export class ScribeRing {
  tailBytes = 0;
  #entries: DocumentEntry[] = [];
  #chunkFrames: Array<Uint8Array | undefined> = [];
  #present: StoredCopy;
  #reach: ReadonlyMap<number, number>;
  #frames: { readonly sequence: number; whole?: readonly Uint8Array[]; missing?: readonly Uint8Array[] } = {
    sequence: -1,
  };

  constructor(copy: StoredCopy | null) {
    this.#present = copy ?? NO_COPY;
    this.#reach = decodeStateVector(this.#present.stateVector);
  }

  /** Null while there is none: the document began empty. */
  get copy(): StoredCopy | null {
    return this.#present === NO_COPY ? null : this.#present;
  }

  get state(): Uint8Array {
    return this.#present.state;
  }

  get tail(): readonly DocumentEntry[] {
    return this.#entries;
  }

  get sequence(): number {
    return this.#present.sequence + this.#entries.length;
  }

  /** The next entry of the log. */
  take(entry: DocumentEntry): void {
    if (entry.sequence !== this.sequence + 1) throw new Error('the ring takes the next entry only');
    // As it came it may hold on to a far larger piece of memory.
    this.#entries.push({ sequence: entry.sequence, atMs: entry.atMs, update: Buffer.from(entry.update) });
    this.tailBytes += entry.update.length;
  }

  /** A newer copy stands for the entries up to it. */
  moveCopy(copy: StoredCopy): boolean {
    if (copy.sequence <= this.#present.sequence || copy.sequence > this.sequence) return false;
    this.#entries = this.#entries.slice(copy.sequence - this.#present.sequence);
    this.#present = copy;
    this.tailBytes = this.#entries.reduce((sum, { update }) => sum + update.length, 0);
    this.#reach = decodeStateVector(copy.stateVector);
    this.#chunkFrames = [];
    this.#frames = { sequence: -1 };
    return true;
  }

  /** For a client that has nothing. */
  whole(): readonly Uint8Array[] {
    return (this.#cached().whole ??= this.answer(this.#present.state));
  }

  /** For a client that has all the text of the copy. */
  afterCopy(): readonly Uint8Array[] {
    return (this.#cached().missing ??= this.answer(this.#present.deletions));
  }

  /** For a client that was given the rest of the copy by other means. */
  answer(first: Uint8Array): Uint8Array[] {
    const chunks = this.#tailFrames(this.#present.sequence);
    if (chunks.length === 0) return [differenceFrame(first)];
    const last = mergeInOrder(this.#entries.slice((chunks.length - 1) * CHUNK).map(({ update }) => update));
    return [updateFrame(first), ...chunks.slice(0, -1), differenceFrame(last)];
  }

  /** True when this state vector lacks nothing of the copy but perhaps deletions. */
  coversCopy(clocks: ReadonlyMap<number, number>): boolean {
    for (const [client, clock] of this.#reach) if ((clocks.get(client) ?? 0) < clock) return false;
    return true;
  }

  /** For a client that was told everything up to a sequence. */
  since(sequence: number): readonly Uint8Array[] {
    if (sequence >= this.#present.sequence) return this.#tailFrames(sequence);
    return [updateFrame(this.#present.state), ...this.#tailFrames(this.#present.sequence)];
  }

  #cached(): { whole?: readonly Uint8Array[]; missing?: readonly Uint8Array[] } {
    if (this.#frames.sequence !== this.sequence) this.#frames = { sequence: this.sequence };
    return this.#frames;
  }

  /** The entries after a sequence; the chunks are the same for everyone, except the one that begins in the middle. */
  #tailFrames(after: number): Uint8Array[] {
    const frames: Uint8Array[] = [];
    for (let from = after - this.#present.sequence; from < this.#entries.length;) {
      const to = Math.min(from - (from % CHUNK) + CHUNK, this.#entries.length);
      frames.push(to - from === CHUNK ? this.#chunkFrame(from) : this.#frameOf(from, to));
      from = to;
    }
    return frames;
  }

  #chunkFrame(from: number): Uint8Array {
    return (this.#chunkFrames[from / CHUNK] ??= this.#frameOf(from, from + CHUNK));
  }

  #frameOf(from: number, to: number): Uint8Array {
    return updateFrame(mergeInOrder(this.#entries.slice(from, to).map(({ update }) => update)));
  }
}
