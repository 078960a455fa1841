/**
 * From the document to the timeline: a line that begins with `TL ` (or `TODO `, a follow-up) becomes an entry when the caret leaves
 * it, sent by its author's client. Alt+Enter sends the current line at once, whatever it begins with.
 *
 *   caret leaves, or the document opens --> own lines without `entry` --> timeline.note, id from room and line --> `entry` is set
 *
 * The id makes a repetition harmless, after a reload or from a second tab; what the server refuses is said, and not tried again here.
 */
import { Extension, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { lineCommandId } from './line-command.ts';
import { LINE_TYPES, stampOf } from './lines.ts';

const MARKED = /^(TL|TODO)\s+\S/;
const MOST_CHARACTERS = 4000;
/** Tried again the next time that the caret leaves a line. */
const PASSING = new Set(['busy', 'unavailable', 'unconfirmed', 'link.lost']);

export interface PromotionWires {
  readonly roomId: string;
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
        if (line !== null && line.textContent.trim() !== '') void promote(editor, line, { wires: this.options, tried: this.storage.tried });
        return true;
      },
    };
  },
  addProseMirrorPlugins() {
    const { editor, options: wires, storage } = this;
    const look = (): void => promoteMarked(editor, { wires, tried: storage.tried });
    return [
      new Plugin({
        key: new PluginKey('promotion'),
        view: () => ({
          update: (view, before) => {
            if (lineWithCaret(view.state)?.attrs['line'] !== lineWithCaret(before)?.attrs['line'] || !view.hasFocus()) look();
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

/** All own marked lines but the one that is being written. */
function promoteMarked(editor: Editor, trying: Trying): void {
  if (!editor.isEditable || editor.isDestroyed) return;
  const present = editor.view.hasFocus() ? lineWithCaret(editor.state) : null;
  editor.state.doc.descendants((node) => {
    if (!LINE_TYPES.includes(node.type.name)) return true;
    const { by, entry, line } = stampOf(node);
    const isOwn = by === trying.wires.you.id && entry === null && line !== null && !trying.tried.has(line);
    if (isOwn && node !== present && node.type.name !== 'codeBlock' && MARKED.test(node.textContent)) void promote(editor, node, trying);
    return false;
  });
}

async function promote(editor: Editor, node: Node, { wires, tried }: Trying): Promise<void> {
  const { line, entry } = stampOf(node);
  if (line === null || entry !== null) return;
  tried.add(line);
  const id = lineCommandId(wires.roomId, line);
  const answer = await wires.send('timeline.note', { text: node.textContent.trim().slice(0, MOST_CHARACTERS), source: { line } }, id);
  // Sent before by another tab, with other words perhaps: it stands on the timeline all the same.
  if (answer.ok || answer.code === 'command.id-taken') setEntry(editor, line, id);
  else if (PASSING.has(answer.code)) tried.delete(line);
  else wires.refused(answer.message);
}

function setEntry(editor: Editor, line: string, id: string): void {
  if (editor.isDestroyed) return;
  editor.state.doc.descendants((node, position) => {
    if (!LINE_TYPES.includes(node.type.name)) return true;
    if (stampOf(node).line === line) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'entry', id).setMeta('addToHistory', false));
    return false;
  });
}

function lineWithCaret(state: EditorState): Node | null {
  const { parent } = state.selection.$head;
  return LINE_TYPES.includes(parent.type.name) ? parent : null;
}
