/**
 * Writes into the editor's part of a document that a program can make and no editor would: blocks, attributes, marks
 * and values of every wrong kind, each into a document of its own that has one line.
 */
import * as Y from 'yjs';

type Write = (root: Y.XmlFragment, text: Y.XmlText, paragraph: Y.XmlElement) => void;

const into = (parent: Y.XmlFragment, ...content: readonly unknown[]): void =>
  parent.insert(parent.length, content as Y.XmlText[]);
const within = (outer: string, inner: Y.XmlElement | Y.XmlText): Y.XmlElement => {
  const element = new Y.XmlElement(outer);
  element.insert(0, [inner]);
  return element;
};
const set = (element: Y.XmlElement, name: string, value: unknown): void => element.setAttribute(name, value as string);
const mark = (text: Y.XmlText, format: string, value: unknown): void => text.format(0, 3, { [format]: value });
const embedded =
  (make: () => object): Write =>
  (_root, text) =>
    text.insertEmbed(1, make());
const block =
  (name: string, attribute: string, value: unknown): Write =>
  (root) => {
    const element = new Y.XmlElement(name);
    into(root, element);
    set(element, attribute, value);
  };
const value =
  (what: unknown): Write =>
  (_root, _text, paragraph) =>
    set(paragraph, 'line', what);
const marked =
  (format: string, what: unknown): Write =>
  (_root, text) =>
    mark(text, format, what);
const named =
  (name: string): Write =>
  (root) =>
    into(root, within(name, new Y.XmlText('named')));

export const ODD_WRITES: ReadonlyArray<readonly [what: string, write: Write]> = [
  ['a bare text', (root) => into(root, new Y.XmlText('bare'))],
  ['a plain text', (root) => into(root, new Y.Text('plain'))],
  ['a hook', (root) => into(root, new Y.XmlHook('hook'))],
  ['a map', (root) => into(root, new Y.Map([['a', 'mapped']]))],
  ['an array', (root) => into(root, Y.Array.from(['listed']))],
  ['a fragment', (root) => into(root, new Y.XmlFragment())],
  ['an unknown block', named('marquee')],
  ['a block without a name', named('')],
  ['a block with a dangerous name', named('__proto__')],
  ['a block of the name of a method', named('constructor')],
  ['the document itself as a block', named('doc')],
  ['letters as a block', named('text')],
  ['an item without a list', (root) => into(root, within('listItem', within('paragraph', new Y.XmlText('item'))))],
  ['a line break among blocks', (root) => into(root, new Y.XmlElement('hardBreak'))],
  ['a person among blocks', (root) => into(root, new Y.XmlElement('mention'))],
  ['letters in a list', (root) => into(root, within('bulletList', new Y.XmlText('listed')))],
  ['a line in a list', (root) => into(root, within('bulletList', within('paragraph', new Y.XmlText('listed'))))],
  [
    'a task in a list',
    (root) => into(root, within('bulletList', within('taskItem', within('paragraph', new Y.XmlText('task'))))),
  ],
  ['letters in a rule', (root) => into(root, within('horizontalRule', new Y.XmlText('ruled')))],
  [
    'letters in a line break',
    (_root, _text, paragraph) => into(paragraph, within('hardBreak', new Y.XmlText('broken'))),
  ],
  ['a block in a line', (_root, _text, paragraph) => into(paragraph, within('paragraph', new Y.XmlText('inner')))],
  ['a rule in a line', (_root, _text, paragraph) => into(paragraph, new Y.XmlElement('horizontalRule'))],
  ['a hook in a line', (_root, _text, paragraph) => into(paragraph, new Y.XmlHook('hook'))],
  ['a map in a line', (_root, _text, paragraph) => into(paragraph, new Y.Map())],
  ['a person in code', (root) => into(root, within('codeBlock', new Y.XmlElement('mention')))],
  ['a picture in letters', embedded(() => ({ picture: 'x' }))],
  ['a list in letters', embedded(() => new Y.Array())],
  ['a link to an object', marked('link', { href: {} })],
  ['a link to a number', marked('link', { href: 5 })],
  ['a link to a list', marked('link', { href: [1] })],
  ['a link that is a number', marked('link', 5)],
  ['a mark that is a word', marked('bold', 'very')],
  ['a mark with an object', marked('bold', { how: { very: true } })],
  ['an unknown mark', marked('blink', {})],
  ['a mark without a name', marked('', {})],
  ['a mark of the name of a method', marked('constructor', {})],
  ['a large whole number', value(5n)],
  ['an object', value({ a: 1 })],
  ['a list of values', value([1, 2])],
  ['bytes', value(new Uint8Array([1, 2, 3]))],
  ['a number for a word', value(7)],
  ['a yes for a word', value(true)],
  ['a word for a number', block('heading', 'level', 'large')],
  ['a word for a yes', (root) => into(root, checked())],
  ['an unknown attribute with an object', (_root, _text, paragraph) => set(paragraph, 'theirs', { a: {} })],
  ['a text as an attribute', (_root, _text, paragraph) => set(paragraph, 'line', new Y.XmlText('attribute'))],
  ['a document as an attribute', (_root, _text, paragraph) => set(paragraph, 'line', new Y.Doc())],
];

function checked(): Y.XmlElement {
  const item = within('taskItem', within('paragraph', new Y.XmlText('task')));
  item.setAttribute('checked', 'perhaps');
  return within('taskList', item);
}

/** A document with one line, and the update of the odd write. */
export function oddDocument(write: Write): {
  readonly doc: Y.Doc;
  readonly sound: Uint8Array;
  readonly odd: Uint8Array;
} {
  const doc = new Y.Doc();
  const text = new Y.XmlText('one line');
  const paragraph = within('paragraph', text);
  doc.getXmlFragment('scribe').insert(0, [paragraph]);
  const sound = Y.encodeStateAsUpdate(doc);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc.getXmlFragment('scribe'), text, paragraph));
  return { doc, sound, odd: Y.encodeStateAsUpdate(doc, before) };
}

/** Nested blocks, with letters in the innermost. */
export function tower(levels: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    let parent: Y.XmlFragment = doc.getXmlFragment('scribe');
    for (let level = 0; level < levels; level += 1) {
      const inner = new Y.XmlElement('blockquote');
      parent.insert(0, [inner]);
      parent = inner;
    }
    parent.insert(0, [within('paragraph', new Y.XmlText('at the bottom'))]);
  });
  return Y.encodeStateAsUpdate(doc);
}
