/**
 * One person's connection to one document: bytes in, bytes out, and how it ends.
 *
 * A reader that does not keep up is left behind (it gets what it missed when it has caught up) and let go after ten seconds. A writer
 * that is faster than the log, or than anybody types, is not read from for a while: a valid update is delayed, never dropped.
 */
import type { WebSocket } from 'ws';
import { readFrame, type Frame } from './scribe-frames.ts';
import { Allowance } from './scribe-allowance.ts';

const MOST_WAITING_FRAMES = 256;
const MOST_UNSENT_BYTES = 1024 * 1024;
const MOST_SECONDS_BEHIND = 10;
/** Slower than that nobody needs to be waited for who is sent a large document. */
const LEAST_BYTES_A_SECOND = 64 * 1024;
const MOST_OFFENCES = 3;
/** Not 4403: a page that hears that it was removed takes its copy of the text away. */
const OFFENDED = 4400;
const MOST_SILENT_ROUNDS = 5;
/** A question of a few bytes may cost a whole document: so many answers at once, then so many a second. */
const ANSWERS = { atOnce: 16, aSecond: 4 };
const FRAMES = { atOnce: 4000, aSecond: 2000 };
const BYTES = { atOnce: 4 * 1024 * 1024, aSecond: 2 * 1024 * 1024 };

export interface Visitor {
  readonly person: string;
  readonly name: string;
  /** A read-only token never writes, whatever its person may do. */
  readonly readOnly: boolean;
  /** Wants to hear how many of its writes are on disk. */
  readonly wantsAcknowledgement: boolean;
}

/** Who is told what a connection says, and that it is gone. */
export interface SocketOwner {
  hear(socket: ScribeSocket, frame: Frame): void;
  leave(socket: ScribeSocket): void;
}

const OF_SOCKET = Symbol('the connection behind a WebSocket');
type OwnedSocket = WebSocket & { [OF_SOCKET]?: ScribeSocket };

export class ScribeSocket {
  readonly visitor: Visitor;
  /** Writes of this connection that are on disk, or were already. */
  written = 0;
  /** Writes that could not stand yet; the whole difference that was asked for settles them. */
  owed = 0;
  /** Up to where this reader was told everything before it fell behind; null while it keeps up. */
  behindSince: { readonly sequence: number; readonly atMs: number } | null = null;
  /** What it asked for last and was not answered yet, because it asks too much or does not read. */
  question: Uint8Array | null = null;
  /** A write of it hangs on text that is not here: it is to be asked for the whole difference. */
  mustBeAsked = false;
  /** Why its last write that was not kept was not; null when it has been told. */
  denial: string | null = null;
  /** The size of the document that it was last warned of. */
  warnedOfBytes = 0;
  private readonly answers = new Allowance(ANSWERS);
  private readonly frames = new Allowance(FRAMES);
  private readonly bytes = new Allowance(BYTES);
  private waiting = 0;
  private isSlowedDown = false;
  private offences = 0;
  private silentRounds = 0;
  private mustDrainByMs: number | null = null;
  private readonly socket: WebSocket;
  private owner: SocketOwner | null = null;

  constructor(socket: WebSocket, visitor: Visitor) {
    this.socket = socket;
    this.visitor = visitor;
    (socket as OwnedSocket)[OF_SOCKET] = this;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** From now on this one is told. The listeners are the same for all connections: thousands may be idle. */
  belongTo(owner: SocketOwner): void {
    this.owner = owner;
    this.socket.on('message', heard).on('pong', answered).on('error', failed).on('close', gone);
  }

  hear(data: Buffer, isBinary: boolean): void {
    // One that has been told to go may keep its half open for a while; nothing that it says counts any more.
    if (!this.isOpen) return;
    this.silentRounds = 0;
    this.slowDown(data.length);
    const frame = isBinary ? tryRead(data) : null;
    if (frame === null) this.offend('that is not a frame of this protocol');
    else this.owner?.hear(this, frame);
  }

  isAlive(): void {
    this.silentRounds = 0;
  }

  leave(): void {
    this.owner?.leave(this);
  }

  /** A frame waits for its turn; with too many of them the socket is not read. */
  wait(): void {
    this.waiting += 1;
    if (this.waiting >= MOST_WAITING_FRAMES) this.socket.pause();
  }

  done(): void {
    this.waiting -= 1;
    this.readOn();
  }

  send(bytes: Uint8Array): void {
    if (this.isOpen) this.socket.send(bytes);
  }

  get keepsUp(): boolean {
    return this.socket.bufferedAmount < MOST_UNSENT_BYTES;
  }

  /** True when a question may be answered now; that uses up one answer. */
  mayBeAnswered(nowMs: number): boolean {
    return this.keepsUp && this.answers.take(1, nowMs);
  }

  get isOwedAnAnswer(): boolean {
    return this.question !== null || this.mustBeAsked || this.denial !== null;
  }

  get hasDrained(): boolean {
    return this.socket.bufferedAmount < MOST_UNSENT_BYTES / 16;
  }

  /** Something that no honest program sends. The third time ends the connection. */
  offend(reason: string): void {
    this.offences += 1;
    if (this.offences >= MOST_OFFENCES) this.close(OFFENDED, reason);
  }

  close(code: number, reason: string): void {
    if (this.isOpen) this.socket.close(code, reason);
    this.socket.resume();
  }

  /**
   * Called every few seconds: ends one that has been behind for ten seconds, and one with too much unsent, whatever it is, when that
   * does not become less in ten seconds and the time that a slow line needs for it.
   */
  endIfTooLate(nowMs: number): void {
    const unsentBytes = this.socket.bufferedAmount;
    if (unsentBytes < MOST_UNSENT_BYTES) this.mustDrainByMs = null;
    else this.mustDrainByMs ??= nowMs + (MOST_SECONDS_BEHIND + unsentBytes / LEAST_BYTES_A_SECOND) * 1000;
    const isBehindTooLong = this.behindSince !== null && nowMs - this.behindSince.atMs > MOST_SECONDS_BEHIND * 1000;
    if (isBehindTooLong || nowMs > (this.mustDrainByMs ?? Infinity)) this.socket.terminate();
  }

  /** Called every few seconds: ends a connection whose other side is gone. */
  checkAlive(): void {
    if (this.silentRounds > MOST_SILENT_ROUNDS) return this.socket.terminate();
    this.silentRounds += 1;
    if (this.isOpen) this.socket.ping();
  }

  private slowDown(bytes: number): void {
    const nowMs = performance.now();
    const tooSoonMs = Math.max(this.frames.spend(1, nowMs), this.bytes.spend(bytes, nowMs));
    if (tooSoonMs <= 0 || this.isSlowedDown) return;
    this.isSlowedDown = true;
    this.socket.pause();
    setTimeout(() => {
      this.isSlowedDown = false;
      this.readOn();
    }, tooSoonMs).unref();
  }

  private readOn(): void {
    if (!this.isSlowedDown && this.waiting < MOST_WAITING_FRAMES / 2 && this.socket.isPaused) this.socket.resume();
  }
}

function heard(this: OwnedSocket, data: Buffer, isBinary: boolean): void {
  this[OF_SOCKET]?.hear(data, isBinary);
}

function answered(this: OwnedSocket): void {
  this[OF_SOCKET]?.isAlive();
}

function failed(this: OwnedSocket): void {
  this.terminate();
}

function gone(this: OwnedSocket): void {
  this[OF_SOCKET]?.leave();
}

function tryRead(data: Buffer): Frame | null {
  try {
    return readFrame(data);
  } catch {
    return null;
  }
}
