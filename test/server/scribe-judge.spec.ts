/** The judge of updates, for any history: it accepts what a Y.Doc could apply to its text, once, and nothing else. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ScribeIndex } from '../../server/scribe/updates/document-index.ts';
import { giveBack, judge, type News, type Writer } from '../../server/scribe/updates/judge.ts';
import { Merging } from '../../server/scribe/updates/merge.ts';
import { byHand, inRoot } from '../support/fuzz/handmade.ts';
import { docOf, scribbled, type Scribbled } from '../support/server/scribe-scribbling.ts';

const runs = { numRuns: 100 };
const anybody: Writer = { person: 'ana', mayWrite: true, isFull: false, mayUse: () => true };

/** A history, and the order in which its updates arrive, some of them twice. */
const delivered = scribbled.chain((history) => {
  const everything = [
    ...history.sent.map(({ update }) => update),
    ...history.docs.map((doc) => Y.encodeStateAsUpdate(doc)),
  ];
  return fc
    .array(fc.constantFrom(...everything), { maxLength: 40 })
    .map((some) => ({ history, updates: [...some, ...everything.slice(0, 10)] }));
});

describe('the judge', () => {
  it('SC74 what it lets through, merged turn by turn, is what a Y.Doc has that was given the same updates', () => {
    fc.assert(
      fc.property(delivered, fc.integer({ min: 1, max: 7 }), ({ updates }, together) => {
        const [index, reference, kept] = [new ScribeIndex(), new Y.Doc(), new Y.Doc()];
        for (let from = 0; from < updates.length; from += together) {
          const merging = new Merging();
          for (const update of updates.slice(from, from + together)) {
            const verdict = judge(index, update, anybody);
            expect(verdict.kind === 'baseless').toBe(!joins(reference, update));
            if (verdict.kind === 'new') merging.add(verdict.pieces, verdict.deletions);
          }
          Y.applyUpdate(kept, merging.encode());
        }
        expect(plain(kept)).toEqual(plain(reference));
        expect(index.stateVector()).toEqual(Y.encodeStateVector(reference));
        for (const update of [...updates, Y.encodeStateAsUpdate(kept)].filter((each) => joins(reference, each))) {
          judge(index, update, anybody);
          expect(judge(index, update, anybody).kind).toBe('known');
        }
      }),
      runs,
    );
  });

  it('SC75 what is given back was never there', () => {
    fc.assert(
      fc.property(delivered, ({ updates }) => {
        const index = new ScribeIndex();
        const half = Math.floor(updates.length / 2);
        for (const update of updates.slice(0, half)) judge(index, update, anybody);
        const before = imagePlain(index);
        const news = updates
          .slice(half)
          .map((update) => judge(index, update, anybody))
          .filter((verdict): verdict is News => verdict.kind === 'new');
        for (const each of news.toReversed()) giveBack(index, each);
        expect(imagePlain(index)).toEqual(before);
        const bob: Writer = { ...anybody, person: 'bob' };
        const readers = updates.map((update) => judge(index, update, { ...bob, mayWrite: false }).kind);
        expect(readers.filter((kind) => kind !== 'known' && kind !== 'refused')).toEqual([]);
        for (const update of updates) judge(index, update, { ...bob, isFull: true, mayUse: () => false });
        expect(imagePlain(index).map(({ next }) => next)).toEqual(before.map(({ next }) => next));
      }),
      runs,
    );
  });

  it('SC76 of two texts under one clock the first stays; where they go on, only what is beyond it is taken', () => {
    const index = new ScribeIndex();
    const merging = new Merging();
    for (const text of ['first', 'second thoughts']) {
      const verdict = judge(index, textOf(text), anybody);
      if (verdict.kind === 'new') merging.add(verdict.pieces, verdict.deletions);
    }
    expect(docOf([merging.encode()]).getText('plain').toJSON()).toBe('firstd thoughts');
    expect(judge(index, textOf('third'), { ...anybody, person: 'bob' }).kind).toBe('known');
    expect(judge(index, textOf('and so on and on and on'), { ...anybody, person: 'bob' }).kind).toBe('refused');
  });

  it('SC77 however an update was damaged: what is let through can be joined by every Yjs client, and leaves nothing in wait', () => {
    fc.assert(
      fc.property(
        scribbled,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 20 }),
        (history, damages) => {
          const index = new ScribeIndex();
          const doc = new Y.Doc();
          for (const update of damaged(history, damages)) {
            const before = imagePlain(index);
            const verdict = judge(index, update, anybody);
            if (verdict.kind !== 'new') expect(imagePlain(index)).toEqual(before);
            else {
              const merging = new Merging();
              merging.add(verdict.pieces, verdict.deletions);
              Y.applyUpdate(doc, merging.encode());
            }
          }
          expect(doc.store.pendingStructs).toBe(null);
          expect(doc.store.pendingDs).toBe(null);
          expect(index.stateVector()).toEqual(Y.encodeStateVector(doc));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('SC78 pieces that hang on each other in a long chain through many clients are placed, in whatever order they come, in time', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let at = 0; at < 1000; at += 1) {
      doc.clientID = 5000 - at;
      doc.getText('plain').insert(at, 'x');
    }
    expect(judge(new ScribeIndex(), Y.encodeStateAsUpdate(doc), anybody).kind).toBe('new');
    const without = new Merging();
    const index = new ScribeIndex();
    for (const update of updates) {
      const verdict = judge(index, update, anybody);
      if (verdict.kind === 'new' && verdict.pieces[0]?.client !== 4500) without.add(verdict.pieces, verdict.deletions);
    }
    expect(judge(new ScribeIndex(), without.encode(), anybody).kind).toBe('baseless');
  });
});

describe('what one update may ask of the log', () => {
  it('SC88 text of thousands of clients in one update is not taken at once, and is no offence', () => {
    const merging = new Merging();
    const index = new ScribeIndex();
    for (let client = 1; client <= 2049; client += 1) {
      const verdict = judge(index, textOf('x', client), { ...anybody, person: `person ${client}` });
      if (verdict.kind === 'new') merging.add(verdict.pieces, verdict.deletions);
    }
    const fresh = new ScribeIndex();
    expect(judge(fresh, merging.encode(), anybody).kind).toBe('full');
    expect(fresh.stateVector()).toEqual(Uint8Array.from([0]));
  });

  it('SC134 no one brings more than 2,048 client ids into a document, all together no more than 8,192; people who wrote before go on', () => {
    const index = new ScribeIndex();
    const large = (client: number) => Number.MAX_SAFE_INTEGER - client;
    const write = (client: number, person: string, text = 'x') =>
      judge(index, textOf(text, large(client)), { ...anybody, person }).kind;
    for (let client = 1; client <= 8192; client += 1) {
      if (client % 2048 === 1 && client > 1)
        expect(write(9000, `person ${Math.floor(client / 2048) - 1}`)).toBe('full');
      index.take(byHand(large(client), 0, [inRoot('plain', 'x')]));
      index.bind(large(client), `person ${Math.floor((client - 1) / 2048)}`);
    }
    expect([write(9000, 'a newcomer'), write(1, 'person 0', 'x and more'), index.clientCount]).toEqual([
      'full',
      'new',
      8192,
    ]);
    expect(index.stateVector().length).toBeLessThan(128 * 1024);
  });
});

/** Whether a Y.Doc has everything that this depends on; then it has it. */
function joins(doc: Y.Doc, update: Uint8Array): boolean {
  const tried = docOf([Y.encodeStateAsUpdate(doc), update]);
  if (tried.store.pendingStructs !== null || tried.store.pendingDs !== null) return false;
  Y.applyUpdate(doc, update);
  return true;
}

const plain = (doc: Y.Doc): unknown => [
  doc.getText('plain').toDelta(),
  doc.getXmlFragment('scribe').toJSON(),
  doc.getMap('facts').toJSON(),
];

const imagePlain = (
  index: ScribeIndex,
): Array<{
  client: number;
  next: number;
  starts: number[];
  places: number[];
  deleted: number[];
  owner: string | null;
}> =>
  index
    .image()
    .clients.map(({ client, next, starts, places, deleted }) => ({
      client,
      next,
      starts: [...starts],
      places: [...places],
      deleted: [...deleted],
      owner: index.ownerOf(client),
    }))
    .sort((one, other) => one.client - other.client);

function textOf(text: string, client = 7): Uint8Array {
  const doc = Object.assign(new Y.Doc(), { clientID: client });
  doc.getText('plain').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

function damaged({ sent }: Scribbled, damages: ReadonlyArray<readonly [number, number, number]>): Uint8Array[] {
  const updates = sent.map(({ update }) => Uint8Array.from(update));
  for (const [which, where, change] of damages) {
    const update = updates[which % Math.max(1, updates.length)];
    if (update !== undefined) update[where % update.length] = (update[where % update.length] as number) ^ change;
  }
  return updates;
}
