/**
 * The browser's store of documents (IndexedDB): copies as the updates that make them, each under its person, room,
 * schema and way of opening, so that no one else in this browser reads or sends them. Beside them, how many changes
 * each page had not yet known to be kept by the server. A deleted copy stays deleted: a page that still has it open
 * cannot write it again.
 */
import { DOCUMENT_SCHEMA } from '../../../shared/scribe/words.ts';
import { openDatabase } from '../../session/keeping.ts';

const NAME = 'watchfloor-scribe';
const COPIES = 'copies',
  UPDATES = 'updates',
  OPEN = 'open';
const KEPT_DAYS = 30;
const PATIENCE_MS = 2000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Person, room, schema, `writes` or `reads`. */
export type CopyKey = readonly [person: string, room: string, schema: number, way: 'writes' | 'reads'];

export interface Shelved {
  readonly updates: ReadonlyMap<number, Uint8Array>;
  /** What each page had open: its name and a count. */
  readonly open: ReadonlyMap<string, number>;
}

/** Rejects where the browser has no such store. */
export function openShelf(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = openDatabase(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(COPIES);
      // Not one store for each document: everything of a person who signs out, and everything old, is found in one
      // place.
      request.result.createObjectStore(UPDATES, { autoIncrement: true }).createIndex('copy', 'copy');
      request.result.createObjectStore(OPEN);
    };
    request.onerror = () => reject(request.error ?? new Error('no IndexedDB'));
    request.onblocked = () => reject(new Error('the shelf is held by another version'));
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
}

/** What is stored there, if anything; from now on the copy counts as opened today. */
export async function takeDown(shelf: IDBDatabase, key: CopyKey): Promise<Shelved> {
  const transaction = shelf.transaction([COPIES, UPDATES, OPEN], 'readwrite');
  const places = transaction.objectStore(UPDATES);
  const pages = transaction.objectStore(OPEN);
  transaction.objectStore(COPIES).put({ openedAt: Date.now() }, [...key]);
  // All requested at once: someone waits for the text.
  const [numbers, records, names, counts] = await Promise.all([
    answer(places.index('copy').getAllKeys([...key])),
    answer(places.index('copy').getAll([...key])),
    answer(pages.getAllKeys(pagesOf(key))),
    answer(pages.getAll(pagesOf(key))),
  ]);
  putAwayOld(transaction).catch(() => undefined);
  return {
    updates: new Map(numbers.map((number, at) => [number as number, (records[at] as { update: Uint8Array }).update])),
    open: new Map(names.map((page, at) => [(page as string[]).at(-1) ?? '', counts[at] as number])),
  };
}

export interface Addition {
  readonly key: CopyKey;
  readonly page: string;
  readonly update?: Uint8Array;
  /** How many changes of this page are open now. */
  readonly open: number;
  /** Numbers of updates that this one takes the place of. */
  readonly instead?: Iterable<number>;
}

/** Resolves with the update's number, or null when this copy was deleted meanwhile. */
export async function put(
  shelf: IDBDatabase,
  { key, page, update, open, instead = [] }: Addition,
): Promise<number | null> {
  const transaction = shelf.transaction([COPIES, UPDATES, OPEN], 'readwrite');
  const kept = finished(transaction);
  const isThere = answer(transaction.objectStore(COPIES).count([...key]));
  const updates = transaction.objectStore(UPDATES);
  // Checked and written in one go, and undone if need be: a page that is being closed gets no answer any more.
  const number =
    update === undefined ? Promise.resolve(0 as IDBValidKey) : answer(updates.add({ copy: [...key], update }));
  for (const each of instead) updates.delete(each);
  if (open > 0) transaction.objectStore(OPEN).put(open, [...key, page]);
  else transaction.objectStore(OPEN).delete([...key, page]);
  transaction.commit();
  const result = await Promise.all([number, isThere]);
  await kept;
  if (result[1] > 0) return result[0] as number;
  await forgetCopy(shelf, key);
  return null;
}

/** What other pages had left open has been kept by now. Nothing is touched that has grown since. */
export async function settle(shelf: IDBDatabase, key: CopyKey, open: Shelved['open']): Promise<void> {
  const transaction = shelf.transaction(OPEN, 'readwrite');
  const pages = transaction.objectStore(OPEN);
  for (const [page, count] of open)
    if ((await answer(pages.get([...key, page]))) === count) pages.delete([...key, page]);
  return finished(transaction);
}

export async function forgetCopy(shelf: IDBDatabase, key: CopyKey): Promise<void> {
  const transaction = shelf.transaction([COPIES, UPDATES, OPEN], 'readwrite');
  await putAway(transaction, [...key]);
  return finished(transaction);
}

/**
 * Deletes all of a person's documents when they sign out. Never rejects: without a store there is nothing to delete.
 */
export async function forgetPerson(person: string): Promise<void> {
  try {
    const shelf = await openShelf();
    const transaction = shelf.transaction([COPIES, UPDATES, OPEN], 'readwrite');
    for (const key of await answer(transaction.objectStore(COPIES).getAllKeys()))
      if ((key as IDBValidKey[])[0] === person) await putAway(transaction, key as IDBValidKey[]);
    await finished(transaction);
    shelf.close();
  } catch {
    /* as said */
  }
}

export interface Unsent {
  readonly room: string;
  readonly changes: number;
}

/**
 * A person's changes that no page knows to be kept by the server, by room. Never rejects, and returns nothing for a
 * store that hangs.
 */
export async function unsentOf(person: string): Promise<readonly Unsent[]> {
  try {
    const shelf = await inTime(openShelf());
    return await inTime(openChanges(shelf, person)).finally(() => shelf.close());
  } catch {
    return [];
  }
}

async function openChanges(shelf: IDBDatabase, person: string): Promise<readonly Unsent[]> {
  const pages = shelf.transaction(OPEN).objectStore(OPEN);
  const [keys, counts] = await Promise.all([
    answer(pages.getAllKeys(pagesOf([person]))),
    answer(pages.getAll(pagesOf([person]))),
  ]);
  const rooms = new Map<string, number>();
  for (const [at, key] of (keys as unknown as CopyKey[]).entries()) {
    // What a page of an older release left cannot be sent by this one.
    if (key[2] === DOCUMENT_SCHEMA) rooms.set(key[1], (rooms.get(key[1]) ?? 0) + (counts[at] as number));
  }
  return [...rooms].map(([room, changes]) => ({ room, changes }));
}

/** Does not wait for a store that does not answer. */
export function inTime<Result>(promise: Promise<Result>): Promise<Result> {
  return Promise.race([
    promise,
    new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('no answer')), PATIENCE_MS)),
  ]);
}

async function putAwayOld(transaction: IDBTransaction): Promise<void> {
  const copies = transaction.objectStore(COPIES);
  for (const key of await answer(copies.getAllKeys())) {
    const { openedAt } = (await answer(copies.get(key))) as { openedAt: number };
    if (openedAt < Date.now() - KEPT_DAYS * DAY_MS) await putAway(transaction, key as IDBValidKey[]);
  }
}

async function putAway(transaction: IDBTransaction, key: IDBValidKey[]): Promise<void> {
  const updates = transaction.objectStore(UPDATES);
  transaction.objectStore(COPIES).delete(key);
  transaction.objectStore(OPEN).delete(pagesOf(key));
  for (const number of await answer(updates.index('copy').getAllKeys(key))) updates.delete(number);
}

/** An array sorts after every text. */
const pagesOf = (key: readonly IDBValidKey[]): IDBKeyRange => IDBKeyRange.bound([...key, ''], [...key, []]);

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not read'));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('not written'));
  });
}
