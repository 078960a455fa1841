/** What this editor deleted, letter by letter: erased, or rewritten somewhere else, and where. */
import type * as Y from 'yjs';
import { keyOf, type Letter } from './letters.ts';
import type { Copy } from './rewrites.ts';

/** Beyond this the oldest are forgotten: it matters only until everyone has received the change. */
const MOST_LETTERS = 20_000;
const MOST_TEXTS = 50;
const MOST_STEPS = 100;

export class OwnRewrites {
  readonly #erased = new Set<string>();
  readonly #copies = new Map<string, Copy>();
  /** By copy. */
  readonly #firsts = new Map<string, Y.ID>();
  /** Letters whose copies here were given up for someone else's. */
  readonly #yielded = new Set<string>();
  /** Letters that someone else deleted, after this editor had rewritten them. */
  readonly #gone = new Set<string>();
  readonly #moved = new Set<string>();
  readonly #texts = new Set<Y.XmlText>();

  get hasRewritten(): boolean {
    return this.#texts.size > 0;
  }

  erase(keys: Iterable<string>): void {
    for (const key of keys) this.#erased.add(key);
    drop(this.#erased, MOST_LETTERS);
  }

  /** All of a text's copies, because someone else's stay: if the other one rewrites it again, that goes too. */
  giveUp(text: Y.XmlText, letters: readonly Letter[]): void {
    const keys = letters.map(({ key }) => key);
    this.erase(keys);
    for (const key of keys) {
      const first = this.#firsts.get(key);
      if (first === undefined) continue;
      this.#copies.delete(keyOf(first.client, first.clock));
      this.#yielded.add(keyOf(first.client, first.clock));
    }
    drop(this.#yielded, MOST_LETTERS);
    this.#texts.add(text);
    drop(this.#texts, MOST_TEXTS);
  }

  write(from: Y.XmlText, base: readonly Letter[], copies: readonly (Copy | undefined)[]): void {
    for (const [at, letter] of base.entries()) {
      const copy = copies[at];
      if (copy === undefined) this.#erased.add(letter.key);
      else this.move(letter, copy);
    }
    this.#texts.add(from);
    drop(this.#erased, MOST_LETTERS);
    drop(this.#copies, MOST_LETTERS);
    drop(this.#texts, MOST_TEXTS);
  }

  move({ key, id }: Letter, copy: Copy): void {
    // A copy of someone else that gives way to mine, rewritten here before they removed it.
    const stays = this.#copies.get(key);
    if (stays !== undefined) this.#copies.set(keyOf(copy.id.client, copy.id.clock), stays);
    this.#copies.set(key, copy);
    this.#firsts.set(keyOf(copy.id.client, copy.id.clock), id);
    drop(this.#firsts, MOST_LETTERS);
  }

  /** The letters that this one is a copy of, the last one first. */
  *firstsOf(key: string): Iterable<Y.ID> {
    let steps = 0;
    for (
      let first = this.#firsts.get(key);
      first !== undefined && steps < MOST_STEPS;
      first = this.#firsts.get(keyOf(first.client, first.clock))
    ) {
      yield first;
      steps += 1;
    }
  }

  /** The others will remove their own copies of the same letters: mine stay. */
  replace(others: readonly (Copy | undefined)[], copies: readonly (Copy | undefined)[]): void {
    for (const [at, other] of others.entries()) {
      const copy = copies[at];
      if (other !== undefined && copy !== undefined) this.#copies.set(keyOf(other.id.client, other.id.clock), copy);
    }
  }

  /** Letters that I had deleted, and that someone rewrote without knowing; of these the copies are deleted too. */
  erasedWith(base: readonly Letter[], copies: readonly (Copy | undefined)[]): ReadonlySet<string> {
    // The same word beside it, restored by an undo, may have the same copy: that stays.
    const kept = new Set(base.map(({ key }, at) => (this.isErased(key) ? undefined : copies[at] && idOf(copies[at]))));
    const isIt = ({ key }: Letter, at: number): boolean =>
      this.isErased(key) && !(copies[at] !== undefined && kept.has(idOf(copies[at])));
    const erased = new Set(base.filter(isIt).map(({ key }) => key));
    const gone = copies.filter((copy, at) => copy !== undefined && erased.has(base[at]?.key ?? '')) as readonly Copy[];
    this.erase(gone.map(({ id: { client, clock } }) => keyOf(client, clock)));
    // If the other one rewrites it again, that goes too.
    for (const { text } of gone) this.#texts.add(text);
    drop(this.#texts, MOST_TEXTS);
    return erased;
  }

  readonly went = (stray: Letter, copy: Copy, from: Y.XmlText): void => {
    this.move(stray, copy);
    this.#texts.add(from);
    drop(this.#texts, MOST_TEXTS);
    this.#moved.add(stray.key);
    drop(this.#moved, MOST_LETTERS);
  };

  /** It was moved to where it belongs, not rewritten with its line. */
  hasMoved = (key: string): boolean => this.#moved.has(key);

  isErased = (key: string): boolean => this.#erased.has(this.#lastOf(key));

  noteGone(letters: readonly Letter[]): void {
    for (const { key } of letters) this.#gone.add(key);
    drop(this.#gone, MOST_LETTERS);
  }

  isGone = (key: string): boolean => this.#gone.has(key);
  hasYielded = (key: string): boolean => this.#yielded.has(key);

  hasDeleted = (key: string): boolean => this.#erased.has(key) || this.#copies.has(key) || this.#yielded.has(key);

  /** The last one, where a copy was rewritten again. */
  copyOf(key: string): Copy | undefined {
    let copy = this.#copies.get(key);
    for (let next = copy, steps = 0; next !== undefined && steps < MOST_STEPS; steps += 1)
      [copy, next] = [next, this.#copies.get(keyOf(next.id.client, next.id.clock))];
    return copy;
  }

  #lastOf(key: string): string {
    const copy = this.copyOf(key);
    return copy === undefined ? key : keyOf(copy.id.client, copy.id.clock);
  }

  /** The texts that this editor rewrote somewhere else. */
  rewritten = (): Iterable<Y.XmlText> => this.#texts;
}

const idOf = ({ id: { client, clock } }: Copy): string => keyOf(client, clock);

function drop<Key>(kept: Set<Key> | Map<Key, unknown>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}
