/** What becomes of one text after someone else's change: where the letters of this editor go that they did not know. */
import * as Y from 'yjs';
import type { BothRewrote } from './both-rewrote.ts';
import { carry, type Place } from './carrying.ts';
import { idAt, keep, parentOf, wordsOfLetters } from './letters.ts';
import type { OwnRewrites } from './own-rewrites.ts';
import type { Copy, Rewrites, Rewriting } from './rewrites.ts';
import { appendTo, lineBehind, straighten, trimmed, type Typed } from './stray-lines.ts';
import { alongWith, isBetween, isGone, wholeOf, type TextRead } from './stray-reading.ts';

const NONE: ReadonlySet<string> = new Set();

/** What this editor knows. */
export interface Here {
  readonly root: Y.XmlFragment;
  readonly memory: OwnRewrites;
  readonly both: BothRewrote;
  readonly isMine: (id: Y.ID) => boolean;
}

/** Where the gap before a letter of a text is now. */
type Gap = ((at: number) => Place | null) | null;

/** Call within a transaction, once for each text that the change concerns. */
export class Settling {
  readonly #root: Y.XmlFragment;
  readonly #memory: OwnRewrites;
  readonly #both: BothRewrote;
  readonly #isMine: (id: Y.ID) => boolean;
  readonly #rewrites: Rewrites;

  constructor({ root, memory, both, isMine }: Here, rewrites: Rewrites) {
    this.#root = root;
    this.#memory = memory;
    this.#both = both;
    this.#isMine = isMine;
    this.#rewrites = rewrites;
  }

