/**
 * What is known of a document without its text: for each client id how far its text reaches, who owns it, how deep each piece is nested,
 * and which of it is deleted. This is all that judging an update needs, at some hundredth of what a Y.Doc weighs.
 *
 *   take(update)     an entry of the log, whole         place, giveBack (scribe-place.ts)     what a turn tries, and may have to undo
 *   image()          the same for another thread
 */
import { writeVarUint, createEncoder, toUint8Array } from 'lib0/encoding';
import { placePieces, withoutKnown } from './scribe-place.ts';
import { addRanges, covers, rangesOf, removeRanges } from './scribe-ranges.ts';
import { scanUpdate, type TextId } from './scribe-scan.ts';

export interface ClientImage {
  readonly client: number;
  readonly next: number;
  /** Where each run of one level begins, and that level. */
  readonly starts: Float64Array;
  readonly levels: Uint16Array;
  /** Ranges: from, to, from, to. */
  readonly deleted: Float64Array;
}

export interface IndexImage {
  readonly clients: readonly ClientImage[];
}

/** The index of a document's entries, oldest first. Pure. */
export function imageOf(updates: readonly Uint8Array[]): IndexImage {
  const index = new ScribeIndex();
  for (const update of updates) index.take(update);
  return index.image();
}

interface ClientText {
  next: number;
  owner: string | null;
  readonly starts: number[];
  readonly levels: number[];
  readonly deleted: number[];
}

export class ScribeIndex {
  /** Units of text that deletions took away, since the beginning of this index. */
  deletedUnits = 0;
  private readonly clients = new Map<number, ClientText>();
  private encodedVector: Uint8Array | null = null;

  static from(image: IndexImage, owners: ReadonlyMap<number, string>): ScribeIndex {
    const index = new ScribeIndex();
    for (const { client, next, starts, levels, deleted } of image.clients) {
      index.clients.set(client, {
        next,
        owner: owners.get(client) ?? null,
        starts: [...starts],
        levels: [...levels],
        deleted: [...deleted],
      });
    }
    return index;
  }

  image(): IndexImage {
    const clients = [...this.clients].map(([client, { next, starts, levels, deleted }]) => ({
      client,
      next,
      starts: Float64Array.from(starts),
      levels: Uint16Array.from(levels),
      deleted: Float64Array.from(deleted),
    }));
    return { clients };
  }

  /** The clock of the first piece of text that this client id has not written yet. */
  nextOf(client: number): number {
    return this.clients.get(client)?.next ?? 0;
  }

  has({ client, clock }: TextId): boolean {
    return clock < this.nextOf(client);
  }

  /** Null when nobody has written with this client id, or when it is not known who did. */
  ownerOf(client: number): string | null {
    return this.clients.get(client)?.owner ?? null;
  }

  get clientCount(): number {
    return this.clients.size;
  }

  /** With how many client ids somebody has written. */
  countOf(person: string): number {
    let count = 0;
    for (const { owner } of this.clients.values()) if (owner === person) count += 1;
    return count;
  }

  /** The first one stays. True for the first one. */
  bind(client: number, person: string): boolean {
    const text = this.clients.get(client);
    if (text === undefined || text.owner !== null || person === '') return false;
    text.owner = person;
    return true;
  }

  /** Whom the log names stands, whoever was bound here. True when that was not known yet. */
  learn(client: number, person: string): boolean {
    const text = this.clients.get(client);
    if (text === undefined || text.owner === person || person === '') return false;
    text.owner = person;
    return true;
  }

  /** As if nobody had been bound to it. */
  unbind(client: number): void {
    const text = this.clients.get(client);
    if (text !== undefined) text.owner = null;
  }

  /** How many levels below the document this text stands: 1 in a root itself. */
  levelOf({ client, clock }: TextId): number {
    const text = this.clients.get(client);
    if (text === undefined) return 0;
    let [low, high] = [0, text.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((text.starts[middle] as number) <= clock) low = middle;
      else high = middle - 1;
    }
    return text.levels[low] ?? 0;
  }

  /** As Yjs encodes it: how far each client's text reaches. */
  stateVector(): Uint8Array {
    if (this.encodedVector !== null) return this.encodedVector;
    const encoder = createEncoder();
    writeVarUint(encoder, this.clients.size);
    for (const [client, { next }] of [...this.clients].sort(([one], [other]) => other - one)) {
      writeVarUint(encoder, client);
      writeVarUint(encoder, next);
    }
    return (this.encodedVector = toUint8Array(encoder));
  }

  /** An entry of the log. What is known of it already is left out. Throws when something before it is missing. */
  take(update: Uint8Array): void {
    const { pieces, deletions } = withoutKnown(this, scanUpdate(update));
    if (!placePieces(this, pieces).isWhole) throw new Error('something before this entry of the document is missing');
    for (const [client, ranges] of rangesOf(deletions)) this.remove(client, ranges);
  }

  extend(client: number, length: number, level: number): void {
    let text = this.clients.get(client);
    if (text === undefined)
      this.clients.set(client, (text = { next: 0, owner: null, starts: [], levels: [], deleted: [] }));
    if (text.levels.at(-1) !== level) {
      text.starts.push(text.next);
      text.levels.push(level);
    }
    text.next += length;
    this.encodedVector = null;
  }

  /** Forgets what a client wrote from a clock on. */
  shorten(client: number, to: number): void {
    const text = this.clients.get(client);
    if (text === undefined) return;
    this.encodedVector = null;
    if (to === 0) return void this.clients.delete(client);
    while ((text.starts.at(-1) ?? 0) >= to && text.starts.length > 1) {
      text.starts.pop();
      text.levels.pop();
    }
    removeRanges(text.deleted, [to, text.next]);
    text.next = to;
  }

  isDeleted(client: number, from: number, to: number): boolean {
    const text = this.clients.get(client);
    return text !== undefined && covers(text.deleted, from, to);
  }

  /** Deletes, and tells which of it was not deleted yet, as ranges. */
  remove(client: number, ranges: number[]): number[] {
    const text = this.clients.get(client);
    if (text === undefined) return [];
    removeRanges(ranges, [text.next, Infinity]);
    const fresh = addRanges(text.deleted, ranges);
    this.deletedUnits += unitsIn(fresh);
    return fresh;
  }

  /** What was not deleted before it was. */
  restore(client: number, ranges: readonly number[]): void {
    const text = this.clients.get(client);
    if (text === undefined) return;
    removeRanges(text.deleted, ranges);
    this.deletedUnits -= unitsIn(ranges);
  }

  /** Text that came deleted: it gives nothing back. */
  markGone(client: number, from: number, to: number): void {
    const text = this.clients.get(client);
    if (text !== undefined) addRanges(text.deleted, [from, to]);
  }
}

function unitsIn(ranges: readonly number[]): number {
  let units = 0;
  for (let at = 0; at < ranges.length; at += 2) units += (ranges[at + 1] as number) - (ranges[at] as number);
  return units;
}
