/**
 * How messages become text: as socket.io writes them, with what was made once. What holds something large that is kept
 * as bytes becomes a frame at once. None of ours carries bytes of its own.
 */
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';
import { messageParts } from '../edge/json-once.ts';
import { Framed } from './frame.ts';

class TextEncoder extends Encoder {
  override encode({ type, nsp, id, data }: Packet): string[] {
    const to = nsp === '/' ? '' : `${nsp},`;
    const parts = [
      `${type}${to}${id ?? ''}`,
      ...(data == null ? [] : Array.isArray(data) ? listed(data) : messageParts(data)),
    ];
    if (parts.every((part) => typeof part === 'string')) return [parts.join('')];
    // The engine takes it as it takes a text.
    return [new Framed(parts, { isAnswer: type === PacketType.ACK }) as unknown as string];
  }
}

const listed = (data: readonly unknown[]): Array<string | Buffer> => [
  '[',
  ...data.flatMap((each, at) => (at === 0 ? messageParts(each) : [',', ...messageParts(each)])),
  ']',
];

export const ENCODING = { Encoder: TextEncoder, Decoder };
