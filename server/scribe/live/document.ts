/**
 * What this server knows of a document: the index, the ring, and where it stands in the log.
 *
 *   arrivals (published, read, own) --in the log's order, no gap--> ring --> told
 *
 * The index may be ahead of the ring by this server's own entries only, so no one is ever told a later entry before an
 * earlier one.
 */
import type { ScribeAppender } from '../store/append.ts';
import type { DocumentEntry } from '../store/sealed.ts';
import { Budgets } from '../wire/budgets.ts';
import type { Writer } from '../updates/judge.ts';
import { ScribeIndex } from '../updates/document-index.ts';
import type { KeptDocument, ScribeKeeper } from '../store/keeper.ts';
import { openMended, openStored, withoutGaps } from './opening.ts';
import { ScribeRing } from '../store/ring.ts';
import type { ScribeSocket } from '../wire/socket.ts';
import type { ScribeStore } from '../store/store.ts';
import type { ScribeWorker } from '../worker/worker-client.ts';

/** From here on only deletions are taken: a document of this size no longer opens quickly. */
const MOST_BYTES = 5 * 1024 * 1024;
const WEIGH_OTHERS_FROM_BYTES = 64 * 1024;
/** Someone wrote this recently. */
const BUSY_MS = 2000;

export interface Arrival extends DocumentEntry {
  /** The id of the document that it was published for; absent when it was read from this one's log, or written here. */
  readonly document?: string;
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
  /** Tells this document from any other that ever was in its place. */
  readonly identity: string;
  readonly parts: DocumentParts;
  /** How many bytes each person ever wrote, as far as this server has heard. */
  readonly #spent: Map<string, number>;
  readonly #budgets = new Budgets();
  readonly #room: string;
  readonly #arrivals = new Map<number, Arrival>();
  /** Read with the log; learnt once the index has all that was read. */
  #ownersRead: ReadonlyMap<number, string> | null = null;
  /** Deleted units that the copy's size has given back already. */
  #unitsGivenBack = 0;
  #takenAtMs = 0;

  private constructor(
    room: string,
    parts: DocumentParts,
    known: { index: ScribeIndex; ring: ScribeRing; identity: string; spent: Map<string, number> },
  ) {
    this.#room = room;
    this.parts = parts;
    this.index = known.index;
    this.ring = known.ring;
    this.identity = known.identity;
    this.#spent = known.spent;
  }

  /** Without an appender it is opened as it is, whatever is in it. */
  static async open(
    room: string,
    parts: DocumentParts & { readonly appender?: ScribeAppender },
  ): Promise<ScribeDocument> {
    const { appender } = parts;
    const identity = await parts.store.identity(room);
    const { copy, tail, image, owners, spent } = await (appender === undefined
      ? openStored(parts, room)
      : openMended({ ...parts, appender }, room));
    const ring = new ScribeRing(copy);
    for (const entry of tail) ring.take(entry);
    return new ScribeDocument(room, parts, { index: ScribeIndex.from(image, owners), ring, identity, spent });
  }

  arrive(entry: Arrival): void {
    // An entry of another document is never integrated; the next beat reads what is true.
    if ((entry.document ?? this.identity) !== this.identity) return;
    if (entry.sequence > this.ring.sequence && !this.#arrivals.has(entry.sequence))
      this.#arrivals.set(entry.sequence, entry);
  }

  /** Takes in what follows on, oldest first. */
  takeIn(): Arrival[] {
    const taken: Arrival[] = [];
    for (
      let next = this.#arrivals.get(this.ring.sequence + 1);
      next !== undefined;
      next = this.#arrivals.get(this.ring.sequence + 1)
    ) {
      this.#arrivals.delete(next.sequence);
      if (!next.isOwn) this.index.take(next.update);
      if (next.owners !== undefined) this.learnOwners(next.owners);
      this.ring.take(next);
      taken.push(next);
    }
    if (this.#ownersRead !== null) this.learnOwners(this.#ownersRead);
    this.#ownersRead = null;
    if (taken.length > 0) this.#takenAtMs = Date.now();
    return taken;
  }

  /** Something arrived of which the part before it has not. */
  get hasGap(): boolean {
    return this.#arrivals.size > 0;
  }

  /** Reads what the log has and this server does not. Rejects when the log no longer belongs to this document. */
  async catchUp(): Promise<void> {
    await this.parts.store.confirm(this.#room, this.identity, this.ring.sequence);
    const read: DocumentEntry[] = [];
    for await (const entries of this.parts.store.entriesAfter(this.#room, this.ring.sequence, 'is passed over'))
      read.push(...entries);
    if (read.length > 0) this.#ownersRead = await this.parts.store.owners(this.#room);
    for (const entry of withoutGaps(read, this.ring.sequence)) this.arrive({ ...entry, author: null, isOwn: false });
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
    const copy = await this.parts.keeper.look({ ...this.#kept, isBusy: nowMs - this.#takenAtMs < BUSY_MS }, nowMs);
    if (copy === null || !this.ring.moveCopy(copy)) return;
    this.#unitsGivenBack = units;
    if (this.index.otherBytes > WEIGH_OTHERS_FROM_BYTES) await this.#weighOthers();
  }

  /** What was changed in other roots weighs less in a new copy. */
  async #weighOthers(): Promise<void> {
    const before = this.index.otherBytes;
    const { otherBytes } = await this.parts.worker.open({
      base: this.ring.state,
      tail: this.ring.tail.map(({ update }) => update),
    });
    // What came meanwhile counts too.
    this.index.otherBytes += otherBytes - before;
  }

  /** The last copy, when this document is unloaded here. */
  close(): Promise<void> {
    return this.parts.keeper.close({ ...this.#kept, isBusy: false });
  }

  get #kept(): Omit<KeptDocument, 'isBusy'> {
    return { id: this.#room, copy: this.ring.copy, tail: this.ring.tail };
  }

  /**
   * Not less than what a new copy would weigh: what was deleted since the present one gives back at least a byte for
   * each unit.
   */
  get bytes(): number {
    return this.ring.state.length + this.ring.tailBytes - (this.index.deletedUnits - this.#unitsGivenBack);
  }

  /** What the judge has to know of a writer. */
  limitsOf(person: string): Pick<Writer, 'isFull' | 'budget' | 'historyBytes'> {
    return { isFull: this.isFull, budget: this.#budgets.of(person), historyBytes: this.#spent.get(person) ?? 0 };
  }

  learnSpent(spent: ReadonlyMap<string, number>): void {
    for (const [person, bytes] of spent) this.#spent.set(person, bytes);
  }

  get isFull(): boolean {
    return this.bytes > MOST_BYTES;
  }
}
