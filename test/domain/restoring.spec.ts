/**
 * The change that restores a document to an earlier state, on Yjs documents alone: afterwards every copy is the same,
 * whatever the order in which it received the changes, and nothing waits for what a damaged log has lost.
 */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { restoringOf } from '../../server/scribe/worker/restoring.ts';
import { renderDocument } from '../../server/scribe/worker/text.ts';

const json = (doc: Y.Doc): string => JSON.stringify(renderDocument(doc, 'json'));
const copyOf = (...updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
};
const stateOf = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc);
const waits = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;
const restores = (present: readonly Uint8Array[], past: Y.Doc, reached = new Map<number, number>()): Uint8Array =>
  restoringOf(past, { update: Y.mergeUpdates([...present]), reached }) ?? new Uint8Array();

/** One paragraph written by one client: one update for each word. */
function wordByWord(words: readonly string[]): { doc: Y.Doc; updates: Uint8Array[] } {
  const [doc, updates] = [new Y.Doc(), [] as Uint8Array[]];
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  doc.on('update', (update: Uint8Array) => updates.push(update));
  words.forEach((word, at) =>
    doc.transact(() => {
      if (at === 0) doc.getXmlFragment('scribe').insert(0, [paragraph]);
      text.insert(text.length, word);
    }),
  );
  return { doc, updates };
}

/** A list with a finished task and a mention, bold text and a link, a picture. */
function rich(): Y.Doc {
  const doc = new Y.Doc();
  const [list, item, line, text, person, picture] = [
    new Y.XmlElement('taskList'),
    new Y.XmlElement('taskItem'),
    new Y.XmlElement('paragraph'),
    new Y.XmlText(),
    new Y.XmlElement('mention'),
    new Y.XmlElement('attachment'),
  ];
  doc.getXmlFragment('scribe').insert(0, [list, picture]);
  list.insert(0, [item]);
  item.insert(0, [line]);
  line.insert(0, [text, person]);
  text.insert(0, 'restart ', {});
  text.insert(8, 'db-3', { bold: {}, 'link--aAbB0123': { href: 'https://example.org' } });
  const set = (element: Y.XmlElement, attributes: Record<string, unknown>): void =>
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value as string));
  set(item, { checked: true });
  set(line, { line: 'l1', by: 'p1', entry: '4.0' });
  set(person, { id: 'p1', label: 'Priya' });
  set(picture, { id: 'a'.repeat(64), bytes: 12 });
  return doc;
}

describe('restoring', () => {
  it('SC155 brings back blocks with their attributes, marks, people and pictures, and is nothing where nothing is different', () => {
    const past = rich();
    const present = copyOf(stateOf(past));
    present.getXmlFragment('scribe').delete(0, 1);
    const restored = copyOf(stateOf(present), restores([stateOf(present)], copyOf(stateOf(past))));
    expect(json(restored)).toBe(json(past));
    expect(restoringOf(copyOf(stateOf(past)), { update: stateOf(restored), reached: new Map() })).toBeNull();
  });

  it('SC156 every copy of the document says the same after it: an open one, one with newer writes, one that is opened later', () => {
    const past = rich();
    const open = copyOf(stateOf(past));
    open.getXmlFragment('scribe').delete(0, 2);
    const offline = copyOf(stateOf(open));
    const added = new Y.XmlElement('paragraph');
    added.insert(0, [new Y.XmlText('typed in a tunnel')]);
    offline.getXmlFragment('scribe').push([added]);
    open.getText('of a program').insert(0, 'kept');
    const change = restores([stateOf(open)], copyOf(stateOf(past)));
    const all = [
      copyOf(stateOf(open), change, stateOf(offline)),
      copyOf(change, stateOf(offline), stateOf(open)),
      copyOf(stateOf(offline), stateOf(open), change),
    ];
    for (const each of all) {
      expect(json(each)).toBe(json(all[0] as Y.Doc));
      expect([
        json(each).includes('restart '),
        json(each).includes('typed in a tunnel'),
        each.getText('of a program').toJSON(),
        waits(each),
      ]).toEqual([true, true, 'kept', false]);
    }
  });

  it('SC157 after a restore no text waits any more for what the log has lost, and a client that still had that has what all others have', () => {
    const { doc, updates } = wordByWord(['good. ', 'lost. ', 'waits. ', 'and this. ']);
    const [first = new Uint8Array(), , ...rest] = updates;
    const other = copyOf(stateOf(doc));
    other.getXmlFragment('scribe').insert(1, [new Y.XmlElement('horizontalRule')]);
    const last = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc));
    doc.transact(() => ((doc.getXmlFragment('scribe').get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(6, 2));
    const left = [first, ...rest, last, updates.at(-1) ?? new Uint8Array()];
    expect(waits(copyOf(...left))).toBe(true);
    const change = restores(left, copyOf(first));
    const healed = copyOf(...left, change);
    expect([waits(healed), json(healed)]).toEqual([false, json(copyOf(first))]);
    for (const each of [
      copyOf(stateOf(doc), last, change),
      copyOf(...left, stateOf(other), change),
      copyOf(stateOf(healed), stateOf(doc)),
    ])
      expect([waits(each), json(each)]).toEqual([false, json(healed)]);
  });

  it('SC158 what the log says was written and nothing rests on is gone too, so that its writer goes on', () => {
    const { doc, updates } = wordByWord(['good. ', 'lost at the end. ']);
    const end = Y.getState(doc.store, doc.clientID);
    const change = restores(
      updates.slice(0, 1),
      copyOf(updates[0] ?? new Uint8Array()),
      new Map([[doc.clientID, end]]),
    );
    const healed = copyOf(updates[0] ?? new Uint8Array(), change);
    expect(Y.getState(healed.store, doc.clientID)).toBe(end);
    Y.applyUpdate(doc, change);
    const line = new Y.XmlElement('paragraph');
    line.insert(0, [new Y.XmlText('goes on')]);
    doc.getXmlFragment('scribe').push([line]);
    Y.applyUpdate(healed, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(healed)));
    expect([json(healed), json(healed).includes('goes on')]).toEqual([json(doc), true]);
  });
});
