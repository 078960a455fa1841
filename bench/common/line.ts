/**
 * A light client: a WebSocket on a bare TCP connection without a Yjs document behind it, so that fifty of them cost the
 * load generator less than the server under test. Data passed to the listener is only valid until it returns.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';

/** Where a client connects: one person at one document of one server. */
export interface Seat {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: the address names the document. */
  readonly documentName: string | null;
}

/** `line`: where it came from, because the first message can come before `open` has resolved. */
type Listener = (message: Buffer, at: number, line: Line) => void;

const OPEN_WITHIN_MS = 20_000;
const TEXT = 0x81,
  MESSAGE = 0x82,
  CLOSE = 0x88,
  PING = 0x89,
  PONG = 0x8a;
// Shared by every connection: libuv delivers each read before it starts the next.
const READING = Buffer.allocUnsafe(1 << 20);

export class Line {
  /** Why it was closed; null while it is open. */
  ended: string | null = null;
  readonly seat: Seat;
  #socket: Socket | null = null;
  #listener: Listener;
  #parts: Buffer[] = [];
  #bytes = 0;
  #needed = 1;
  #opened: ((problem?: Error) => void) | null = null;

  private constructor(seat: Seat, listener: Listener) {
    this.seat = seat;
    this.#listener = listener;
  }

  static async open(seat: Seat, listener: Listener): Promise<Line> {
    const line = new Line(seat, listener);
    await line.#connect();
    return line;
  }

  /** Frames made by `framed`, one or several. */
  write(frames: Uint8Array): void {
    this.#socket?.write(frames);
  }

  close(): void {
    this.ended ??= 'left';
    this.#socket?.destroy();
  }

  #connect(): Promise<void> {
    const { port, path, headers } = this.seat;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#opened?.(new Error(`no answer to the upgrade of ${path}`)), OPEN_WITHIN_MS);
      this.#opened = (problem) => {
        clearTimeout(timer);
        this.#opened = null;
        if (problem === undefined) resolve();
        else reject(problem);
      };
      const onread = { buffer: READING, callback: (bytes: number) => (this.#take(READING.subarray(0, bytes)), true) };
      const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread } as TcpNetConnectOpts);
      this.#socket = socket;
      const asked = {
        Host: `127.0.0.1:${port}`,
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        ...headers,
      };
      socket.on('connect', () =>
        socket.write(
          `GET ${path} HTTP/1.1\r\n${Object.entries(asked)
            .map(([name, value]) => `${name}: ${value}\r\n`)
            .join('')}\r\n`,
        ),
      );
      socket.on('error', (problem) => this.#end(problem.message));
      socket.on('close', () => this.#end('the connection was closed'));
    });
  }

  #end(reason: string): void {
    this.ended ??= reason;
    this.#opened?.(new Error(reason));
  }

  #take(chunk: Buffer): void {
    const at = performance.now();
    this.#bytes += chunk.length;
    // An incomplete frame is copied, because the next read uses the same memory.
    if (this.#bytes < this.#needed) return void this.#parts.push(Buffer.from(chunk));
    let rest = this.#parts.length === 0 ? chunk : Buffer.concat([...this.#parts, chunk]);
    this.#needed = 1;
    if (this.#opened !== null) rest = this.#afterUpgrade(rest);
    while (rest.length > 0 && rest.length >= this.#needed) rest = this.#oneFrame(rest, at);
    this.#parts = rest.length === 0 ? [] : [Buffer.from(rest)];
    this.#bytes = rest.length;
  }

  #afterUpgrade(answer: Buffer): Buffer {
    const end = answer.indexOf('\r\n\r\n');
    if (end < 0) return this.#wait(answer, answer.length + 1);
    const first = answer.toString('latin1', 0, answer.indexOf('\r\n'));
    this.#opened?.(first.includes(' 101 ') ? undefined : new Error(first));
    return answer.subarray(end + 4);
  }

  /** Handles the first frame and returns what follows it; an incomplete one returns how many bytes it needs. */
  #oneFrame(bytes: Buffer, at: number): Buffer {
    const short = (bytes[1] ?? 0) & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (bytes.length < head) return this.#wait(bytes, head);
    const length = head === 2 ? short : head === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    if (bytes.length < head + length) return this.#wait(bytes, head + length);
    this.#needed = 1;
    this.#hear(bytes[0] as number, bytes.subarray(head, head + length), at);
    return bytes.subarray(head + length);
  }

  #wait(bytes: Buffer, needed: number): Buffer {
    this.#needed = needed;
    return bytes;
  }

  #hear(first: number, payload: Buffer, at: number): void {
    if (first === MESSAGE || first === TEXT) this.#listener(payload, at, this);
    else if (first === PING) this.write(framed(payload, PONG));
    else if (first === CLOSE)
      this.#end(
        `closed with ${payload.length >= 2 ? payload.readUInt16BE(0) : 'no code'} ${payload.toString('utf8', 2)}`,
      );
    else if ((first & 0x80) === 0) throw new Error('a fragmented message, which none of these servers sends');
  }
}

/**
 * Masked, as a client must send it; the mask is all zeros, which costs every server the same and this generator
 * nothing.
 */
export function framed(payload: Uint8Array, first = MESSAGE): Buffer {
  const head = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(head + 4 + payload.length);
  frame[0] = first;
  frame[1] = 0x80 | (head === 2 ? payload.length : head === 4 ? 126 : 127);
  if (head === 4) frame.writeUInt16BE(payload.length, 2);
  if (head === 10) frame.writeBigUInt64BE(BigInt(payload.length), 2);
  frame.set(payload, head + 4);
  return frame;
}

export const framedText = (text: string): Buffer => framed(Buffer.from(text), TEXT);
