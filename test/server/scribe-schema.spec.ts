/**
 * What the editor has no place for is refused when it arrives, and what was stored before this rule does not keep
 * anyone from opening the document.
 */
import { createDecoder, readVarString } from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isSound } from '../../client/scribe/merging/sound.ts';
import { documentKey } from '../../server/scribe/store/keys.ts';
import { ScribeIndex } from '../../server/scribe/updates/document-index.ts';
import { updateFrame } from '../../server/scribe/wire/frames.ts';
import { judge, type Writer } from '../../server/scribe/updates/judge.ts';
import { mendingOf } from '../../server/scribe/worker/mending.ts';
import { renderDocument } from '../../server/scribe/worker/text.ts';
import { textOfAny } from '../../shared/scribe/odd.ts';
import { ODD_WRITES, oddDocument, tower } from '../support/server/scribe-odd-writes.ts';
import { acknowledged, ROOM, fixtureForEach } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const anybody: Writer = { person: 'ana', mayWrite: true, isFull: false, mayUse: () => true };

describe('the judge', () => {
  it('SC170 a block, attribute or mark that the editor does not have is refused with a code, and leaves no trace', () => {
    for (const [what, write] of ODD_WRITES) {
      const { sound, odd } = oddDocument(write);
      const index = new ScribeIndex();
      expect([what, judge(index, sound, anybody).kind]).toEqual([what, 'new']);
      const before = JSON.stringify(index.image());
      const verdict = judge(index, odd, anybody);
      expect([what, verdict.kind, 'code' in verdict ? verdict.code : '']).toEqual([
        what,
        'refused',
        'document.not-in-schema',
      ]);
      expect([what, JSON.stringify(index.image())]).toEqual([what, before]);
    }
  });

  it('SC171 outside of the text, and within what is deleted, anything may be written', () => {
    const doc = new Y.Doc();
    doc.getMap('facts').set('any', new Y.XmlHook('hook'));
    doc.getArray('list').insert(0, [{ deep: [1n] }, new Uint8Array(3)]);
    doc.getText('notes').insertEmbed(0, { picture: 'x' });
    const index = new ScribeIndex();
    expect(judge(index, Y.encodeStateAsUpdate(doc), anybody).kind).toBe('new');
    const { doc: late, sound } = oddDocument(() => undefined);
    expect(judge(index, sound, anybody).kind).toBe('new');
    const gone = new Y.Doc();
    Y.applyUpdate(gone, Y.encodeStateAsUpdate(late));
    gone.getXmlFragment('scribe').delete(0, 1);
    const fresh = ScribeIndex.from({ ...new ScribeIndex().image() }, new Map());
    fresh.take(Y.encodeStateAsUpdate(gone));
    const before = Y.encodeStateVector(late);
    ((late.getXmlFragment('scribe').get(0) as Y.XmlElement).get(0) as Y.XmlText).insertEmbed(0, { picture: 'x' });
    expect(judge(fresh, Y.encodeStateAsUpdate(late, before), anybody).kind).toBe('new');
  });
});

describe('a document from before', () => {
  it('SC172 content that no editor can show becomes text in its place, and no word of it is lost', () => {
    for (const [what, write] of [...ODD_WRITES, ['a thousand levels', null] as const]) {
      const doc = write === null ? new Y.Doc() : oddDocument(write).doc;
      if (write === null) Y.applyUpdate(doc, tower(1000));
      const words = wordsIn(doc);
      expect([what, isSound(doc.getXmlFragment('scribe'))]).toEqual([what, false]);
      for (const format of ['text', 'markdown', 'json'] as const)
        expect(() => JSON.stringify(renderDocument(doc, format))).not.toThrow();
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      const mended = mendingOf(doc);
      Y.applyUpdate(copy, mended ?? new Uint8Array());
      expect([what, isSound(copy.getXmlFragment('scribe')), wordsIn(copy)]).toEqual([what, true, words]);
      expect([what, mendingOf(doc)]).toEqual([what, null]);
    }
  });
});

const wordsIn = (doc: Y.Doc): string[] =>
  textOfAny(doc.getXmlFragment('scribe'))
    .split(/\s+/)
    .filter((word) => word !== '')
    .sort();

describe('the gateway', () => {
  const fixture = fixtureForEach();

  it('SC173 a program that writes content the editor does not have is told so with a code; no one else notices, and the document can be read', async () => {
    const priya = fixture.writer(fixture.north);
    await priya.synced;
    for (const [what, write] of ODD_WRITES) {
      const bob = await fixture.socketTo(fixture.south, fixture.bob, '?ack=1');
      const { sound, odd } = oddDocument(write);
      bob.send(updateFrame(sound));
      bob.send(updateFrame(odd));
      const denial = () => bob.heard.find(([kind]) => kind === 2);
      await until(`${what} is refused`, () => denial() !== undefined && acknowledged(bob) === 1);
      const decoder = createDecoder((denial() as Uint8Array).subarray(2));
      expect([readVarString(decoder), readVarString(decoder)]).toEqual([
        'the editor has no such block, attribute or mark',
        'document.not-in-schema',
      ]);
      bob.terminate();
    }
    const lines = `${ODD_WRITES.map(() => 'one line').join('\n')}\n`;
    expect(await fixture.north.gateway.read(ROOM, 'text')).toBe(lines);
    await until('priya has all lines', () => priya.doc.getXmlFragment('scribe').length === ODD_WRITES.length);
    expect(isSound(priya.doc.getXmlFragment('scribe'))).toBe(true);
  });

  it('SC174 a document in which such was stored opens for everyone as text, and is exported', async () => {
    const redis = fixture.redis.client();
    const updates = [...ODD_WRITES.map(([, write]) => Y.encodeStateAsUpdate(oddDocument(write).doc)), tower(1000)];
    for (const [at, update] of updates.entries())
      await redis.xadd(
        documentKey(fixture.prefix, ROOM, 'log'),
        `${at + 1}-0`,
        't',
        Date.now(),
        'u',
        Buffer.from(update),
      );
    redis.disconnect();
    for (const format of ['text', 'markdown', 'json'] as const) {
      const read = await fixture.north.gateway.read(ROOM, format);
      expect([read.includes('bare'), read.includes('at the bottom')]).toEqual([true, true]);
    }
    const [priya, bob] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priya.synced, bob.synced]);
    const tree = ({ doc }: typeof priya) => doc.getXmlFragment('scribe');
    expect([isSound(tree(priya)), tree(priya).toJSON().includes('<paragraph>bare</paragraph>')]).toEqual([true, true]);
    await until('both have the same', () => tree(priya).toJSON() === tree(bob).toJSON());
  });
});
