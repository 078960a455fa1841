/**
 * The bytes of a WebSocket frame that carries one of socket.io's messages, and how the engine is given them: it sends
 * a frame that came with a packet as it is.
 */

import { PacketType } from 'socket.io-parser';

/** The engine's type of a packet that carries a message. */
const MESSAGE = '4';

/** A server's text frame (RFC 6455, 5.2): one piece, not masked. */
function frameOf(parts: ReadonlyArray<string | Buffer>): Buffer {
  const payload = [MESSAGE, ...parts].map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  const length = payload.reduce((sum, part) => sum + part.length, 0);
  const isShort = length < 126;
  const head = Buffer.alloc(isShort ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  head[1] = isShort ? length : head.length === 4 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, ...payload]);
}

/** A message that is a frame already. What the engine cannot send as it is becomes text again. */
export class Framed {
  readonly isAnswer: boolean;
  readonly frame: Buffer;

  constructor(parts: ReadonlyArray<string | Buffer>, { isAnswer = false } = {}) {
    this.isAnswer = isAnswer;
    this.frame = frameOf(parts);
  }

  get length(): number {
    return this.frame.length;
  }

  toString(): string {
    const head = [2, 4, 10][[126, 127].indexOf((this.frame[1] ?? 0) & 0x7f) + 1] ?? 2;
    return this.frame.toString('utf8', head + MESSAGE.length);
  }
}

/** What an answer weighs; nothing for any other message. */
export function answerBytes(data: unknown): number {
  if (typeof data === 'string') return data.startsWith(String(PacketType.ACK)) ? data.length : 0;
  return data instanceof Framed && data.isAnswer ? data.length : 0;
}

/** The engine is about to send this packet. */
export function sendAsItIs(packet: {
  readonly data?: unknown;
  readonly options: { wsPreEncodedFrame?: readonly Buffer[] };
}): void {
  if (packet.data instanceof Framed) packet.options.wsPreEncodedFrame = [packet.data.frame];
}
