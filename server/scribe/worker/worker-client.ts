/**
 * The main thread's side of the worker: one thread for what people wait for when they join, one for what builds a whole
 * text. What takes less time than passing it over is done at once, here. Always holds: opening and comparing, which
 * build no text, never wait behind what does.
 */
import { pack } from '../updates/bytes.ts';
import type { IndexImage } from '../updates/document-index.ts';
import { difference, open, type Pieces, type Reading, type RolledCopy } from './jobs.ts';
import type { Reach } from './restoring.ts';
import type { Bucket, DocumentEntry } from '../store/sealed.ts';
import { JobThread, startThread, type ThreadTerms } from './thread.ts';

const NOTHING = new Uint8Array();
/** About a millisecond's work; an image takes ten or twenty for as much as a thread is started in. */
const SMALL_BYTES = 16 * 1024;
const SMALL_IMAGE_BYTES = 512 * 1024;
/** A sound text of a megabyte is built in well under a second. */
const ALLOWED_MS = 10_000;
const ALLOWED_MS_PER_MB = 5000;

const TERMS: ThreadTerms = {
  newThread: startThread,
  allowedMs: (bytes) => ALLOWED_MS + (bytes / 1e6) * ALLOWED_MS_PER_MB,
};

export class ScribeWorker {
  readonly #quick: JobThread;
  readonly #long: JobThread;

  constructor(terms: Partial<ThreadTerms> = {}) {
    [this.#quick, this.#long] = [new JobThread({ ...TERMS, ...terms }), new JobThread({ ...TERMS, ...terms })];
  }

  /** What is known of a document without its text. */
  async open(pieces: Pieces): Promise<IndexImage> {
    if (weight([pieces.base ?? NOTHING, ...pieces.tail]) < SMALL_IMAGE_BYTES) return open(pieces);
    return this.#quick.ask(() => ({ kind: 'open', packed: packed(pieces) }));
  }

  /** The whole text as one copy, verified. */
  roll(pieces: Pieces): Promise<RolledCopy> {
    return this.#long.ask(() => ({ kind: 'roll', packed: packed(pieces) }));
  }

  /** The same, where something is missing in between and only the last piece makes up for it. */
  rollTogether(pieces: Pieces): Promise<RolledCopy> {
    return this.#long.ask(() => ({ kind: 'roll-together', packed: packed(pieces) }));
  }

  /** An update that deletes all that stands in other roots than the editor's; null when nothing does. */
  clearing(pieces: Pieces): Promise<Uint8Array | null> {
    return this.#long.ask(() => ({ kind: 'clear', packed: packed(pieces) }));
  }

  /** An update that makes text of what no editor can show; null when it can show all. */
  mending(pieces: Pieces): Promise<Uint8Array | null> {
    return this.#long.ask(() => ({ kind: 'mend', packed: packed(pieces) }));
  }

  /**
   * An update that makes the editor's part of the present what it was; null when it is that, and nothing is missing in
   * the present.
   */
  restoring(past: Pieces, present: Pieces, reached: Reach): Promise<Uint8Array | null> {
    const parts = (pieces: Pieces): Uint8Array[] => [pieces.base ?? NOTHING, ...pieces.tail];
    return this.#long.ask(() => ({
      kind: 'restore',
      packed: pack([...parts(past), ...parts(present)]),
      presentFrom: past.tail.length + 1,
      reached: [...reached],
    }));
  }

  /** What a client with this state vector lacks of a whole text. */
  async difference({ state, stateVector }: { state: Uint8Array; stateVector: Uint8Array }): Promise<Uint8Array> {
    if (state.length < SMALL_BYTES) return difference(state, stateVector);
    return this.#quick.ask(() => ({ kind: 'difference', packed: pack([state, stateVector]) }));
  }

  /** Entries without a gap, as buckets; verified. */
  seal(entries: readonly DocumentEntry[]): Promise<Bucket[]> {
    return this.#long.ask(() => ({
      kind: 'seal',
      packed: pack(entries.map(({ update }) => update)),
      from: entries[0]?.sequence ?? 0,
      timesMs: entries.map(({ atMs }) => atMs),
    }));
  }

  /** As text, as Markdown, or as JSON. */
  read(pieces: Pieces, how: Reading): Promise<string> {
    return this.#long.ask(() => ({ kind: 'read', packed: packed(pieces), how }));
  }

  async stop(): Promise<void> {
    await Promise.all([this.#quick.stop(), this.#long.stop()]);
  }
}

const weight = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);
const packed = ({ base, tail }: Pieces): Uint8Array<ArrayBuffer> => pack([base ?? NOTHING, ...tail]);
