/**
 * A network that can be cut: a TCP relay on 127.0.0.1 between a browser and a server. While cut, it drops what both
 * sides send and accepts no connection, without closing open ones, as a dead network does. When restored, it closes the
 * old connections so that both ends notice.
 */
import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export class Cable {
  #isCut = false;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  /** Connections that were tried while it was cut: left waiting, as by a dead network. */
  readonly #waiting = new Set<Socket>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(port: number, from = 0): Promise<Cable> {
    const server = createServer();
    const cable = new Cable(server);
    server.on('connection', (near) => cable.#join(near, port));
    server.listen(from, '127.0.0.1');
    await once(server, 'listening');
    return cable;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  cut(): void {
    this.#isCut = true;
  }

  mend(): void {
    this.#isCut = false;
    this.#dropAll();
  }

  async close(): Promise<void> {
    this.#dropAll();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket, port: number): void {
    if (this.#isCut) return void this.#waiting.add(near.on('error', () => near.destroy()));
    const far = connect(port, '127.0.0.1');
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    const relay = (from: Socket, to: Socket): void => {
      from.on('data', (chunk) => this.#isCut || to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        this.#pairs.delete(pair);
      });
    };
    relay(near, far);
    relay(far, near);
  }

  #dropAll(): void {
    for (const near of this.#waiting) near.destroy();
    this.#waiting.clear();
    for (const [near, far] of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }
}
