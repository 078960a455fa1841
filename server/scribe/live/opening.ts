/**
 * What a server needs to have a document live: the whole text at a sequence, what came after it, what is known of both
 * without their text, and whose the client ids are. A damaged copy is made again from the document's past; a long tail
 * stays one, because no one should wait for the keeper's work.
 */
import { decodeUpdate, parseUpdateMeta } from 'yjs';
import { CLOCK } from '../../../shared/envelope.ts';
import type { ScribeAppender } from '../store/append.ts';
import { moment } from '../store/past.ts';
import type { DocumentEntry } from '../store/sealed.ts';
import type { IndexImage } from '../updates/document-index.ts';
import type { Pieces } from '../worker/jobs.ts';
import type { ScribeStore, StoredCopy } from '../store/store.ts';
import { TEMPLATE_CLIENT } from './template.ts';
import { TookTooLong } from '../worker/thread.ts';
import type { ScribeWorker } from '../worker/worker-client.ts';

export interface StoredDocument {
  readonly copy: StoredCopy | null;
  /** Everything after the copy. */
  readonly tail: readonly DocumentEntry[];
  readonly image: IndexImage;
  /** Which person first wrote with a client id. */
  readonly owners: Map<number, string>;
  /** How many bytes each person ever wrote. */
  readonly spent: Map<string, number>;
}

export interface ScribeStock {
  readonly store: ScribeStore;
  readonly worker: ScribeWorker;
}

export async function openStored({ store, worker }: ScribeStock, room: string): Promise<StoredDocument> {
  const copy = (await store.loadCopy(room)) ?? (await remade({ store, worker }, room));
  const read: DocumentEntry[] = [];
  for await (const entries of store.entriesAfter(room, copy?.sequence ?? 0, 'is passed over')) read.push(...entries);
  const [{ tail, image }, owners, spent] = await Promise.all([
    opened(worker, copy, withoutGaps(read, copy?.sequence ?? 0)),
    store.owners(room),
    store.spent(room),
  ]);
  return { copy, tail, image, owners, spent };
}

/** The same; what no editor could show was made text first. When that fails the document is opened as it is. */
export async function openMended(
  stock: ScribeStock & { readonly appender: ScribeAppender },
  room: string,
): Promise<StoredDocument> {
  const stored = await openStored(stock, room);
  if (!stored.image.isOdd) return stored;
  const { copy, tail, image } = stored;
  const update = await stock.worker
    .mending({ base: copy?.state ?? null, tail: tail.map((entry) => entry.update) })
    .catch(() => null);
  if (update === null) return stored;
  const from = image.clients.find(({ client }) => client === TEMPLATE_CLIENT)?.next ?? 0;
  const to = parseUpdateMeta(update).to.get(TEMPLATE_CLIENT) ?? from;
  await stock.appender.append(room, update, to === from ? [] : [{ client: TEMPLATE_CLIENT, from, to, person: CLOCK }]);
  return openStored(stock, room);
}

const NOTHING = Uint8Array.from([0, 0]);

/**
 * In place of an entry that the log has lost stands an empty one: a document opens with what is there, and what rests
 * on the lost entry is held back by every Yjs client. `after`: the sequence before the first.
 */
export function withoutGaps(entries: readonly DocumentEntry[], after: number): readonly DocumentEntry[] {
  const whole: DocumentEntry[] = [];
  for (const entry of entries) {
    while (after + whole.length + 1 < entry.sequence)
      whole.push({ sequence: after + whole.length + 1, atMs: entry.atMs, update: NOTHING });
    whole.push(entry);
  }
  return whole;
}

/** Where the bytes of an entry are no update any more, it counts as lost. Rejects when it is not that. */
async function opened(
  worker: ScribeWorker,
  copy: StoredCopy | null,
  entries: readonly DocumentEntry[],
): Promise<Pick<StoredDocument, 'tail' | 'image'>> {
  const open = (tail: readonly DocumentEntry[]): Promise<IndexImage> =>
    worker.open({ base: copy?.state ?? null, tail: tail.map(({ update }) => update) });
  try {
    return { tail: entries, image: await open(entries) };
  } catch (problem) {
    const tail = entries.map(soundEntry);
    if (problem instanceof TookTooLong || tail.every((entry, at) => entry === entries[at])) throw problem;
    return { tail, image: await open(tail) };
  }
}

/**
 * The document as far as its log has it: what is lost or is no update any more is left out. Rejects when the store
 * cannot be reached.
 */
export async function piecesLeft(store: ScribeStore, room: string, upTo = Infinity): Promise<Pieces> {
  const copy = await store.loadCopy(room);
  const entries: DocumentEntry[] = [];
  for await (const page of store.entriesAfter(room, copy?.sequence ?? 0, 'is passed over'))
    entries.push(...page.filter(({ sequence }) => sequence <= upTo));
  return { base: copy?.state ?? null, tail: entries.map((entry) => soundEntry(entry).update) };
}

const soundEntry = (entry: DocumentEntry): DocumentEntry =>
  isUpdate(entry.update) ? entry : { ...entry, update: NOTHING };

function isUpdate(bytes: Uint8Array): boolean {
  try {
    decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Null when nothing was ever compacted: then the log has it all. */
async function remade({ store, worker }: ScribeStock, room: string): Promise<StoredCopy | null> {
  if ((await store.archive.sealedTo(room)) === 0) return null;
  const { base, tail, sequence } = await moment(store, room, Infinity);
  return { sequence, ...(await worker.roll({ base, tail })) };
}
