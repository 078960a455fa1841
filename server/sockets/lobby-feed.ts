/**
 * The lobby's feed: at first every open room's card and those of the rooms that closed last, then only what changed,
 * gathered for one turn of the event loop; to each person only the cards of rooms that are open to them. Older rooms
 * are asked for in pages (`GET /api/rooms`). An open room's card says how many people are connected to it now; that
 * is gathered for a second.
 */
import type { ListedCard } from '../../shared/card.ts';
import type { SocketServer, ClientSocket } from './socket-types.ts';
import { cardFor, isConfined, isTheirs } from '../edge/room-guard.ts';
import type { Presence } from '../presence/presence.ts';
import type { Hosting } from '../rooms/hosting.ts';

const LOBBY = 'lobby';
/** Of all that ever closed, so that a lobby after years opens as fast as on the first day. */
const MOST_CLOSED = 100;
const GATHER_MS = 1_000;

export interface LobbyFeedParts {
  readonly hosting: Pick<Hosting, 'cards' | 'listenCards'>;
  readonly presence: Pick<Presence, 'listen' | 'countIn'>;
}

export class LobbyFeed {
  readonly #io: SocketServer;
  readonly #parts: LobbyFeedParts;
  readonly #stop: () => void;
  #changed = new Map<string, ListedCard>();
  /** The open rooms as last heard of, once someone has asked for them here. */
  readonly #open = new Map<string, ListedCard>();
  /** How many people everyone in the lobby was told are connected to a room; none while some were told otherwise. */
  readonly #told = new Map<string, number>();
  readonly #touched = new Set<string>();
  #gather: NodeJS.Timeout | undefined;

  constructor(io: SocketServer, parts: LobbyFeedParts) {
    this.#io = io;
    this.#parts = parts;
    this.#stop = parts.hosting.listenCards((card) => {
      this.#hold(card);
      this.#say(card);
    });
    parts.presence.listen((room) => {
      if (this.#open.has(room)) this.#touch(room);
    });
  }

  /** Joins before reading: a card that changes meanwhile comes twice rather than never, and a card says its version. */
  async enter(socket: ClientSocket, withClosed = true): Promise<readonly ListedCard[]> {
    void socket.join(LOBBY);
    const cards = await this.#parts.hosting.cards();
    for (const card of cards) this.#hold(card);
    const theirs = this.#counted(cards.flatMap((card) => cardFor(socket.data.caller, card) ?? []));
    for (const { id, here } of theirs) {
      if (here === undefined || this.#told.get(id) === here) continue;
      this.#told.delete(id);
      this.#touch(id);
    }
    const open = theirs.filter(({ closedAt }) => closedAt === null);
    if (!withClosed) return open;
    const closed = theirs
      .filter(({ closedAt }) => closedAt !== null)
      .sort((one, other) => (other.closedAt ?? '').localeCompare(one.closedAt ?? ''));
    return [...open, ...closed.slice(0, MOST_CLOSED)];
  }

  stop(): void {
    clearTimeout(this.#gather);
    this.#stop();
  }

  #hold(card: ListedCard): void {
    const known = this.#open.get(card.id);
    if (known !== undefined && known.version > card.version) return;
    if (card.closedAt === null) this.#open.set(card.id, card);
    else {
      this.#open.delete(card.id);
      this.#told.delete(card.id);
    }
  }

  #touch(room: string): void {
    this.#touched.add(room);
    this.#gather ??= setTimeout(() => this.#count(), GATHER_MS).unref();
  }

  #say(card: ListedCard): void {
    if (this.#changed.size === 0) setImmediate(() => this.#tell());
    this.#changed.set(card.id, card);
  }

  /** Says again the rooms to which another number of people is connected. */
  #count(): void {
    this.#gather = undefined;
    const counts = this.#parts.presence.countIn(this.#touched);
    this.#touched.clear();
    for (const [room, here] of counts) {
      const card = this.#open.get(room);
      if (card !== undefined && this.#told.get(room) !== here) this.#say(card);
    }
  }

  #counted(cards: readonly ListedCard[]): readonly ListedCard[] {
    const open = cards.filter(({ closedAt }) => closedAt === null);
    const counts = this.#parts.presence.countIn(new Set(open.map(({ id }) => id)));
    return cards.map((card) => (card.closedAt === null ? { ...card, here: counts.get(card.id) ?? 0 } : card));
  }

  /** One frame, encoded once, for all who may see all of it; one of their own for the few to whom a room is closed. */
  #tell(): void {
    const cards = this.#counted([...this.#changed.values()]);
    this.#changed = new Map();
    for (const { id, here } of cards) if (here !== undefined) this.#told.set(id, here);
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
