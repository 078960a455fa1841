/**
 * What one person may use of a document: the work of merging what they write, client ids, data outside of the text,
 * stored bytes, and how fast they receive. Each limit ends with a reason and affects no one else.
 */
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { createDecoder, readVarString } from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { PersonBudget, Rates } from '../../server/scribe/wire/budgets.ts';
import { differenceFrame, readFrame, updateFrame } from '../../server/scribe/wire/frames.ts';
import { ScribeIndex } from '../../server/scribe/updates/document-index.ts';
import { judge, type Writer } from '../../server/scribe/updates/judge.ts';
import { documentKey } from '../../server/scribe/store/keys.ts';
import { byHand, inRoot } from '../support/fuzz/handmade.ts';
import { acknowledged, closeCode, ROOM, fixtureForEach, updateWith } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const KB = 1024;

const by = (person: string, more: Partial<Writer> = {}): Writer => ({
  person,
  mayWrite: true,
  isFull: false,
  mayUse: () => true,
  budget: new PersonBudget(),
  ...more,
});
const outcome = (index: ScribeIndex, update: Uint8Array, writer: Writer): string => {
  const verdict = judge(index, update, writer);
  return 'code' in verdict ? verdict.code : verdict.kind;
};

/** Many pieces at the beginning of one list, each by a client that knows of no others. */
function pieces(count: number): Uint8Array {
  const doc = new Y.Doc();
  for (let at = 0; at < count; at += 1) doc.getArray('many').insert(0, [at]);
  return Y.encodeStateAsUpdate(doc);
}

/** What a person's editor sends, one update for each change. */
function sent(write: (root: Y.XmlFragment) => void, from: readonly Uint8Array[] = []): Uint8Array[] {
  const doc = new Y.Doc();
  for (const update of from) Y.applyUpdate(doc, update);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  write(doc.getXmlFragment('scribe'));
  return updates;
}

function addLine(root: Y.XmlFragment, at: number, words: string): void {
  const [line, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()];
  line.insert(0, [text]);
  root.insert(at, [line]);
  for (const letter of words) text.insert(text.length, letter);
}

describe('the work of merging', () => {
  it('SC175 many pieces at one place by many clients are refused once they would hold up every reader for a second; others go on there', () => {
    const [index, bob] = [new ScribeIndex(), by('bob')];
    const outcomes = Array.from({ length: 60 }, () => outcome(index, pieces(400), bob));
    expect(outcomes.slice(0, 3)).toEqual(['new', 'new', 'new']);
    expect(outcomes.filter((each) => each === 'new').length).toBeLessThan(8);
    expect(outcomes.at(-1)).toBe('document.costly');
    expect(outcome(index, pieces(1), by('ana'))).toBe('new');
  });

  it('SC176 what people write in order, again, above each other, in old lines, and five hundred of them at once, is within it', () => {
    const index = new ScribeIndex();
    const [ana, bob] = [by('ana'), by('bob')];
    const anas = sent((root) => {
      for (let line = 0; line < 1500; line += 1) addLine(root, line % 2 === 0 ? 0 : root.length, 'drain');
    });
    const bobs = sent((root) => {
      for (let at = 0; at < 1500; at += 1)
        ((root.get((at * 7) % root.length) as Y.XmlElement).get(0) as Y.XmlText).insert(at % 5, 'x');
    }, anas);
    expect(new Set(anas.map((update) => outcome(index, update, ana)))).toEqual(new Set(['new']));
    const cold = ScribeIndex.from(index.image(), new Map());
    for (const each of [index, cold])
      expect(new Set(bobs.map((update) => outcome(each, update, bob)))).toEqual(new Set(['new']));
    const crowd = Array.from({ length: 500 }, (_each, at) => ({
      person: by(`person ${at}`),
      updates: sent((root) => addLine(root, root.length, 'me too'), []),
    }));
    for (const { person, updates } of crowd)
      expect(new Set(updates.map((update) => outcome(index, update, person)))).toEqual(new Set(['new']));
  });

  it('SC177 64 new client ids of one person are accepted at once; clients that wrote before go on, and so do other people', () => {
    const [index, bob] = [new ScribeIndex(), by('bob')];
    const outcomes = Array.from({ length: 70 }, (_each, at) =>
      outcome(index, byHand(1000 + at, 0, [inRoot('plain', 'x')]), bob),
    );
    expect([outcomes.indexOf('document.new-clients'), outcomes.at(-1)]).toEqual([64, 'document.new-clients']);
    expect(outcome(index, byHand(1000, 1, [inRoot('plain', 'y')]), bob)).toBe('new');
    expect(outcome(index, byHand(2000, 0, [inRoot('plain', 'x')]), by('ana'))).toBe('new');
  });
});

