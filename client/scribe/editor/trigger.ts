/**
 * The two characters that open a list to choose from: `/` for what can be inserted, `@` for people; at the start of a
 * line or after a space, never inside code. Only own typing opens it; Esc closes it and it stays closed until the caret
 * has left that word, whatever others write meanwhile.
 */
import { Extension, type Editor, type Range } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { chooseKey, closeChoices, openChoices, type Choice } from './choosing.ts';

export interface Found {
  readonly sign: '/' | '@';
  readonly query: string;
}

/** People do not type more of a word than this before they choose. */
const MOST_CHARACTERS = 40;
const SIGN = /(?:^|\s)([/@])([\p{L}\p{N}'’._-]*)$/u;

/** What is before the caret in its line, if it asks for a list. */
export function signIn(before: string): Found | null {
  const [, sign, query = ''] = SIGN.exec(before) ?? [];
  return sign === '/' || sign === '@' ? { sign, query } : null;
}

interface Asking extends Found {
  readonly range: Range;
  readonly isOpen: boolean;
}

export interface TriggerWires {
  /** What can be chosen for this query, best first. */
  readonly choicesFor: (found: Found, range: Range, editor: Editor) => readonly Choice[];
}

const key = new PluginKey<Asking | null>('trigger');

export const Trigger = Extension.create<TriggerWires>({
  name: 'trigger',
  // Before Watchfloor's other keys: the first Esc closes the list, the second leaves the document.
  priority: 1100,
  addOptions: () => ({ choicesFor: () => [] }),
  addProseMirrorPlugins() {
    const {
      editor,
      options: { choicesFor },
    } = this;
    const plugin = new Plugin<Asking | null>({
      key,
      state: { init: () => null, apply: (change, present, _before, state) => next(change, present, state) },
      props: {
        handleKeyDown: (view, event) => {
          if (key.getState(view.state)?.isOpen !== true || view.composing) return false;
          if (event.key !== 'Escape') return chooseKey(event);
          view.dispatch(view.state.tr.setMeta(key, 'close'));
          return true;
        },
        handleDOMEvents: { blur: (view) => view.dispatch(view.state.tr.setMeta(key, 'close')) },
      },
      view: () => ({
        update: (view, before) => {
          const asking = key.getState(view.state) ?? null;
          if (asking === (key.getState(before) ?? null)) return;
          if (asking === null || !asking.isOpen) return closeChoices(view);
          openChoices(view, {
            sign: asking.sign,
            at: asking.range.from,
            choices: choicesFor(asking, asking.range, editor),
          });
        },
        destroy: () => closeChoices(null),
      }),
    });
    return [plugin];
  },
});

function next(change: Transaction, present: Asking | null, state: EditorState): Asking | null {
  if (!change.docChanged && !change.selectionSet && change.getMeta(key) === undefined) return present;
  const { empty, $from } = state.selection;
  const isCode = $from.parent.type.spec.code === true || $from.marks().some(({ type }) => type.name === 'code');
  const start = Math.max(0, $from.parentOffset - MOST_CHARACTERS);
  const found =
    empty && !isCode && $from.parent.isTextblock
      ? signIn($from.parent.textBetween(start, $from.parentOffset, undefined, '\ufffc'))
      : null;
  if (found === null) return null;
  const range = { from: $from.pos - found.query.length - 1, to: $from.pos };
  const isOwn = change.docChanged && !isChangeOrigin(change);
  // Closed stays closed; open stays open; only typing opens.
  const isOpen = change.getMeta(key) !== 'close' && (present === null ? isOwn : present.isOpen);
  return present !== null &&
    present.isOpen === isOpen &&
    present.query === found.query &&
    present.range.from === range.from
    ? present
    : { ...found, range, isOpen };
}
