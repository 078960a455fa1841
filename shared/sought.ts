/** Searching by words, the same on the server and on the screen: every word, in any order, without accents. */

/** Letters without their accents: who types "lukasz" finds Łukasz. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss');

/** The words of what was typed; none for an empty line. */
export const wordsOf = (query: string): readonly string[] =>
  plain(query)
    .split(/\s+/u)
    .filter((word) => word !== '');

/** Whether every word is somewhere in the text. */
export function hasWords(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const line = plain(text);
  return words.every((word) => line.includes(word));
}

/** The same for a line as it was typed. */
export const finds = (text: string, typed: string): boolean => hasWords(text, wordsOf(typed));
