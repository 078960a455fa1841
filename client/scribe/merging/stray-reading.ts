/**
 * What someone else's change did to a text of which this editor knows more than they did: which letters they deleted,
 * which letters of this editor they did not know of, and where those are.
 */
import * as Y from 'yjs';
import { indexOf, keyOf, lettersOf, type Letter } from './letters.ts';
import type { OwnRewrites } from './own-rewrites.ts';
import { copiesIn, existedBefore, type Copy, type Rewrites, type Rewriting } from './rewrites.ts';

export type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];

export interface TextRead {
  readonly from: Y.XmlText;
  readonly letters: readonly Letter[];
  readonly strays: ReadonlySet<string>;
  /** What the other deleted of it; `wide`: including what I had deleted and the other did not know of. */
  readonly narrow: readonly Letter[];
  readonly wide: readonly Letter[];
  /** Of these not the ones that I wrote and deleted: the other may never have seen them. */
  readonly foreign: readonly Letter[];
  /** With those of which they deleted my copy, too, after they had rewritten them without knowing of it. */
  readonly widest: readonly Letter[];
  /** They deleted the text itself too; `listsAll`: or perhaps I did. */
  readonly isTaken: boolean;
  readonly listsAll: boolean;
}

export interface Heard {
  readonly deleted: DeleteSet;
  /** It brings all that was missing here. */
  readonly isAnswer: boolean;
  readonly memory: OwnRewrites;
  readonly isMine: (id: Y.ID) => boolean;
}

export class Reading {
  readonly #change: Y.Transaction;
  readonly #deleted: DeleteSet;
  readonly #memory: OwnRewrites;
  readonly #isMine: (id: Y.ID) => boolean;
  readonly #isAnswer: boolean;
  #all: boolean | null = null;

  constructor(change: Y.Transaction, { deleted, isAnswer, memory, isMine }: Heard) {
    this.#change = change;
    this.#deleted = deleted;
    this.#isAnswer = isAnswer;
    this.#memory = memory;
    this.#isMine = isMine;
  }

