/**
 * Input that is faster than the browser's reports: when the browser moves a caret itself (Ctrl+End, Page Up, an arrow)
 * it says so only with its next frame. An earlier Enter would split the line in which the caret was before, and
 * anything drawn earlier, a line of someone else's or their caret, would put this caret back there. So the browser is
 * asked before each of them, and right after each key.
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

/** Focuses at once: the editor's own command does it a frame later, and what is typed until then is lost. */
export function writeAt(view: EditorView, place: Selection): void {
  view.dispatch(view.state.tr.setSelection(place).scrollIntoView());
  view.focus();
}

/** Call before anything that can come at any moment, and so perhaps right after a key that moved the caret. */
export function askForCaret({ dom, composing, isDestroyed }: EditorView): void {
  if (!composing && !isDestroyed) dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}
