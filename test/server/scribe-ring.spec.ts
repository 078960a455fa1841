/**
 * What clients receive when they join or have fallen behind: for any history, and wherever the copy is, they end up
 * with everything.
 */
import * as fc from 'fast-check';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ScribeIndex } from '../../server/scribe/updates/document-index.ts';
import { judge } from '../../server/scribe/updates/judge.ts';
import { Merging } from '../../server/scribe/updates/merge.ts';
import { ScribeRing } from '../../server/scribe/store/ring.ts';
import { docOf, scribbled, type Scribbled } from '../support/server/scribe-scribbling.ts';

const anybody = { person: 'ana', mayWrite: true, isFull: false, mayUse: () => true };

describe('the ring', () => {
  it('SC87 from nothing, from the copy, from before and after it: a client that joins or fell behind has everything with what it is given', () => {
    fc.assert(
      fc.property(scribbled, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 4 }), (history, copyAt, toldAt, times) => {
        const entries = repeated(entriesOf(history), times);
        const copied = copyAt % (entries.length + 1);
        const ring = ringOf(entries, copied);
        const whole = plain(docOf(entries));
        expect(plain(given(new Y.Doc(), ring.whole(), 1))).toEqual(whole);
        const withCopy = docOf(entries.slice(0, copied));
        expect(ring.coversCopy(Y.decodeStateVector(Y.encodeStateVector(withCopy)))).toBe(true);
        expect(plain(given(withCopy, ring.afterCopy(), 1))).toEqual(whole);
        const told = toldAt % (entries.length + 1);
        expect(plain(given(docOf(entries.slice(0, told)), ring.since(told), 2))).toEqual(whole);
        const before = docOf(entries.slice(0, told));
        const rest = Y.diffUpdate(ring.state, Y.encodeStateVector(before));
        expect(plain(given(before, ring.answer(rest), 1))).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });
});

/** Updates that the judge accepts, as entries of the log. */
function entriesOf({ sent }: Scribbled): Uint8Array[] {
  const index = new ScribeIndex();
  return sent.flatMap(({ update }) => {
    const verdict = judge(index, update, anybody);
    if (verdict.kind !== 'new') return [];
    const merging = new Merging();
    merging.add(verdict.pieces, verdict.deletions);
    return [merging.encode()];
  });
}

/** Long enough for more than one chunk, with any amount of typing after it. */
function repeated(entries: readonly Uint8Array[], times: number): Uint8Array[] {
  const doc = Object.assign(new Y.Doc(), { clientID: 900 });
  const more: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => more.push(update));
  for (let at = 0; at < times * 40; at += 1) doc.getText('more').insert(at, 'x');
  return [...entries, ...more];
}

function ringOf(entries: readonly Uint8Array[], copied: number): ScribeRing {
  const ring = new ScribeRing(null);
  entries.forEach((update, at) => {
    ring.take({ sequence: at + 1, atMs: at, update });
    if (at % 50 === 0) ring.whole();
  });
  const doc = docOf(entries.slice(0, copied));
  const stateVector = Y.encodeStateVector(doc);
  ring.moveCopy({
    sequence: copied,
    state: Y.encodeStateAsUpdate(doc),
    stateVector,
    deletions: Y.encodeStateAsUpdate(doc, stateVector),
  });
  return ring;
}

/** Reads the frames as a client does; the last must be of this step. */
function given(doc: Y.Doc, frames: readonly Uint8Array[], lastStep: number): Y.Doc {
  frames.forEach((frame, at) => {
    const decoder = createDecoder(frame);
    expect(readVarUint(decoder)).toBe(0);
    expect(readVarUint(decoder)).toBe(at === frames.length - 1 ? lastStep : 2);
    Y.applyUpdate(doc, readVarUint8Array(decoder));
  });
  expect(doc.store.pendingStructs).toBe(null);
  return doc;
}

const plain = (doc: Y.Doc): unknown => [
  doc.getText('plain').toDelta(),
  doc.getXmlFragment('scribe').toJSON(),
  doc.getMap('facts').toJSON(),
  doc.getText('more').length,
];
