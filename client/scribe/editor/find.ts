/**
 * Finding words in the document: every match marked, one of them selected. The marks are only drawn, and while someone
 * types they are moved along; the search itself runs again a moment after the typing stops.
 */
import { Extension, type Range } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Selection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import styles from './blocks.module.css';
import { openFind } from './find-open.ts';

const QUIET_MS = 250;
/** More marks than this help no one, and cost time with each letter of the search. */
const MOST_PLACES = 2000;

export interface Finding {
  readonly query: string;
  readonly places: readonly Range[];
  /** Which of them; -1 when there is none. */
  readonly at: number;
  readonly set: DecorationSet;
}

const NOTHING: Finding = { query: '', places: [], at: -1, set: DecorationSet.empty };
const key = new PluginKey<Finding>('find');

export const Find = Extension.create({
  name: 'find',
  addKeyboardShortcuts: () => ({
    'Mod-f': () => {
      openFind();
      return true;
    },
  }),
  addProseMirrorPlugins: () => [
    new Plugin<Finding>({
      key,
      state: {
        init: () => NOTHING,
        apply: (change, present, _before, state) => {
          const wish = change.getMeta(key) as Partial<Finding> | undefined;
          if (wish !== undefined) return search(state, wish.query ?? present.query, wish.at ?? present.at);
          if (present.query === '' || !change.docChanged) return present;
          if (isChangeOrigin(change)) return search(state, present.query, present.at);
          return {
            ...present,
            places: present.places.map(({ from, to }) => ({
              from: change.mapping.map(from),
              to: change.mapping.map(to, -1),
            })),
            set: present.set.map(change.mapping, state.doc),
          };
        },
      },
      props: { decorations: (state) => key.getState(state)?.set },
      view: () => {
        let waiting: ReturnType<typeof setTimeout> | undefined;
        const update = (view: EditorView, before: EditorState): void => {
          if (findingOf(view.state).query === '' || before.doc === view.state.doc) return;
          clearTimeout(waiting);
          const look = (): void => {
            // A mark in the word that an input method composes would cut it.
            if (view.composing) waiting = setTimeout(look, QUIET_MS);
            else view.dispatch(view.state.tr.setMeta(key, {}));
          };
          waiting = setTimeout(look, QUIET_MS);
        };
        return { update, destroy: () => clearTimeout(waiting) };
      },
    }),
  ],
});

export const findingOf = (state: EditorState): Finding => key.getState(state) ?? NOTHING;

/** The selected match; if nothing was found, the caret. */
export function placeFound(state: EditorState): Selection {
  const { places, at } = findingOf(state);
  const place = places[at];
  return place === undefined ? state.selection : TextSelection.create(state.doc, place.from, place.to);
}

/** Looks for other words, beginning at the caret; with none, the marks go. */
export function seek(view: EditorView, query: string): void {
  const places = placesOf(view.state.doc, query);
  const caret = view.state.selection.from;
  const next = places.findIndex(({ to }) => to >= caret);
  view.dispatch(view.state.tr.setMeta(key, { query, at: Math.max(0, next) }));
  show(view);
}

/** To the next place, or the one before; from the last to the first. */
export function step(view: EditorView, by: 1 | -1): void {
  const { places, at } = findingOf(view.state);
  if (places.length === 0) return;
  view.dispatch(view.state.tr.setMeta(key, { at: (at + by + places.length) % places.length }));
  show(view);
}

function show(view: EditorView): void {
  view.dom.querySelector(`.${styles['match']}[data-present]`)?.scrollIntoView({ block: 'center', inline: 'nearest' });
}

function search({ doc }: EditorState, query: string, wanted: number): Finding {
  const places = placesOf(doc, query);
  const at = Math.min(wanted < 0 ? 0 : wanted, places.length - 1);
  const marks = places.map(({ from, to }, index) =>
    Decoration.inline(from, to, { class: styles['match'] ?? '', ...(index === at ? { 'data-present': '' } : {}) }),
  );
  return query === '' ? NOTHING : { query, places, at, set: DecorationSet.create(doc, marks) };
}

/** Within a line; upper and lower case alike, each run of spaces as one. A person's name is found as a whole. */
export function placesOf(doc: Node, query: string): readonly Range[] {
  const wanted = query
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  const places: Range[] = [];
  if (wanted === '') return places;
  const pattern = new RegExp(wanted, 'giu');
  doc.descendants((node, position) => {
    if (!node.isTextblock || places.length >= MOST_PLACES) return !node.isTextblock;
    places.push(
      ...placesIn(node, pattern).map(({ from, to }) => ({ from: position + 1 + from, to: position + 1 + to })),
    );
    return false;
  });
  return places.slice(0, MOST_PLACES);
}

function placesIn(line: Node, pattern: RegExp): readonly Range[] {
  // One character for each piece that is not text, so that places in the words are places in the line.
  const words = line.textBetween(0, line.content.size, undefined, '\ufffc');
  const found: Range[] = [...words.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    from: index,
    to: index + length,
  }));
  if (!words.includes('\ufffc')) return found;
  line.forEach((piece, from) => {
    if (piece.isLeaf && !piece.isText && piece.textContent.search(pattern) !== -1)
      found.push({ from, to: from + piece.nodeSize });
  });
  return found.toSorted((one, other) => one.from - other.from);
}