describe('one large update', () => {
  it('SC183 an update that costs more than is allowed at once passes when nothing of the allowance is spent, up to four times as much', () => {
    const budget = new PersonBudget();
    expect([
      budget.mayCost(1_500_000, 0),
      budget.mayCost(1, 0),
      budget.mayCost(1_500_000, 200_000),
      budget.mayCost(1_500_000, 300_000),
    ]).toEqual([true, false, false, true]);
    expect([
      new PersonBudget().mayCost(4_000_001, 0),
      budget.mayBring(65, 0),
      budget.mayBring(1, 0),
      budget.mayBring(65, 100_000),
    ]).toEqual([false, true, false, true]);
  });
});

describe('what stays', () => {
  it('SC178 data outside of the text takes 256 KB at most; deleting makes room, and the text goes on', () => {
    const [index, bob] = [new ScribeIndex(), by('bob')];
    const doc = new Y.Doc();
    const outcomes: string[] = [];
    doc.on('update', (update: Uint8Array) => outcomes.push(outcome(index, update, bob)));
    for (let part = 0; part < 2; part += 1) doc.getText('x').insert(0, 'x'.repeat(100 * 1024));
    doc.getText('x').delete(0, 150 * 1024);
    for (let part = 0; part < 2; part += 1) doc.getText('x').insert(0, 'y'.repeat(100 * 1024));
    expect(outcomes).toEqual(['new', 'new', 'new', 'new', 'new']);
    doc.getText('x').insert(0, 'z'.repeat(100 * 1024));
    expect(outcomes.at(-1)).toBe('document.other-roots-full');
    for (const update of sent((root) => addLine(root, 0, 'text')))
      expect(outcome(index, update, by('ana'))).toBe('new');
    const copy = ScribeIndex.from(index.image(), new Map());
    expect([copy.otherBytes, index.otherBytes > 200 * 1024]).toEqual([index.otherBytes, true]);
  });

  const fixture = fixtureForEach();
  const denials = ({ heard }: { heard: readonly Uint8Array[] }): string[] =>
    heard
      .filter(([kind]) => kind === 2)
      .map((frame) => {
        const decoder = createDecoder(frame.subarray(2));
        readVarString(decoder);
        return readVarString(decoder);
      });

  it('SC179 what one person ever wrote is counted for all servers; beyond 20 MB they are told so, and others go on', async () => {
    const redis = fixture.redis.client();
    const key = documentKey(fixture.prefix, ROOM, 'spent');
    const [bob, ana] = [
      await fixture.socketTo(fixture.north, fixture.bob, '?ack=1'),
      await fixture.socketTo(fixture.south, fixture.ana, '?ack=1'),
    ];
    bob.send(updateFrame(updateWith('a first word')));
    await until('it is kept', () => acknowledged(bob) === 1);
    expect(Number(await redis.hget(key, fixture.bob.id))).toBeGreaterThan(12);
    await redis.hset(key, fixture.bob.id, 20 * 1024 * 1024);
    bob.send(updateFrame(updateWith('the last')));
    await until('it is kept too', () => acknowledged(bob) === 2);
    bob.send(updateFrame(updateWith('too much')));
    await until('bob is told', () => denials(bob).includes('document.history-full'));
    ana.send(updateFrame(updateWith('hers')));
    await until('hers is kept', () => acknowledged(ana) === 1);
    redis.disconnect();
    for (const socket of [bob, ana]) socket.close();
  });

  it('SC184 a denied write is asked for again until it is kept, and only then acknowledged with all others', async () => {
    const bob = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
    const asked = (): number => bob.heard.filter(([kind, step]) => kind === 0 && step === 0).length;
    await until('bob is greeted', () => asked() === 1);
    const all = Array.from({ length: 66 }, (_each, at) => byHand(1000 + at, 0, [inRoot('plain', 'x')]));
    for (const update of all) bob.send(updateFrame(update));
    await until('some are denied', () => denials(bob).includes('document.new-clients') && acknowledged(bob) === 64);
    bob.send(updateFrame(byHand(1065, 1, [inRoot('plain', 'y')])));
    const whole = Y.mergeUpdates([...all, byHand(1065, 1, [inRoot('plain', 'y')])]);
    await until('bob is asked again', () => asked() === 2);
    bob.send(differenceFrame(whole));
    await until('all of it is kept', () => acknowledged(bob) === 68);
    bob.close();
  });

  it('SC185 a whole difference of which a part was denied acknowledges nothing of what was denied', async () => {
    const redis = fixture.redis.client();
    const bob = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
    bob.send(updateFrame(updateWith('kept', 7)));
    await until('it is kept', () => acknowledged(bob) === 1);
    await redis.hset(documentKey(fixture.prefix, ROOM, 'spent'), fixture.bob.id, 20 * 1024 * 1024);
    bob.send(updateFrame(updateWith('the last', 8)));
    await until('it is kept too', () => acknowledged(bob) === 2);
    bob.send(updateFrame(updateWith('too much', 9)));
    bob.send(differenceFrame(updateWith('kept', 7)));
    await until('the second part is kept', () => acknowledged(bob) >= 3);
    expect([acknowledged(bob), denials(bob)]).toEqual([3, ['document.history-full']]);
    redis.disconnect();
    bob.close();
  });

  it('SC180 what programs keep outside the text is deleted for everyone at once, and the text stays', async () => {
    const [priya, bob] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priya.synced, bob.synced]);
    addLine(priya.doc.getXmlFragment('scribe'), 0, 'the text');
    priya.doc.getText('x').insert(0, 'x'.repeat(200 * 1024));
    priya.doc.getMap('facts').set('a', new Y.Array());
    await until(
      'bob has all',
      () =>
        bob.doc.getText('x').length === 200 * 1024 &&
        bob.doc.getMap('facts').size === 1 &&
        bob.doc.getXmlFragment('scribe').length === 1,
    );
    await fixture.south.gateway.clearOthers(ROOM);
    for (const { doc } of [priya, bob])
      await until('it is empty', () => doc.getText('x').length === 0 && doc.getMap('facts').size === 0);
    await fixture.south.gateway.clearOthers(ROOM);
    priya.doc.getText('x').insert(0, 'y'.repeat(200 * 1024));
    await until('there is room again', () => bob.doc.getText('x').length === 200 * 1024);
    expect(await fixture.north.gateway.read(ROOM, 'text')).toBe('the text\n');
  });

  it('SC181 a frame of very many carets is refused before any is read, and the third ends its connection', async () => {
    const encoder = createEncoder();
    writeVarUint(encoder, 60_000);
    for (let at = 0; at < 60_000; at += 1) for (const number of [at, 0]) writeVarUint(encoder, number);
    const frame = Uint8Array.from([1, ...varUint(toUint8Array(encoder).length), ...toUint8Array(encoder)]);
    expect(() => readFrame(frame)).toThrow('too many carets');
    const bob = await fixture.socketTo(fixture.north, fixture.bob);
    const ended = closeCode(bob);
    for (let time = 0; time < 3; time += 1) bob.send(frame);
    expect(await ended).toBe(4400);
  });
});

