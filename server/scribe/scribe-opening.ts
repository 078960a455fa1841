/**
 * What a server needs to have a document live: the whole text at a sequence, what came after it, what is known of both without their
 * text, and whose the client ids are. A copy that is damaged is made anew from the document's past; a long tail stays one, because nobody
 * should wait for the keeper's work.
 */
import { moment } from './scribe-past.ts';
import type { DocumentEntry } from './scribe-sealed.ts';
import type { IndexImage } from './scribe-index.ts';
import type { ScribeStore, StoredCopy } from './scribe-store.ts';
import type { ScribeWorker } from './scribe-worker-client.ts';

export interface StoredDocument {
  readonly copy: StoredCopy | null;
  /** Everything after the copy. */
  readonly tail: readonly DocumentEntry[];
  readonly image: IndexImage;
  /** Which person first wrote with a client id. */
  readonly owners: Map<number, string>;
}

export interface ScribeStock {
  readonly store: ScribeStore;
  readonly worker: ScribeWorker;
}

export async function openStored({ store, worker }: ScribeStock, room: string): Promise<StoredDocument> {
  const copy = (await store.loadCopy(room)) ?? (await remade({ store, worker }, room));
  const tail: DocumentEntry[] = [];
  for await (const entries of store.entriesAfter(room, copy?.sequence ?? 0)) tail.push(...entries);
  const [image, owners] = await Promise.all([
    worker.open({ base: copy?.state ?? null, tail: tail.map(({ update }) => update) }),
    store.owners(room),
  ]);
  return { copy, tail, image, owners };
}

/** Null when nothing was ever compacted: then the log has it all. */
async function remade({ store, worker }: ScribeStock, room: string): Promise<StoredCopy | null> {
  if ((await store.archive.sealedTo(room)) === 0) return null;
  const { base, tail, sequence } = await moment(store, room, Infinity);
  return { sequence, ...(await worker.roll({ base, tail })) };
}
