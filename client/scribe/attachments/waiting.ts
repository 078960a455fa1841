/**
 * Files being uploaded, drawn where they will be, and put into the document once they are stored. Only the person who
 * pasted sees the drawing: half a picture is never in the shared document. A person who may no longer write keeps the
 * card until they may again.
 */
import { Extension, type Editor } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { announce } from '../../ui/announcer.tsx';
import { waitingCard } from './card.ts';
import { gapAt, positionOf, withLineBelow } from './place.ts';
import { prepare } from './shrink.ts';
import { Uploads, type Upload } from './uploads.ts';
import { askForCaret } from '../editor/haste.ts';
import { asBlocks } from '../paste/blocks.ts';
import { rememberText } from '../paste/texts.ts';

const key = new PluginKey<DecorationSet>('waiting');
const rooms = new Map<string, Uploads>();

export function uploadsOf(room: string): Uploads {
  const uploads = rooms.get(room) ?? new Uploads(room, prepare);
  rooms.set(room, uploads);
  return uploads;
}

export const Waiting = Extension.create<{ roomId: string; mayWrite: boolean }>({
  name: 'waiting',
  addOptions: () => ({ roomId: '', mayWrite: false }),
  addProseMirrorPlugins() {
    const uploads = uploadsOf(this.options.roomId);
    const { mayWrite } = this.options;
    const drawn = drawing(uploads, (upload) => void (mayWrite && pasteInstead(this.editor, uploads, upload)));
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (change, present, _before, state) => {
            if (change.getMeta(key) !== undefined || (isChangeOrigin(change) && uploads.list.get().length > 0))
              return drawn(state);
            return present.map(change.mapping, state.doc);
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => ({ destroy: watching(view, uploads, mayWrite) }),
      }),
    ];
  },
});

/** A card for each upload, at the gap where it will stand; a card stays the same while it is shown. */
function drawing(uploads: Uploads, instead: (upload: Upload) => void): (state: EditorState) => DecorationSet {
  const cards = new Map<string, HTMLElement>();
  const card = (upload: Upload): HTMLElement => {
    const made = cards.get(upload.key) ?? waitingCard(uploads, upload.key, instead);
    cards.set(upload.key, made);
    return made;
  };
  const widget = (state: EditorState, upload: Upload): Decoration =>
    Decoration.widget(gapAt(state.doc, positionOf(state, upload.anchor)), () => card(upload), {
      side: -1,
      key: upload.key,
      stopEvent: () => true,
      ignoreSelection: true,
    });
  return (state) =>
    DecorationSet.create(
      state.doc,
      uploads.list.get().map((upload) => widget(state, upload)),
    );
}

/** Redraws when uploads come and go. Returns how to stop. */
function watching(view: EditorView, uploads: Uploads, mayWrite: boolean): () => void {
  let known = '';
  const look = (): void => {
    if (view.isDestroyed) return;
    askForCaret(view);
    if (mayWrite) settle(view, uploads);
    const now = uploads.list
      .get()
      .map((upload) => upload.key)
      .join();
    const redraw = view.state.tr.setMeta(key, true);
    if (now !== known) view.dispatch(now.length > known.length ? redraw.scrollIntoView() : redraw);
    known = now;
  };
  // The state that this view will have does not exist yet.
  queueMicrotask(look);
  return uploads.list.subscribe(look);
}

/** Puts stored files into the document. */
function settle(view: EditorView, uploads: Uploads): void {
  const arrived = uploads.list.get().find((each) => each.state === 'stored');
  const block = arrived === undefined ? undefined : view.state.schema.nodes['attachment']?.create({ ...arrived.facts });
  if (arrived === undefined || block === undefined) return;
  const { doc, tr } = view.state;
  const gap = gapAt(doc, positionOf(view.state, arrived.anchor));
  if (arrived.text !== null && arrived.facts !== null) rememberText(arrived.facts.id, arrived.text);
  view.dispatch(tr.insert(gap, withLineBelow(doc, gap, block)));
  announce('polite', `${arrived.name} was added to the document.`);
  uploads.drop(arrived.key);
}

function pasteInstead(editor: Editor, uploads: Uploads, upload: Upload): void {
  const { state, view } = editor;
  view.dispatch(
    state.tr.insert(gapAt(state.doc, positionOf(state, upload.anchor)), asBlocks(state.schema, upload.text ?? '')),
  );
  uploads.drop(upload.key);
  view.focus();
}
