/**
 * While an input method composes a word in the document, nothing redraws the line in which it does: the browser would
 * write the word again beside the text that is already there. What others write in that line, and their carets, wait
 * until the word is finished; what they write elsewhere is drawn at once. Your own typing is still sent, so nothing is
 * lost and both texts are merged afterwards.
 *
 *   frame of others --> composing, and it reaches into the line (or another waits already)? --> held --> the word is finished: applied
 *                                                                                       \--> too long or too much: the word is finished here
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { yCursorPluginKey } from '@tiptap/y-tiptap';
import type { WebsocketProvider } from 'y-websocket';
import { isComposing } from '../../ui/composing.ts';
import { findingOf } from './find.ts';
import { HeldBack } from './held-back.ts';

/** The keys by which an input method chooses. Its letters must go through. */
const CHOOSES = /^(Enter|Escape|Tab|Arrow\w+)$/;

/** Set on the change that follows a composition: it draws what was held back. */
export const composed = new PluginKey('composed');

export const Composition = Extension.create<{ provider: Pick<WebsocketProvider, 'messageHandlers'> }>({
  name: 'composition',
  // Runs before all keys of the editor.
  priority: 2000,
  addProseMirrorPlugins() {
    const { messageHandlers } = this.options.provider;
    return [
      new Plugin({
        key: composed,
        props: { handleKeyDown: (_view, event) => isComposing(event) && CHOOSES.test(event.key) },
        view: (view) => {
          const heldBack = new HeldBack(view, messageHandlers, {
            // Search matches are marked in every line, with every change.
            marksLines: () => findingOf(view.state).query !== '',
            // Draws what was held back.
            over: () =>
              view.dispatch(
                view.state.tr.setMeta(composed, true).setMeta(yCursorPluginKey, { awarenessUpdated: true }),
              ),
          });
          return { destroy: () => heldBack.end() };
        },
      }),
    ];
  },
});
