/**
 * The server's index of a document, made without its text, equals what a Y.Doc of the same updates would say: for any
 * history.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Turns } from '../../server/scribe/live/turn.ts';
import { imageOf, ScribeIndex } from '../../server/scribe/updates/document-index.ts';
import { mergeInOrder } from '../../server/scribe/updates/merge.ts';
import { addRanges, removeRanges } from '../../server/scribe/updates/ranges.ts';
import { scanUpdate } from '../../server/scribe/updates/scan.ts';
import { docOf, scribbled } from '../support/server/scribe-scribbling.ts';

const runs = { numRuns: 200 };

describe('the scan', () => {
  it('SC70 an update is read as Yjs reads it, and refused where Yjs refuses it, however it was damaged', () => {
    fc.assert(
      fc.property(scribbled, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ docs, sent }, place, change) => {
        for (const update of [...sent.map((each) => each.update), ...docs.map((doc) => Y.encodeStateAsUpdate(doc))]) {
          const damaged = Uint8Array.from(update);
          damaged[place % damaged.length] = (damaged[place % damaged.length] as number) ^ change;
          for (const bytes of [update, damaged]) expect(byScan(bytes)).toEqual(byYjs(bytes));
        }
      }),
      runs,
    );
  });
});

describe('the index', () => {
  it('SC71 it reaches as far as the text, and what is deleted in it is what is deleted there', () => {
    fc.assert(
      fc.property(scribbled, ({ docs, sent }) => {
        for (const updates of [
          docs.slice(0, 1).map((doc) => Y.encodeStateAsUpdate(doc)),
          wholeOf(sent.map(({ update }) => update)),
        ]) {
          const doc = docOf(updates);
          const index = ScribeIndex.from(imageOf(updates), new Map());
          expect(index.stateVector()).toEqual(Y.encodeStateVector(doc));
          const whole = Y.encodeStateAsUpdate(doc);
          index.take(whole);
          expect(imagePlain(index)).toEqual(deletedIn(whole));
        }
      }),
      runs,
    );
  });

  it('SC72 entries merged by their bytes say what they said one by one', () => {
    fc.assert(
      fc.property(scribbled, ({ sent }) => {
        const updates = wholeOf(sent.map(({ update }) => update));
        if (updates.length === 0) return;
        const [merged, one] = [docOf([mergeInOrder(updates)]), docOf(updates)];
        expect(Y.encodeStateVector(merged)).toEqual(Y.encodeStateVector(one));
        expect(merged.getText('plain').toDelta()).toEqual(one.getText('plain').toDelta());
        expect(merged.getXmlFragment('scribe').toJSON()).toBe(one.getXmlFragment('scribe').toJSON());
        expect(
          Y.encodeStateAsUpdate(docOf([Y.mergeUpdates([mergeInOrder(updates), mergeInOrder(updates)])])).length,
        ).toBe(Y.encodeStateAsUpdate(merged).length);
      }),
      runs,
    );
  });

  it('SC73 ranges are a set: adding tells what is new, and taking out undoes it', () => {
    const spans = fc.array(
      fc.tuple(fc.nat(40), fc.nat(8)).map(([from, length]) => [from, from + length + 1] as const),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(spans, fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 12 })), (given, [from, length]) => {
        const ranges: number[] = [];
        const set = new Set<number>();
        for (const [start, end] of given) {
          addRanges(ranges, [start, end]);
          for (let at = start; at < end; at += 1) set.add(at);
        }
        const before = [...ranges];
        const fresh = addRanges(ranges, [from, from + length]);
        expect(numbersIn(fresh)).toEqual(numbersIn([from, from + length]).filter((each) => !set.has(each)));
        expect(numbersIn(ranges)).toEqual(
          [...new Set([...set, ...numbersIn([from, from + length])])].sort((one, other) => one - other),
        );
        removeRanges(ranges, fresh);
        expect(ranges).toEqual(before);
      }),
      runs,
    );
  });

  it('SC188 made from its image, as a thread hands it over, it knows all that it knew', () => {
    fc.assert(
      fc.property(scribbled, ({ sent }) => {
        const index = new ScribeIndex();
        for (const update of wholeOf(sent.map((each) => each.update))) index.take(update);
        expect(ScribeIndex.from(structuredClone(index.image()), new Map()).image()).toEqual(index.image());
      }),
      runs,
    );
  });
});

describe('a turn', () => {
  it('SC189 judges for a few milliseconds at most, also when all of it is refused; what is left is the next turn’s, in order', async () => {
    let nowMs = 0;
    const turns = new Turns(() => (nowMs += 1));
    const update = Y.encodeStateAsUpdate(new Y.Doc());
    for (let at = 0; at < 10; at += 1) turns.add(at as never, { kind: 'write', update } as never);
    const parts = {
      room: 'inc-1',
      document: { index: new ScribeIndex() } as never,
      appender: null as never,
      writer: () => ({ person: 'p-1', mayWrite: true, isFull: false, mayUse: () => true }),
    };
    const taken: unknown[][] = [];
    while (!turns.isIdle) taken.push((await turns.take(parts)).map(({ socket }) => socket));
    expect(taken.flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(taken.map(({ length }) => length)).toEqual([4, 4, 2]);
  });
});

/** Without the updates that depend on a missing one. */
function wholeOf(updates: readonly Uint8Array[]): Uint8Array[] {
  const index = new ScribeIndex();
  const doc = new Y.Doc();
  return updates.filter((update) => {
    Y.applyUpdate(doc, update);
    if (doc.store.pendingStructs === null && doc.store.pendingDs === null) {
      index.take(update);
      return true;
    }
    doc.store.pendingStructs = doc.store.pendingDs = null;
    return false;
  });
}