  settle(read: TextRead): Gap {
    const text = this.#withFound(read);
    const { from, narrow, wide } = text;
    if (!isGone(from) && this.#rewrites.restoredIn(from, narrow) !== null) return this.#keepOrder(text);
    const whole = wholeOf(text, this.#rewrites);
    const base = whole === null ? narrow : wide;
    const rewriting = whole ?? this.#rewrites.of(from, narrow) ?? this.#restOf(text);
    this.#rewrites.claim(base, rewriting);
    const mine = base.map(({ key }) => this.#memory.copyOf(key));
    if (rewriting === null) return this.#erased(text, mine);
    if (whole === null || mine.every((copy) => copy === undefined))
      return this.#rewritten({ ...text, narrow: base }, rewriting, mine);
    return mine.some((copy) => copy?.text === from)
      ? this.#both.undone(text, rewriting, mine)
      : this.#both.settle(text, rewriting, mine, this.#rewrites);
  }

  /** Their letters are nowhere else; perhaps because mine stay in the place of these. */
  #erased(text: TextRead, mine: readonly (Copy | undefined)[]): Gap {
    const { from, letters, narrow: base, strays } = text;
    this.#keepKnown(text, mine);
    if (!text.listsAll) this.#memory.noteGone(text.wide);
    if (strays.size === 0 || mine.every((copy) => copy === undefined))
      return isGone(from) ? this.#rescue(text) : this.#keepOrder(text);
    return carry({
      from,
      letters,
      base,
      copies: mine,
      strays: alongWith(text, { base, copies: mine }, this.#rewrites, this.#isMine),
      unwanted: NONE,
      went: this.#memory.went,
    });
  }

  #rewritten(text: TextRead, rewriting: Rewriting, mine: readonly (Copy | undefined)[]): Gap {
    const { from, letters, narrow: base } = text;
    const { to } = rewriting;
    this.#keepKnown(text, mine);
    // What I know to be in the place of a copy of theirs tells too where its letters belong.
    const copies = this.#both.staying(rewriting, mine);
    const direction = this.#rewrites.compare(to.text, from);
    const place = carry({
      from,
      letters,
      base,
      copies,
      strays: alongWith(text, { base, copies }, this.#rewrites, this.#isMine),
      unwanted: this.#memory.erasedWith(base, copies),
      went: this.#memory.went,
    });
    const byKey = new Map(base.map(({ key }, at) => [key, copies[at]]));
    this.#both.keepBehind(
      to,
      letters.map(({ key }) => byKey.get(key) ?? this.#memory.copyOf(key)),
      this.#rewrites,
    );
    if (isGone(from) && !this.#rewrites.isNew(to.text)) straighten(rewriting, direction < 0, this.#typedBefore());
    return place;
  }

  /** Letters whose place is known tell where others belong, when more of their line goes later. */
  #keepKnown({ from, narrow }: TextRead, mine: readonly (Copy | undefined)[]): void {
    const store = this.#root.doc?.store;
    if (isGone(from) || store === undefined) return;
    for (const [at, { id }] of narrow.entries()) if (mine[at] !== undefined) keep(Y.getItem(store, id));
  }

  /** As read, with what was found in this change of letters that they rewrote too. */
  #withFound(text: TextRead): TextRead {
    if (!text.listsAll) return text;
    const wasFound = (id: Y.ID | undefined): boolean => id !== undefined && this.#rewrites.found(id) !== undefined;
    const isStray = (key: string): boolean => ![...this.#memory.firstsOf(key)].some(wasFound);
    const known = new Set(text.wide);
    const areFound = text.widest.every((letter) => known.has(letter) || wasFound(this.#memory.copyOf(letter.key)?.id));
    return {
      ...text,
      strays: new Set([...text.strays].filter(isStray)),
      wide: areFound ? text.widest : text.wide,
      foreign: areFound && text.widest.length > text.wide.length ? text.widest : text.foreign,
    };
  }

  /** Where those went of which this editor does not know it. */
  #restOf({ from, narrow }: TextRead): Rewriting | null {
    const open = narrow.filter(({ key }) => this.#memory.copyOf(key) === undefined);
    const rest = open.length > 0 && open.length < narrow.length ? this.#rewrites.of(from, open) : null;
    if (rest === null) return null;
    const copies = new Map(open.map((letter, at) => [letter, rest.copies[at]]));
    return { ...rest, copies: narrow.map((letter) => copies.get(letter)) };
  }

  /**
   * An undo brought letters back into this text, before or after mine at random: mine return to their place between
   * them.
   */
  #keepOrder({ from, letters, strays, narrow: base }: TextRead): null {
    const copies = strays.size === 0 ? null : this.#rewrites.restoredIn(from, base);
    if (copies === null) return null;
    const before = new Set<string>();
    let passed = 0;
    for (const letter of letters) {
      if (base.includes(letter)) passed += 1;
      else if (strays.has(letter.key) && !isBetween(from, copies[passed - 1], letter, copies[passed]))
        before.add(letter.key);
    }
    carry({ from, letters, base, copies, strays: before, unwanted: NONE, went: this.#memory.went });
    return null;
  }

  /** The letters around them no longer exist. */
  #rescue({ from, letters, strays, narrow }: TextRead): null {
    const left = trimmed(letters.filter(({ key }) => strays.has(key)));
    if (left.length === 0) return null;
    const block = parentOf(from);
    const isOwnLine =
      block?._item !== null && block?._item !== undefined && this.#isMine(block._item.id) && narrow.length === 0;
    const successor = block === null || isOwnLine ? null : this.#rewrites.successorOf(block);
    const { text, index } =
      successor !== null
        ? appendTo(successor, wordsOfLetters(left))
        : lineBehind(this.#root, from, wordsOfLetters(left), isOwnLine);
    const id = idAt(text, index);
    if (id !== null)
      for (const [at, letter] of left.entries())
        this.#memory.went(letter, { text, id: Y.createID(id.client, id.clock + at) }, from);
    return null;
  }

  #typedBefore(): Typed {
    return {
      store: (this.#root.doc as Y.Doc).store,
      wasTyped: (id) => this.#isMine(id) && this.#rewrites.isOlder(id),
      went: this.#memory.went,
    };
  }
}
