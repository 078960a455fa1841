/**
 * What two editors show of one text while both write, at the same time and in turn: the text itself, after lines are
 * split, joined, moved and wrapped; and a block that no one touched stays the very same object. Runs without a browser.
 */
import { Schema, type Node } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import { canJoin, canSplit, findWrapping } from '@tiptap/pm/transform';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { keepBlocks } from '../../client/scribe/merging/kept-blocks.ts';
import { keepCaretByText } from '../../client/scribe/merging/own-caret.ts';
import { BoundSight } from '../support/domain/bound-view.ts';

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'text*', group: 'block', attrs: { line: { default: null } } },
    bulletList: { content: 'listItem+', group: 'block' },
    listItem: { content: 'paragraph block*' },
    text: {},
  },
  marks: { bold: {} },
});

class Writer {
  readonly tree = new Y.Doc().getXmlFragment('scribe');
  readonly sight = new BoundSight(this.tree, schema);

  constructor() {
    keepBlocks(this.sight.binding);
    keepCaretByText(this.sight.binding);
  }

  get doc(): Y.Doc {
    return this.tree.doc as Y.Doc;
  }

  get shown(): Node {
    return this.sight.state.doc;
  }

  hears(other: Writer): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)));
  }

  types(text: string): void {
    this.sight.makes(this.sight.state.tr.insertText(text, this.shown.content.size - 1));
  }
}

interface Deed {
  readonly who: 0 | 1;
  readonly does: keyof typeof DEEDS;
  readonly from: number;
  readonly to: number;
  readonly areTold: boolean;
}

/** A change is skipped where the text doesn't allow it. */
const DEEDS = {
  type: (change: Transaction, from: number) => change.insertText('ab', from),
  erase: (change: Transaction, from: number, to: number) => change.delete(Math.min(from, to), Math.max(from, to)),
  mark: (change: Transaction, from: number, to: number) =>
    change.addMark(Math.min(from, to), Math.max(from, to), schema.mark('bold')),
  split: (change: Transaction, from: number) => (canSplit(change.doc, from) ? change.split(from) : change),
  join: (change: Transaction, from: number) => {
    const { nodeBefore, nodeAfter } = change.doc.resolve(from);
    return nodeBefore?.type === nodeAfter?.type && canJoin(change.doc, from) ? change.join(from) : change;
  },
  stamp: (change: Transaction, from: number) => {
    const at = change.doc.resolve(from);
    return at.parent.type.name === 'paragraph' ? change.setNodeAttribute(at.before(), 'line', `l${from}`) : change;
  },
  move: (change: Transaction, from: number, to: number) => {
    const block = change.doc.child(from % change.doc.childCount);
    let start = 0;
    for (let index = 0; index < from % change.doc.childCount; index += 1) start += change.doc.child(index).nodeSize;
    const moved = change.delete(start, start + block.nodeSize);
    let target = 0;
    for (let index = 0; index < to % (moved.doc.childCount + 1); index += 1) target += moved.doc.child(index).nodeSize;
    return moved.insert(target, block);
  },
  wrap: (change: Transaction, from: number) => {
    const range = change.doc.resolve(from).blockRange();
    const wrapping = range === null ? null : findWrapping(range, schema.nodes['bulletList'] as never);
    return range === null || wrapping === null ? change : change.wrap(range, wrapping);
  },
} satisfies Record<string, (change: Transaction, from: number, to: number) => Transaction>;

const deed = fc.record<Deed>({
  who: fc.constantFrom(0, 1),
  does: fc.constantFrom(...(Object.keys(DEEDS) as (keyof typeof DEEDS)[])),
  from: fc.nat({ max: 60 }),
  to: fc.nat({ max: 60 }),
  areTold: fc.boolean(),
});

function does({ sight, shown }: Writer, { does: kind, from, to }: Deed): void {
  const within = (position: number): number => position % (shown.content.size + 1);
  const change = DEEDS[kind](sight.state.tr, within(from), within(to));
  if (change.docChanged) sight.makes(change);
}

/** A text without any block is shown as an empty line. */
const asWritten = ({ tree }: Writer): unknown =>
  (tree.length === 0 ? schema.topNodeType.createAndFill() : yXmlFragmentToProseMirrorRootNode(tree, schema))?.toJSON();

