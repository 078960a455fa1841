/**
 * One person's connection to one document: bytes in, bytes out, and how it ends. A reader that does not keep up is left
 * behind (it gets what it missed when it has caught up) and closed after ten seconds. A writer that is faster than the
 * log, or than anyone types, is not read from for a while: a valid update is delayed, never dropped.
 */
import type { WebSocket } from 'ws';
import { readFrame, type Frame } from './frames.ts';
import { PersonRates } from './budgets.ts';

const MOST_WAITING_FRAMES = 256;
const MOST_UNSENT_BYTES = 1024 * 1024;
const MOST_SECONDS_BEHIND = 10;
/** No one needs to wait for a slower reader of a large document. */
const LEAST_BYTES_A_SECOND = 64 * 1024;
const MOST_OFFENCES = 3;
/** Not 4403: a page that hears that it was removed deletes its copy of the text. */
const OFFENDED = 4400;
const MOST_SILENT_ROUNDS = 5;
/** A denied write is asked for again after a while, then after twice as long: most denials end by waiting. */
const ASK_AGAIN = { firstMs: 2_000, mostMs: 120_000 };
/** So often a whole difference may lack its base, because others were writing meanwhile. */
const MOST_IN_VAIN = 8;

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
  /** A write of it was denied, or hangs on text that is not here: it is to be asked for the whole difference. */
  mustBeAsked = false;
  /** Why its last write that was not kept was not; null when it has been told. */
  denial: { readonly code: string; readonly reason: string } | null = null;
  /** The size of the document that it was last warned of. */
  warnedOfBytes = 0;
  #askFromMs = 0;
  #askAgainMs = ASK_AGAIN.firstMs;
  #inVain = 0;
  readonly #rates: PersonRates;
  #waiting = 0;
  #isSlowedDown = false;
  #offences = 0;
  #silentRounds = 0;
  #mustDrainByMs: number | null = null;
  readonly #socket: WebSocket;
  #owner: SocketOwner | null = null;

  /** `rates`: how fast its person is read from and answered, on all their connections together. */
  constructor(socket: WebSocket, visitor: Visitor, rates = new PersonRates()) {
    this.#rates = rates;
    this.#socket = socket;
    this.visitor = visitor;
    (socket as OwnedSocket)[OF_SOCKET] = this;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** From now on this one is told. The listeners are the same for all connections: thousands may be idle. */
  belongTo(owner: SocketOwner): void {
    this.#owner = owner;
    this.#socket.on('message', heard).on('pong', answered).on('error', failed).on('close', gone);
  }

  hear(data: Buffer, isBinary: boolean): void {
    // One that has been told to go may keep its half open for a while; nothing that it says counts any more.
    if (!this.isOpen) return;
    this.#silentRounds = 0;
    this.#slowDown(data.length);
    const frame = isBinary ? tryRead(data) : null;
    if (frame === null) this.offend('that is not a frame of this protocol');
    else this.#owner?.hear(this, frame);
  }

  isAlive(): void {
    this.#silentRounds = 0;
  }

  leave(): void {
    this.#owner?.leave(this);
  }

  /** A frame waits for its turn; with too many of them the socket is not read. */
  wait(): void {
    this.#waiting += 1;
    if (this.#waiting >= MOST_WAITING_FRAMES) this.#socket.pause();
  }

  done(): void {
    this.#waiting -= 1;
    this.#readOn();
  }

  send(bytes: Uint8Array): void {
    if (this.isOpen) this.#socket.send(bytes);
  }

  get keepsUp(): boolean {
    return this.#socket.bufferedAmount < MOST_UNSENT_BYTES;
  }

  /** True when a question may be answered now; that uses up one answer. */
  mayBeAnswered(nowMs: number): boolean {
    return this.keepsUp && this.#rates.mayBeAnswered(nowMs);
  }

  /** It sent everything that was missing, and something is missing still. True once that has happened too often. */
  answersInVain(): boolean {
    this.#inVain += 1;
    return this.#inVain >= MOST_IN_VAIN;
  }

  /** A write of it was denied that may be kept later: it is asked for again, and what hangs on it not before. */
  askLater(nowMs: number): void {
    this.mustBeAsked = true;
    if (nowMs < this.#askFromMs) return;
    this.#askFromMs = nowMs + this.#askAgainMs;
    this.#askAgainMs = Math.min(this.#askAgainMs * 2, ASK_AGAIN.mostMs);
  }

  /** True when it is to be asked for the whole difference now; that uses up one answer. */
  isAskedNow(nowMs: number): boolean {
    if (!this.mustBeAsked || nowMs < this.#askFromMs || !this.mayBeAnswered(nowMs)) return false;
    this.mustBeAsked = false;
    return true;
  }

  /** All that it wrote is on disk. */
  settle(): void {
    this.written += this.owed;
    this.owed = 0;
    this.#askAgainMs = ASK_AGAIN.firstMs;
    this.#inVain = 0;
  }

  get isOwedAnAnswer(): boolean {
    return this.question !== null || this.mustBeAsked || this.denial !== null;
  }

  get hasDrained(): boolean {
    return this.#socket.bufferedAmount < MOST_UNSENT_BYTES / 16;
  }

  /** Something that no honest program sends. The third time ends the connection. */
  offend(reason: string): void {
    this.#offences += 1;
    if (this.#offences >= MOST_OFFENCES) this.close(OFFENDED, reason);
  }

  close(code: number, reason: string): void {
    if (this.isOpen) this.#socket.close(code, reason);
    this.#socket.resume();
  }

  /**
   * Called every few seconds: ends one that has been behind for ten seconds, and one with too much unsent, whatever it
   * is, when that does not become less in ten seconds and the time that a slow line needs for it.
   */
  endIfTooLate(nowMs: number): void {
    const unsentBytes = this.#socket.bufferedAmount;
    if (unsentBytes < MOST_UNSENT_BYTES) this.#mustDrainByMs = null;
    else this.#mustDrainByMs ??= nowMs + (MOST_SECONDS_BEHIND + unsentBytes / LEAST_BYTES_A_SECOND) * 1000;
    const isBehindTooLong = this.behindSince !== null && nowMs - this.behindSince.atMs > MOST_SECONDS_BEHIND * 1000;
    if (isBehindTooLong || nowMs > (this.#mustDrainByMs ?? Infinity)) this.#socket.terminate();
  }

  /** Called every few seconds: ends a connection whose other side is gone. */
  checkAlive(): void {
    if (this.#silentRounds > MOST_SILENT_ROUNDS) return this.#socket.terminate();
    this.#silentRounds += 1;
    if (this.isOpen) this.#socket.ping();
  }

  #slowDown(bytes: number): void {
    const tooSoonMs = this.#rates.spend(bytes, performance.now());
    if (tooSoonMs <= 0 || this.#isSlowedDown) return;
    this.#isSlowedDown = true;
    this.#socket.pause();
    setTimeout(() => {
      this.#isSlowedDown = false;
      this.#readOn();
    }, tooSoonMs).unref();
  }

  #readOn(): void {
    if (!this.#isSlowedDown && this.#waiting < MOST_WAITING_FRAMES / 2 && this.#socket.isPaused) this.#socket.resume();
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
