/**
 * The lobby's feed: every card at first, then only those that changed, gathered for one turn of the event loop.
 */
import type { ListedCard } from '../shared/card.ts';
import type { DoorServer, DoorSocket } from './door-sockets.ts';
import type { Hosting } from './hosting.ts';

const LOBBY = 'lobby';

export class LobbyFeed {
  readonly #hosting: Hosting;
  readonly #stop: () => void;
  #changed = new Map<string, ListedCard>();

  constructor(io: DoorServer, hosting: Hosting) {
    this.#hosting = hosting;
    this.#stop = hosting.listenCards((card) => {
      if (this.#changed.size === 0) {
        setImmediate(() => {
          io.local.to(LOBBY).emit('rooms', { changed: [...this.#changed.values()], gone: [] });
          this.#changed = new Map();
        });
      }
      this.#changed.set(card.id, card);
    });
  }

  /** Joins before reading: a card that changes meanwhile comes twice rather than never, and a card says its version. */
  async enter(socket: DoorSocket): Promise<readonly ListedCard[]> {
    void socket.join(LOBBY);
    return this.#hosting.cards();
  }

  stop(): void {
    this.#stop();
  }
}
