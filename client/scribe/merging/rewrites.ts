/**
 * Texts that a change rewrote somewhere else. The editor's library cannot move a text: turning a line into a heading, a
 * list or code, joining, splitting and indenting all delete letters in one place and insert the same letters in
 * another, in one transaction. Found here by comparing what a change deleted with what it inserted.
 */
import * as Y from 'yjs';
import { keyOf, lastValue, lettersOf, parentOf, wordsOfLetters, type Branch, type Letter } from './letters.ts';
import { ALIKE, compared, likeness, longestPiece, type Likeness } from './likeness.ts';

/** What a change inserted into one text. `order`: its number among all blocks and texts from the top. */
export interface Written {
  readonly text: Y.XmlText;
  readonly letters: readonly Letter[];
  readonly words: string;
  readonly line: string | null;
  readonly order: number;
}

/** Where a letter was rewritten. */
export interface Copy {
  readonly text: Y.XmlText;
  readonly id: Y.ID;
}

/** `copies[i]` is the copy of letter i of the old text, if there is one. */
export interface Rewriting {
  readonly to: Written;
  readonly copies: readonly (Copy | undefined)[];
  readonly rank: Likeness['rank'];
}

/** Blocks that hold words, not other blocks. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock', 'decision']);
/** A block's replacement is at most this far away in the document's order, deleted blocks counted. */
const NEAR = 8;
/** So few letters may be in other words by chance. */
const SHORT = 4;

export const isTextBlock = (type: unknown): type is Y.XmlElement =>
  type instanceof Y.XmlElement && TEXT_BLOCKS.has(type.nodeName);

export const existedBefore = ({ beforeState }: Y.Transaction, { client, clock }: Y.ID): boolean =>
  clock < (beforeState.get(client) ?? 0);

/** The texts that lost letters they had before this change. */
export function textsThatLost(change: Y.Transaction): Set<Y.XmlText> {
  const texts = new Set<Y.XmlText>();
  Y.iterateDeletedStructs(change, change.deleteSet, (item) => {
    if (!(item instanceof Y.Item) || !existedBefore(change, item.id)) return;
    if (item.content instanceof Y.ContentString && item.parent instanceof Y.XmlText) texts.add(item.parent);
  });
  return texts;
}

/** What a change did and who made it, read when it is needed. */
export class Rewrites {
  readonly #change: Y.Transaction;
  readonly #root: Y.XmlFragment;
  readonly #isWriter: (client: number) => boolean;
  readonly #taken = new Set<Y.XmlText>();
  readonly #claimed = new Set<string>();
  readonly #found = new Map<string, Copy>();
  #texts: readonly Written[] | null = null;
  readonly #byWords = new Map<string, Written[]>();
  readonly #byLine = new Map<string, Written[]>();
  #blocks: readonly Y.XmlElement[] = [];
  #order: ReadonlyMap<unknown, number> | null = null;

  constructor(change: Y.Transaction, root: Y.XmlFragment, isWriter: (client: number) => boolean) {
    this.#change = change;
    this.#root = root;
    this.#isWriter = isWriter;
  }

  /** Where these letters of a text were rewritten, perhaps in several texts; null when they were only deleted. */
  of(from: Y.XmlText, base: readonly Letter[], areClaimedOut = false): Rewriting | null {
    const found = this.#best(from, base, { least: 1, areClaimedOut });
    if (found === null) return null;
    const copies = [...found.copies];
    for (const [start, end] of gapsIn(copies)) {
      const rest = this.#best(from, base.slice(start, end), { least: 2 });
      if (rest !== null) copies.splice(start, end - start, ...rest.copies);
    }
    return { ...found, copies };
  }

  /** Copies whose letters are known. */
  claim(base: readonly Letter[], rewriting: Rewriting | null): void {
    for (const [at, copy] of rewriting?.copies.entries() ?? []) {
      if (copy === undefined) continue;
      this.#claimed.add(keyOf(copy.id.client, copy.id.clock));
      this.#found.set(base[at]?.key ?? '', copy);
    }
  }

  /** The copy of a letter that was found before. */
  found = ({ client, clock }: Y.ID): Copy | undefined => this.#found.get(keyOf(client, clock));

