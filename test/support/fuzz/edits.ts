/**
 * What people do to a document: in its plain text and in the editor's tree, with paragraphs, headings, lists, code and
 * formatted text. Each call is one random change.
 */
import * as Y from 'yjs';
import type { Chance } from './chance.ts';
import type { FuzzClient } from './client.ts';

const WORDS = ['rollback ', 'EU ', 'p99 ', 'is ', 'up ', 'déjà ', '🔥', 'db-3 ', '\n', 'x'];
const MARKS = [
  { bold: {} },
  { italic: {} },
  { bold: null },
  { code: {} },
  { link: { href: 'https://status.example/eu' } },
];
const BLOCKS = ['paragraph', 'heading', 'codeBlock', 'blockquote', 'bulletList', 'taskList'];

type Change = (client: FuzzClient, chance: Chance) => void;

const CHANGES: ReadonlyArray<readonly [weight: number, change: Change]> = [
  [30, ({ doc }, chance) => typeIn(doc.getText('plain'), chance)],
  [10, ({ doc }, chance) => eraseIn(doc.getText('plain'), chance)],
  [4, ({ doc }, chance) => markIn(doc.getText('plain'), chance)],
  [12, ({ doc }, chance) => addBlock(doc.getXmlFragment('scribe'), chance)],
  [30, ({ doc }, chance) => within(doc, chance, typeIn)],
  [10, ({ doc }, chance) => within(doc, chance, eraseIn)],
  [6, ({ doc }, chance) => within(doc, chance, markIn)],
  [4, ({ doc }, chance) => removeBlock(doc.getXmlFragment('scribe'), chance)],
  [4, ({ doc }, chance) => stamp(doc, chance)],
  [3, ({ undo }) => void undo.undo()],
  [1, ({ undo }) => void undo.redo()],
];
const ALL = CHANGES.reduce((sum, [weight]) => sum + weight, 0);

export function change(client: FuzzClient): void {
  const { chance } = client;
  let at = chance.below(ALL);
  for (const [weight, make] of CHANGES) {
    at -= weight;
    if (at < 0) return make(client, chance);
  }
}

function typeIn(text: Y.Text, chance: Chance): void {
  text.insert(placeIn(text, chance.below(text.length + 1)), chance.pick(WORDS));
}

function eraseIn(text: Y.Text, chance: Chance): void {
  const [from, length] = spanIn(text, chance);
  if (length > 0) text.delete(from, length);
}

function markIn(text: Y.Text, chance: Chance): void {
  const [from, length] = spanIn(text, chance);
  if (length > 0) text.format(from, length, chance.pick(MARKS));
}

function spanIn(text: Y.Text, chance: Chance): [from: number, length: number] {
  const from = placeIn(text, chance.below(text.length + 1));
  return [from, placeIn(text, Math.min(from + 1 + chance.below(10), text.length)) - from];
}

/** Never inside a surrogate pair: no editor does that, and Yjs damages both halves. */
function placeIn(text: Y.Text, wanted: number): number {
  const delta = text.toDelta() as Array<{ insert: string }>;
  const letter = delta
    .map(({ insert }) => insert)
    .join('')
    .charCodeAt(wanted);
  return letter >= 0xdc00 && letter <= 0xdfff ? wanted - 1 : wanted;
}

function within(doc: Y.Doc, chance: Chance, make: (text: Y.Text, chance: Chance) => void): void {
  const texts = descendants(doc.getXmlFragment('scribe')).filter((each) => each instanceof Y.XmlText);
  if (texts.length === 0) addBlock(doc.getXmlFragment('scribe'), chance);
  else make(chance.pick(texts), chance);
}

/** As the editor does: the whole block with its text in one transaction. */
function addBlock(root: Y.XmlFragment, chance: Chance): void {
  const inner = descendants(root).filter(
    (each) => each instanceof Y.XmlElement && each.nodeName === 'blockquote',
  ) as Y.XmlElement[];
  const parent = inner.length > 0 && chance.happens(0.4) ? chance.pick(inner) : root;
  parent.insert(chance.below(parent.length + 1), [blockOf(chance.pick(BLOCKS), chance)]);
}

function blockOf(name: string, chance: Chance): Y.XmlElement {
  const block = new Y.XmlElement(name);
  if (name === 'bulletList' || name === 'taskList')
    block.insert(0, [itemOf(name === 'taskList' ? 'taskItem' : 'listItem', chance)]);
  else if (name === 'blockquote') block.insert(0, [blockOf('paragraph', chance)]);
  else block.insert(0, [new Y.XmlText(chance.pick(WORDS))]);
  block.setAttribute('line', String(chance.below(1e6)));
  return block;
}

function itemOf(name: string, chance: Chance): Y.XmlElement {
  const item = new Y.XmlElement(name);
  item.insert(0, [blockOf('paragraph', chance)]);
  return item;
}

function removeBlock(root: Y.XmlFragment, chance: Chance): void {
  const parents = [root, ...descendants(root)].filter(
    (each): each is Y.XmlFragment => each instanceof Y.XmlFragment && each.length > 0,
  );
  if (parents.length === 0) return;
  const parent = chance.pick(parents);
  parent.delete(chance.below(parent.length), 1);
}

function stamp(doc: Y.Doc, chance: Chance): void {
  const blocks = descendants(doc.getXmlFragment('scribe')).filter((each) => each instanceof Y.XmlElement);
  if (blocks.length > 0)
    chance.pick(blocks).setAttribute(chance.pick(['by', 'at', 'entry']), String(chance.below(1e6)));
}

function descendants(parent: Y.XmlFragment): Array<Y.XmlElement | Y.XmlText> {
  return parent
    .toArray()
    .flatMap((each) =>
      each instanceof Y.XmlElement ? [each, ...descendants(each)] : each instanceof Y.XmlText ? [each] : [],
    );
}
