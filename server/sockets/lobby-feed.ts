/**
 * The lobby's feed: every card at first, then only those that changed, gathered for one turn of the event loop; to each
 * person only the cards of rooms that are open to them.
 */
import type { ListedCard } from '../../shared/card.ts';
import type { SocketServer, ClientSocket } from './socket-types.ts';
import { cardFor, isConfined, isTheirs } from '../edge/room-guard.ts';
import type { Hosting } from '../rooms/hosting.ts';

const LOBBY = 'lobby';

export class LobbyFeed {
  readonly #io: SocketServer;
  readonly #hosting: Hosting;
  readonly #stop: () => void;
  #changed = new Map<string, ListedCard>();

  constructor(io: SocketServer, hosting: Hosting) {
    this.#io = io;
    this.#hosting = hosting;
    this.#stop = hosting.listenCards((card) => {
      if (this.#changed.size === 0) setImmediate(() => this.#tell());
      this.#changed.set(card.id, card);
    });
  }

  /** Joins before reading: a card that changes meanwhile comes twice rather than never, and a card says its version. */
  async enter(socket: ClientSocket): Promise<readonly ListedCard[]> {
    void socket.join(LOBBY);
    const cards = await this.#hosting.cards();
    return cards.flatMap((card) => cardFor(socket.data.caller, card) ?? []);
  }

  stop(): void {
    this.#stop();
  }

  /** One frame, encoded once, for all who may see all of it; one of their own for the few to whom a room is closed. */
  #tell(): void {
    const cards = [...this.#changed.values()];
    this.#changed = new Map();
    const excluded = new Set(cards.flatMap(({ closedTo = [] }) => closedTo));
    const { adapter, sockets } = this.#io.of('/');
    const apart = [...(adapter.rooms.get(LOBBY) ?? [])]
      .flatMap((id) => sockets.get(id) ?? [])
      .filter(({ data: { caller } }) => isConfined(caller) || excluded.has(caller.actor.id));
    const changed = cards.map(({ closedTo: _closedTo, ...card }) => card);
    this.#io.local
      .to(LOBBY)
      .except(apart.map(({ id }) => id))
      .emit('rooms', { changed, gone: [] });
    for (const socket of apart) {
      const { caller } = socket.data;
      const theirs = cards.flatMap((card) => cardFor(caller, card) ?? []);
      const gone = cards.flatMap(({ id, closedTo = [] }) =>
        isTheirs(caller, id) && closedTo.includes(caller.actor.id) ? [id] : [],
      );
      if (theirs.length + gone.length > 0) socket.emit('rooms', { changed: theirs, gone });
    }
  }
}
