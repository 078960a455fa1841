/**
 * Counts what reached the listeners, in the same way for every server: by how far each typist's clock moved at each
 * listener, so that ten edits merged into one message are ten deliveries. A delivery takes from the sending of the
 * character to its reading here.
 */
import * as Y from 'yjs';
import type { Typist } from './typing.ts';

const BINS_PER_MS = 10;
const MOST_MS = 5_000;
const REMEMBERED = 4_096;

interface Span {
  readonly typist: number;
  readonly from: number;
  readonly to: number;
}

/** Which characters of which typists an update contains. Everyone is sent the same bytes, so each is parsed once. */
class Reading {
  readonly #byClient: ReadonlyMap<number, number>;
  readonly #remembered = new Map<number, { readonly bytes: Buffer; readonly spans: readonly Span[] }>();

  constructor(typists: readonly Typist[]) {
    this.#byClient = new Map(typists.map(({ client }, index) => [client, index]));
  }

  spansOf(update: Uint8Array): readonly Span[] {
    const key = fingerprint(update);
    const known = this.#remembered.get(key);
    if (known !== undefined && known.bytes.equals(update)) return known.spans;
    const { from, to } = Y.parseUpdateMeta(update);
    const spans = [...to].flatMap(([client, end]) => {
      const typist = this.#byClient.get(client);
      return typist === undefined ? [] : [{ typist, from: from.get(client) ?? 0, to: end }];
    });
    if (this.#remembered.size > REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, { bytes: Buffer.from(update), spans });
    return spans;
  }
}

export class Ears {
  /** Characters that reached someone else, in all. */
  delivered = 0;
  readonly #typists: readonly Typist[];
  readonly #reading: Reading;
  /** By listener and typist: the clock up to which everything was received. */
  readonly #heard: readonly Float64Array[];
  readonly #bins = new Uint32Array(MOST_MS * BINS_PER_MS + 1);
  #from: readonly number[] = [];
  #to: readonly number[] = [];
  #timed = 0;

  /** The typists are the first of the listeners. */
  constructor(typists: readonly Typist[], listeners: number) {
    this.#typists = typists;
    this.#reading = new Reading(typists);
    this.#heard = Array.from({ length: listeners }, () => new Float64Array(typists.length));
  }

  /** Starts timing what is typed. */
  begin(): void {
    this.#from = this.#typists.map(({ clock }) => clock);
    this.#to = this.#typists.map(() => Number.POSITIVE_INFINITY);
  }

  /** Stops timing what is typed. */
  end(): void {
    this.#to = this.#typists.map(({ clock }) => clock);
  }

  hear(listener: number, update: Uint8Array, at: number): void {
    const heard = this.#heard[listener] as Float64Array;
    for (const { typist, from, to } of this.#reading.spansOf(update)) {
      const known = heard[typist] as number;
      // An author's own characters that are sent back are not a delivery.
      if (to <= known || typist === listener) continue;
      if (from > known) throw new Error(`a hole in what was heard: ${from} after ${known}`);
      heard[typist] = to;
      this.delivered += to - known;
      this.#time(typist, [known, to], at);
    }
  }

  /** The latency that this part of the timed deliveries stayed under, in milliseconds. */
  quantile(part: number): number {
    let left = this.#timed * part;
    for (let bin = 0; bin < this.#bins.length; bin += 1) {
      left -= this.#bins[bin] as number;
      if (left <= 0) return (bin + 1) / BINS_PER_MS;
    }
    return MOST_MS;
  }

  #time(typist: number, [known, to]: readonly [number, number], at: number): void {
    const { sentAt } = this.#typists[typist] as Typist;
    const end = Math.min(to, this.#to[typist] ?? 0);
    for (let clock = Math.max(known, this.#from[typist] ?? 0); clock < end; clock += 1) {
      const bin = Math.min(Math.floor((at - (sentAt[clock] as number)) * BINS_PER_MS), this.#bins.length - 1);
      this.#bins[bin] = (this.#bins[bin] as number) + 1;
      this.#timed += 1;
    }
  }
}

/** Short, so that two updates may have the same key: then the bytes are compared. */
function fingerprint(bytes: Uint8Array): number {
  let hash = bytes.length;
  const step = Math.max(1, bytes.length >> 5);
  for (let index = 0; index < bytes.length; index += step) hash = (Math.imul(hash, 31) + (bytes[index] as number)) | 0;
  return hash;
}
