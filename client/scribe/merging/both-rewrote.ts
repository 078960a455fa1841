/**
 * Two people rewrote the same line at once: the copies of the lower client id stay, and the other editor removes its
 * own. What either of them typed into its copies meanwhile moves along.
 */
import * as Y from 'yjs';
import { carry, erase, type Place } from './carrying.ts';
import { idAt, keep, keyOf, lettersOf, parentOf, type Letter } from './letters.ts';
import type { OwnRewrites } from './own-rewrites.ts';
import type { Copy, Rewrites, Rewriting, Written } from './rewrites.ts';
import { prune } from './stray-lines.ts';
import { beside, isGone, isShown, within, type TextRead } from './stray-reading.ts';

export class BothRewrote {
  readonly #doc: Y.Doc;
  readonly #memory: OwnRewrites;
  readonly #givenUp: Array<() => void> = [];

  constructor(doc: Y.Doc, memory: OwnRewrites) {
    this.#doc = doc;
    this.#memory = memory;
  }

  /** The copies that gave way. */
  remove(): void {
    for (const act of this.#givenUp.splice(0)) act();
  }

  /** Both rewrote it: the copies of the lower client id stay, and what is left in the old text goes to them. */
  settle(
    text: TextRead,
    rewriting: Rewriting,
    mine: readonly (Copy | undefined)[],
    rewrites: Rewrites,
  ): (at: number) => Place | null {
    const { from, letters, wide: base, strays } = text;
    const { to } = rewriting;
    const doMineStay = this.#doMineStay(to);
    // A word that I moved is where I moved it, not where they found it.
    const isWhereItBelongs = (copy: Copy | undefined, { key }: Letter): boolean =>
      !doMineStay && this.#memory.hasMoved(key) && this.#isThere(copy);
    const misplaced = base.map((letter, at) => (isWhereItBelongs(mine[at], letter) ? rewriting.copies[at] : undefined));
    const copies = rewriting.copies.map((copy, at) => (misplaced[at] === undefined ? copy : undefined));
    const staying = doMineStay ? mine.map((copy, at) => copy ?? copies[at]) : copies;
    if (doMineStay) this.#memory.replace(copies, mine);
    const place = carry({
      from,
      letters,
      base,
      copies: staying,
      strays,
      unwanted: this.#memory.erasedWith(base, staying),
      went: this.#memory.went,
    });
    this.keepBehind(to, staying, rewrites);
    for (const copy of misplaced) erase(copy);
    if (!doMineStay) this.#allGiveWay(text, { ...rewriting, copies }, mine, rewrites);
    return place;
  }

  #allGiveWay(text: TextRead, rewriting: Rewriting, mine: readonly (Copy | undefined)[], rewrites: Rewrites): void {
    const { to, copies } = rewriting;
    // They may have rewritten my copies too: those give way where they are now.
    const yielding = mine.map((copy) => (copy !== undefined && isGone(copy.text) ? rewrites.found(copy.id) : copy));
    const texts = yielding.map((copy, at) => (copies[at] === undefined ? undefined : copy?.text));
    const unheard = this.#copiesUnheard(text, rewriting, rewrites.compare(to.text, text.from));
    for (const own of new Set(texts))
      if (own !== undefined && !isGone(own)) this.#giveWay(own, unheard, theirsByMine(own, yielding, copies));
    for (const [at, copy] of mine.entries())
      if (copy !== undefined && copies[at] !== undefined && isGone(copy.text))
        this.#memory.erase([keyOf(copy.id.client, copy.id.clock)]);
  }