describe('what editors show while others write', () => {
  it('ED16 two editors that split, join, move, wrap, mark and stamp at once show what the shared text says, after every word of the other', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 40 }), (deeds) => {
        const writers = [new Writer(), new Writer()] as const;
        writers[0].types('first words');
        writers[1].hears(writers[0]);
        // An editor that never had text doesn't report that it is empty.
        writers[1].types(' and more');
        writers[0].hears(writers[1]);
        for (const each of deeds) {
          does(writers[each.who], each);
          if (!each.areTold) continue;
          writers[0].hears(writers[1]);
          writers[1].hears(writers[0]);
          for (const writer of writers) expect(writer.shown.toJSON()).toEqual(asWritten(writer));
          expect(writers[0].shown.toJSON()).toEqual(writers[1].shown.toJSON());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ED17 what others write leaves every block that they did not touch the very same object', () => {
    const [ana, bob] = [new Writer(), new Writer()];
    ana.types('one');
    for (const line of ['two', 'three']) {
      const { sight, shown } = ana;
      sight.makes(sight.state.tr.insert(shown.content.size, schema.node('paragraph', null, [schema.text(line)])));
    }
    bob.hears(ana);
    const before = [...bob.shown.content.content];
    ana.types('!');
    bob.hears(ana);
    const after = bob.shown.content.content;
    expect(after.map(({ textContent }) => textContent)).toEqual(['one', 'two', 'three!']);
    expect(after.map((block, at) => block === before[at])).toEqual([true, true, false]);
  });

  it('ED18 what others erase beside marked words, which is drawn in two steps, leaves the caret at its place', () => {
    const [ana, bob] = [new Writer(), new Writer()];
    ana.types('first words');
    bob.hears(ana);
    bob.types(' and more');
    ana.hears(bob);
    const { state } = ana.sight;
    ana.sight.makes(state.tr.setSelection(TextSelection.create(state.doc, 14)));
    ana.sight.makes(ana.sight.state.tr.addMark(0, 2, schema.mark('bold')));
    bob.sight.makes(bob.sight.state.tr.delete(1, 12));
    ana.hears(bob);
    expect(ana.shown.textContent).toBe(' and more');
    expect(ana.sight.state.selection.head).toBe(3);
  });

  it('ED19 an Enter that someone else presses in front of the caret moves it down with its words', () => {
    const [ana, bob] = [new Writer(), new Writer()];
    ana.types('hello world');
    bob.hears(ana);
    const stands = (at: number): void =>
      ana.sight.makes(ana.sight.state.tr.setSelection(TextSelection.create(ana.shown, at)));
    const splits = (at: number): void => bob.sight.makes(bob.sight.state.tr.split(at));
    stands(9);
    splits(7);
    bob.sight.makes(bob.sight.state.tr.insertText('big ', 9));
    ana.hears(bob);
    ana.sight.makes(ana.sight.state.tr.insertText('|'));
    expect(ana.shown.content.content.map(({ textContent }) => textContent)).toEqual(['hello ', 'big wo|rld']);
    bob.hears(ana);
    stands(3);
    splits(5);
    ana.hears(bob);
    expect(ana.sight.state.selection.head).toBe(3);
  });

  it("ED20 a caret whose letters are deleted stays in its line, whatever the next line says; one at a line's beginning goes down with the line", () => {
    const [ana, bob] = [new Writer(), new Writer()];
    ana.types('db is down.');
    ana.sight.makes(
      ana.sight.state.tr.insert(
        ana.shown.content.size,
        schema.node('paragraph', null, [schema.text('so is the rest.')]),
      ),
    );
    bob.hears(ana);
    const stands = (at: number): void =>
      ana.sight.makes(ana.sight.state.tr.setSelection(TextSelection.create(ana.shown, at)));
    stands(12);
    bob.sight.makes(bob.sight.state.tr.delete(11, 12));
    ana.hears(bob);
    ana.sight.makes(ana.sight.state.tr.insertText('|'));
    expect(ana.shown.content.content.map(({ textContent }) => textContent)).toEqual(['db is down|', 'so is the rest.']);
    bob.hears(ana);
    stands(14);
    bob.sight.makes(bob.sight.state.tr.split(14));
    ana.hears(bob);
    ana.sight.makes(ana.sight.state.tr.insertText('|'));
    expect(ana.shown.content.content.map(({ textContent }) => textContent)).toEqual([
      'db is down|',
      '',
      '|so is the rest.',
    ]);
  });
});
