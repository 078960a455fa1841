/**
 * Frames that no honest program sends, made by hand and at random. Neither they nor anything that one flipped bit makes
 * of them is a write that a server may accept: they repeat known text with other letters, depend on what doesn't exist,
 * claim another person's client id, or are no update at all. So any of them found in the store is a fault.
 */
import { writeAny, writeUint8, writeVarString, writeVarUint, type AnyEncodable } from 'lib0/encoding';
import * as Y from 'yjs';
import { awarenessFrame, differenceFrame, haveFrame, updateFrame } from '../../../server/scribe/wire/frames.ts';
import type { Chance } from './chance.ts';
import {
  ANY,
  beside,
  byHand,
  DOC,
  inRoot,
  item,
  RIGHT_ORIGIN,
  STRING,
  TYPE,
  update,
  within,
  type Body,
} from './handmade.ts';

export interface Victim {
  /** Someone else's client id, and how much they have written with it. */
  readonly client: number;
  readonly clock: number;
}

/** Ignored silently (asked for again, or known): any number of them on one connection. */
export const QUIET: ReadonlyArray<(chance: Chance, victim: Victim) => Uint8Array> = [
  // Text with clocks from the future, of one's own and of another's.
  (chance) => updateFrame(byHand(fresh(chance), 1 + chance.below(1e6), [inRoot('plain', letters(chance))])),
  (chance, { client, clock }) =>
    updateFrame(byHand(client, clock + 1 + chance.below(1e4), [inRoot('plain', letters(chance))])),
  // Known text with other content.
  (chance, { client, clock }) =>
    updateFrame(byHand(client, chance.below(clock - 20), [inRoot('plain', 'FORGED'.slice(0, 1 + chance.below(6)))])),
  (_chance, { client }) => differenceFrame(byHand(client, 0, [inRoot('scribe', 'FORGED'), inRoot('plain', 'AGAIN')])),
  // Beside and within what does not exist.
  (chance) =>
    updateFrame(byHand(fresh(chance), 0, [beside({ client: fresh(chance), clock: chance.below(100) }, 'LOST')])),
  (chance, { client, clock }) => updateFrame(byHand(fresh(chance), 0, [within({ client, clock: clock + 5 }, 'LOST')])),
  // Deletes what is not yet there.
  (chance, { client, clock }) =>
    updateFrame(byHand(fresh(chance), 0, [], { client, from: clock + chance.below(50), length: 1 + chance.below(9) })),
  // Other people's carets, and malformed questions.
  (_chance, { client }) => awarenessFrame([{ client, clock: 2 ** 30, json: '{"user":{"name":"HOSTILE"}}' }]),
  () => Uint8Array.of(77, 1, 2, 3),
];

