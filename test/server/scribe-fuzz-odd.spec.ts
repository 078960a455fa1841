/**
 * Well-formed writes by their own author that no Yjs program makes. Each is applied by everyone or by no one, and none
 * is applied in part, before and after every server has been restarted.
 */
import { writeAny, writeUint8, writeVarString, writeVarUint } from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { haveFrame, updateFrame } from '../../server/scribe/wire/frames.ts';
import {
  beside,
  byHand,
  DOC,
  inRoot,
  item,
  ORIGIN,
  RIGHT_ORIGIN,
  STRING,
  update,
  within,
  type Body,
  type Place,
} from '../support/fuzz/handmade.ts';
import { difference, replicaOf } from '../support/fuzz/replica.ts';
import type { Writer } from '../support/server/scribe-server.ts';
import { ROOM, fixtureForEach } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const fixture = fixtureForEach();

type Odd = readonly [what: string, make: (own: number, priya: number) => Uint8Array];

const between =
  (left: Place, right: Place, text: string): Body =>
  (encoder) => {
    writeUint8(encoder, STRING | ORIGIN | RIGHT_ORIGIN);
    for (const { client, clock } of [left, right]) [client, clock].forEach((number) => writeVarUint(encoder, number));
    writeVarString(encoder, text);
  };
const attribute =
  (root: string, key: string): Body =>
  (encoder) => {
    writeUint8(encoder, 0x20 | STRING);
    writeVarUint(encoder, 1);
    for (const word of [root, key, 'v']) writeVarString(encoder, word);
  };
const numbered =
  (kind: number, length: number): Body =>
  (encoder) => {
    writeUint8(encoder, kind);
    writeVarUint(encoder, length);
  };
const follow = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/**
 * Priya's: ten letters in `plain` are clocks 0 to 9, a paragraph with a text is 10 to 12. Left out: a letter whose left
 * neighbour is to the right of its right neighbour. Yjs itself places it differently in each copy, and only someone who
 * has the text can notice.
 */
const ODDS: readonly Odd[] = [
  [
    'the same client twice, one after the other',
    (own) =>
      update([
        { client: own, clock: 0, bodies: [inRoot('plain', 'one')] },
        { client: own, clock: 3, bodies: [beside({ client: own, clock: 2 }, 'two')] },
      ]),
  ],
  [
    'the same client twice, the later text first',
    (own) =>
      update([
        { client: own, clock: 3, bodies: [inRoot('plain', 'two')] },
        { client: own, clock: 0, bodies: [inRoot('plain', 'one')] },
      ]),
  ],
  [
    'the same client twice with the same text',
    (own) =>
      update([
        { client: own, clock: 0, bodies: [inRoot('plain', 'one')] },
        { client: own, clock: 0, bodies: [inRoot('plain', 'two')] },
      ]),
  ],
  ['something after its end', (own) => follow(byHand(own, 0, [inRoot('plain', 'tail')]), Uint8Array.of(9, 9, 9, 9))],
  ['a hole at its end', (own) => byHand(own, 0, [inRoot('plain', 'hole'), numbered(10, 5)])],
  ['a hole within', (own) => byHand(own, 0, [inRoot('plain', 'hole'), numbered(10, 5), inRoot('plain', 'after')])],
  ['what was thrown away before it was sent', (own) => byHand(own, 0, [numbered(0, 7), inRoot('plain', 'after')])],
  [
    'deleted before it was sent',
    (own) => byHand(own, 0, [item(1, (encoder) => writeVarUint(encoder, 4)), inRoot('plain', 'after')]),
  ],
  ['text within a letter', (own, priya) => byHand(own, 0, [within({ client: priya, clock: 3 }, 'inside')])],
  [
    'text within what was never a parent, and text beside that',
    (own, priya) =>
      byHand(own, 0, [within({ client: priya, clock: 12 }, 'in'), beside({ client: own, clock: 1 }, 'side')]),
  ],
  [
    'text with neighbours in two trees',
    (own, priya) => byHand(own, 0, [between({ client: priya, clock: 2 }, { client: priya, clock: 10 }, 'torn')]),
  ],
  ['an attribute of a text', (own) => byHand(own, 0, [attribute('plain', 'colour')])],
  [
    'an attribute with a dangerous name',
    (own) => byHand(own, 0, [attribute('scribe', '__proto__'), attribute('scribe', 'constructor')]),
  ],
  [
    'a document within the document',
    (own) =>
      byHand(own, 0, [
        item(DOC, (encoder) => {
          writeVarString(encoder, 'inner');
          writeAny(encoder, {});
        }),
      ]),
  ],
  ['bare letters among blocks', (own) => byHand(own, 0, [inRoot('scribe', 'bare')])],
  [
    'half of a letter of two halves',
    (own) => byHand(own, 0, [item(5, (encoder) => writeVarString(encoder, '"\\ud83d"'))]),
  ],
  [
    'its own text, deleted in the same breath',
    (own) => byHand(own, 0, [inRoot('plain', 'gone')], { client: own, from: 1, length: 2 }),
  ],
  [
    'a deletion of nothing',
    (own, priya) => byHand(own, 0, [inRoot('plain', 'x')], { client: priya, from: 3, length: 0 }),
  ],
  ['a client without text', (own) => Uint8Array.of(1, 0, own % 100, 0, 0)],
  ['a client id as large as numbers go', () => byHand(Number.MAX_SAFE_INTEGER, 0, [inRoot('plain', 'large')])],
  ['a very long nothing', (own) => byHand(own, 0, [numbered(0, 2 ** 40)])],
];

async function dealtWith(frame: Uint8Array): Promise<void> {
  const socket = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
  socket.send(frame);
  socket.send(haveFrame(Uint8Array.of(0)));
  await until(
    'answered',
    () => socket.readyState !== socket.OPEN || socket.heard.some((heard) => heard[0] === 0 && heard[1] === 1),
  );
  socket.terminate();
}

const isHalfWay = ({ doc }: Writer): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;

describe('odd writes', () => {
  it('SC123 a write that is odd but possible is there for everyone or for no one, and is never applied in part', async () => {
    const [priyas, anas] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.ana)];
    await Promise.all([priyas.synced, anas.synced]);
    priyas.text.insert(0, 'abcdefghij');
    priyas.doc.getXmlFragment('scribe').insert(0, [paragraphWith('x')]);
    await until('both have it', () => anas.doc.getXmlFragment('scribe').length === 1);
    for (const [at, [what, make]] of ODDS.entries()) {
      await dealtWith(updateFrame(make(70_000 + at, priyas.doc.clientID)));
      const newcomer = fixture.writer(fixture.south);
      await newcomer.synced;
      const parted = () =>
        difference(replicaOf(newcomer.doc), replicaOf(priyas.doc)) ??
        difference(replicaOf(newcomer.doc), replicaOf(anas.doc));
      await until('all have the same', () => parted() === null).catch(() => undefined);
      expect([what, parted(), [newcomer, priyas, anas].some(isHalfWay)]).toEqual([what, null, false]);
      newcomer.close();
    }
    const before = replicaOf(priyas.doc);
    await fixture.end();
    await fixture.openServers();
    const late = fixture.writer(fixture.south, fixture.ana);
    await late.synced;
    await until('the same as before', () => difference(replicaOf(late.doc), before) === null).catch(() => undefined);
    expect([difference(replicaOf(late.doc), before), isHalfWay(late)]).toEqual([null, false]);
    expect(await fixture.north.gateway.read(ROOM, 'json')).toContain('"paragraph"');
  });
});

function paragraphWith(text: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  return paragraph;
}
