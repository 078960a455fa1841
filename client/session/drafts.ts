/**
 * What a person has begun to write, in any field: one text (or form) for each person, room and field. It is saved with
 * every letter, survives a closed dialog, a reload, Back and an ended session, and is deleted when it is sent or
 * discarded on purpose. All tabs of this person in this browser share it: what is written in one appears in the others
 * at once, so that none continues from an older text.
 */
import { keptOf, ofPerson, whenKeptElsewhere } from './keeping.ts';
import { Store } from './store.ts';

/** Outside rooms: the lobby, the services. */
export const NO_ROOM = 'lobby';

interface Draft {
  readonly person: string;
  readonly name: string;
  /** As JSON; null: nothing is begun. */
  readonly text: Store<string | null>;
  /** What the browser had when it was last read or written: if it keeps nothing, the page still keeps its own text. */
  stored: string | null;
}

const open = new Map<string, Draft>();
/** What other tabs wrote is taken over and never written back: they may have written more since. */
let isHearing = false;

export const nameOf = (room: string, field: string): string => `draft.${room}.${field}`;

export function draftOf(person: string, room: string, field: string): Store<string | null> {
  const name = nameOf(room, field);
  const known = open.get(`${person}.${name}`);
  if (known !== undefined) return known.text;
  listen();
  const kept = ofPerson(person, name);
  const text = new Store(kept.get());
  const draft: Draft = { person, name, text, stored: text.get() };
  text.subscribe(() => {
    note(person, name, text.get() !== null);
    if (isHearing) return;
    kept.set(text.get());
    draft.stored = kept.get();
  });
  open.set(`${person}.${name}`, draft);
  return text;
}

const waiting = new Map<string, Store<ReadonlySet<string>>>();

/** The names of this person's drafts that have something in them, in any tab: `nameOf(room, field)`. */
export function waitingDrafts(person: string): Store<ReadonlySet<string>> {
  const known = waiting.get(person);
  if (known !== undefined) return known;
  listen();
  const names = new Store(namesOf(person));
  waiting.set(person, names);
  return names;
}

/** What the browser keeps, and what only this page has, where a browser keeps nothing. */
function namesOf(person: string): ReadonlySet<string> {
  const here = [...open.values()].filter((draft) => draft.person === person && draft.text.get() !== null);
  return new Set([...keptOf(person, 'draft.').keys(), ...here.map(({ name }) => name)]);
}

function note(person: string, name: string, waits: boolean): void {
  const names = waiting.get(person);
  if (names === undefined || names.get().has(name) === waits) return;
  const others = [...names.get()].filter((each) => each !== name);
  names.set(new Set(waits ? [...others, name] : others));
}

/** What is begun in one field, as JSON. */
export interface Begun {
  readonly field: string;
  readonly json: string;
}

/** What this person has begun and not sent, by room. */
export function begunBy(person: string): ReadonlyMap<string, readonly Begun[]> {
  const rooms = new Map<string, readonly Begun[]>();
  for (const [name, json] of keptOf(person, 'draft.')) {
    const [, room = '', ...field] = name.split('.');
    rooms.set(room, [...(rooms.get(room) ?? []), { field: field.join('.'), json }]);
  }
  return rooms;
}

/** As if nothing had been begun; the caller deletes what the browser kept of it. */
export function forgetDrafts(person: string): void {
  for (const draft of open.values()) if (draft.person === person) draft.text.set(null);
  waiting.get(person)?.set(new Set());
}

let listens = false;

function listen(): void {
  if (listens) return;
  listens = true;
  whenKeptElsewhere((person, name) => {
    hear(open.get(`${person}.${name}`));
    if (name.startsWith('draft.')) note(person, name, ofPerson(person, name).get() !== null);
  });
  // A page that the browser suspended has missed what other tabs wrote.
  document.addEventListener('visibilitychange', () => {
    [...open.values()].forEach(hear);
    for (const [person, names] of waiting) names.set(namesOf(person));
  });
}

function hear(draft: Draft | undefined): void {
  if (draft === undefined) return;
  const now = ofPerson(draft.person, draft.name).get();
  if (now === draft.stored) return;
  draft.stored = now;
  isHearing = true;
  draft.text.set(now);
  isHearing = false;
}
