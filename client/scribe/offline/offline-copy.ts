/**
 * A document's copy in this browser: the text is there before the server has answered, and what was typed without it
 * outlives the page. Only updates are kept and read back; the page that reads them writes under a client id of its own,
 * because one used by two pages would make their texts differ for ever. What is typed here is stored once its frame is
 * painted, or when the page closes; what comes from the server can wait, but never longer than what builds on it. If
 * the browser keeps nothing (or no more), the document works without the copy and says so once. A copy that comes late
 * joins the document then: it may have what no one else has.
 */
import * as Y from 'yjs';
import { turn } from './inflow.ts';
import { forgetCopy, inTime, openShelf, put, settle, takeDown, type CopyKey, type Shelved } from './offline-shelf.ts';

const GATHER_MS = 1000;
const TYPED_MS = 30;
const MOST_UPDATES = 300;
const SLICE_MS = 30;

export interface CopyWishes {
  readonly doc: Y.Doc;
  readonly key: CopyKey;
  /** Changes that are not known to be kept, with those that were read from here. */
  readonly open: () => number;
}

export class OfflineCopy {
  readonly #wishes: CopyWishes;
  readonly #page = crypto.getRandomValues(new Uint32Array(2)).join('-');
  #shelf: IDBDatabase | null = null;
  #left: Shelved['open'] = new Map();
  /** The stored updates that are in this document, by number. */
  readonly #known = new Set<number>();
  #waiting: Uint8Array[] = [];
  #noted = 0;
  #reading: Promise<number> = Promise.resolve(0);
  #isClosed = false;
  #none: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #typed: ReturnType<typeof setTimeout> | undefined;

  constructor(wishes: CopyWishes) {
    this.#wishes = wishes;
  }

  /**
   * Puts the copy's text into the document, if there is one. Resolves with how many changes in it other pages had open;
   * with none where the browser takes long, and `follow` says when it has come after all.
   */
  read(): Promise<number> {
    this.#reading = this.#take();
    return inTime(this.#reading).catch(() => 0);
  }

  async #take(): Promise<number> {
    const { key } = this.#wishes;
    const shelf = await openShelf();
    const { updates, open } = await takeDown(shelf, key);
    if (!this.#isClosed) await this.#apply([...updates.values()]);
    if (this.#isClosed) {
      shelf.close();
      throw new Error('the document was closed meanwhile');
    }
    for (const number of updates.keys()) this.#known.add(number);
    [this.#shelf, this.#left] = [shelf, open];
    return total(open);
  }

  /** A few at a time: the page goes on meanwhile. */
  async #apply(updates: readonly Uint8Array[]): Promise<void> {
    const { doc } = this.#wishes;
    for (let at = 0; at < updates.length;) {
      const end = performance.now() + SLICE_MS;
      Y.transact(
        doc,
        () => {
          do Y.applyUpdate(doc, updates[at++] as Uint8Array, this);
          while (at < updates.length && performance.now() < end);
        },
        this,
        false,
      );
      if (at < updates.length) await turn();
    }
  }

  /**
   * From now on the copy has what the document has. `tell` is called when this browser keeps no copy of it (any more),
   * and when it does after all, with how many changes other pages had open.
   */
  follow(tell: (keeps: boolean, open: number) => void): void {
    this.#none = () => tell(false, 0);
    if (this.#shelf !== null) return this.#keep(this.#shelf);
    this.#none();
    this.#reading.then(
      (open) => {
        if (this.#shelf === null) return;
        this.#keep(this.#shelf);
        this.#waiting.push(Y.encodeStateAsUpdate(this.#wishes.doc));
        tell(true, open);
        this.#flush();
      },
      () => undefined,
    );
  }

  #keep(shelf: IDBDatabase): void {
    shelf.onclose = () => this.#giveUp();
    this.#wishes.doc.on('update', this.#heard);
    window.addEventListener('pagehide', this.#flush);
  }

  /** Whether what is typed now outlives this page. */
  get keeps(): boolean {
    return this.#shelf !== null;
  }

  /** The number of open changes has changed. */
  counted(): void {
    if (this.#own() !== this.#noted) this.#later();
  }

  /** The server has kept everything that earlier pages had left open. */
  settled(): void {
    if (this.#shelf !== null && this.#left.size > 0)
      settle(this.#shelf, this.#wishes.key, this.#left).catch(() => this.#giveUp());
    this.#left = new Map();
  }

  close(): void {
    this.#isClosed = true;
    this.#flush();
    this.#letGo();
  }

  /** No longer this person's. */
  forget(): void {
    this.#isClosed = true;
    if (this.#shelf === null) return;
    const shelf = this.#shelf;
    this.#shelf = null;
    this.#letGo();
    forgetCopy(shelf, this.#wishes.key)
      .catch(() => undefined)
      .finally(() => shelf.close());
  }

  /** Without what earlier pages left: that stays stored under their names until it is settled. */
  #own(): number {
    return Math.max(0, this.#wishes.open() - total(this.#left));
  }

  readonly #heard = (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction): void => {
    this.#waiting.push(update);
    if (local) this.#typed ??= setTimeout(this.#flush, TYPED_MS);
    else this.#later();
  };

  #later(): void {
    this.#timer ??= setTimeout(this.#known.size > MOST_UPDATES ? this.#makeWhole : this.#flush, GATHER_MS);
  }

  readonly #flush = (): void => {
    const waiting = this.#waiting;
    this.#write({ update: waiting.length > 1 ? Y.mergeUpdates(waiting) : waiting[0] });
  };

  /** One update in the place of all that this page knows of. What another page has added since stays as it is. */
  readonly #makeWhole = (): void => {
    const instead = [...this.#known];
    this.#known.clear();
    this.#write({ update: Y.encodeStateAsUpdate(this.#wishes.doc), instead });
  };

  #write({ update, instead }: { update: Uint8Array | undefined; instead?: readonly number[] }): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#typed);
    this.#timer = this.#typed = undefined;
    const shelf = this.#shelf;
    const page = this.#page;
    const { key } = this.#wishes;
    if (shelf === null) return;
    this.#waiting = [];
    this.#noted = this.#own();
    put(shelf, { key, page, update, open: this.#noted, instead }).then(
      (number) => this.#written(number, update),
      () => this.#giveUp(),
    );
  }

  #written(number: number | null, update: Uint8Array | undefined): void {
    if (number === null) this.#giveUp();
    else if (update !== undefined) this.#known.add(number);
  }

  #giveUp(): void {
    this.#letGo();
    this.#none();
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#typed);
    this.#shelf?.close();
    this.#shelf = null;
    this.#waiting = [];
    this.#wishes.doc.off('update', this.#heard);
    window.removeEventListener('pagehide', this.#flush);
  }
}

const total = (open: Shelved['open']): number => [...open.values()].reduce((sum, count) => sum + count, 0);
