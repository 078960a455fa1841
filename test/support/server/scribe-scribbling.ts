/**
 * Random histories of a document: several people write in copies of their own, in every way that Yjs knows, and sync
 * now and then. Each step's update is kept as it was sent.
 */
import * as fc from 'fast-check';
import * as Y from 'yjs';

interface Sent {
  readonly person: number;
  readonly update: Uint8Array;
}

export interface Scribbled {
  readonly docs: readonly Y.Doc[];
  /** In the order in which they were made. */
  readonly sent: readonly Sent[];
}

const PEOPLE = 3;
const KINDS = [
  'type',
  'type',
  'type',
  'delete',
  'format',
  'element',
  'nest',
  'map',
  'embed',
  'undo element',
  'meet',
  'meet',
] as const;

interface Step {
  readonly person: number;
  readonly kind: (typeof KINDS)[number];
  readonly place: number;
  readonly words: string;
}

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
  fc.constant('a'),
);
const step: fc.Arbitrary<Step> = fc.record({
  person: fc.nat(PEOPLE - 1),
  kind: fc.constantFrom(...KINDS),
  place: fc.nat(1000),
  words,
});

/** With `meetsAtLast` the last step syncs everyone. */
export const scribbled: fc.Arbitrary<Scribbled> = fc.array(step, { minLength: 1, maxLength: 60 }).map((steps) => {
  const docs = Array.from({ length: PEOPLE }, (_, at) => Object.assign(new Y.Doc(), { clientID: 100 + at }));
  const sent: Sent[] = [];
  docs.forEach((doc, person) =>
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'met' && sent.push({ person, update })),
  );
  for (const each of steps) act(docs, each);
  return { docs, sent };
});

function act(docs: readonly Y.Doc[], { person, kind, place, words: said }: Step): void {
  const doc = docs[person] as Y.Doc;
  const text = doc.getText('plain');
  const tree = doc.getXmlFragment('scribe');
  const at = place % (text.length + 1);
  const element = tree.length === 0 ? null : tree.get(place % tree.length);
  if (kind === 'type') text.insert(at, said);
  else if (kind === 'delete') text.delete(at, Math.min(text.length - at, 1 + (place % 5)));
  else if (kind === 'format') text.format(at, Math.min(text.length - at, 3), { bold: place % 2 === 0 || null });
  else if (kind === 'element')
    tree.insert(place % (tree.length + 1), [new Y.XmlElement(place % 2 === 0 ? 'paragraph' : 'blockquote')]);
  else if (kind === 'nest' && element instanceof Y.XmlElement) nest(element, said);
  else if (kind === 'undo element' && tree.length > 0) tree.delete(place % tree.length, 1);
  else if (kind === 'map') doc.getMap('facts').set(said.slice(0, 2), { [said]: [place, null, said] });
  else if (kind === 'embed') text.insertEmbed(at, { picture: said });
  else if (kind === 'meet') meet(doc, docs[(person + 1 + (place % (docs.length - 1))) % docs.length] as Y.Doc);
}

function nest(element: Y.XmlElement, said: string): void {
  element.setAttribute('by', said);
  element.insert(0, [element.nodeName === 'paragraph' ? new Y.XmlText(said) : new Y.XmlElement('paragraph')]);
}

/** Gives one copy everything that the other has. */
function meet(doc: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)), 'met');
}

/** A Y.Doc of these updates. */
export function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}
