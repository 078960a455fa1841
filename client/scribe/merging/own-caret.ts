/**
 * The caret as the shared text has it: between the same two letters, wherever others write. The binding would find the
 * place by its distance from the start of the line, and puts the caret between other letters whenever someone writes in
 * front of it; that is used only for a place that is gone.
 */
import { TextSelection, type Selection } from '@tiptap/pm/state';
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

/** Call before the drawing is guarded: errors here are caught there. */
export function keepCaretByText(binding: ProsemirrorBinding): void {
  aroundDrawing(binding, (draw) => {
    const caret = binding.beforeTransactionSelection as Caret | null;
    if (caret === null) return draw();
    const view = binding.prosemirrorView as EditorView;
    const before = view.state.selection;
    trustTheText(binding.doc, caret);
    // A line that was emptied by it is still there; at its beginning nothing else tells.
    const isGone = caret.absHead !== null || before.$head.parentOffset === 0;
    draw();
    if (isGone) binding.mux(() => followDown(view, before));
    // One arrival may be drawn in several steps: the next one starts from the text that stands now.
    [caret.absAnchor, caret.absHead] = [view.state.selection.anchor, view.state.selection.head];
  });
}

function trustTheText({ store }: Y.Doc, caret: Caret): void {
  // An Enter in front of it moves a text by rewriting it: then the letter beside the caret is gone.
  const isThere = (place: Y.RelativePosition | null): boolean =>
    place !== null && (place.item === null || !Y.getItem(store, place.item).deleted);
  if (isThere(caret.anchor)) caret.absAnchor = null;
  if (isThere(caret.head)) caret.absHead = null;
}

/** An Enter in front of the caret took the words around it down into the next line: the caret moves with them. */
function followDown(view: EditorView, { empty, $head }: Selection): void {
  const {
    doc,
    tr,
    selection: { $head: $upper },
  } = view.state;
  if (!empty || !$head.parent.isTextblock || !$upper.parent.isTextblock) return;
  const lower = doc.resolve($upper.after()).nodeAfter;
  const words = $head.parent.textContent,
    upper = $upper.parent.textContent;
  const wentDown = words.slice(upper.length);
  if (
    !words.startsWith(upper) ||
    $head.parentOffset < $upper.parent.content.size ||
    wentDown === '' ||
    lower?.isTextblock !== true ||
    !lower.textContent.endsWith(wentDown)
  )
    return;
  // What was below before did not move down.
  if ($head.doc.resolve($head.after()).nodeAfter?.eq(lower) === true) return;
  const toEnd = $head.parent.content.size - $head.parentOffset;
  view.dispatch(tr.setSelection(TextSelection.create(doc, $upper.after() + lower.nodeSize - 1 - toEnd)));
}