  #isClaimed = ({ letters }: Written, { places }: Likeness): boolean =>
    places.every((place) => place === -1 || this.#claimed.has(letters[place]?.key ?? ''));

  /** These letters of a text came back in it, by an undo or with a line that was split and joined; null otherwise. */
  restoredIn(from: Y.XmlText, base: readonly Letter[]): readonly (Copy | undefined)[] | null {
    const back = this.#written().find(({ text }) => text === from);
    const alike = back === undefined ? null : likeness(wordsOfLetters(base), back.words);
    const isAll = alike?.rank === 3 || (base.length >= SHORT && alike?.places.includes(-1) === false);
    if (back === undefined || alike === null || !isAll) return null;
    const copies = alike.places.map((place) => copyOf(back, place));
    // Yjs puts what an undo restores right before what was deleted, and what is joined behind it.
    const item = copies[0] === undefined ? null : Y.getItem(this.#change.doc.store, copies[0].id);
    const beside = item instanceof Y.Item ? [item.rightOrigin, item.origin] : [];
    return base.some(({ id }) => beside.some((next) => Y.compareIDs(id, next))) ? copies : null;
  }

  #best(
    from: Y.XmlText,
    base: readonly Letter[],
    { least, areClaimedOut = false }: { readonly least: number; readonly areClaimedOut?: boolean },
  ): Rewriting | null {
    const words = wordsOfLetters(base);
    const line = lineOf(from);
    let best: { readonly to: Written; readonly alike: Likeness; readonly score: number } | null = null;
    for (const to of this.#candidates(from, words, line)) {
      const alike = to.text === from ? null : likeness(words, to.words);
      if (alike === null || alike.rank < least || (areClaimedOut && this.#isClaimed(to, alike))) continue;
      const score = this.#score(to, alike, {
        isSameLine: line !== null && to.line === line,
        apart: Math.abs(this.#orderOf(from) - to.order),
      });
      if (score > (best?.score ?? 0)) best = { to, alike, score };
    }
    if (best === null) return null;
    const {
      to,
      alike: { places, rank },
    } = best;
    this.#taken.add(to.text);
    return { to, rank, copies: places.map((place) => copyOf(to, place)) };
  }

  /** The new block in the place of an old one; null when there is none. */
  successorOf(block: Y.XmlElement): Y.XmlElement | null {
    this.#written();
    const line = lastValue(block, 'line');
    const same = typeof line === 'string' ? this.#blocks.find((each) => each.getAttribute('line') === line) : undefined;
    if (same !== undefined) return same;
    const near = this.#blocks
      .map((each) => ({ each, apart: Math.abs(this.compare(block, each)) }))
      .filter(({ apart }) => apart <= NEAR);
    return near.sort((one, other) => one.apart - other.apart)[0]?.each ?? null;
  }

  isNew(text: Y.XmlText): boolean {
    return text._item !== null && !this.isOlder(text._item.id);
  }

  isOlder(id: Y.ID): boolean {
    return existedBefore(this.#change, id);
  }

  /** Negative when `one` is above `other`, deleted blocks counted. */
  compare(one: unknown, other: unknown): number {
    return this.#orderOf(one) - this.#orderOf(other);
  }

  /** Not every text against every other: a change of all lines of a long document would take minutes. */
  #candidates(from: Y.XmlText, words: string, line: string | null): ReadonlySet<Written> {
    const written = this.#written();
    const order = this.#orderOf(from);
    const same = (this.#byWords.get(words) ?? []).filter(({ text }) => !this.#taken.has(text));
    const near = written.slice(firstFrom(written, order - NEAR), firstFrom(written, order + NEAR + 1));
    return new Set([...around(same, order), ...(line === null ? [] : (this.#byLine.get(line) ?? [])), ...near]);
  }

  /** 0 when they have too little in common. */
  #score(
    { text, words }: Written,
    { rank, places }: Likeness,
    { isSameLine, apart }: { readonly isSameLine: boolean; readonly apart: number },
  ): number {
    if (!isSameLine && apart > NEAR && (rank < 3 || places.length < 4)) return 0;
    // Two short lines have many letters in common by chance, but not in one piece.
    if (
      rank === 1 &&
      !isSameLine &&
      places.filter((place) => place !== -1).length < ALIKE * Math.max(places.length, words.length) &&
      longestPiece(places) < ALIKE * Math.min(places.length, words.length)
    )
      return 0;
    return rank * 8 + (isSameLine ? 4 : 0) + (this.#taken.has(text) ? 0 : 2) + 1 / (1 + apart);
  }

  #orderOf(type: unknown): number {
    this.#order ??= orderIn(this.#root);
    return this.#order.get(type) ?? 0;
  }

  #written(): readonly Written[] {
    if (this.#texts !== null) return this.#texts;
    const texts = new Set<Y.XmlText>(),
      blocks: Y.XmlElement[] = [];
    for (const item of this.#newItems()) {
      if (item.content instanceof Y.ContentString && item.parent instanceof Y.XmlText) texts.add(item.parent);
      if (item.content instanceof Y.ContentType && isTextBlock(item.content.type)) blocks.push(item.content.type);
    }
    const isNew = ({ id, isDeleted }: Letter): boolean =>
      !isDeleted && this.#isWriter(id.client) && !existedBefore(this.#change, id);
    this.#texts = [...texts].map((text) => this.#read(text, isNew)).sort((one, other) => one.order - other.order);
    for (const each of this.#texts) {
      add(this.#byWords, each.words, each);
      if (each.line !== null) add(this.#byLine, each.line, each);
    }
    this.#blocks = blocks;
    return this.#texts;
  }

  #read(text: Y.XmlText, isNew: (letter: Letter) => boolean): Written {
    const letters = lettersOf(text).filter(isNew);
    return { text, letters, words: wordsOfLetters(letters), line: lineOf(text), order: this.#orderOf(text) };
  }

  #newItems(): Y.Item[] {
    const {
      beforeState,
      doc: { store },
    } = this.#change;
    const items: Y.Item[] = [];
    for (const [client, structs] of store.clients) {
      const start = beforeState.get(client) ?? 0;
      if (Y.getState(store, client) <= start || !this.#isWriter(client)) continue;
      for (let at = Y.findIndexSS(structs, start); at < structs.length; at += 1) {
        const item = structs[at];
        if (item instanceof Y.Item && !item.deleted) items.push(item);
      }
    }
    return items;
  }
}

function lineOf(text: Y.XmlText): string | null {
  const line = lastValue(parentOf(text), 'line');
  return typeof line === 'string' ? line : null;
}

function add(map: Map<string, Written[]>, key: string, written: Written): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [written]);
  else known.push(written);
}

/** The index of the first one with this number or a higher one. */
function firstFrom(sorted: readonly Written[], order: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.order ?? 0) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

function around(sorted: readonly Written[], order: number): readonly Written[] {
  const at = firstFrom(sorted, order);
  return sorted.slice(Math.max(0, at - 2), at + 2);
}

/** The runs of letters that have no copy yet. */
function gapsIn(copies: readonly (Copy | undefined)[]): Array<[start: number, end: number]> {
  const gaps: Array<[number, number]> = [];
  for (const [at, copy] of copies.entries()) {
    const last = gaps.at(-1);
    if (copy !== undefined) continue;
    if (last !== undefined && last[1] === at) last[1] = at + 1;
    else gaps.push([at, at + 1]);
  }
  return gaps;
}

/** The copies of letters that are alike to what was written. */
export const copiesIn = (to: Written, letters: readonly Letter[]): Array<Copy | undefined> =>
  compared(wordsOfLetters(letters), to.words).map((place) => copyOf(to, place));

function copyOf({ text, letters }: Written, place: number): Copy | undefined {
  const letter = letters[place];
  return letter === undefined ? undefined : { text, id: letter.id };
}

/** Each block and text with its number from the top, deleted ones included. */
function orderIn(root: Y.XmlFragment): Map<unknown, number> {
  const order = new Map<unknown, number>();
  const walk = (parent: Branch): void => {
    for (let item = parent._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentType)) continue;
      order.set(item.content.type, order.size);
      walk(item.content.type as unknown as Branch);
    }
  };
  walk(root);
  return order;
}
