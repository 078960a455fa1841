/**
 * What was typed, and what must be true of it afterwards. Each word occurs nowhere else, so that a lost, doubled or
 * misplaced letter is noticed. A word may be missing only when the person who typed it undid it, or when someone erased
 * it.
 */
import { expect } from 'vitest';
import { FROM_A_DELETED_LINE } from '../../../client/scribe/merging/stray-lines.ts';
import type { Writer } from './stray-writers.ts';

/** `left` and `right`: the words that stood on both sides of it. */
interface Typed {
  readonly by: Writer;
  readonly word: string;
  readonly left: string;
  readonly right: string;
  isGone: boolean;
  erasedBy?: Writer;
}

/** Letters of words, and below them the characters that an input method shows and removes again. */
const WORDS = 0x4e00,
  SIGNS = 0x3400;
const SIGN = /[㐀-䶿]/;

export class Words {
  readonly #typed: Typed[] = [];
  readonly #first: readonly string[];
  readonly #firstLines: readonly string[];
  readonly #undoing = new Set<Writer>();
  #signs = 0;

  constructor(lines: readonly string[]) {
    this.#firstLines = lines;
    this.#first = lines.flatMap((words) => words.split(' '));
  }

  /** A new one, to be typed between these. */
  next(by: Writer, before: string, after: string): string {
    const word = String.fromCharCode(...[0, 1, 2].map((letter) => WORDS + this.#typed.length * 3 + letter));
    const left = /([一-鿿]{3}|[a-z]{4,7}) ?$/.exec(before)?.[1] ?? '',
      right = /^ ?([一-鿿]{3}|[a-z]{4,7})/.exec(after)?.[1] ?? '';
    const isWord = (side: string): boolean =>
      side >= '一' ? (side.charCodeAt(0) - WORDS) % 3 === 0 : this.#firstLines.some((line) => line.includes(side));
    this.#typed.push({ by, word, left: isWord(left) ? left : '', right: isWord(right) ? right : '', isGone: false });
    return word;
  }

  nextSign(): string {
    this.#signs += 1;
    return String.fromCharCode(SIGNS + this.#signs);
  }

  /** The first word in this line that is whole. */
  wholeIn(line: string): string | null {
    return this.#typed.find(({ word }) => line.includes(word))?.word ?? null;
  }

  erased(by: Writer, gone: string): void {
    for (const each of this.#typed) if (each.word === gone) [each.isGone, each.erasedBy] = [true, by];
  }

  /** What they typed or erased may be gone or back after it: that is up to them. */
  undone(by: Writer, act: () => void): void {
    this.#undoing.add(by);
    const before = by.letters;
    act();
    const after = by.letters;
    for (const each of this.#typed) {
      const [was, is] = [before.includes(each.word), after.includes(each.word)];
      if (is && !was) each.isGone = false;
      else if (was && !is && (each.by === by || each.erasedBy === by)) each.isGone = true;
    }
  }

  prove(lines: readonly string[], areSignsGone: boolean): void {
    const text = JSON.stringify(lines.join('\n'));
    const letters = lines.join('');
    for (const { word, left, right, isGone } of this.#typed) {
      const found = letters.split(word).length - 1;
      if (!isGone) expect(found, `"${word}" in ${text}`).toBe(1);
      expect(found, `"${word}" in ${text}`).toBeLessThanOrEqual(1);
      for (const letter of word)
        expect(letters.split(letter).length - 1, `"${letter}" in ${text}`).toBeLessThanOrEqual(1);
      const at = letters.indexOf(word);
      // A line that is marked as returned has no order with the others.
      if (at === -1 || lines.some((line) => line.startsWith(FROM_A_DELETED_LINE) && line.includes(word))) continue;
      if (left !== '' && letters.includes(left))
        expect(letters.indexOf(left), `"${left}" before "${word}" in ${text}`).toBeLessThan(at);
      if (right !== '' && letters.includes(right))
        expect(letters.indexOf(right), `"${right}" after "${word}" in ${text}`).toBeGreaterThan(at);
    }
    for (const word of this.#first) expect(letters.split(word).length - 1, `"${word}" in ${text}`).toBe(1);
    if (areSignsGone && this.#undoing.size === 0)
      expect(SIGN.exec(letters), `signs of an input method in ${text}`).toBeNull();
    if (lines.some((line) => line.startsWith(FROM_A_DELETED_LINE))) return;
    const order = this.#first.map((word) => letters.indexOf(word));
    expect(order, `the first words in ${text}`).toEqual(order.toSorted((one, other) => one - other));
  }
}

/** A place between two words, never inside one. */
export function boundary(line: string, wanted: number): number {
  const letter = (sign: string): number => (sign.charCodeAt(0) - WORDS) % 3;
  const places = line
    .split('')
    .flatMap((sign, at) =>
      sign === ' ' || (sign >= '一' && letter(sign) === 0) ? [at] : sign >= '一' && letter(sign) === 2 ? [at + 1] : [],
    );
  return [0, ...places, line.length][wanted % (places.length + 2)] ?? 0;
}
