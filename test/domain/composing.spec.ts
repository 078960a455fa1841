/**
 * Text composed with an input method, without a browser: which remote changes touch the line being composed, and that
 * every key listener is behind the one gate.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { reaches } from '../../client/scribe/merging/reach.ts';

interface Text {
  readonly tree: Y.XmlFragment;
  /** The other person's next change, as it arrives over the network. */
  readonly does: (act: (tree: Y.XmlFragment) => void) => Uint8Array;
}

function block(name: string, words: string): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, [new Y.XmlText(words)]);
  return made;
}

/** Two copies of one text: a line, a list with one item, a last line. */
function text(): Text {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  const tree = theirs.getXmlFragment('scribe');
  const point = new Y.XmlElement('listItem');
  point.insert(0, [block('paragraph', 'point')]);
  const list = new Y.XmlElement('bulletList');
  list.insert(0, [point]);
  tree.insert(0, [block('paragraph', 'first'), list, block('paragraph', 'last')]);
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  return {
    tree: mine.getXmlFragment('scribe'),
    does: (act) => {
      const before = Y.encodeStateVector(theirs);
      theirs.transact(() => act(tree));
      return Y.encodeStateAsUpdate(theirs, before);
    },
  };
}

const at = (tree: Y.XmlFragment, ...path: readonly number[]): Y.XmlElement =>
  path.reduce<Y.XmlFragment>((inside, index) => inside.get(index) as Y.XmlElement, tree) as Y.XmlElement;
const words = (element: Y.XmlElement): Y.XmlText => element.get(0) as Y.XmlText;

describe('input methods', () => {
  it('ED21 a change from others affects a line through its letters, its attributes, its end and what contains it; not through its neighbours', () => {
    const judged = (path: readonly number[], act: (tree: Y.XmlFragment) => void): boolean => {
      const { tree, does } = text();
      return reaches(does(act), at(tree, ...path));
    };
    expect(judged([0], (tree) => words(at(tree, 0)).insert(2, 'xx'))).toBe(true);
    expect(judged([0], (tree) => words(at(tree, 0)).insert(0, 'xx'))).toBe(true);
    expect(judged([0], (tree) => words(at(tree, 0)).delete(1, 2))).toBe(true);
    expect(judged([0], (tree) => words(at(tree, 0)).format(0, 2, { bold: {} }))).toBe(true);
    expect(judged([0], (tree) => at(tree, 0).setAttribute('entry', 'x'))).toBe(true);
    expect(judged([0], (tree) => at(tree, 0).insert(1, [new Y.XmlText('more')]))).toBe(true);
    expect(judged([0], (tree) => tree.delete(0, 1))).toBe(true);
    expect(judged([1, 0, 0], (tree) => tree.delete(1, 1))).toBe(true);
    expect(judged([1, 0, 0], (tree) => words(at(tree, 1, 0, 0)).insert(5, 's'))).toBe(true);
    expect(judged([0], (tree) => words(at(tree, 2)).insert(0, 'xx'))).toBe(false);
    expect(judged([0], (tree) => tree.insert(0, [block('heading', 'above')]))).toBe(false);
    expect(judged([0], (tree) => tree.insert(1, [block('heading', 'below')]))).toBe(false);
    expect(judged([0], (tree) => tree.delete(1, 2))).toBe(false);
    expect(judged([1, 0, 0], (tree) => at(tree, 1).insert(1, [new Y.XmlElement('listItem')]))).toBe(false);
  });

  it('ED22 no key listener that runs beside the input-method gate skips its check, and none makes that check in another way', () => {
    const client = resolve(import.meta.dirname, '../../client');
    const files = readdirSync(client, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file, source: readFileSync(join(client, file), 'utf8') }));
    const elsewhere = files.filter(
      ({ file, source }) =>
        file !== 'ui/composing.ts' &&
        /nativeEvent\.isComposing|event\.isComposing|keyCode|compositionstart/.test(source),
    );
    expect(elsewhere.map(({ file }) => file)).toEqual([]);
    // The gate doesn't cover listeners in the capture phase on the window. The editor has a guard of its own.
    const acting = files.filter(
      ({ source }) =>
        /(window|document)\.addEventListener\(\s*'key(down|up|press)',[^\n]*capture: true/.test(source) &&
        !/isComposing\(/.test(source),
    );
    expect(acting.map(({ file }) => file)).toEqual([]);
    const main = files.find(({ file }) => file === 'main.tsx')?.source ?? '';
    expect(main.indexOf('gateComposition();')).toBeGreaterThan(0);
    expect(main.indexOf('gateComposition();')).toBeLessThan(main.indexOf('createRoot('));
    expect(files.filter(({ source }) => /stopImmediatePropagation/.test(source))).toEqual([]);
  });
});
