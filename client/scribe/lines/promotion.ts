/**
 * From the document to the timeline: a line that begins with `TL ` (or `TODO `, a follow-up) becomes an entry when the
 * caret leaves it, sent by the browser in which it was written (written-here.ts). Alt+Enter sends the current line at
 * once, whoever its author and whatever it begins with; a picture goes as an attachment.
 *
 *   caret leaves, or the document opens --> own lines without `entry` --> timeline.note (line-entry.ts) --> `entry`, `said`
 *
 * A repetition is harmless, after a reload or from a second tab; what the server refuses is said, and not tried again
 * here. An `entry` that this page did not get from the server is looked up in the log before it is believed. A line
 * that was changed afterwards (edited.ts) is compared with the timeline instead of sent.
 */
import { Extension, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { isPicture, type Attachment, type AttachmentType } from '../../../shared/attachment.ts';
import type { Send } from '../../session/hooks.ts';
import type { RoomStore } from '../../session/room-store.ts';
import { announce } from '../../ui/announcer.tsx';
import { factsOf, type AttachmentFacts } from '../attachments/facts.ts';
import { isEdited, saidMark, wordsOf } from './edited.ts';
import { askForCaret } from '../editor/haste.ts';
import { cameFrom, tellTimeline } from './line-entry.ts';
import { isLine, stampOf } from './lines.ts';
import { editedShown } from '../editor/surfaces.ts';
import { isMarked, isWrittenHere, keptWritten, writtenAfter, type WrittenHere } from './written-here.ts';

const key = new PluginKey<WrittenHere>('promotion');
/** Tried again the next time the caret leaves a line. */
const PASSING = new Set(['busy', 'unavailable', 'unconfirmed', 'link.lost']);

export interface PromotionWires {
  readonly roomId: string;
  readonly mayWrite: boolean;
  readonly you: { readonly id: string };
  readonly send: Send;
  readonly refused: (message: string) => void;
  readonly store: Pick<RoomStore, 'view' | 'older' | 'commitAt'>;
}

export const Promotion = Extension.create<PromotionWires, { tried: Set<string> }>({
  name: 'promotion',
  addStorage: () => ({ tried: new Set<string>() }),
  addKeyboardShortcuts() {
    return {
      'Alt-Enter': ({ editor }) => {
        const line = lineWithCaret(editor.state);
        if (line !== null && wordsOf(line) !== '')
          void promote(editor, line, { wires: this.options, tried: this.storage.tried }).then(
            (isThere) => isThere && lookAgain(line),
          );
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
  else announce('polite', 'This line is already on the timeline.');
}

/** All own marked lines that were written here, except the one being written. */
function promoteMarked(editor: Editor, trying: Trying): void {
  if (!trying.wires.mayWrite || editor.isDestroyed) return;
  const written = key.getState(editor.state) ?? new Map();
  const present = editor.view.hasFocus() ? lineWithCaret(editor.state) : null;
  editor.state.doc.descendants((node) => {
    if (!isLine(node)) return true;
    const { by, line } = stampOf(node);
    const isOwn = by === trying.wires.you.id && line !== null && !trying.tried.has(line);
    if (isOwn && node !== present && isMarked(node) && isWrittenHere(written, node)) void promote(editor, node, trying);
    return false;
  });
}

/** True when the line was on the timeline already. */
async function promote(editor: Editor, node: Node, { wires, tried }: Trying): Promise<boolean> {
  const { line, entry } = stampOf(node);
  if (line === null) return false;
  tried.add(line);
  if (entry !== null && (await cameFrom(wires.store, { line, entry }))) return true;
  const text = wordsOf(node);
  const { roomId, you, send, store } = wires;
  const told = await tellTimeline(
    { roomId, you, send, commitAt: (version) => store.commitAt(version) },
    { line, text, attachments: picturesOf(node) },
  );
  if (told.ok) stampLine(editor, line, { entry: told.id, ...(told.same ? { said: saidMark(text) } : {}) });
  else if (PASSING.has(told.code)) tried.delete(line);
  else wires.refused(told.message);
  return false;
}

function picturesOf(node: Node): readonly Attachment[] {
  const facts = factsOf(node);
  if (facts === null) return [];
  const { id, name, bytes, thumb } = facts;
  return [{ id, type: knownType(facts), name, bytes, ...(thumb === null ? {} : { thumb }) }];
}

/** A block may say any type; the timeline takes those that it knows. */
const knownType = (facts: AttachmentFacts): AttachmentType =>
  isPicture(facts) ? facts.type : facts.type === 'text/plain' ? facts.type : 'application/octet-stream';

/** Writes into a line's stamp, wherever the line is now. */
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
