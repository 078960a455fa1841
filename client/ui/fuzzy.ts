/**
 * How well a line matches what was typed: every letter in order, anywhere. Beginnings of words and letters side by side
 * count more, so that "ho" finds "Hand off" before "Who is here"; several words may come in any order, and accents don't matter.
 */
import { plain as letters, wordsOf } from '../../shared/sought.ts';

const WORD_BEGINS = 6;
/** The most: a name that is typed in full comes before any line that merely has its letters. */
const SIDE_BY_SIDE = 9;
const LINE_BEGINS = 3;

/** Null: no match. Higher is better; an empty query matches everything alike. */
export function score(line: string, query: string): number | null {
  const [words, own] = [wordsOf(query), letters(line)];
  const scores = words.map((word) => best(own, word));
  return scores.includes(null) ? null : scores.reduce<number>((sum, each) => sum + (each ?? 0), 0) - line.length / 100;
}

/**
 * The best of all places where the word may begin; its first letter has to begin a word, or nearly everything would
 * match.
 */
function best(line: string, word: string): number | null {
  let found: number | null = null;
  for (let at = line.indexOf(word[0] ?? ''); at !== -1; at = line.indexOf(word[0] ?? '', at + 1)) {
    if (!beginsWord(line, at) && !line.startsWith(word, at)) continue;
    const scored = from(line, word, at);
    if (scored !== null && (found === null || scored > found)) found = scored;
  }
  return found;
}

function from(line: string, word: string, start: number): number | null {
  return walk(line, word, start, nearest) ?? walk(line, word, start, plain);
}

type Next = (line: string, letter: string, last: number) => number;

function walk(line: string, word: string, start: number, next: Next): number | null {
  let sum = start === 0 ? LINE_BEGINS : 0;
  let last = start - 1;
  for (const letter of word) {
    const at = next(line, letter, last);
    if (at === -1) return null;
    sum += 1 + (beginsWord(line, at) ? WORD_BEGINS : 0) + (at === last + 1 ? SIDE_BY_SIDE : 0);
    last = at;
  }
  return sum;
}

const plain: Next = (line, letter, last) => line.indexOf(letter, last + 1);

/** The letter beside the last one; else one that begins a word; else the next there is. */
function nearest(line: string, letter: string, last: number): number {
  if (line[last + 1] === letter) return last + 1;
  for (let at = plain(line, letter, last); at !== -1; at = plain(line, letter, at)) if (beginsWord(line, at)) return at;
  return plain(line, letter, last);
}

const beginsWord = (line: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(line[at - 1] ?? '');
