/**
 * What comes faster than the browser tells: of a caret that it moved by itself (Ctrl+End, Page Up, an arrow) it tells
 * with its next frame. An Enter that comes earlier would split the line in which the caret was, and whatever is drawn
 * earlier, a line of somebody else's or their caret, would put this one back there. So the browser is asked before each
 * of them, and right after each key.
 */
import { Extension } from '@tiptap/core';
import { Plugin, type Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

export const Haste = Extension.create({
  name: 'haste',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown: (view) => {
              askForCaret(view);
              setTimeout(() => askForCaret(view));
              return false;
            },
          },
        },
      }),
    ];
  },
});

/**
 * The focus goes there at once: with the editor's own command it comes a frame later, and what is typed until then is
 * lost.
 */
export function writeAt(view: EditorView, place: Selection): void {
  view.dispatch(view.state.tr.setSelection(place).scrollIntoView());
  view.focus();
}

/** Before anything that comes at any moment, and so perhaps right after a key that moved the caret. */
export function askForCaret({ dom, composing, isDestroyed }: EditorView): void {
  if (!composing && !isDestroyed) dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}
