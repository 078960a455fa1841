/**
 * The few messages that a light client sends and understands. Hocuspocus puts the document's name before each and asks
 * for a token first; everything else is the y-websocket protocol, the same for every server.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { framed, type Seat } from '../common/line.ts';

const SYNC = 0,
  AWARENESS = 1,
  AUTHENTICATION = 2,
  SYNC_REPLY = 4;

/** A client's first messages: who it is, and that it has nothing yet. */
export function greeting(seat: Seat): Buffer {
  const wish = message(seat, SYNC, (encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint8Array(encoder, Uint8Array.of(0));
  });
  if (seat.documentName === null) return wish;
  const token = message(seat, AUTHENTICATION, (encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'a token');
  });
  return Buffer.concat([token, wish]);
}

export function updateMessage(seat: Seat, update: Uint8Array): Buffer {
  return message(seat, SYNC, (encoder) => {
    encoding.writeVarUint(encoder, 2);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** An awareness message without a change: servers disconnect clients that send nothing for a minute. */
export function stillHere(seat: Seat): Buffer {
  return message(seat, AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, Uint8Array.of(0)));
}

function message(seat: Seat, type: number, write: (encoder: encoding.Encoder) => void): Buffer {
  return framed(
    encoding.encode((encoder) => {
      if (seat.documentName !== null) encoding.writeVarString(encoder, seat.documentName);
      encoding.writeVarUint(encoder, type);
      write(encoder);
    }),
  );
}

export interface Heard {
  /** It is the answer to the greeting. */
  readonly isWhole: boolean;
  readonly update: Uint8Array;
}

/** The update in a message; null when there is none. */
export function updateIn(seat: Seat, bytes: Uint8Array): Heard | null {
  const decoder = decoding.createDecoder(bytes);
  if (seat.documentName !== null) decoding.readVarUint8Array(decoder);
  const type = decoding.readVarUint(decoder);
  if (type !== SYNC && type !== SYNC_REPLY) return null;
  const step = decoding.readVarUint(decoder);
  if (step !== 1 && step !== 2) return null;
  return { isWhole: step === 1, update: decoding.readVarUint8Array(decoder) };
}
