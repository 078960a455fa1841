/**
 * Connects strays.ts with the editor: it sees each server update before it is applied, and the caret follows its
 * letters.
 */
import { Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { relativePositionToAbsolutePosition, ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Caret, Place } from './carrying.ts';
import { keyOf, type Letter } from './letters.ts';
import { Strays, type StraysWires } from './strays.ts';

const SYNC = 0,
  WHAT_THE_SERVER_HAS = 0,
  WHAT_IT_LACKS = 1;

/** By then everyone who is here has moved their letters, even over a slow connection. */
const PATIENCE_MS = 8_000;

type Provider = Pick<WebsocketProvider, 'messageHandlers' | 'awareness'>;
type Handler = WebsocketProvider['messageHandlers'][number];
type Letters = (text: Y.XmlText) => readonly Letter[];

export class StrayWires {
  readonly strays: Strays;
  readonly #doc: Y.Doc;
  readonly #root: Y.XmlFragment;
  #view: EditorView | null = null;
  #awareness: WebsocketProvider['awareness'] | null = null;
  #place: Place | null = null;
  /** When the connection began: what the server had of each client's text, and what this browser had. */
  #known: ReadonlyMap<number, number> = new Map();
  #had: ReadonlyMap<number, number> = new Map();

  constructor(root: Y.XmlFragment, later?: StraysWires['later']) {
    this.#root = root;
    this.#doc = root.doc as Y.Doc;
    this.strays = new Strays(root, {
      isUnsent: ({ client, clock }) => clock >= (this.#known.get(client) ?? 0) && clock < (this.#had.get(client) ?? 0),
      caret: (letters) => this.#caretIn(letters),
      moveCaret: (to) => (this.#place = to),
      later: later ?? ((act) => this.#later(act)),
    });
  }

  follow(view: EditorView, { messageHandlers, awareness }: Provider): () => void {
    this.#view = view;
    this.#awareness = awareness;
    const take = messageHandlers[SYNC] as Handler;
    messageHandlers[SYNC] = (encoder, decoder, ...rest) =>
      this.#hear(decoding.clone(decoder), encoder, () => take(encoder, decoder, ...rest));
    this.#doc.on('afterAllTransactions', this.#putCaret);
    return () => {
      messageHandlers[SYNC] = take;
      this.#doc.off('afterAllTransactions', this.#putCaret);
      this.strays.destroy();
    };
  }

  #later(act: (isHere: (client: number) => boolean) => void): void {
    const awareness = this.#awareness;
    if (awareness === null) return;
    const seen = new Set(awareness.getStates().keys());
    const note = (): void => [...awareness.getStates().keys()].forEach((client) => seen.add(client));
    awareness.on('change', note);
    setTimeout(() => {
      awareness.off('change', note);
      if (this.#view?.isDestroyed === false) act((client) => seen.has(client));
    }, PATIENCE_MS);
  }

  #hear(message: decoding.Decoder, answer: encoding.Encoder, take: () => void): void {
    const kind = decoding.readVarUint(message);
    const payload = decoding.readVarUint8Array(message);
    if (kind !== WHAT_THE_SERVER_HAS) return this.strays.hear(payload, take, kind === WHAT_IT_LACKS);
    this.#known = Y.decodeStateVector(payload);
    this.#had = Y.decodeStateVector(Y.encodeStateVector(this.#doc));
    encoding.writeVarUint(answer, SYNC);
    encoding.writeVarUint(answer, WHAT_IT_LACKS);
    encoding.writeVarUint8Array(answer, this.strays.missing(payload));
  }

  get #binding(): ProsemirrorBinding | null {
    return this.#view === null
      ? null
      : ((ySyncPluginKey.getState(this.#view.state) as { binding: ProsemirrorBinding } | undefined)?.binding ?? null);
  }

  /** Null for a selection of several letters. */
  #caretIn(lettersOf: Letters): Caret | null {
    const selection = this.#binding?.beforeTransactionSelection as
      | { readonly head: Y.RelativePosition | null }
      | null
      | undefined;
    const head = selection?.head ?? null;
    if (head === null || this.#view?.state.selection.empty !== true) return null;
    const text = textOf(this.#doc, head);
    if (text === null) return null;
    const letters = lettersOf(text);
    if (head.item === null) return { text, at: head.assoc < 0 ? 0 : letters.length };
    const key = keyOf(head.item.client, head.item.clock);
    const at = letters.findIndex((letter) => letter.key === key);
    return at === -1 ? null : { text, at: head.assoc < 0 ? at + 1 : at };
  }

  readonly #putCaret = (): void => {
    const place = this.#place;
    const view = this.#view;
    const binding = this.#binding;
    this.#place = null;
    if (place === null || view === null || binding === null || view.isDestroyed) return;
    const relative = Y.createRelativePositionFromTypeIndex(place.text, place.index, place.index === 0 ? 0 : -1);
    const at = relativePositionToAbsolutePosition(this.#doc, this.#root, relative, binding.mapping);
    if (at !== null && at <= view.state.doc.content.size && at !== view.state.selection.head)
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)));
  };
}

function textOf({ store }: Y.Doc, { item, type }: Y.RelativePosition): Y.XmlText | null {
  const id = item ?? type;
  if (id === null || id.clock >= Y.getState(store, id.client)) return null;
  const found = Y.getItem(store, id);
  const text: unknown = !(found instanceof Y.Item)
    ? null
    : item !== null
      ? found.parent
      : found.content instanceof Y.ContentType
        ? found.content.type
        : null;
  return text instanceof Y.XmlText ? text : null;
}

/** Not for someone who only reads: no change of theirs leaves the page. */
export function takesAlong(wires: StrayWires, provider: Provider): Extension {
  return Extension.create({
    name: 'strays',
    // Before the part that holds a frame back: this must know which one is applied in the end.
    priority: 3000,
    addProseMirrorPlugins: () => [new Plugin({ view: (view) => ({ destroy: wires.follow(view, provider) }) })],
  });
}
