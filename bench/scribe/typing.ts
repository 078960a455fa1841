/**
 * A person who types at the end of their own text, without a document behind it: each edit is one character, and the
 * update has exactly the bytes that a Yjs client would send. Records when each character was sent.
 */
import { randomInt } from 'node:crypto';
import * as encoding from 'lib0/encoding';

const CONTENT_STRING = 4,
  HAS_ORIGIN = 0x80,
  NAMED_PARENT = 1;
const LETTERS = 'the replicas look fine from here and the error rate is falling ';

export class Typist {
  readonly client = randomInt(2 ** 20, 2 ** 31);
  /** By clock: when the character was sent, in milliseconds. */
  readonly sentAt: Float64Array;
  clock = 0;

  constructor(mostEdits: number) {
    this.sentAt = new Float64Array(mostEdits);
  }

  /** The next characters as one update. */
  type(characters: number, at: number): Uint8Array {
    const from = this.clock;
    this.sentAt.fill(at, from, from + characters);
    this.clock += characters;
    return encoding.encode((encoder) => {
      for (const header of [1, 1, this.client, from]) encoding.writeVarUint(encoder, header);
      encoding.writeUint8(encoder, CONTENT_STRING | (from === 0 ? 0 : HAS_ORIGIN));
      if (from === 0) {
        encoding.writeVarUint(encoder, NAMED_PARENT);
        encoding.writeVarString(encoder, 'text');
      } else {
        encoding.writeVarUint(encoder, this.client);
        encoding.writeVarUint(encoder, from - 1);
      }
      encoding.writeVarString(encoder, lettersAt(from, characters));
      encoding.writeVarUint(encoder, 0);
    });
  }
}

function lettersAt(from: number, characters: number): string {
  let letters = '';
  for (let index = from; index < from + characters; index += 1) letters += LETTERS[index % LETTERS.length];
  return letters;
}
