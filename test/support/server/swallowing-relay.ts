/**
 * A relay to Redis that can lose replies: Redis receives and executes the request, its answer is lost. Either silently
 * (the connection stays open, nothing arrives) or with a cut, as when a machine between them dies.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type Loss = 'none' | 'silence' | 'cut';

export class SwallowingRelay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #silent = new Set<Socket>();
  #loss: Loss = 'none';
  /** Replies lost so far. */
  swallowed = 0;

  private constructor(port: number) {
    this.#server = createServer((near) => this.#join(near, connect(port, '127.0.0.1')));
  }

  static async to(port: number): Promise<SwallowingRelay> {
    const relay = new SwallowingRelay(port);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /**
   * From now on replies to appends are lost. A cut loses one reply. A silence loses everything on that connection; when
   * it ends, silent connections are cut, as when a network recovers.
   */
  lose(loss: Loss): void {
    this.#loss = loss;
    for (const socket of this.#silent) socket.destroy();
    this.#silent.clear();
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
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => {
      const isAnswer = data.includes('appended');
      if (this.#silent.has(near)) return;
      if (this.#loss === 'none' || !isAnswer) return void near.write(data);
      this.swallowed += 1;
      if (this.#loss === 'silence') return void this.#silent.add(near);
      this.#loss = 'none';
      near.destroy();
    });
  }
}
