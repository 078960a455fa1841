/**
 * Texts on this page that are longer than their limit. Nothing is cut: the whole text stays in its field, the field
 * says how long it is and what the limit is, and a button that would send it says why it cannot be pressed.
 */
import { useEffect } from 'react';
import { Store } from '../session/store.ts';

interface LongText {
  readonly text: string;
  readonly most: number;
}

export const longTexts = new Store<readonly LongText[]>([]);

const counted = (count: number): string => count.toLocaleString('en');
/** In characters as the server counts them (UTF-16 units), without the spaces at both ends. */
const lengthOf = (text: string): number => text.trim().length;

export const isTooLong = (text: string, most: number): boolean => lengthOf(text) > most;

/** What to say about a text's length: null while it is far from the limit. */
export function lengthWords(text: string, most: number): string | null {
  const length = lengthOf(text);
  if (length > most)
    return `This text has ${counted(length)} characters; the limit is ${counted(most)}. Shorten it by ${counted(length - most)}.`;
  return length >= most * 0.9 ? `${counted(length)} of ${counted(most)} characters` : null;
}

/** While this is on screen and too long, the buttons that would send it wait. */
export function useLongText(text: string, most: number | undefined): void {
  const held = most !== undefined && isTooLong(text, most);
  useEffect(() => {
    if (!held) return undefined;
    const entry: LongText = { text, most };
    longTexts.set([...longTexts.get(), entry]);
    return () => longTexts.set(longTexts.get().filter((each) => each !== entry));
  }, [held, text, most]);
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Why data may not be sent: the sentence about the first text in it that is too long. */
export function tooLongIn(data: object, long: readonly LongText[]): string | null {
  if (long.length === 0) return null;
  const texts = textsIn(data);
  const found = long.find(({ text }) => texts.includes(plain(text)));
  return found === undefined ? null : lengthWords(found.text, found.most);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [plain(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
