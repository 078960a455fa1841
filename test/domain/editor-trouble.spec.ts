/**
 * What the editor does when something is wrong: a server that accepts no more, attributes of the wrong kind, a line
 * written under someone else's name, a change that can't be drawn. Runs without a browser.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Schema, type Node } from '@tiptap/pm/model';
import { EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { factsOf } from '../../client/scribe/attachments/facts.ts';
import { firstLines } from '../../client/scribe/attachments/lines.ts';
import { guardDrawing } from '../../client/scribe/merging/drawing.ts';
import { isEdited, wordsOf } from '../../client/scribe/lines/edited.ts';
import { stampOf } from '../../client/scribe/lines/lines.ts';
import { isSound } from '../../client/scribe/merging/sound.ts';
import { endedSentence } from '../../client/scribe/offline/status.ts';
import { isWrittenHere, writtenAfter, type WrittenHere } from '../../client/scribe/lines/written-here.ts';
import { BoundSight } from '../support/domain/bound-view.ts';
import { ana } from '../support/domain/given.ts';

const stamps = Object.fromEntries(
  ['line', 'by', 'byName', 'at', 'entry', 'said'].map((name) => [name, { default: null }]),
);
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'text*', group: 'block', attrs: stamps },
    attachment: {
      group: 'block',
      atom: true,
      attrs: {
        ...stamps,
        id: { default: null },
        name: { default: null },
        type: { default: null },
        bytes: { default: null },
        thumb: { default: null },
        lines: { default: null },
      },
    },
    text: {},
  },
});
const line = (text: string, attributes = {}) =>
  schema.node('paragraph', attributes, text === '' ? [] : [schema.text(text)]);

/** A document and the changes that were made here, one by one. */
class Writing {
  state = EditorState.create({ schema, doc: schema.node('doc', null, [line('')]) });
  #written: WrittenHere = new Map();

  apply(change: Transaction): void {
    this.state = this.state.apply(change);
    this.#written = writtenAfter(this.#written, change, this.state);
  }

  types(text: string, position: number): void {
    this.apply(this.state.tr.insertText(text, position));
  }

  comesFromOthers(...lines: readonly Node[]): void {
    this.apply(
      this.state.tr
        .replaceWith(0, this.state.doc.content.size, lines)
        .setMeta(ySyncPluginKey, { isChangeOrigin: true }),
    );
  }

