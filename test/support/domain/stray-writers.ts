/** An editor bound to a text, without a browser: with the same plugins as in the browser. */
import { Schema, type Node } from '@tiptap/pm/model';
import { TextSelection, type Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WebsocketProvider } from 'y-websocket';
import { readSyncMessage } from 'y-protocols/sync';
import * as Y from 'yjs';
import { HeldBack } from '../../../client/scribe/editor/held-back.ts';
import { keepBlocks } from '../../../client/scribe/merging/kept-blocks.ts';
import { Lines } from '../../../client/scribe/lines/lines.ts';
import { keepCaretByText } from '../../../client/scribe/merging/own-caret.ts';
import { writeInPlace } from '../../../client/scribe/merging/own-writing.ts';
import type { Strays } from '../../../client/scribe/merging/strays.ts';
import { StrayWires } from '../../../client/scribe/merging/stray-wires.ts';
import { undoManagerOf } from '../../../client/scribe/merging/undoing.ts';
import { BoundSight } from './bound-view.ts';
import { changed } from './stray-deeds.ts';

const nothing = { default: null };
const stamps = { line: nothing, by: nothing, byName: nothing, at: nothing, entry: nothing, said: nothing };
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'text*', group: 'block', attrs: stamps },
    heading: { content: 'text*', group: 'block', attrs: { ...stamps, level: { default: 1 } } },
    codeBlock: { content: 'text*', group: 'block', marks: '', code: true, attrs: stamps },
    decision: { content: 'text*', group: 'block', attrs: stamps },
    blockquote: { content: 'block+', group: 'block' },
    bulletList: { content: 'listItem+', group: 'block' },
    orderedList: { content: 'listItem+', group: 'block' },
    listItem: { content: 'paragraph block*' },
    taskList: { content: 'taskItem+', group: 'block' },
    taskItem: { content: 'paragraph block*', attrs: { checked: { default: false } } },
    text: {},
  },
  marks: { bold: {} },
});

const TEXT = 0,
  ANSWER = 1,
  UPDATE = 2;
const NET = 'from the server';

type Handlers = WebsocketProvider['messageHandlers'];

export interface Line {
  readonly node: Node;
  readonly position: number;
}

export class Writer {
  readonly tree: Y.XmlFragment;
  readonly sight: BoundSight;
  readonly strays: Strays;
  readonly undo: Y.UndoManager;
  readonly #handlers: Handlers = [];
  readonly #made: Uint8Array[] = [];
  /** What it does once it is known who is connected. */
  readonly waiting: Array<(isHere: (client: number) => boolean) => void> = [];

  constructor(client: number) {
    const doc = new Y.Doc();
    doc.clientID = client;
    this.tree = doc.getXmlFragment('scribe');
    this.sight = new BoundSight(this.tree, schema, ...stampsOf(client));
    keepBlocks(this.sight.binding);
    keepCaretByText(this.sight.binding);
    writeInPlace(this.sight.binding);
    const wires = new StrayWires(this.tree, (act) => this.waiting.push(act));
    this.strays = wires.strays;
    this.undo = undoManagerOf(this.tree, this.strays, 0);
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== NET && this.#made.push(update));
    this.#handlers[TEXT] = (encoder, decoder) => void readSyncMessage(decoder, encoder, doc, NET);
    wires.follow(this.sight as unknown as EditorView, { messageHandlers: this.#handlers, awareness: null as never });
    new HeldBack(this.sight as unknown as EditorView, this.#handlers, {
      marksLines: () => false,
      over: () => undefined,
    });
  }

  get doc(): Y.Doc {
    return this.tree.doc as Y.Doc;
  }

  get lines(): readonly Line[] {
    const lines: Line[] = [];
    this.sight.state.doc.descendants((node, position) => {
      if (node.isTextblock) lines.push({ node, position });
      return !node.isTextblock;
    });
    return lines;
  }

  get letters(): string {
    return this.lines.map(({ node }) => node.textContent).join('');
  }

  /** `how`: an answer brings everything that was missing here. */
  hears(update: Uint8Array, how: 'update' | 'answer' = 'update'): void {
    const frame = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, how === 'answer' ? ANSWER : UPDATE);
      encoding.writeVarUint8Array(encoder, update);
    });
    this.#handlers[TEXT]?.(encoding.createEncoder(), decoding.createDecoder(frame), null as never, true, TEXT);
  }

  /** What it made since the last call. */
  takeOut(): Uint8Array[] {
    return this.#made.splice(0);
  }

  /** Its page is closed: it no longer reacts to anything. */
  leaves(): void {
    this.strays.destroy();
  }

  lineOf(words: string): Line {
    const found = this.lines.find(({ node }) => node.textContent === words);
    if (found === undefined)
      throw new Error(`no line "${words}" in ${JSON.stringify(this.lines.map(({ node }) => node.textContent))}`);
    return found;
  }

  /** Replaces what is there; the caret is behind it. */
  writes(words: string, from: number, to = from): void {
    const { tr } = this.sight.state;
    tr.insertText(words, from, to);
    this.makes(tr.setSelection(TextSelection.create(tr.doc, from + words.length)));
  }

  typesAt(words: string, at: number, typed: string): void {
    this.writes(typed, this.lineOf(words).position + 1 + at);
  }

  /** In the place of one letter. */
  replacesAt(words: string, at: number, typed: string): void {
    const from = this.lineOf(words).position + 1 + at;
    this.writes(typed, from, from + 1);
  }

  /** The letter before the caret, when it is behind this one. */
  erasesAt(words: string, at: number): void {
    const { tr } = this.sight.state;
    const from = this.lineOf(words).position + 1 + at;
    tr.delete(from, from + 1);
    this.makes(tr.setSelection(TextSelection.create(tr.doc, from)));
  }

  addsLine(words: string): void {
    const { tr, doc } = this.sight.state;
    this.makes(tr.insert(doc.content.size, schema.node('paragraph', null, [schema.text(words)])));
  }

  deletesLine(words: string): void {
    const { position, node } = this.lineOf(words);
    this.makes(this.sight.state.tr.delete(position, position + node.nodeSize));
  }

  changes(kind: string, words: string): void {
    this.makes(changed(this.sight.state, kind, this.lineOf(words)));
  }

  joins(words: string): void {
    this.makes(this.sight.state.tr.join(this.lineOf(words).position));
  }

  splits(words: string, at: number): void {
    this.makes(this.sight.state.tr.split(this.lineOf(words).position + 1 + at));
  }

  undoes(): void {
    this.undo.undo();
  }

  makes(change: Transaction): void {
    if (change.docChanged) this.sight.makes(change);
  }
}

function stampsOf(client: number): Plugin[] {
  const options = { you: { id: `u${client}`, name: `Person ${client}` }, serverNow: () => 0 };
  return Lines.config.addProseMirrorPlugins?.call({ options } as never) as Plugin[];
}
