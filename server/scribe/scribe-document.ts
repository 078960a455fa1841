/**
 * A document's text as one server has it, and what a write does to it.
 *
 * A write is applied at once, ahead of the log, and what it really added comes back to be appended: no text that was known before, no
 * part that cannot stand. Should that append fail, the owner throws this text away and reads the log again.
 */
import * as Y from 'yjs';
import { judgeUpdate } from './scribe-judge.ts';
import type { AuthoredEntry as DocumentEntry, LoadedDocument, NewUpdate } from './scribe-store.ts';

/** From here on only deletions are taken: a document of this size no longer opens quickly. */
const MOST_BYTES = 5 * 1024 * 1024;

export interface Applied extends NewUpdate {
  readonly kind: 'applied';
  readonly clients: readonly number[];
}

export type Written =
  | Applied
  | { readonly kind: 'known' }
  /** Send the whole difference · not allowed, an offence · not possible, nobody's fault. */
  | { readonly kind: 'baseless' | 'refused' | 'full'; readonly reason: string };

export interface Rights {
  readonly mayWrite: boolean;
  /** Asked of client ids that nobody has written with yet. */
  readonly mayUse: (client: number) => boolean;
}

export class ScribeText {
  sequence: number;
  snapshotAt: number;
  /** A write broke off half-way: what is here is no longer what the log says. */
  isDamaged = false;
  /** The state vector when everybody had last been told everything. */
  toldVector: Uint8Array;
  private readonly doc: Y.Doc;
  private readonly owners: Map<number, string>;
  private encoded: Uint8Array | null = null;
  private bytes: number;

  constructor(loaded: LoadedDocument) {
    this.doc = loaded.doc;
    this.sequence = loaded.sequence;
    this.snapshotAt = loaded.snapshotAt;
    this.owners = loaded.owners;
    this.bytes = this.whole().length;
    this.toldVector = this.stateVector();
  }

  mayUse(client: number, person: string): boolean {
    const owner = this.owners.get(client);
    return owner === undefined || owner === person;
  }

  write(update: Uint8Array, person: string, { mayWrite, mayUse }: Rights): Written {
    try {
      const judged = judgeUpdate(this.doc, update, (client) => this.mayUse(client, person) && (this.owners.has(client) || mayUse(client)));
      if (judged.kind === 'known') return { kind: 'known' };
      if (!mayWrite) return { kind: 'refused', reason: 'you may read this document, not write in it' };
      if (judged.kind === 'baseless') return { kind: 'baseless', reason: 'something before it is missing' };
      if (judged.kind === 'foreign') return { kind: 'refused', reason: 'this client id belongs to somebody else' };
      if (judged.kind === 'deep') return { kind: 'refused', reason: 'it is nested too deep' };
      if (judged.addsText && this.isFull) return { kind: 'full', reason: 'the document is full (5 MB): delete something first' };
      return this.apply(update, person, judged.clients);
    } catch {
      return { kind: 'refused', reason: 'that is no update of a document' };
    }
  }

  /** An entry of the log, the next one. */
  takeIn(entry: DocumentEntry): void {
    this.sequence = entry.sequence;
    this.encoded = null;
    this.bytes += entry.update.length;
    try {
      for (const client of Y.parseUpdateMeta(entry.update).from.keys()) if (!this.owners.has(client)) this.owners.set(client, entry.person);
      Y.applyUpdate(this.doc, entry.update);
    } catch {
      this.isDamaged = true;
    }
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  /** What somebody lacks who has this state vector. Throws when it is none. */
  difference(stateVector: Uint8Array): Uint8Array {
    return stateVector.length <= 1 ? this.whole() : Y.encodeStateAsUpdate(this.doc, stateVector);
  }

  whole(): Uint8Array {
    this.encoded ??= Y.encodeStateAsUpdate(this.doc);
    this.bytes = this.encoded.length;
    return this.encoded;
  }

  destroy(): void {
    this.doc.destroy();
  }

  /** The running sum only grows; what deletions gave back is known once the whole is encoded. */
  private get isFull(): boolean {
    return this.bytes > MOST_BYTES && this.whole().length > MOST_BYTES;
  }

  private apply(update: Uint8Array, person: string, clients: readonly number[]): Written {
    const added: Uint8Array[] = [];
    const collect = (news: Uint8Array) => void added.push(news);
    this.doc.on('update', collect);
    this.encoded = null;
    try {
      Y.applyUpdate(this.doc, update);
    } catch (problem) {
      this.isDamaged = true;
      throw problem;
    } finally {
      this.doc.off('update', collect);
      // What could not be joined to the text must not lie in wait for later.
      this.doc.store.pendingStructs = null;
      this.doc.store.pendingDs = null;
    }
    const [news] = added;
    if (news === undefined) return { kind: 'known' };
    this.bytes += news.length;
    const binds = clients.filter((client) => !this.owners.has(client));
    for (const client of binds) this.owners.set(client, person);
    return { kind: 'applied', person, update: news, binds, clients };
  }
}
