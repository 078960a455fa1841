/**
 * What has been typed here, and how much of it is on the server's disk. y-websocket does not tell; so the socket counts the writes
 * that leave, and the server says (when asked with ack=1) how many of them it has kept. "Saved" means that the two are equal.
 *
 * In a viewer's document no write leaves at all: an editor that lacked a block type would delete it for everybody.
 */
export class Ledger {
  private sent = 0;
  private kept = 0;
  private sentDifference = false;
  /** Changes made while there was no connection, or not known to be kept when it was lost. */
  private carried = 0;
  private readonly mayWrite: boolean;
  private readonly changed: () => void;

  constructor(mayWrite: boolean, changed: () => void) {
    this.mayWrite = mayWrite;
    this.changed = changed;
  }

  get unsynced(): number {
    return this.carried + this.sent - this.kept;
  }

  typedOffline(): void {
    this.carried += 1;
    this.changed();
  }

  /** The server counts anew on each connection; the whole difference that is exchanged first carries all that is open. */
  connectionLost(): void {
    this.carried = this.unsynced;
    this.sent = this.kept = 0;
    this.sentDifference = false;
    this.changed();
  }

  keptSoFar(count: number): void {
    this.kept = Math.min(count, this.sent);
    if (this.sentDifference && this.kept === this.sent) this.carried = 0;
    this.changed();
  }

  /** Whether a frame may leave; counts it if it writes. */
  lets(frame: ArrayBufferLike | ArrayBufferView | string | Blob): boolean {
    const bytes = ArrayBuffer.isView(frame) ? new Uint8Array(frame.buffer, frame.byteOffset, 2) : null;
    const writes = bytes !== null && bytes[0] === 0 && (bytes[1] === 1 || bytes[1] === 2);
    if (!writes) return true;
    if (!this.mayWrite) return false;
    this.sent += 1;
    if (bytes[1] === 1) this.sentDifference = true;
    this.changed();
    return true;
  }

  /** A WebSocket that asks this ledger before each frame. */
  socketClass(): typeof WebSocket {
    const lets = (frame: Parameters<WebSocket['send']>[0]): boolean => this.lets(frame);
    return class extends WebSocket {
      override send(frame: Parameters<WebSocket['send']>[0]): void {
        if (lets(frame)) super.send(frame);
      }
    };
  }
}
