/**
 * Which marked lines were written in this browser: by the line's id, a short mark of the words that typing or pasting
 * here left in it. A stamp is an attribute that any program may write; only lines recorded here go to the timeline
 * under this person's name by themselves. A line in which others have since changed a word no longer counts as written
 * here. Kept for the tab's session, so that a reload still sends what was begun.
 */
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { promoted } from '../../../shared/timeline/rules.ts';
import { ofPerson, parsed } from '../../session/keeping.ts';
import { saidMark, wordsOf } from './edited.ts';
import { isLine, stampOf } from './lines.ts';

const MOST_LINES = 200;

export type WrittenHere = ReadonlyMap<string, string>;

export const isMarked = (line: Node): boolean =>
  line.type.name !== 'codeBlock' && promoted(line.textContent).kind !== 'plain';

export function isWrittenHere(written: WrittenHere, line: Node): boolean {
  const { line: id } = stampOf(line);
  return id !== null && written.get(id) === saidMark(wordsOf(line));
}

/** After one transaction. What others did, and what an undo brings back, was not written here by it. */
export function writtenAfter(
  written: WrittenHere,
  change: Transaction,
  { doc }: Pick<EditorState, 'doc'>,
): WrittenHere {
  // What the editor adds to a change (stamps, links) belongs to the author of that change.
  const root = (change.getMeta('appendedTransaction') as Transaction | undefined) ?? change;
  if (!change.docChanged || isChangeOrigin(change) || isChangeOrigin(root)) return written;
  const [before, after] = changedLines(root.before, doc);
  const changed = [...after].filter(([id, { textContent }]) => before.get(id)?.textContent !== textContent);
  // An emptied line keeps what it had: Enter at its beginning moves its words, with its id, into the next.
  const told = changed.filter(([id, line]) => isMarked(line) || (line.textContent !== '' && written.has(id)));
  if (told.length === 0) return written;
  const next = new Map(written);
  for (const [id, line] of told) {
    next.delete(id);
    if (isMarked(line)) next.set(id, saidMark(wordsOf(line)));
  }
  return next;
}

type LinesById = ReadonlyMap<string, Node>;

/** The stamped lines of the blocks that are not the very same on both sides. */
function changedLines(before: Node, after: Node): readonly [LinesById, LinesById] {
  const most = Math.min(before.childCount, after.childCount);
  let start = 0;
  while (start < most && before.child(start) === after.child(start)) start += 1;
  let end = 0;
  while (end < most - start && before.child(before.childCount - 1 - end) === after.child(after.childCount - 1 - end))
    end += 1;
  const between = (doc: Node): LinesById => linesOf(doc.content.content.slice(start, doc.childCount - end));
  return [between(before), between(after)];
}

function linesOf(blocks: readonly Node[], found = new Map<string, Node>()): LinesById {
  for (const block of blocks) {
    const { line } = stampOf(block);
    if (!isLine(block)) linesOf(block.content.content, found);
    else if (line !== null) found.set(line, block);
  }
  return found;
}

export function keptWritten(
  person: string,
  room: string,
): { readonly get: () => WrittenHere; readonly set: (written: WrittenHere) => void } {
  const kept = ofPerson(person, `written.${room}`, 'tab');
  return {
    get: () => new Map((parsed(kept.get()) ?? []) as [string, string][]),
    set: (written) => kept.set(JSON.stringify([...written].slice(-MOST_LINES))),
  };
}
