/**
 * An address behind which the Redis changes, as behind a service name or a load balancer: connections that are open
 * stay where they are, new ones lead to the Redis that is named last.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class MovingRelay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #port: number;

  private constructor(port: number) {
    this.#port = port;
    this.#server = createServer((near) => this.#join(near, connect(this.#port, '127.0.0.1')));
  }

  static async to(port: number): Promise<MovingRelay> {
    const relay = new MovingRelay(port);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  moveTo(port: number): void {
    this.#port = port;
  }

  end(): void {
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
      socket.pipe(other);
    }
  }
}