const numbersIn = (ranges: readonly number[]): number[] =>
  ranges.flatMap((from, at) =>
    at % 2 === 1 ? [] : Array.from({ length: (ranges[at + 1] as number) - from }, (_, next) => from + next),
  );

function imagePlain(index: ScribeIndex): Array<[number, number[]]> {
  return index
    .image()
    .clients.filter(({ deleted }) => deleted.length > 0)
    .map(({ client, deleted }): [number, number[]] => [client, numbersIn([...deleted])])
    .sort(([one], [other]) => one - other);
}

function deletedIn(update: Uint8Array): Array<[number, number[]]> {
  const { clients } = Y.decodeUpdate(update).ds;
  return [...clients]
    .map(([client, items]): [number, number[]] => [
      client,
      items.flatMap(({ clock, len }) => numbersIn([clock, clock + len])),
    ])
    .sort(([one], [other]) => one - other);
}

/** Null where it is no update. */
function byScan(bytes: Uint8Array): unknown {
  try {
    const { pieces, deletions } = scanUpdate(bytes);
    return {
      pieces: pieces.map(({ client, clock, length, origin, rightOrigin, parent, isAtRoot }) => ({
        client,
        clock,
        length,
        origin,
        rightOrigin,
        parent,
        isAtRoot,
      })),
      deletions: deletions.map(({ client, from, to }) => ({ client, from, to })),
    };
  } catch {
    return null;
  }
}

function byYjs(bytes: Uint8Array): unknown {
  try {
    const { structs, ds } = Y.decodeUpdate(bytes);
    if (structs.some((struct) => struct.length < 1 || !Number.isSafeInteger(struct.id.clock + struct.length)))
      return null;
    const plain = (id: unknown) => (id instanceof Y.ID ? { client: id.client, clock: id.clock } : null);
    const pieces = structs.map((struct) => ({
      client: struct.id.client,
      clock: struct.id.clock,
      length: struct.length,
      origin: struct instanceof Y.Item ? plain(struct.origin) : null,
      rightOrigin: struct instanceof Y.Item ? plain(struct.rightOrigin) : null,
      parent: struct instanceof Y.Item ? plain(struct.parent) : null,
      isAtRoot: struct instanceof Y.Item && typeof struct.parent === 'string',
    }));
    const deletions = [...ds.clients].flatMap(([client, items]) =>
      items.filter(({ len }) => len > 0).map(({ clock, len }) => ({ client, from: clock, to: clock + len })),
    );
    if (deletions.some(({ to }) => !Number.isSafeInteger(to))) return null;
    return { pieces, deletions };
  } catch {
    return null;
  }
}
