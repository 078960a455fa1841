/**
 * The others' carets: a thin bar in the person's colour, with a flag that shows their name and role for a moment after
 * they move and while the pointer is near. Name, role and colour are what the server wrote into the awareness; the
 * client's own values are not used.
 */
import { Extension, type Extensions } from '@tiptap/core';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { DecorationSet } from '@tiptap/pm/view';
import { yCursorPluginKey } from '@tiptap/y-tiptap';
import type { WebsocketProvider } from 'y-websocket';
import { isolated } from '../../../shared/isolated.ts';
import { askForCaret } from './haste.ts';
import styles from './ScribeEditor.module.css';

const COLOR = /^#[0-9a-fA-F]{6}$/;

export function carets({ awareness }: WebsocketProvider): Extensions {
  return [drawn({ awareness }), ownIsNoNews(awareness), drawnWhereOneIs()];
}

function drawn(provider: Pick<WebsocketProvider, 'awareness'>): Extension {
  return CollaborationCaret.configure({
    provider,
    user: {},
    render: (user) => caret(user),
    selectionRender: ({ color }) => ({ class: styles['selection'] ?? '', style: `--caret: ${colorOf(color)}` }),
  });
}

/**
 * Each key moves this browser's own caret, which is not drawn here: without this it would redraw everything a second
 * time.
 */
function ownIsNoNews(awareness: WebsocketProvider['awareness']): Extension {
  let haveOthersMoved = true;
  const heard = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', readonly number[]>): void => {
    haveOthersMoved ||= [...added, ...updated, ...removed].some((client) => client !== awareness.clientID);
  };
  return Extension.create({
    name: 'ownCaret',
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          filterTransaction: (change, state) => {
            if (!isRedrawing(change)) return true;
            // Not under a word that an input method composes: carets are drawn once it is finished (composition.ts).
            if (editor.view.composing) return false;
            const isNews = haveOthersMoved || !areOthersRight(state, awareness);
            haveOthersMoved = false;
            return isNews;
          },
          view: () => {
            awareness.on('change', heard);
            return { destroy: () => awareness.off('change', heard) };
          },
        }),
      ];
    },
  });
}

/**
 * They are drawn a moment after they were received. A key pressed meanwhile has moved the caret here, and the browser
 * has not reported it yet: it is asked first, or the drawing would move the caret back.
 */
function drawnWhereOneIs(): Extension {
  return Extension.create({
    name: 'drawnWhereOneIs',
    dispatchTransaction({ transaction, next }) {
      if (!isRedrawing(transaction)) return next(transaction);
      // The editor may be gone by then.
      if (this.editor.isDestroyed) return;
      const { view } = this.editor;
      askForCaret(view);
      next(view.state.tr.setMeta(yCursorPluginKey, transaction.getMeta(yCursorPluginKey)));
    },
  });
}

const isRedrawing = (change: Transaction): boolean =>
  (change.getMeta(yCursorPluginKey) as { awarenessUpdated?: true } | undefined)?.awarenessUpdated === true;

/**
 * Own keys move the others' carets along as drawn. An Enter, and deleting the letter beside one, removes them; and
 * where two carets are in one line the drawing does not know which letter goes before which.
 */
function areOthersRight(state: EditorState, awareness: WebsocketProvider['awareness']): boolean {
  const drawn = yCursorPluginKey.getState(state) as DecorationSet;
  const { $head } = state.selection;
  const others = [...awareness.getStates()].filter(
    ([client, { cursor }]) => client !== awareness.clientID && cursor != null,
  ).length;
  const shown = drawn.find(undefined, undefined, ({ key }) => key !== undefined).length;
  return shown >= others && $head.parent.isTextblock && drawn.find($head.start(), $head.end()).length === 0;
}

function caret({ name, role, color }: Record<string, unknown>): HTMLElement {
  const bar = document.createElement('span');
  bar.className = styles['caret'] ?? '';
  bar.style.setProperty('--caret', colorOf(color));
  bar.setAttribute('aria-hidden', 'true');
  const flag = document.createElement('span');
  flag.className = styles['flag'] ?? '';
  flag.textContent = [name, role]
    .flatMap((word) => (typeof word === 'string' && word !== '' ? [isolated(word)] : []))
    .join(' · ');
  // Word joiners keep a line from breaking at a caret.
  bar.append('\u2060', flag, '\u2060');
  return bar;
}

const colorOf = (color: unknown): string => (typeof color === 'string' && COLOR.test(color) ? color : '#9aa4b2');