  /** Of their copies and mine those that stay: of a copy that gives way, and that they rewrote meanwhile, mine. */
  staying({ to, copies }: Rewriting, mine: readonly (Copy | undefined)[]): readonly (Copy | undefined)[] {
    const shown = mine.map((copy) => (this.#doMineStay(to) && this.#isThere(copy) ? copy : undefined));
    this.#memory.replace(copies, shown);
    return copies.map((copy, at) => shown[at] ?? copy ?? mine[at]);
  }

  /** My copies of letters of that line which the other one did not know of, with where they move to. */
  #copiesUnheard(
    { letters, wide: base, isTaken, listsAll }: TextRead,
    { copies }: Rewriting,
    direction: number,
  ): Set<string> {
    const isKnown = (letter: Letter): boolean => {
      const at = base.indexOf(letter);
      return at !== -1 && (!listsAll || copies[at] !== undefined);
    };
    const unknown = new Set(
      letters.filter((letter) => !isKnown(letter) && !this.#memory.isGone(letter.key)).map(({ key }) => key),
    );
    return new Set(
      [...(isTaken ? unknown : within(letters, base, unknown, { direction }))].flatMap((key) => {
        const copy = this.#memory.copyOf(key);
        return copy === undefined ? [] : [keyOf(copy.id.client, copy.id.clock)];
      }),
    );
  }

  /** What comes after letters in the other's text goes below it. */
  keepBehind(to: Written, copies: readonly (Copy | undefined)[], rewrites: Rewrites): void {
    if (!this.#doMineStay(to)) return;
    for (const below of textsBelow(to.text, copies))
      if (!isGone(below) && rewrites.compare(below, to.text) < 0) this.#moveBehind(below, to.text);
  }

  /** My half of a line that I split, when the other one's new line ended up below it. */
  #moveBehind(text: Y.XmlText, other: Y.XmlText): void {
    let block = parentOf(text);
    const path = [block?.toArray().indexOf(text) ?? 0];
    // Including the list around it, if I made that of it alone.
    for (let around = block?.parent; around instanceof Y.XmlElement && around.length === 1; around = around.parent) {
      block = around;
      path.unshift(0);
    }
    const parent = block?.parent;
    let above: Y.XmlElement | null = parentOf(other);
    while (above !== null && above.parent !== parent) above = parentOf(above);
    if (block === null || above === null || !(parent instanceof Y.XmlFragment)) return;
    const moved = block.clone();
    parent.insertAfter(above, [moved]);
    const copy = path.reduce<unknown>((type, at) => (type instanceof Y.XmlElement ? type.get(at) : type), moved);
    const base = lettersOf(text).filter(({ isDeleted }) => !isDeleted);
    const id = copy instanceof Y.XmlText ? idAt(copy, 0) : null;
    if (copy instanceof Y.XmlText && id !== null)
      this.#memory.write(
        text,
        base,
        base.map((_, at) => ({ text: copy, id: Y.createID(id.client, id.clock + at) })),
      );
    parent.delete(parent.toArray().indexOf(block), 1);
  }

  /**
   * Both rewrote it, and I undid it: what that restored is in the old text, gone with it. Of these too the lower client
   * id's stay.
   */
  undone(
    { from, letters, wide: base, strays }: TextRead,
    { to, copies }: Rewriting,
    mine: readonly (Copy | undefined)[],
  ): (at: number) => Place | null {
    const doMineStay = this.#doMineStay(to);
    // A word of mine that I moved within the line is where I moved it.
    const staysMine = ({ id }: Letter): boolean => doMineStay || id.client === this.#doc.clientID;
    const yields = new Set<string>(),
      unwanted = new Set<string>();
    for (const [at, letter] of base.entries()) {
      const copy = mine[at];
      if (copy?.text !== from) continue;
      if (staysMine(letter)) unwanted.add(letter.key);
      else yields.add(keyOf(copy.id.client, copy.id.clock));
    }
    return carry({
      from,
      letters,
      base,
      copies,
      strays: new Set([...strays].filter((key) => !yields.has(key))),
      unwanted,
      went: this.#memory.went,
    });
  }

  /**
   * Removes this editor's copies from a text, by key with the other's copies that stay, and moves what follows them.
   */
  #giveWay(text: Y.XmlText, unheard: ReadonlySet<string>, stays: ReadonlyMap<string, Copy | undefined>): void {
    const letters = lettersOf(text);
    const base = letters.filter(({ key, isDeleted }) => !isDeleted && stays.has(key));
    carry({
      from: text,
      letters,
      base,
      copies: base.map(({ key }) => stays.get(key)),
      strays: beside(text, letters, base, (key) => unheard.has(key)),
      unwanted: new Set(),
      went: this.#memory.went,
    });
    this.#memory.giveUp(text, base);
    this.#givenUp.push(() => {
      for (const { id } of base) keep(Y.getItem(this.#doc.store, id));
      for (const { id } of base) erase({ text, id });
      prune(text);
    });
  }

  #isThere = (copy: Copy | undefined): boolean => copy !== undefined && isShown(this.#doc.store, copy.id);

  #doMineStay({ letters: [first] }: Written): boolean {
    return this.#doc.clientID < (first?.id.client ?? 0);
  }
}

/** Where copies are that come after letters in this one. */
function textsBelow(text: Y.XmlText, copies: readonly (Copy | undefined)[]): Set<Y.XmlText> {
  const first = copies.findIndex((copy) => copy?.text === text);
  return new Set(
    first === -1
      ? []
      : copies.slice(first).flatMap((copy) => (copy === undefined || copy.text === text ? [] : [copy.text])),
  );
}

/** The other's copy of each letter, by the key of mine in this text. */
const theirsByMine = (own: Y.XmlText, mine: readonly (Copy | undefined)[], theirs: Rewriting['copies']) =>
  new Map(
    mine.flatMap((copy, at) =>
      copy?.text === own && theirs[at] !== undefined
        ? [[keyOf(copy.id.client, copy.id.clock), theirs[at]] as const]
        : [],
    ),
  );
