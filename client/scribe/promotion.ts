/**
 * From the document to the timeline: a line that begins with `TL ` (or `TODO `, a follow-up) becomes an entry when the caret leaves
 * it, sent by the browser in which it was written (written-here.ts). Alt+Enter sends the current line at once, whoever wrote it and
 * whatever it begins with; a picture goes along as one.
 *
 *   caret leaves, or the document opens --> own lines without `entry` --> timeline.note, id from room and line --> `entry`, `said`
 *
 * The id makes a repetition harmless, after a reload or from a second tab; what the server refuses is said, and not tried again here.
 * A line that was changed afterwards (edited.ts) is compared with the timeline instead of sent.
 */
import { Extension, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { announce } from '../ui/announcer.tsx';
import { factsOf } from './attachment.ts';
import { isEdited, saidMark, wordsOf } from './edited.ts';
import { lineCommandId } from './line-command.ts';
import { askForCaret } from './haste.ts';
import { isLine, stampOf } from './lines.ts';
import { editedShown } from './surfaces.ts';
import { isMarked, isWrittenHere, keptWritten, writtenAfter, type WrittenHere } from './written-here.ts';

const key = new PluginKey<WrittenHere>('promotion');
/** Tried again the next time that the caret leaves a line. */
const PASSING = new Set(['busy', 'unavailable', 'unconfirmed', 'link.lost']);

export interface PromotionWires {
  readonly roomId: string;
  readonly mayWrite: boolean;
  readonly you: { readonly id: string };
  readonly send: (type: string, data: object, id?: string) => Promise<CommandAnswer>;
  readonly refused: (message: string) => void;
}

export const Promotion = Extension.create<PromotionWires, { tried: Set<string> }>({
  name: 'promotion',
  addStorage: () => ({ tried: new Set<string>() }),
  addKeyboardShortcuts() {
    return {
      'Alt-Enter': ({ editor }) => {
        const line = lineWithCaret(editor.state);
        if (line !== null && stampOf(line).entry !== null) lookAgain(line);
        else if (line !== null && wordsOf(line) !== '')
          void promote(editor, line, { wires: this.options, tried: this.storage.tried });
        return true;
      },
    };
  },
  addProseMirrorPlugins() {
    const { editor, options: wires, storage } = this;
    const kept = keptWritten(wires.you.id, wires.roomId);
    const look = (): void => promoteMarked(editor, { wires, tried: storage.tried });
    return [
      new Plugin<WrittenHere>({
        key,
        state: {
          init: kept.get,
          apply: (change, written, _before, state) => writtenAfter(written, change, state),
        },
        view: () => ({
          update: (view, before) => {
            const written = key.getState(view.state);
            if (written !== undefined && written !== key.getState(before)) kept.set(written);
            if (lineWithCaret(view.state)?.attrs['line'] !== lineWithCaret(before)?.attrs['line'] || !view.hasFocus())
              look();
          },
        }),
        props: { handleDOMEvents: { blur: () => void setTimeout(look) } },
      }),
    ];
  },
});

interface Trying {
  readonly wires: PromotionWires;
  /** Lines that were sent from this page. */
  readonly tried: Set<string>;
}

/** A line that is on the timeline already: is it still what was said there? */
function lookAgain(line: Node): void {
  if (isEdited(line)) editedShown.set({ line: stampOf(line).line ?? '', how: 'open', mark: null });
  else announce('polite', 'This line is on the timeline already.');
}

/** All own marked lines that were written here, but the one that is being written. */
function promoteMarked(editor: Editor, trying: Trying): void {
  if (!trying.wires.mayWrite || editor.isDestroyed) return;
  const written = key.getState(editor.state) ?? new Map();
  const present = editor.view.hasFocus() ? lineWithCaret(editor.state) : null;
  editor.state.doc.descendants((node) => {
    if (!isLine(node)) return true;
    const { by, entry, line } = stampOf(node);
    const isOwn = by === trying.wires.you.id && entry === null && line !== null && !trying.tried.has(line);
    if (isOwn && node !== present && isMarked(node) && isWrittenHere(written, node)) void promote(editor, node, trying);
    return false;
  });
}

async function promote(editor: Editor, node: Node, { wires, tried }: Trying): Promise<void> {
  const { line, entry } = stampOf(node);
  if (line === null || entry !== null) return;
  tried.add(line);
  const id = lineCommandId(wires.roomId, line);
  const text = wordsOf(node);
  const answer = await wires.send('timeline.note', { text, source: { line }, ...picturesOf(node) }, id);
  if (answer.ok) stampLine(editor, line, { entry: id, said: saidMark(text) });
  // Sent before by another tab, with other words perhaps: it stands on the timeline all the same.
  else if (answer.code === 'command.id-taken') stampLine(editor, line, { entry: id });
  else if (PASSING.has(answer.code)) tried.delete(line);
  else wires.refused(answer.message);
}

function picturesOf(node: Node): object {
  const facts = factsOf(node);
  if (facts === null) return {};
  const { id, type, name, bytes, thumb } = facts;
  return { attachments: [{ id, type, name, bytes, ...(thumb === null ? {} : { thumb }) }] };
}

/** Writes into a line's stamp, wherever the line stands by now. */
export function stampLine(
  editor: Editor,
  line: string,
  stamp: { readonly entry?: string; readonly said?: string },
): void {
  if (editor.isDestroyed) return;
  askForCaret(editor.view);
  const { tr } = editor.state;
  editor.state.doc.descendants((node, position) => {
    if (!isLine(node)) return true;
    if (stampOf(node).line === line)
      for (const [name, value] of Object.entries(stamp)) tr.setNodeAttribute(position, name, value);
    return false;
  });
  if (tr.docChanged) editor.view.dispatch(tr.setMeta('addToHistory', false));
}

function lineWithCaret({ selection }: EditorState): Node | null {
  const node = selection instanceof NodeSelection ? selection.node : selection.$head.parent;
  return isLine(node) ? node : null;
}
