/** Where letters go when their line is gone, and what happens to a line that they left. */
import * as Y from 'yjs';
import { erase, type Place } from './carrying.ts';
import { idAt, indexOf, lettersOf, wordsOfLetters, type Letter } from './letters.ts';
import { isTextBlock, type Copy, type Rewriting } from './rewrites.ts';
import { stoodAtEdge } from './stray-reading.ts';

/** So that the reader of such a line knows why it is there. */
export const FROM_A_DELETED_LINE = 'From a deleted line: ';

/** Without the blanks around them. */
export function trimmed(letters: readonly Letter[]): readonly Letter[] {
  const words = wordsOfLetters(letters);
  const start = words.length - words.trimStart().length;
  return letters.slice(start, start + words.trim().length);
}

/** Appends to a block's words; returns where they begin. */
export function appendTo(block: Y.XmlElement, words: string): Place {
  const last = block.length === 0 ? null : block.get(block.length - 1);
  if (last instanceof Y.XmlText) {
    last.insert(last.length, words);
    return { text: last, index: last.length - words.length };
  }
  const text = new Y.XmlText(words);
  block.insert(block.length, [text]);
  return { text, index: 0 };
}

/** A line of its own, where the deleted one was; returns where the words begin. */
export function lineBehind(root: Y.XmlFragment, from: Y.XmlText, words: string, isWholeLine: boolean): Place {
  const line = new Y.XmlElement('paragraph');
  const said = isWholeLine ? '' : FROM_A_DELETED_LINE;
  const text = new Y.XmlText(said + words);
  line.insert(0, [text]);
  root.insert(placeOf(root, from), [line]);
  return { text, index: said.length };
}

function placeOf(root: Y.XmlFragment, text: Y.XmlText): number {
  let item = text._item;
  while (item !== null && item.parent !== root) item = (item.parent as Y.XmlElement)._item;
  let index = 0;
  for (let before = item?.left ?? null; before !== null; before = before.left)
    if (!before.deleted && before.countable) index += before.length;
  return index;
}

/** Removes a block without words, and whatever contained only that block. */
export function prune(text: Y.XmlText): void {
  let type: Y.XmlText | Y.XmlElement = text;
  while (isEmpty(type)) {
    const item: Y.Item | null = type._item;
    const parent: unknown = item?.parent;
    if (item === null || item.deleted || !(parent instanceof Y.XmlFragment)) return;
    // A document always has a line.
    if (!(parent instanceof Y.XmlElement) && parent.length === 1) return;
    parent.delete(parent.toArray().indexOf(type as Y.XmlElement), 1);
    if (!(parent instanceof Y.XmlElement)) return;
    type = parent;
  }
}

const isEmpty = (type: Y.XmlText | Y.XmlElement): boolean =>
  type.length === 0 ||
  (isTextBlock(type) && type.toArray().every((child) => child instanceof Y.XmlText && child.length === 0));

/** What one editor typed, told apart from what came with a joined line. */
export interface Typed {
  readonly store: Y.Doc['store'];
  readonly wasTyped: (id: Y.ID) => boolean;
  /** Told where each letter went. */
  readonly went: (letter: Letter, copy: Copy, from: Y.XmlText) => void;
}

/**
 * Letters joined to a line are after everything that was in it, or before; this corrects what was typed at that edge.
 */
export function straighten(
  { to: { text }, copies }: Rewriting,
  areBehind: boolean,
  { store, wasTyped, went }: Typed,
): void {
  // One that was erased here, and that they did not know of, is there no more.
  const joined = copies.filter((copy) => copy?.text === text && indexOf(text, copy.id) !== null);
  const edge = areBehind ? joined[0] : joined.at(-1);
  const letters = lettersOf(text).filter(({ isDeleted }) => !isDeleted);
  const at = letters.findIndex(({ id }) => Y.compareIDs(id, edge?.id ?? null));
  const wrong = letters.filter(({ id }, index) => wasTyped(id) && (areBehind ? index > at : index < at));
  if (edge === undefined || wrong.length === 0 || !stoodAtEdge(store, edge.id, areBehind)) return;
  const index = (indexOf(text, edge.id) ?? 0) + (areBehind ? 0 : 1);
  text.insert(index, wordsOfLetters(wrong));
  const id = idAt(text, index);
  for (const [into, letter] of wrong.entries()) {
    erase({ text, id: letter.id });
    if (id !== null) went(letter, { text, id: Y.createID(id.client, id.clock + into) }, text);
  }
}
