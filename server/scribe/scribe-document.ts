/**
 * What this server knows of a document: the index, the ring, and where it stands in the log.
 *
 *   arrivals (published, read, own) --in the log's order, no gap--> ring --> told
 *
 * The index may be ahead of the ring by this server's own entries only, so nobody is ever told a later entry before an earlier one.
 */
import type { DocumentEntry } from './scribe-sealed.ts';
import { ScribeIndex } from './scribe-index.ts';
import type { KeptDocument, ScribeKeeper } from './scribe-keeper.ts';
import { openStored } from './scribe-opening.ts';
import { ScribeRing } from './scribe-ring.ts';
import type { ScribeSocket } from './scribe-socket.ts';
import type { ScribeStore } from './scribe-store.ts';
import type { ScribeWorker } from './scribe-worker-client.ts';

/** From here on only deletions are taken: a document of this size no longer opens quickly. */
const MOST_BYTES = 5 * 1024 * 1024;
/** Somebody wrote so lately. */
const BUSY_MS = 2000;

export interface Arrival extends DocumentEntry {
  readonly owners?: ReadonlyMap<number, string>;
  /** The one connection here that wrote all of it; null for several, or on another server. */
  readonly author: ScribeSocket | null;
  /** Written by this server: the index has it already. */
  readonly isOwn: boolean;
}

export interface DocumentParts {
  readonly store: ScribeStore;
  readonly worker: ScribeWorker;
  readonly keeper: ScribeKeeper;
}

export class ScribeDocument {
  readonly index: ScribeIndex;
  readonly ring: ScribeRing;
  readonly parts: DocumentParts;
  private readonly room: string;
  private readonly arrivals = new Map<number, Arrival>();
  /** Read with the log; learnt once the index has all that was read. */
  private ownersRead: ReadonlyMap<number, string> | null = null;
  /** Deleted units that the copy's size has given back already. */
  private unitsGivenBack = 0;
  private takenAtMs = 0;

  private constructor(room: string, parts: DocumentParts, known: { index: ScribeIndex; ring: ScribeRing }) {
    this.room = room;
    this.parts = parts;
    this.index = known.index;
    this.ring = known.ring;
  }

  static async open(room: string, parts: DocumentParts): Promise<ScribeDocument> {
    const { copy, tail, image, owners } = await openStored(parts, room);
    const ring = new ScribeRing(copy);
    for (const entry of tail) ring.take(entry);
    return new ScribeDocument(room, parts, { index: ScribeIndex.from(image, owners), ring });
  }

  arrive(entry: Arrival): void {
    if (entry.sequence > this.ring.sequence && !this.arrivals.has(entry.sequence))
      this.arrivals.set(entry.sequence, entry);
  }

  /** Takes in what follows on, oldest first. */
  takeIn(): Arrival[] {
    const taken: Arrival[] = [];
    for (
      let next = this.arrivals.get(this.ring.sequence + 1);
      next !== undefined;
      next = this.arrivals.get(this.ring.sequence + 1)
    ) {
      this.arrivals.delete(next.sequence);
      if (!next.isOwn) this.index.take(next.update);
      if (next.owners !== undefined) this.learnOwners(next.owners);
      this.ring.take(next);
      taken.push(next);
    }
    if (this.ownersRead !== null) this.learnOwners(this.ownersRead);
    this.ownersRead = null;
    if (taken.length > 0) this.takenAtMs = Date.now();
    return taken;
  }

  /** Something arrived of which the part before it has not. */
  get hasGap(): boolean {
    return this.arrivals.size > 0;
  }

  /** Reads what the log has and this server does not. */
  async catchUp(): Promise<void> {
    const read: DocumentEntry[] = [];
    for await (const entries of this.parts.store.entriesAfter(this.room, this.ring.sequence)) read.push(...entries);
    if (read.length > 0) this.ownersRead = await this.parts.store.owners(this.room);
    for (const entry of read) this.arrive({ ...entry, author: null, isOwn: false });
  }

  /** True when some of this was not known yet. */
  learnOwners(owners: ReadonlyMap<number, string>): boolean {
    let isNew = false;
    for (const [client, person] of owners) isNew = this.index.learn(client, person) || isNew;
    return isNew;
  }

  /** A newer copy, when it is time for one. */
  async compact(nowMs: number): Promise<void> {
    const units = this.index.deletedUnits;
    const copy = await this.parts.keeper.look({ ...this.kept, isBusy: nowMs - this.takenAtMs < BUSY_MS }, nowMs);
    if (copy !== null && this.ring.moveCopy(copy)) this.unitsGivenBack = units;
  }

  /** The last copy, when this document is let go of here. */
  close(): Promise<void> {
    return this.parts.keeper.close({ ...this.kept, isBusy: false });
  }

  private get kept(): Omit<KeptDocument, 'isBusy'> {
    return { id: this.room, copy: this.ring.copy, tail: this.ring.tail };
  }

  /** Not less than what a new copy would weigh: what was deleted since the present one gives back at least a byte for each unit. */
  get bytes(): number {
    return this.ring.state.length + this.ring.tailBytes - (this.index.deletedUnits - this.unitsGivenBack);
  }

  get isFull(): boolean {
    return this.bytes > MOST_BYTES;
  }
}