  goesToTimeline(): readonly string[] {
    return this.state.doc.content.content
      .filter((each) => isWrittenHere(this.#written, each))
      .map(({ textContent }) => textContent);
  }
}

/** A view of the shared text; `drawable` is asked before each change is drawn. */
function bound(drawable: (words: string) => boolean) {
  const tree = new Y.Doc().getXmlFragment('scribe');
  const sight = new BoundSight(
    tree,
    schema,
    new Plugin({
      state: {
        init: () => null,
        apply: (_change, _value, _before, { doc }) => (drawable(doc.textContent) ? null : fails()),
      },
    }),
  );
  const troubles: unknown[] = [];
  guardDrawing(sight.binding, (trouble) => troubles.push(trouble));
  const types = (text: string): void => sight.makes(sight.state.tr.insertText(text, 1));
  return { tree, troubles, types, sight };
}

function fails(): null {
  throw new Error('cannot be drawn');
}

function comes(tree: Y.XmlFragment, ...content: readonly (Y.XmlElement | Y.XmlText)[]): void {
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(tree.doc as Y.Doc));
  theirs.getXmlFragment('scribe').push([...content]);
  Y.applyUpdate(tree.doc as Y.Doc, Y.encodeStateAsUpdate(theirs));
}

function block(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

describe('the editor of the scribe document, in trouble', () => {
  it("ED9 three refused writes end the page's connection with a reason of their own, and never delete what was typed", () => {
    expect(endedSentence(4400, 3)).toBe('The server refused this page’s changes. Copy what you need, then reload.');
    expect(endedSentence(4403)).not.toContain('not sent');
    expect(endedSentence(4403, 1)).toContain('Your changes weren’t sent. Download the document');
  });

  it('ED10 attributes of the wrong kind, which any program may write, are read as absent', () => {
    const odd = { toString: 5, valueOf: 5 };
    for (const value of [5, true, odd, [odd], undefined]) {
      expect(
        stampOf(line('TL x', { line: value, by: value, byName: value, at: value, entry: value, said: value })),
      ).toEqual({ line: null, by: null, byName: null, at: null, entry: null, said: null });
      const attachment = schema.node('attachment', {
        id: 'a'.repeat(64),
        name: value,
        type: value,
        bytes: value === 5 ? odd : value,
        thumb: value,
        lines: odd,
        entry: 'c',
        said: value,
      });
      expect(factsOf(attachment)).toEqual({
        id: 'a'.repeat(64),
        name: '',
        type: '',
        bytes: 0,
        thumb: null,
        lines: null,
      });
      expect([wordsOf(attachment), isEdited(attachment)]).toEqual(['', false]);
    }
  });

  it('ED11 only a marked line whose words were written in this browser goes to the timeline by itself, whatever name its stamp has', () => {
    const writing = new Writing();
    const forged = line('TL I approve the failover', { line: 'f', by: ana.id });
    writing.comesFromOthers(forged, line('', { line: 'o', by: ana.id }));
    writing.types('TL errors fall', forged.nodeSize + 1);
    expect(writing.goesToTimeline()).toEqual(['TL errors fall']);
    writing.apply(writing.state.tr.setNodeAttribute(0, 'entry', null).insert(0, line('')));
    expect(writing.goesToTimeline()).toEqual(['TL errors fall']);
    const own = line('TL errors fall', { line: 'o', by: ana.id });
    writing.comesFromOthers(own, forged);
    expect(writing.goesToTimeline()).toEqual(['TL errors fall']);
    writing.comesFromOthers(line('TL I approve', { line: 'o', by: ana.id }));
    expect(writing.goesToTimeline()).toEqual([]);
  });

  it('ED12 a line that Enter moved down with its words is still the one that was written here, and a link that the editor adds to the words of others is not', () => {
    const writing = new Writing();
    writing.comesFromOthers(line('', { line: 'o' }));
    writing.types('TL go', 1);
    const split = writing.state.tr.split(1).setNodeAttribute(2, 'line', null);
    writing.apply(split);
    writing.apply(
      writing.state.tr
        .setNodeAttribute(0, 'line', null)
        .setNodeAttribute(2, 'line', 'o')
        .setMeta('appendedTransaction', split),
    );
    expect(writing.goesToTimeline()).toEqual(['TL go']);
    const theirs = writing.state.tr.insertText('TL ha', 1).setMeta(ySyncPluginKey, { isChangeOrigin: true });
    writing.apply(theirs);
    writing.apply(writing.state.tr.setNodeAttribute(0, 'line', 'n').setMeta('appendedTransaction', theirs));
    expect(writing.goesToTimeline()).toEqual(['TL go']);
  });

  it('ED13 what no editor could have written is known before it is drawn', () => {
    const tree = new Y.Doc().getXmlFragment('scribe');
    tree.push([block('a line')]);
    expect(isSound(tree)).toBe(true);
    for (const odd of [new Y.XmlText('bare'), new Y.XmlFragment(), new Y.XmlHook('hook')]) {
      tree.push([odd as Y.XmlText]);
      expect(isSound(tree)).toBe(false);
      tree.delete(1);
      (tree.get(0) as Y.XmlElement).push([odd.clone() as Y.XmlText]);
      expect(isSound(tree)).toBe(odd instanceof Y.XmlText);
      (tree.get(0) as Y.XmlElement).delete(1);
    }
  });

  it('ED14 an editor that could not draw what others wrote is cut off at once: nothing that is typed into it removes their words', () => {
    for (const theirs of [new Y.XmlText('bare'), block('poison')]) {
      const { tree, troubles, types, sight } = bound((words) => !words.includes('poison'));
      comes(tree, block('shared'));
      types('mine ');
      expect([tree.toJSON(), troubles.length]).toEqual(['<paragraph>mine shared</paragraph>', 0]);
      comes(tree, theirs);
      expect(troubles).toHaveLength(1);
      const stood = tree.toJSON();
      types('too late ');
      expect(sight.state.doc.textContent).toBe('too late mine shared');
      expect(tree.toJSON()).toBe(stood);
      expect(stood).toMatch(/bare|poison/);
    }
  });

  it('ED15 the first lines of a log that a busy server did not send are requested again; those of a deleted log are not', async () => {
    const answers = [503, 429, 200, 404, 200];
    const server = createServer(
      (_request, response) => void response.writeHead(answers.shift() ?? 500).end('first\nsecond'),
    );
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = (name: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`;
    for (const words of [
      'The first lines load when you’re back online.',
      'The first lines load when you’re back online.',
      'first\nsecond',
      'first\nsecond',
    ])
      expect(await firstLines(address('log'))).toBe(words);
    for (let time = 0; time < 2; time += 1)
      expect(await firstLines(address('gone'))).toBe('The server no longer has this file.');
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
});
