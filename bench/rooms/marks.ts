/**
 * Counts what reached the people in the rooms, in the same way for every server: each line carries a mark, and every
 * mark that one guest reads is one delivery. It takes from the sending to the reading here.
 */
const BINS_PER_MS = 10;
const MOST_MS = 5_000;
const REMEMBERED = 4_096;
const MARK = /~(\d+)~/g;

export const mark = (line: number): string => `~${line}~`;

export class Marks {
  /** By line: when it was sent, in milliseconds. */
  readonly sentAt: number[] = [];
  delivered = 0;
  readonly #read = new Map<number, { readonly bytes: Buffer; readonly lines: readonly number[] }>();
  readonly #bins = new Uint32Array(MOST_MS * BINS_PER_MS + 1);
  #timed = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.POSITIVE_INFINITY;

  /** The next line's number, from now on on its way. */
  send(): number {
    return this.sentAt.push(performance.now()) - 1;
  }

  /** Starts and stops timing what is sent. */
  begin(): void {
    this.#from = this.sentAt.length;
  }

  end(): void {
    this.#to = this.sentAt.length;
  }

  hear(frame: Buffer, at: number): void {
    for (const line of this.#linesOf(frame)) {
      this.delivered += 1;
      if (line < this.#from || line >= this.#to) continue;
      const bin = Math.min(Math.floor((at - (this.sentAt[line] as number)) * BINS_PER_MS), this.#bins.length - 1);
      this.#bins[bin] = (this.#bins[bin] as number) + 1;
      this.#timed += 1;
    }
  }

  /** What this part of the timed deliveries stayed under, in milliseconds. */
  quantile(part: number): number {
    let left = this.#timed * part;
    for (let bin = 0; bin < this.#bins.length; bin += 1) {
      left -= this.#bins[bin] as number;
      if (left <= 0) return (bin + 1) / BINS_PER_MS;
    }
    return MOST_MS;
  }

  #linesOf(frame: Buffer): readonly number[] {
    const key = fingerprint(frame);
    const known = this.#read.get(key);
    if (known !== undefined && known.bytes.equals(frame)) return known.lines;
    const lines = [...frame.toString('latin1').matchAll(MARK)].map(([, line]) => Number(line));
    if (this.#read.size > REMEMBERED) this.#read.clear();
    this.#read.set(key, { bytes: Buffer.from(frame), lines });
    return lines;
  }
}

/** Short, so that two frames may have the same one: then the bytes are compared. */
function fingerprint(bytes: Uint8Array): number {
  let hash = bytes.length;
  const step = Math.max(1, bytes.length >> 5);
  for (let index = 0; index < bytes.length; index += step) hash = (Math.imul(hash, 31) + (bytes[index] as number)) | 0;
  return hash;
}
