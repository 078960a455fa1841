/**
 * People's names in a plain sentence. A name may be written in full, by its first word, with an initial ("Bob L"), with
 * an @, in any alphabet, without its accents and apostrophes, joined by a dash or not. If several people match the same word, all of them are returned. Pure.
 */
import { UNSPACED } from './sentence-time.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Found {
  readonly people: readonly string[];
  readonly rest: string;
}

interface Word {
  /** More than one where dashes join them: "Jean-Luc". */
  readonly parts: readonly string[];
  readonly end: number;
}

const MOST_WORDS = 6;
const WITHOUT_SPACES = new RegExp(UNSPACED, 'u');
const SEPARATORS = /^(?:[\s,:;–—-]|->|=>|→)+/u;

/** Without case, accents and the marks around it. */
export const fold = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

export const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[\s,:;]+/u)
    .map(fold)
    .filter((word) => word !== '');

/** A word of a name without its apostrophes, and in two where a dash joins them; [""] for a word of marks only. */
const partsOf = (word: string): readonly string[] => {
  const parts = word
    .replace(/['‘’ʼ＇`´]/gu, '')
    .split(/\p{Pd}/u)
    .map(fold)
    .filter((part) => part !== '');
  return parts.length === 0 ? [''] : parts;
};

/** The person, or everyone of that name, that the text begins with; null when it begins with no one. */
export function nameAtStart(text: string, people: readonly Named[]): Found | null {
  const words = firstWords(text);
  for (let count = words.length; count > 0; count -= 1) {
    const said = words.slice(0, count).flatMap((word) => word.parts);
    const found = called(said, people);
    if (found.length > 0) return { people: found, rest: afterName(text.slice(words[count - 1]?.end ?? 0)) };
  }
  return unspacedName(text, people);
}

/** The person whose name is all of this text. */
export function isName(text: string, people: readonly Named[]): readonly string[] {
  const found = nameAtStart(text, people);
  return found === null || found.rest !== '' ? [] : found.people;
}

function firstWords(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.slice(0, 400).matchAll(/[^\s,:;]+/gu)) {
    if (words.length === MOST_WORDS) break;
    words.push({ parts: partsOf(match[0]), end: match.index + match[0].length });
  }
  return words;
}

const names = new WeakMap<Named, readonly string[]>();

/** A sentence is read at every key, against all people: each name is taken apart once. */
function nameOf(person: Named): readonly string[] {
  const known =
    names.get(person) ??
    person.name
      .split(/[\s,:;]+/u)
      .flatMap(partsOf)
      .filter((part) => part !== '');
  names.set(person, known);
  return known;
}

/**
 * By the whole name or its beginning with an initial; else, for one word, by the first name; else by another part of
 * it.
 */
function called(said: readonly string[], people: readonly Named[]): readonly string[] {
  if (said.includes('')) return [];
  const by = (matches: (name: readonly string[]) => boolean): readonly string[] =>
    people.filter((person) => matches(nameOf(person))).map(({ id }) => id);
  if (said.length > 1)
    return by(
      (name) => name.length >= said.length && said.every((word, index) => sounds(word, name[index] ?? '', index)),
    );
  const first = by((name) => name[0] === said[0]);
  return first.length > 0 ? first : by((name) => name.slice(1).some((part) => part.length > 1 && part === said[0]));
}

/** After the first word an initial is enough. */
const sounds = (word: string, part: string, index: number): boolean =>
  word === part || (index > 0 && word.length === 1 && part.startsWith(word));

/** Where words are written without spaces a name ends where it ends. */
function unspacedName(text: string, people: readonly Named[]): Found | null {
  const found = people.find(({ name }) => WITHOUT_SPACES.test(name) && text.startsWith(name.replace(/\s/gu, '')));
  return found === undefined
    ? null
    : { people: [found.id], rest: afterName(text.slice(found.name.replace(/\s/gu, '').length)) };
}

export const afterName = (text: string): string => text.replace(SEPARATORS, '');
