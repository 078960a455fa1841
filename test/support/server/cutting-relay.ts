/**
 * A relay to Redis that cuts the connection once, at the n-th request that matters: before Redis has it, or after it
 * was done and before the answer is back. With it a test can let the store fail at each step of an operation in turn.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Cut {
  readonly at: number;
  readonly when: 'before' | 'after';
}

export class CuttingRelay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #matters: RegExp;
  #cut: Cut | null = null;
  #seen = 0;

  private constructor(port: number, matters: RegExp) {
    this.#matters = matters;
    this.#server = createServer((near) => this.#join(near, connect(port, '127.0.0.1')));
  }

  /** `matters`: bytes by which a counted request is recognised. */
  static async to(port: number, matters: RegExp): Promise<CuttingRelay> {
    const relay = new CuttingRelay(port, matters);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cuts once from now on. */
  arm(cut: Cut): void {
    [this.#cut, this.#seen] = [cut, 0];
  }

  /** Whether it was armed and did not cut, because there were fewer steps. Disarms it. */
  disarm(): boolean {
    const isLeft = this.#cut !== null;
    this.#cut = null;
    return isLeft;
  }

  async end(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #join(near: Socket, far: Socket): void {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => (this.#sockets.delete(socket), other.destroy()));
    }
    let isLosing = false;
    near.on('data', (data) => {
      const cut =
        this.#cut !== null && this.#matters.test(data.toString('latin1')) && (this.#seen += 1) === this.#cut.at
          ? this.#cut
          : null;
      if (cut !== null) this.#cut = null;
      if (cut?.when === 'before') return void near.destroy();
      isLosing ||= cut !== null;
      far.write(data);
    });
    far.on('data', (data) => (isLosing ? near.destroy() : near.write(data)));
  }
}
