/** What others send while a word is composed, until it is finished (see composition.ts). */
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as decoding from 'lib0/decoding';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { askForCaret } from './haste.ts';
import { reaches } from '../merging/reach.ts';

const TEXT = 0,
  CARETS = 1,
  ASKS_FOR_TEXT = 0;
/** Others' text is held back no longer than this, however long the user takes to choose. */
const MOST_MS = 5_000;
const MOST_BYTES = 1024 * 1024;

type Handlers = WebsocketProvider['messageHandlers'];
type Frame = Parameters<Handlers[number]>;

export interface HeldBackWires {
  /** Every line is redrawn with each change. */
  readonly marksLines: () => boolean;
  /** A word is finished, and nothing is held back any more. */
  readonly over: () => void;
}

/** Everything that others send passes through here on its way into the text and its carets. */
export class HeldBack {
  readonly #view: EditorView;
  readonly #handlers: Handlers;
  readonly #before: Handlers;
  readonly #wires: HeldBackWires;
  #text: Array<() => void> = [];
  #carets: Array<() => void> = [];
  #bytes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView, handlers: Handlers, wires: HeldBackWires) {
    this.#view = view;
    this.#handlers = handlers;
    this.#wires = wires;
    this.#before = [...handlers];
    for (const kind of [TEXT, CARETS]) handlers[kind] = (...frame) => this.#hear(kind, frame);
    // After the editor's own handler: by then it has read what was composed.
    view.dom.addEventListener('compositionend', this.#over);
  }

  end(): void {
    this.#view.dom.removeEventListener('compositionend', this.#over);
    for (const kind of [TEXT, CARETS]) this.#handlers[kind] = this.#before[kind] as Handlers[number];
    // The text may outlive its editor, which by then draws nothing.
    queueMicrotask(() => this.#take());
  }

  #hear(kind: number, frame: Frame): void {
    const take = (): void => {
      askForCaret(this.#view);
      this.#before[kind]?.(...frame);
    };
    if (!this.#view.composing) {
      this.#take();
      return take();
    }
    const [, decoder] = frame;
    const waits = kind === CARETS || this.#mustWait(decoding.clone(decoder));
    if (!waits) return take();
    (kind === TEXT ? this.#text : this.#carets).push(take);
    this.#bytes += decoder.arr.length;
    if (kind === TEXT) this.#timer ??= setTimeout(() => this.#finish(), MOST_MS);
    if (this.#bytes > MOST_BYTES) this.#finish();
  }

  #mustWait(decoder: decoding.Decoder): boolean {
    if (decoding.readVarUint(decoder) === ASKS_FOR_TEXT) return false;
    if (this.#text.length > 0 || this.#wires.marksLines()) return true;
    const block = composedBlock(this.#view);
    return block === null || reaches(decoding.readVarUint8Array(decoder), block);
  }

  /** No one takes this long to choose: the text that is there is the word. */
  #finish(): void {
    this.#view.dom.blur();
    this.#view.focus();
    this.#take();
  }

  readonly #over = (): void => {
    // A handler's own promises come first, even when no browser sent the event.
    queueMicrotask(() => {
      if (this.#view.isDestroyed || this.#view.composing) return;
      this.#take();
      this.#wires.over();
    });
  };

  #take(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const held = [...this.#text, ...this.#carets];
    [this.#text, this.#carets, this.#bytes] = [[], [], 0];
    for (const take of held) take();
  }
}

/** The caret's line in the shared text, which has the same blocks as the shown text. */
function composedBlock({ state }: EditorView): Y.XmlElement | null {
  let block: unknown = ySyncPluginKey.getState(state)?.type;
  const { $head } = state.selection;
  for (let depth = 0; depth < $head.depth; depth += 1)
    block = block instanceof Y.XmlFragment ? block.get($head.index(depth)) : null;
  return block instanceof Y.XmlElement ? block : null;
}