const varUint = (number: number): Uint8Array => {
  const encoder = createEncoder();
  writeVarUint(encoder, number);
  return toUint8Array(encoder);
};

describe('how fast one is read from', () => {
  it('SC182 counts for a person: several connections, and new ones, are read no faster than one', () => {
    const rates = new Rates();
    const [one, other] = [rates.of('bob'), rates.of('bob')];
    expect([one.spend(128 * KB, 0), other.spend(128 * KB, 0), rates.of('ana').spend(256 * KB, 0)]).toEqual([0, 0, 0]);
    expect(other.spend(512 * KB, 0)).toBeCloseTo(1000);
    rates.forget(500);
    expect(rates.of('bob')).toBe(one);
    rates.forget(20_000);
    expect(rates.of('bob')).not.toBe(one);
  });

  it('SC195 up to 256 KB are read at once, then 512 KB a second, and from 1 MB on 64 KB a second', () => {
    const bob = new Rates().of('bob');
    expect(bob.spend(256 * KB, 0)).toBe(0);
    let nowMs = 0;
    for (let read = 256; read < 4096; read += 256) nowMs += bob.spend(256 * KB, nowMs);
    expect(nowMs).toBeCloseTo(48_000, -1);
    expect(bob.spend(256 * KB, nowMs)).toBeCloseTo(4000);
  });
});
