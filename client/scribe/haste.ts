/**
 * Keys that come faster than the browser tells: of a caret that it moved by itself (Ctrl+End, Page Up, an arrow) it tells some time
 * afterwards, and an Enter that comes earlier would split the line in which the caret was. So each key asks first.
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

export const Haste = Extension.create({
  name: 'haste',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
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
