/**
 * One person's connection to one document: bytes in, bytes out, and how it ends.
 *
 * A reader that does not keep up is left behind (it gets one difference when it has caught up) and let go after ten seconds. A writer
 * that is faster than the log is not read from until the log has taken what it sent: a valid update is delayed, never dropped.
 */
import type { WebSocket } from 'ws';
import { readFrame, type Frame } from './scribe-frames.ts';

const MOST_WAITING_FRAMES = 256;
const MOST_UNSENT_BYTES = 1024 * 1024;
const MOST_SECONDS_BEHIND = 10;
const MOST_OFFENCES = 3;
const MOST_SILENT_ROUNDS = 15;
/** A question of a few bytes may cost a whole document: so many answers at once, then so many a second. */
const ANSWERS_AT_ONCE = 16;
const ANSWERS_A_SECOND = 4;

export interface Visitor {
  readonly person: string;
  readonly name: string;
  /** A read-only token never writes, whatever its person may do. */
  readonly readOnly: boolean;
  /** Wants to hear how many of its writes are on disk. */
  readonly wantsAcknowledgement: boolean;
}

export class ScribeSocket {
  readonly visitor: Visitor;
  /** Writes of this connection that are on disk, or were already. */
  written = 0;
  /** Writes that could not stand yet; the whole difference that was asked for settles them. */
  owed = 0;
  /** What the document was when this reader fell behind; null while it keeps up. */
  behindSince: { readonly stateVector: Uint8Array; readonly atMs: number } | null = null;
  /** What it asked for last and was not answered yet, because it asks too much or does not read. */
  question: Uint8Array | null = null;
  private answers = { left: ANSWERS_AT_ONCE, atMs: 0 };
  private waiting = 0;
  private offences = 0;
  private silentRounds = 0;
  private readonly socket: WebSocket;

  constructor(socket: WebSocket, visitor: Visitor) {
    this.socket = socket;
    this.visitor = visitor;
    socket.on('pong', () => (this.silentRounds = 0));
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  onFrame(handle: (frame: Frame) => void): void {
    this.socket.on('message', (data: Buffer, isBinary) => {
      // One that has been told to go may keep its half open for a while; nothing that it says counts any more.
      if (!this.isOpen) return;
      this.silentRounds = 0;
      const frame = isBinary ? tryRead(data) : null;
      if (frame === null) this.offend('that is not a frame of this protocol');
      else handle(frame);
    });
  }

  onGone(handle: () => void): void {
    this.socket.on('error', () => this.socket.terminate());
    this.socket.on('close', handle);
  }

  /** A frame waits for its turn; with too many of them the socket is not read. */
  wait(): void {
    this.waiting += 1;
    if (this.waiting >= MOST_WAITING_FRAMES) this.socket.pause();
  }

  done(): void {
    this.waiting -= 1;
    if (this.waiting < MOST_WAITING_FRAMES / 2 && this.socket.isPaused) this.socket.resume();
  }

  send(bytes: Uint8Array): void {
    if (this.isOpen) this.socket.send(bytes);
  }

  get keepsUp(): boolean {
    return this.socket.bufferedAmount < MOST_UNSENT_BYTES;
  }

  /** True when a question may be answered now; that uses up one answer. */
  mayBeAnswered(nowMs: number): boolean {
    const earned = ((nowMs - this.answers.atMs) / 1000) * ANSWERS_A_SECOND;
    const left = Math.min(ANSWERS_AT_ONCE, this.answers.left + earned);
    const isAnswered = left >= 1 && this.keepsUp;
    this.answers = { left: isAnswered ? left - 1 : left, atMs: nowMs };
    return isAnswered;
  }

  get hasDrained(): boolean {
    return this.socket.bufferedAmount < MOST_UNSENT_BYTES / 16;
  }

  /** Something that no honest program sends. The third time ends the connection. */
  offend(reason: string): void {
    this.offences += 1;
    if (this.offences >= MOST_OFFENCES) this.close(4403, reason);
  }

  close(code: number, reason: string): void {
    if (this.isOpen) this.socket.close(code, reason);
    this.socket.resume();
  }

  /** Called every few seconds: ends a connection whose other side is gone, or which has been behind too long. */
  checkAlive(nowMs: number): void {
    const tooLate = this.behindSince !== null && nowMs - this.behindSince.atMs > MOST_SECONDS_BEHIND * 1000;
    if (tooLate || this.silentRounds > MOST_SILENT_ROUNDS) return this.socket.terminate();
    this.silentRounds += 1;
    if (this.isOpen) this.socket.ping();
  }
}

function tryRead(data: Buffer): Frame | null {
  try {
    return readFrame(data);
  } catch {
    return null;
  }
}
