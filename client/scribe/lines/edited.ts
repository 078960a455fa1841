/**
 * Has a line on the timeline changed since? The line carries a short mark of the words that the timeline was given;
 * each reader compares. This needs no look at the room's log, and an undo removes the difference again.
 */
import type { Node } from '@tiptap/pm/model';
import { beginningOf } from '../../ui/graphemes.ts';
import { sha1 } from './line-command.ts';
import { stampOf, textIn } from './lines.ts';

/** The longest text that the timeline takes. */
const MOST_CHARACTERS = 4000;

/** A line's words as they are sent to the timeline; an attachment's are its name. */
export function wordsOf(node: Node): string {
  const text = node.type.name === 'attachment' ? (textIn(node.attrs['name']) ?? '') : node.textContent;
  return beginningOf(text.trim(), MOST_CHARACTERS);
}

export const saidMark = (words: string): string =>
  Array.from(sha1(new TextEncoder().encode(words)).slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');

export function isEdited(node: Node): boolean {
  const { entry, said } = stampOf(node);
  return entry !== null && said !== null && saidMark(wordsOf(node)) !== said;
}
