/**
 * The caret as the shared text has it: between the same two letters, wherever others write. The binding would rather find the place by
 * its distance from the start of the line, and puts the caret between other letters whenever somebody writes in front of it; that is
 * left to it only for a place that is gone.
 */
import type { EditorView } from '@tiptap/pm/view';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { aroundDrawing } from './drawing.ts';

interface Caret {
  readonly anchor: Y.RelativePosition | null;
  readonly head: Y.RelativePosition | null;
  absAnchor: number | null;
  absHead: number | null;
}

export function keepCaretByText(binding: ProsemirrorBinding): void {
  aroundDrawing(binding, (draw) => {
    const caret = binding.beforeTransactionSelection as Caret | null;
    if (caret !== null) trustTheText(binding.doc, caret);
    draw();
    // One arrival may be drawn in several steps: the next one starts from the text that stands now.
    if (caret !== null) countAnew(binding, caret);
  });
}

function trustTheText({ store }: Y.Doc, caret: Caret): void {
  // An Enter in front of it moves a text by writing it anew: then the letter beside the caret is gone.
  const isThere = (place: Y.RelativePosition | null): boolean => place !== null && (place.item === null || !Y.getItem(store, place.item).deleted);
  if (isThere(caret.anchor)) caret.absAnchor = null;
  if (isThere(caret.head)) caret.absHead = null;
}

function countAnew({ prosemirrorView }: ProsemirrorBinding, caret: Caret): void {
  const { anchor, head } = (prosemirrorView as EditorView).state.selection;
  [caret.absAnchor, caret.absHead] = [anchor, head];
}
