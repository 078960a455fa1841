/**
 * What comes faster than the browser tells: of a caret that it moved by itself (Ctrl+End, Page Up, an arrow) it tells with its next
 * frame. An Enter that comes earlier would split the line in which the caret was, and a line of somebody else's would be drawn with the
 * caret back there. So the browser is asked before each of them.
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { WebsocketProvider } from 'y-websocket';

const SYNC = 0;

export const Haste = Extension.create<{ provider: Pick<WebsocketProvider, 'messageHandlers'> }>({
  name: 'haste',
  addProseMirrorPlugins() {
    const { messageHandlers } = this.options.provider;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown: (view) => {
              askForCaret(view);
              return false;
            },
          },
        },
        view: (view) => {
          const take = messageHandlers[SYNC];
          messageHandlers[SYNC] = (...message) => {
            askForCaret(view);
            take?.(...message);
          };
          return { destroy: () => void (messageHandlers[SYNC] = take as NonNullable<typeof take>) };
        },
      }),
    ];
  },
});

function askForCaret({ dom, composing }: EditorView): void {
  if (!composing) dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}
