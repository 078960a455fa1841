/**
 * Yjs updates written byte by byte, for what no Yjs program would write: text of any kind, beside and within anything.
 */
import { createEncoder, toUint8Array, writeUint8, writeVarString, writeVarUint, type Encoder } from 'lib0/encoding';

export type Body = (encoder: Encoder) => void;

export interface Place {
  readonly client: number;
  readonly clock: number;
}

export interface Part extends Place {
  readonly bodies: readonly Body[];
}

export interface Gone {
  readonly client: number;
  readonly from: number;
  readonly length: number;
}

export const ORIGIN = 0x80,
  RIGHT_ORIGIN = 0x40;
export const STRING = 4,
  TYPE = 7,
  ANY = 8,
  DOC = 9;

export function byHand(client: number, clock: number, bodies: readonly Body[], gone?: Gone): Uint8Array {
  return update([{ client, clock, bodies }], gone);
}

export function update(parts: readonly Part[], gone?: Gone): Uint8Array {
  const encoder = createEncoder();
  const written = parts.filter(({ bodies }) => bodies.length > 0);
  writeVarUint(encoder, written.length);
  for (const { client, clock, bodies } of written) {
    for (const number of [bodies.length, client, clock]) writeVarUint(encoder, number);
    for (const body of bodies) body(encoder);
  }
  for (const number of gone === undefined ? [0] : [1, gone.client, 1, gone.from, gone.length])
    writeVarUint(encoder, number);
  return toUint8Array(encoder);
}

export const item =
  (kind: number, content: Body): Body =>
  (encoder) => {
    writeUint8(encoder, kind);
    writeVarUint(encoder, 1);
    writeVarString(encoder, 'plain');
    content(encoder);
  };

export const inRoot =
  (root: string, text: string): Body =>
  (encoder) => {
    writeUint8(encoder, STRING);
    writeVarUint(encoder, 1);
    writeVarString(encoder, root);
    writeVarString(encoder, text);
  };

export const beside =
  ({ client, clock }: Place, text: string, side = ORIGIN): Body =>
  (encoder) => {
    writeUint8(encoder, STRING | side);
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
    writeVarString(encoder, text);
  };

export const within =
  ({ client, clock }: Place, text: string): Body =>
  (encoder) => {
    writeUint8(encoder, STRING);
    for (const number of [0, client, clock]) writeVarUint(encoder, number);
    writeVarString(encoder, text);
  };

/** 14 KB that cost Yjs seconds: letters at one place, each before another letter of a text. */
export const slowText = (): Uint8Array[] => [
  byHand(7, 0, [inRoot('plain', 'a'.repeat(2001))]),
  byHand(
    9,
    0,
    Array.from({ length: 2000 }, (_each, clock) => beside({ client: 7, clock }, 'x', RIGHT_ORIGIN)),
  ),
];
