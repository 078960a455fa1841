/**
 * What this browser keeps, and for which person: the only file that touches localStorage, sessionStorage and IndexedDB.
 *
 *   watchfloor.<name>               of the device: theme, zone, single keys, widths. Nothing personal is in it.
 *   watchfloor.of.<person>.<name>   of one person: read, shown and sent only while that person is signed in here. It outlives their
 *                                   session and waits for them; signing out deletes it.
 *
 * A browser that stores nothing, or is full, is no error: what is kept in the page lives as long as the page.
 */
import { me } from './me.ts';
import { Store } from './store.ts';

/** `tab`: for as long as this tab is open, and not seen by others. */
type Where = 'browser' | 'tab';

export interface Kept {
  readonly get: () => string | null;
  /** Null deletes it. */
  readonly set: (text: string | null) => void;
}

const DEVICE = 'watchfloor.';
const PERSON = 'watchfloor.of.';

export const ofDevice = (name: string): Kept => keptAt(`${DEVICE}${name}`);
/** For as long as this tab is open: before anyone is signed in. */
export const ofTab = (name: string): Kept => keptAt(`${DEVICE}${name}`, 'tab');
export const ofPerson = (person: string, name: string, where: Where = 'browser'): Kept =>
  keptAt(`${PERSON}${person}.${name}`, where);

function keptAt(key: string, where: Where = 'browser'): Kept {
  return {
    get: () => attempt(() => storageOf(where).getItem(key)) ?? null,
    set: (text) =>
      attempt(() => (text === null ? storageOf(where).removeItem(key) : storageOf(where).setItem(key, text))),
  };
}

const storageOf = (where: Where): Storage => (where === 'tab' ? sessionStorage : localStorage);

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** What this person keeps here under names with this prefix, in every tab: name and text. */
export function keptOf(person: string, begin: string): ReadonlyMap<string, string> {
  const all = `${PERSON}${person}.`;
  const keys = (attempt(() => Object.keys(localStorage)) ?? []).filter((key) => key.startsWith(all + begin));
  return new Map(keys.map((key) => [key.slice(all.length), localStorage.getItem(key) ?? '']));
}

/** Everything of this person except their documents, which are stored separately. */
export function forgetAllOf(person: string): void {
  const theirs = `${PERSON}${person}.`;
  for (const where of ['browser', 'tab'] as const)
    attempt(() =>
      Object.keys(storageOf(where))
        .filter((key) => key.startsWith(theirs))
        .forEach((key) => storageOf(where).removeItem(key)),
    );
}

/** Calls back with the person and the name when another tab of this browser has changed what a person keeps here. */
export function whenKeptElsewhere(heard: (person: string, name: string) => void): void {
  window.addEventListener('storage', ({ key, storageArea }) => {
    if (key === null || !key.startsWith(PERSON) || storageArea !== localStorage) return;
    const [person = '', ...name] = key.slice(PERSON.length).split('.');
    heard(person, name.join('.'));
  });
}

export interface Own<Value> {
  readonly store: Store<Value>;
  /** Nothing is kept while no one is signed in. */
  readonly keep: (value: Value) => void;
}

/** A value of the person who is signed in: read again when the person changes, and `read(null)` when no one is. */
export function own<Value>(
  name: string,
  read: (kept: string | null) => Value,
  write: (value: Value) => string | null,
): Own<Value> {
  const store = new Store<Value>(read(null));
  let owner: string | null = null;
  const load = (): void => {
    const person = me.get()?.id ?? null;
    if (person === owner) return;
    owner = person;
    store.set(read(person === null ? null : ofPerson(person, name).get()));
  };
  load();
  me.subscribe(load);
  return {
    store,
    keep: (value) => {
      store.set(value);
      if (owner !== null) ofPerson(owner, name).set(write(value));
    },
  };
}

/** The value of a JSON text; null when it is not JSON. */
export function parsed(text: string | null): unknown {
  return text === null ? null : (attempt(() => JSON.parse(text) as unknown) ?? null);
}

/** The documents' database, whose records name their person themselves. Throws where the browser has none. */
export const openDatabase = (name: string, version: number): IDBOpenDBRequest => indexedDB.open(name, version);