/** What counts as an offence, or may: three on one connection. */
export const LOUD: ReadonlyArray<(chance: Chance, victim: Victim) => Uint8Array> = [
  (chance) => Uint8Array.from({ length: 1 + chance.below(300) }, () => chance.below(256)),
  (chance) => Uint8Array.from([0, 2, ...Uint8Array.from({ length: 1 + chance.below(60) }, () => chance.below(256))]),
  (chance, victim) => flipped(foreignWrite(chance, victim), chance),
  (chance, victim) => flipped(flipped(foreignWrite(chance, victim), chance), chance),
  (chance, victim) => foreignWrite(chance, victim),
  (chance) => cutShort(honestWrite(chance), chance),
  // Numbers that never end, or are too large.
  () => Uint8Array.from([0, 2, ...Array.from({ length: 40 }, () => 0xff)]),
  () => updateFrame(Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 1])),
  (chance) => updateFrame(byHand(fresh(chance), Number.MAX_SAFE_INTEGER - 3, [inRoot('plain', 'OVER THE EDGE')])),
  () => haveFrame(Uint8Array.from([0xff, 0xff, 0xff, 0x7f, 3])),
  // Depends on itself, directly and in a ring.
  (chance) => hangsOnItself(fresh(chance)),
  (chance) => ring(fresh(chance), fresh(chance)),
  // Content types that don't exist, and some that crash their readers.
  (chance) =>
    updateFrame(
      byHand(fresh(chance), 0, [item(11 + chance.below(20), (encoder) => writeVarString(encoder, 'UNKNOWN'))]),
    ),
  (chance) =>
    updateFrame(byHand(fresh(chance), 0, [item(TYPE, (encoder) => writeVarUint(encoder, 7 + chance.below(90)))])),
  (chance) =>
    updateFrame(
      byHand(fresh(chance), 0, [
        item(2, (encoder) => {
          writeVarUint(encoder, 1);
          writeVarString(encoder, '{broken');
        }),
      ]),
    ),
  (chance) => updateFrame(byHand(fresh(chance), 0, [item(5, (encoder) => writeVarString(encoder, '{broken'))])),
  (chance) =>
    updateFrame(
      byHand(fresh(chance), 0, [
        item(6, (encoder) => {
          writeVarString(encoder, 'bold');
          writeVarString(encoder, '{broken');
        }),
      ]),
    ),
  (chance) =>
    updateFrame(
      byHand(fresh(chance), 0, [
        item(ANY, (encoder) => {
          writeVarUint(encoder, 1);
          writeUint8(encoder, 3);
        }),
      ]),
    ),
  (chance) =>
    updateFrame(
      byHand(fresh(chance), 0, [
        item(DOC, (encoder) => {
          writeVarString(encoder, 'within');
          writeAny(encoder, null);
        }),
      ]),
    ),
  (chance) =>
    updateFrame(
      byHand(fresh(chance), 0, [
        item(STRING, (encoder) => {
          writeVarUint(encoder, 2);
          writeUint8(encoder, 0xc3);
          writeUint8(encoder, 0x28);
        }),
      ]),
    ),
  // Empty content.
  (chance) => updateFrame(byHand(fresh(chance), 0, [inRoot('plain', '')])),
  (chance) => updateFrame(byHand(fresh(chance), 0, [item(1, (encoder) => writeVarUint(encoder, 0))])),
  // Nested too deeply to be walked, as a tree and as a value.
  (chance) => updateFrame(tower(fresh(chance), 102 + chance.below(3000))),
  (chance) =>
    updateFrame(
      byHand(fresh(chance), 0, [
        item(ANY, (encoder) => {
          writeVarUint(encoder, 1);
          writeAny(encoder, nested(150));
        }),
      ]),
    ),
];

/** Closes its connection because of its size alone. */
export const oversize = (chance: Chance): Uint8Array =>
  updateFrame(byHand(fresh(chance), 0, [inRoot('plain', 'X'.repeat(300 * 1024))]));

const fresh = (chance: Chance): number => 2 ** 31 + chance.below(2 ** 31);
const letters = (chance: Chance): string => 'HOSTILE '.repeat(1 + chance.below(9));

/**
 * Another person's next letters; long, and late in their text, so that no flipped bit turns it into anything else that
 * is valid.
 */
function foreignWrite(chance: Chance, { client, clock }: Victim): Uint8Array {
  return updateFrame(byHand(client, clock, [inRoot('plain', letters(chance))]));
}

function honestWrite(chance: Chance): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = fresh(chance);
  doc.getText('plain').insert(0, letters(chance));
  return updateFrame(Y.encodeStateAsUpdate(doc));
}

function flipped(frame: Uint8Array, chance: Chance): Uint8Array {
  const spoiled = Uint8Array.from(frame);
  const place = chance.below(spoiled.length);
  spoiled[place] = (spoiled[place] ?? 0) ^ (1 << chance.below(8));
  return spoiled;
}

const cutShort = (frame: Uint8Array, chance: Chance): Uint8Array => frame.slice(0, 1 + chance.below(frame.length - 1));

function hangsOnItself(client: number): Uint8Array {
  return updateFrame(byHand(client, 0, [beside({ client, clock: 0 }, 'SELF')]));
}

function ring(one: number, other: number): Uint8Array {
  const [high, low] = one > other ? [one, other] : [other, one];
  const parts = [
    { client: high, clock: 0, bodies: [beside({ client: low, clock: 0 }, 'R')] },
    { client: low, clock: 0, bodies: [beside({ client: high, clock: 0 }, 'R', RIGHT_ORIGIN)] },
  ];
  return updateFrame(update(parts));
}

/** Elements, each nested in the one before. */
function tower(client: number, levels: number): Uint8Array {
  const bodies = Array.from({ length: levels }, (_, level): Body => (encoder) => {
    writeUint8(encoder, TYPE);
    if (level === 0) {
      writeVarUint(encoder, 1);
      writeVarString(encoder, 'scribe');
    } else for (const number of [0, client, level - 1]) writeVarUint(encoder, number);
    writeVarUint(encoder, 3);
    writeVarString(encoder, 'blockquote');
  });
  return byHand(client, 0, bodies);
}

const nested = (levels: number): AnyEncodable => (levels === 0 ? 1 : [nested(levels - 1)]);