  /**
   * It lists everything that was ever deleted, because someone came back: what I deleted is then listed, whether the
   * writer of a change knew of it or not.
   */
  get #listsAll(): boolean {
    this.#all ??=
      this.#isAnswer ||
      someLetter(
        this.#change.doc.store,
        this.#deleted,
        (id) =>
          existedBefore(this.#change, id) &&
          !Y.isDeleted(this.#change.deleteSet, id) &&
          !this.#memory.hasDeleted(keyOf(id.client, id.clock)),
      );
    return this.#all;
  }

  of(from: Y.XmlText): TextRead {
    const letters = lettersOf(from);
    const isHeard = ({ id }: { readonly id: Y.ID }): boolean => Y.isDeleted(this.#deleted, id);
    const isIn = (letter: Letter): boolean => diedIn(this.#change, letter) || this.#memory.isErased(letter.key);
    const widest = letters.filter(
      (letter) => isHeard(letter) && (isIn(letter) || this.#memory.copyOf(letter.key) !== undefined),
    );
    // A person who also deleted my copy of a letter knew that I had rewritten it, unless they list only what they
    // deleted themselves.
    const didNotKnow = ({ key }: Letter): boolean => {
      const copy = this.#memory.copyOf(key);
      return !this.#listsAll || copy === undefined || !isHeard(copy);
    };
    const wide = widest.filter((letter) => isIn(letter) || didNotKnow(letter));
    const narrow = wide.filter((letter) => diedIn(this.#change, letter));
    // A copy of a letter that they deleted goes where that went.
    const wasHeard = ({ key }: Letter): boolean =>
      !this.#listsAll && [...this.#memory.firstsOf(key)].some((id) => isHeard({ id }) && textOf(from, id) !== from);
    const isStray = (letter: Letter): boolean =>
      this.#isMine(letter.id) &&
      !isHeard(letter) &&
      (isGone(from) ? diedIn(this.#change, letter) && !wasHeard(letter) : !letter.isDeleted);
    const strays = isGone(from) || narrow.length > 0 ? letters.filter(isStray) : [];
    return {
      from,
      letters,
      narrow,
      wide,
      foreign: wide.filter((letter) => !this.#isMine(letter.id) || diedIn(this.#change, letter)),
      widest,
      strays: new Set(strays.map(({ key }) => key)),
      isTaken: from._item !== null && isHeard(from._item),
      listsAll: this.#listsAll,
    };
  }
}

const isMost = (copies: readonly (Copy | undefined)[]): boolean =>
  copies.filter((copy) => copy !== undefined).length >= 0.8 * copies.length;

/** Where what both deleted was rewritten too; null when they rewrote no more than what was still there. */
export function wholeOf(text: TextRead, rewrites: Rewrites): Rewriting | null {
  const { wide, foreign, listsAll } = text;
  const whole = wholeIn(text, rewrites);
  if (whole !== null || !listsAll || foreign.length === wide.length) return whole;
  const known = wholeIn({ ...text, wide: foreign }, rewrites);
  return known === null ? null : { ...known, copies: copiesIn(known.to, wide) };
}

function wholeIn({ from, narrow, wide, listsAll }: TextRead, rewrites: Rewrites): Rewriting | null {
  const whole = wide.length > narrow.length ? rewrites.of(from, wide, listsAll) : null;
  if (whole === null || whole.rank === 3) return whole;
  if (narrow.length === 0) return whole.rank === 2 || isMost(whole.copies) ? whole : null;
  // What I had deleted is in the same text of theirs, beside all that was still there: they did not know.
  const died = new Set(narrow);
  const copies = (didDie: boolean) => whole.copies.filter((_, at) => died.has(wide[at] as Letter) === didDie);
  const isInIt = (copy: Copy | undefined): boolean => copy?.text === whole.to.text;
  const isSame =
    !listsAll || (copies(true).every(isInIt) && isMost(copies(false).map((copy) => (isInIt(copy) ? copy : undefined))));
  return isSame && isMost(whole.copies) ? whole : null;
}

function someLetter(store: Y.Doc['store'], { clients }: DeleteSet, isIt: (id: Y.ID) => boolean): boolean {
  return [...clients].some(([client, ranges]) =>
    ranges.some(({ clock, len }) => {
      const end = Math.min(clock + len, Y.getState(store, client));
      for (let at = clock; at < end;) {
        const item = Y.getItem(store, Y.createID(client, at));
        if (item instanceof Y.Item && item.content instanceof Y.ContentString && isIt(Y.createID(client, at)))
          return true;
        at = item.id.clock + item.length;
      }
      return false;
    }),
  );
}

const textOf = ({ doc }: Y.XmlText, id: Y.ID): unknown => {
  const item = doc === null ? null : Y.getItem(doc.store, id);
  return item instanceof Y.Item ? item.parent : null;
};

export function isBetween(text: Y.XmlText, left: Copy | undefined, letter: Letter, right: Copy | undefined): boolean {
  const at = indexOf(text, letter.id) ?? 0;
  return (
    (left === undefined || (indexOf(text, left.id) ?? -1) < at) &&
    (right === undefined || at < (indexOf(text, right.id) ?? at + 1))
  );
}

/** Itself, or its copy that an undo restored. */
export function isShown(store: Y.Doc['store'], { client, clock }: Y.ID): boolean {
  const item = Y.getItem(store, Y.createID(client, clock));
  if (!(item instanceof Y.Item)) return false;
  return item.redone === null
    ? !item.deleted
    : isShown(store, Y.createID(item.redone.client, item.redone.clock + clock - item.id.clock));
}

/**
 * Letters that arrived too late for a text: it was deleted here, and their writer did not know. Read at once, because
 * Yjs soon drops them.
 */
export interface Late {
  readonly from: Y.XmlText;
  readonly letters: readonly Letter[];
  readonly strays: ReadonlyMap<string, Y.ID>;
}

export function lateIn(from: Y.XmlText, change: Y.Transaction, deleted: DeleteSet): Late {
  const letters = isGone(from) ? lettersOf(from) : [];
  const strays = letters.filter(
    ({ id, isDeleted }) => isDeleted && !existedBefore(change, id) && !Y.isDeleted(deleted, id),
  );
  return { from, letters, strays: new Map(strays.map(({ key, id }) => [key, id])) };
}

export const isGone = (text: Y.XmlText): boolean => text._item === null || text._item.deleted;
export const diedIn = (change: Y.Transaction, { id, isDeleted }: Letter): boolean =>
  isDeleted && existedBefore(change, id) && Y.isDeleted(change.deleteSet, id);
export const alive = (letters: readonly Letter[]): Set<string> =>
  new Set(letters.filter(({ isDeleted }) => !isDeleted).map(({ key }) => key));

/** As its writer saw the line: nothing was behind it, or before it. */
export function stoodAtEdge(store: Y.Doc['store'], id: Y.ID, areBehind: boolean): boolean {
  const item = Y.getItem(store, id);
  const neighbour = item instanceof Y.Item ? (areBehind ? item.rightOrigin : item.origin) : id;
  return neighbour === null || Y.getItem(store, neighbour).deleted;
}

/** For an unfinished change: its deletions are not sorted yet. */
export function keysOf({ clients }: DeleteSet): Set<string> {
  const keys = new Set<string>();
  for (const [client, ranges] of clients)
    for (const { clock, len } of ranges) for (let at = 0; at < len; at += 1) keys.add(keyOf(client, clock + at));
  return keys;
}

/**
 * For a text that still exists: those after the first letter that moved down, or before the last that moved up. No
 * further than a letter of the person who moved them that stays: they moved only a part.
 */
export function within(
  letters: readonly Letter[],
  base: readonly Letter[],
  strays: ReadonlySet<string>,
  { direction, isStaying = () => false }: { readonly direction: number; readonly isStaying?: (id: Y.ID) => boolean },
): Set<string> {
  const way = direction > 0 ? letters : letters.toReversed();
  const edge = way.findIndex(({ key }) => key === base[direction > 0 ? 0 : base.length - 1]?.key);
  if (edge === -1) return new Set(direction > 0 ? strays : []);
  const end = way.findIndex(({ id, isDeleted }, at) => at > edge && !isDeleted && isStaying(id));
  return new Set(
    way
      .slice(edge + 1, end === -1 ? way.length : end)
      .map(({ key }) => key)
      .filter((key) => strays.has(key)),
  );
}

/** The letters of this editor that go where the base went. */
export function alongWith(
  { from, letters, strays }: TextRead,
  { base, copies }: { readonly base: readonly Letter[]; readonly copies: readonly (Copy | undefined)[] },
  rewrites: Rewrites,
  isMine: (id: Y.ID) => boolean,
): ReadonlySet<string> {
  const first = copies.find((copy) => copy !== undefined);
  if (isGone(from) || first === undefined) return strays;
  if (first.text === from) return new Set();
  // What they typed there after that is no sign that they moved only a part.
  const isStaying = (id: Y.ID): boolean =>
    isMine(first.id) ? !isMine(id) : id.client === first.id.client && id.clock < first.id.clock;
  return within(letters, base, strays, { direction: rewrites.compare(first.text, from), isStaying });
}

/** Letters directly after a copy; all of them if the text began with these copies. */
export function beside(
  text: Y.XmlText,
  letters: readonly Letter[],
  copies: readonly Letter[],
  isMoved: (key: string) => boolean,
): Set<string> {
  const isCopy = new Set(copies.map(({ key }) => key));
  const found = new Set<string>();
  const [first] = copies;
  const isBetween = ({ id, isDeleted, key }: Letter): boolean =>
    !isDeleted && !isCopy.has(key) && !isMoved(key) && id.client === first?.id.client && id.clock < first.id.clock;
  let isBehind = text._item?.id.client === first?.id.client && !letters.some(isBetween);
  for (const { key, isDeleted } of letters) {
    if (isCopy.has(key)) isBehind = true;
    else if (!isDeleted && (isBehind || isMoved(key))) found.add(key);
  }
  return found;
}
