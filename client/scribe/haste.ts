/**
 * Keys that come faster than the browser paints. Two things would then go wrong, each a letter or a line in the wrong place:
 *
 * A line out of sight costs nothing until it is scrolled to (content-visibility), and a new line counts as out of sight until it was
 * painted once: what the browser types into it lands before the caret. So the lines around the caret are always drawn.
 *
 * The browser tells of a caret that it moved by itself (Ctrl+End, Page Up) some time afterwards: an Enter that comes earlier would
 * split the line in which the caret was. So each key asks first.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const key = new PluginKey<DecorationSet>('haste');

export const Haste = Extension.create({
  name: 'haste',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) => aroundCaret(state),
        apply: (change, present, _before, state) => (change.docChanged || change.selectionSet ? aroundCaret(state) : present),
      },
      props: {
        decorations: (state) => key.getState(state),
        handleDOMEvents: {
          keydown: ({ dom, composing }) => {
            if (!composing) dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
            return false;
          },
        },
      },
    }),
  ],
});

/** The block with the caret and its two neighbours. */
function aroundCaret({ doc, selection: { $head } }: EditorState): DecorationSet {
  const at = $head.index(0);
  const drawn: Decoration[] = [];
  for (let index = Math.max(0, at - 1); index <= Math.min(doc.childCount - 1, at + 1); index += 1) {
    const from = $head.posAtIndex(index, 0);
    drawn.push(Decoration.node(from, from + doc.child(index).nodeSize, { 'data-near': '' }));
  }
  return DecorationSet.create(doc, drawn);
}
