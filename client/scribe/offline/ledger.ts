/**
 * What has been typed here, and how much of it is on the server's disk. y-websocket does not say; so the socket counts
 * the writes that leave, and the server says (when asked with ack=1) how many of them it has kept. "Saved" means that
 * the two are equal. In a viewer's document no write leaves at all: an editor that lacked a block type would delete it
 * for everyone.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { portions } from './portions.ts';

const SYNC = 0,
  DIFFERENCE = 1,
  UPDATE = 2;
/** Under the server's 256 KB. */
const MOST_FRAME_BYTES = 200 * 1024;

export class Ledger {
  #sent = 0;
  #kept = 0;
  /** The write that carried the whole difference, by its number, and how many of the carried changes were in it. */
  #difference: { readonly at: number; readonly carries: number } | null = null;
  /**
   * Changes made without a connection or by a page before this one, or not known to be kept when the connection was
   * lost.
   */
  #carried = 0;
  readonly #mayWrite: boolean;
  readonly #changed: () => void;

  constructor(mayWrite: boolean, changed: () => void) {
    this.#mayWrite = mayWrite;
    this.#changed = changed;
  }

  get unsynced(): number {
    return this.#carried + this.#sent - this.#kept;
  }

  /** Typed without a connection; or found in this browser, from a page before this one. */
  carry(changes: number): void {
    this.#carried += changes;
    this.#changed();
  }

  /**
   * The server starts counting again on each connection; the whole difference that is exchanged first carries all that
   * is open.
   */
  connectionLost(): void {
    this.#carried = this.unsynced;
    this.#sent = this.#kept = 0;
    this.#difference = null;
    this.#changed();
  }

  keptSoFar(count: number): void {
    this.#kept = Math.min(count, this.#sent);
    if (this.#difference !== null && this.#kept >= this.#difference.at) {
      // What was typed into the closed socket since is not in it.
      this.#carried -= this.#difference.carries;
      this.#difference = null;
    }
    this.#changed();
  }

  /**
   * What is sent in place of a frame: itself; several, when it is a write too large for one; nothing, from a viewer.
   * Counts writes.
   */
  outgoing(frame: Uint8Array): readonly Uint8Array[] {
    const isWrite = frame[0] === SYNC && (frame[1] === DIFFERENCE || frame[1] === UPDATE);
    if (!isWrite) return [frame];
    if (!this.#mayWrite) return [];
    const frames = frame.length <= MOST_FRAME_BYTES ? [frame] : inPortions(frame);
    this.#sent += frames.length;
    if (frame[1] === DIFFERENCE) this.#difference = { at: this.#sent, carries: this.#carried };
    this.#changed();
    return frames;
  }

  /** A WebSocket that asks this ledger about each frame. */
  socketClass(): typeof WebSocket {
    const outgoing = (frame: Uint8Array): readonly Uint8Array[] => this.outgoing(frame);
    return class extends WebSocket {
      override send(frame: Parameters<WebSocket['send']>[0]): void {
        for (const each of outgoing(frame as Uint8Array)) super.send(each as Uint8Array<ArrayBuffer>);
      }
    };
  }
}

/** The last portion keeps the frame's own kind: only then is the whole difference there. */
function inPortions(frame: Uint8Array): readonly Uint8Array[] {
  const decoder = decoding.createDecoder(frame.subarray(2));
  const parts = portions(decoding.readVarUint8Array(decoder), MOST_FRAME_BYTES);
  return parts.map((part, at) =>
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, at === parts.length - 1 ? (frame[1] ?? UPDATE) : UPDATE);
      encoding.writeVarUint8Array(encoder, part);
    }),
  );
}
