/**
 * A document's text tied to its log: it moves on only with the log's entries, in their order, and tells each of them once.
 *
 *   takeIn(tail)   entries of other servers; a gap is filled from the log
 *   append(news)   after the head that the news was judged on; entries that came first are taken in, and it is tried again
 *   startOver      the log is read anew: when the same client wrote through two servers at once, or a write broke off half-way
 */
import { parseUpdateMeta } from 'yjs';
import { ScribeText, type Applied } from './scribe-document.ts';
import type { AuthoredEntry as DocumentEntry, ScribeStore } from './scribe-store.ts';

const SNAPSHOT_EVERY = 500;
const MOST_ATTEMPTS = 100;

export class LoggedText {
  text: ScribeText;
  private readonly room: string;
  private readonly store: ScribeStore;
  private readonly tell: (update: Uint8Array) => void;

  private constructor(room: string, store: ScribeStore, text: ScribeText, tell: (update: Uint8Array) => void) {
    this.room = room;
    this.store = store;
    this.text = text;
    this.tell = tell;
  }

  static async open(room: string, store: ScribeStore, tell: (update: Uint8Array) => void): Promise<LoggedText> {
    return new LoggedText(room, store, new ScribeText(await store.load(room)), tell);
  }

  /** What was published, in order but perhaps with gaps; `compare` also asks the log for more. */
  async takeInTail(tail: readonly DocumentEntry[], compare: 'compare' | 'trust'): Promise<void> {
    const isWhole = tail.every((entry) => this.takeIn(entry));
    if (isWhole && compare === 'trust') return;
    for (const entry of await this.missing()) this.takeIn(entry);
  }

  /** False when another server wrote with the same client ids meanwhile: everything must be judged again. Rejects when unsure. */
  async append(applied: readonly Applied[]): Promise<boolean> {
    const clients = new Set(applied.flatMap((each) => each.clients));
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const { appended, head } = await this.store.append(this.room, this.text.sequence, applied);
      if (appended) {
        this.text.sequence = head;
        return true;
      }
      const others = await this.missing();
      if (others.some((entry) => clientsOf(entry).some((client) => clients.has(client)))) {
        await this.startOver();
        return false;
      }
      for (const entry of others) this.takeIn(entry);
    }
    throw new Error('the log moves on too fast');
  }

  async startOver(): Promise<void> {
    const before = this.text;
    const fresh = new ScribeText(await this.store.load(this.room));
    for (const entry of await this.missing()) if (entry.sequence <= fresh.sequence) this.tell(entry.update);
    this.text = fresh;
    before.destroy();
  }

  /** Call only when nothing applied waits for its append. A copy that does not read back is not kept. */
  async saveSnapshot(every = SNAPSHOT_EVERY): Promise<void> {
    const { text } = this;
    if (text.sequence - text.snapshotAt < every) return;
    text.snapshotAt = text.sequence;
    await this.store.saveSnapshot(this.room, text.sequence, text.whole());
  }

  /** False when entries before this one are missing. */
  private takeIn(entry: DocumentEntry): boolean {
    if (entry.sequence <= this.text.sequence) return true;
    if (entry.sequence > this.text.sequence + 1) return false;
    this.text.takeIn(entry);
    this.tell(entry.update);
    return true;
  }

  private async missing(): Promise<DocumentEntry[]> {
    const all: DocumentEntry[] = [];
    for await (const entries of this.store.entriesAfter(this.room, this.text.sequence)) all.push(...entries);
    return all;
  }
}

function clientsOf(entry: DocumentEntry): number[] {
  return [...parseUpdateMeta(entry.update).from.keys()];
}
