/**
 * A connection between a stock provider and a server, as bad as wanted: frames with writes may be sent twice, or
 * delayed and overtaken by the next one; received frames may be overtaken too. It also records what a client wrote on
 * the present connection and what the server has acknowledged on any connection so far.
 */
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { WebSocket } from 'ws';
import type { Chance } from './chance.ts';

const SYNC = 0,
  DIFFERENCE = 1,
  UPDATE = 2,
  ACKNOWLEDGED = 100;
const ODDS = { twice: 0.05, late: 0.1 };

export class WriteBook {
  /** What the server has reported to be on disk. */
  readonly acknowledged: Uint8Array[] = [];
  line: Line | null = null;
  #sent: Uint8Array[] = [];
  #kept = 0;

  /** The server counts again on each connection. */
  begin(line: Line): void {
    this.line = line;
    this.#sent = [];
    this.#kept = 0;
  }

  wrote(update: Uint8Array): void {
    this.#sent.push(update);
  }

  /** When frames overtake each other, only "all of them" says which ones are meant. */
  kept(count: number, inOrder: boolean): void {
    if (!inOrder && count < this.#sent.length) return;
    this.acknowledged.push(...this.#sent.slice(this.#kept, count));
    this.#kept = count;
  }

  get isSettled(): boolean {
    return this.#kept === this.#sent.length && this.line?.holdsNothing === true;
  }

  get told(): string {
    return `${this.#kept} of ${this.#sent.length} acknowledged${this.line?.holdsNothing === true ? '' : ', frames held'}`;
  }
}

export interface LineWires {
  readonly token: string;
  readonly book: WriteBook;
  /** A good connection when there are no random choices. */
  chance: Chance | null;
}

type Handler<Event> = ((event: Event) => void) | null;

/** The parts of a WebSocket that a provider uses. */
export class Line {
  binaryType = 'arraybuffer';
  readonly OPEN = 1;
  onopen: Handler<object> = null;
  onmessage: Handler<{ data: Uint8Array }> = null;
  onclose: Handler<{ code: number; reason: string }> = null;
  onerror: Handler<object> = null;
  readonly #socket: WebSocket;
  readonly #wires: LineWires;
  #lateOut: Uint8Array[] = [];
  #lateIn: Uint8Array[] = [];
  #wasRough = false;

  constructor(url: string | URL, wires: LineWires) {
    this.#wires = wires;
    this.#socket = new WebSocket(url, { headers: { authorization: `Bearer ${wires.token}` } });
    this.#socket.on('open', () => {
      wires.book.begin(this);
      this.onopen?.({});
    });
    this.#socket.on('message', (data: Buffer) => this.#heard(new Uint8Array(data)));
    this.#socket.on('close', (code: number, reason: Buffer) => this.onclose?.({ code, reason: reason.toString() }));
    this.#socket.on('error', () => this.onerror?.({}));
  }

  get readyState(): number {
    return this.#socket.readyState;
  }

  get holdsNothing(): boolean {
    return this.#lateOut.length + this.#lateIn.length === 0;
  }

  send(frame: Uint8Array): void {
    const { chance } = this.#wires;
    if (chance === null || !isWrite(frame)) return this.#leave(frame);
    this.#wasRough = true;
    if (chance.happens(ODDS.late)) return void this.#lateOut.push(frame);
    this.#leave(frame);
    if (chance.happens(ODDS.twice)) this.#leave(frame);
    for (const late of this.#lateOut.splice(0)) this.#leave(late);
  }

  close(): void {
    this.#socket.close();
  }

  /** As when a cable is pulled. */
  cut(): void {
    this.#socket.terminate();
  }

  /** Delivers what was delayed. */
  release(): void {
    for (const frame of this.#lateOut.splice(0)) this.#leave(frame);
    for (const frame of this.#lateIn.splice(0)) this.onmessage?.({ data: frame });
  }

  #leave(frame: Uint8Array): void {
    if (this.readyState !== this.OPEN) return;
    if (isWrite(frame)) this.#wires.book.wrote(readVarUint8Array(createDecoder(frame.subarray(2))));
    this.#socket.send(frame);
  }

  #heard(frame: Uint8Array): void {
    if (frame[0] === ACKNOWLEDGED)
      return this.#wires.book.kept(readVarUint(createDecoder(frame.subarray(1))), !this.#wasRough);
    if (frame[0] === SYNC && this.#wires.chance?.happens(ODDS.late) === true) return void this.#lateIn.push(frame);
    this.onmessage?.({ data: frame });
    if (frame[0] === SYNC) for (const late of this.#lateIn.splice(0)) this.onmessage?.({ data: late });
  }
}

const isWrite = (frame: Uint8Array): boolean => frame[0] === SYNC && (frame[1] === DIFFERENCE || frame[1] === UPDATE);

export function lineClass(wires: LineWires): typeof globalThis.WebSocket {
  class ClientLine extends Line {
    constructor(url: string | URL) {
      super(url, wires);
    }
  }
  return ClientLine as unknown as typeof globalThis.WebSocket;
}
