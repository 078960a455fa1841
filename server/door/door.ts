/**
 * The door for sockets: who are you, is it well formed, which room. It answers commands and lets rooms speak to those who entered.
 *
 *   upgrade (Origin checked by the router) -> handshake (cookie or token) -> messages, each with its answer
 *
 * Always holds: no message, however strange, is left without a refusal that has a code, and none ends the process. Nothing that a
 * client says about itself is believed; a caller is what admission.ts made of the cookie or token, looked at again every two seconds.
 */
import { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import {
  handshake,
  leave,
  lobby,
  page,
  PROTOCOL,
  sight,
  enter,
  socketCommand,
  type NotOk,
} from '../../shared/protocol.ts';
import type { Access } from '../access/caller.ts';
import { outcomeOf, readable, sendCommand } from './commanding.ts';
import { openRoom } from './entering.ts';
import { Feeds } from './feeds.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { told, type Journal } from '../journal.ts';
import { LobbyFeed } from './lobby-feed.ts';
import type { Metrics } from '../metrics.ts';
import type { Presence } from '../presence/presence.ts';
import { Unavailable } from '../log/room-log.ts';
import { watchSessions } from './session-watch.ts';
import { isBehind, watchSlowReaders } from './slow-readers.ts';
import { COME_BACK, sendAway, type DoorServer, type DoorSocket } from './door-sockets.ts';
import { check, no } from './well-formed.ts';
import type { UpgradeHandler } from './upgrades.ts';

/** A socket may have this many commands waiting; more would only crowd out the others. */
const MOST_WAITING = 128;
/** What is answered with a page of a log or more weighs more, and is not given to somebody who does not read what they have. */
const WEIGHT: ReadonlyMap<string, number> = new Map([
  ['enter', 16],
  ['page', 16],
  ['lobby', 16],
]);

export interface DoorParts {
  readonly hosting: Hosting;
  readonly access: Access;
  readonly presence: Presence;
  readonly journal: Journal;
  readonly metrics: Metrics;
}

type Answer = (reply: object) => void;
type Handler = (socket: DoorSocket, message: unknown, answer: Answer) => Promise<object | null>;

export class Door {
  readonly #parts: DoorParts;
  readonly #io: DoorServer;
  readonly #feeds: Feeds;
  readonly #lobby: LobbyFeed;
  readonly #stops: ReadonlyArray<() => void>;
  readonly #handlers: Readonly<Record<string, Handler>>;

  constructor(parts: DoorParts) {
    this.#parts = parts;
    this.#io = new Server({
      path: '/socket.io',
      transports: ['websocket'],
      serveClient: false,
      pingInterval: 2_000,
      pingTimeout: 8_000,
      maxHttpBufferSize: 1_000_000,
      connectTimeout: 10_000,
      perMessageDeflate: false,
    });
    // Attached to a server that never listens: the engine is made, and every upgrade reaches it through our own router only.
    this.#io.attach(new HttpServer());
    this.#feeds = new Feeds(this.#io);
    this.#lobby = new LobbyFeed(this.#io, parts.hosting);
    this.#io.use((socket, next) => void this.#admit(socket, next));
    this.#io.on('connection', (socket) => this.#greet(socket));
    this.#stops = [
      watchSlowReaders({ io: this.#io, feeds: this.#feeds, ...parts }),
      watchSessions({ io: this.#io, ...parts }),
      parts.presence.serve(this.#io),
    ];
    this.#handlers = {
      enter: (socket, message, answer) => this.#enter(socket, message, answer),
      leave: (socket, message) => this.#leave(socket, message),
      page: (socket, message) => this.#page(socket, message),
      command: (socket, message) => this.#command(socket, message),
      sight: (socket, message) => this.#sight(socket, message),
      lobby: (socket, message) => this.#enterLobby(socket, message),
    };
    parts.metrics.gauge('watchfloor_connections', 'Sockets connected now.', () => this.#io.of('/').sockets.size);
  }

  /** For the upgrade router. */
  readonly upgrade: UpgradeHandler = (request, socket, head) => {
    (this.#io.engine as unknown as { handleUpgrade: UpgradeHandler }).handleUpgrade(request, socket, head);
  };

  /** Sends everybody away to another server; they come back by themselves. */
  async stop(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#lobby.stop();
    this.#feeds.stop();
    for (const socket of this.#io.of('/').sockets.values()) sendAway(socket, COME_BACK, 'this server is stopping');
    await this.#io.close();
  }

  async #admit(socket: DoorSocket, next: (error?: Error) => void): Promise<void> {
    const { access, metrics, journal } = this.#parts;
    try {
      const auth = check(handshake, socket.handshake.auth);
      if (!auth.ok) return next(new Error(auth.code));
      if (auth.value.protocol !== undefined && auth.value.protocol !== PROTOCOL)
        return next(new Error('protocol.other'));
      const caller =
        auth.value.token === undefined ? await access.whoIs(socket.request) : await access.byToken(auth.value.token);
      if (caller === null || !caller.scopes.read) {
        metrics.count('watchfloor_turned_away_total', { reason: 'no-session' });
        return next(new Error('access.no-session'));
      }
      Object.assign(socket.data, { caller, entered: new Map(), behind: null, waiting: 0 });
      next();
    } catch (problem) {
      if (!(problem instanceof Unavailable)) journal.error('door.failed', { problem: told(problem) });
      next(new Error('unavailable'));
    }
  }

  #greet(socket: DoorSocket): void {
    this.#parts.metrics.count('watchfloor_connections_total');
    this.#parts.presence.connected(socket);
    socket.onAny((event: string, ...said: unknown[]) => void this.#hear(socket, event, said));
    socket.on('disconnect', () => this.#parts.presence.gone(socket.id));
  }

  /** Every message goes through here, known or not. */
  async #hear(socket: DoorSocket, event: string, said: unknown[]): Promise<void> {
    const last = said.at(-1);
    const answer: Answer = typeof last === 'function' ? (last as Answer) : () => {};
    const [message = {}, ...more] = typeof last === 'function' ? said.slice(0, -1) : said;
    const handler = Object.hasOwn(this.#handlers, event) ? this.#handlers[event] : undefined;
    if (handler === undefined || more.length > 0)
      return answer(no('command.malformed', { problem: 'there is no such message' }));
    const weight = WEIGHT.get(event) ?? 1;
    if (socket.data.waiting + weight > MOST_WAITING || (weight > 1 && isBehind(socket))) return answer(no('busy'));
    socket.data.waiting += weight;
    try {
      const reply = await handler(socket, message, answer);
      if (reply !== null) answer(reply);
    } catch (problem) {
      answer(this.#sorry(problem));
    } finally {
      socket.data.waiting -= weight;
    }
  }

  #sorry(problem: unknown): NotOk {
    if (problem instanceof Unavailable) return no('unavailable');
    this.#parts.metrics.count('watchfloor_errors_total');
    this.#parts.journal.error('door.failed', { problem: told(problem) });
    return no('unavailable');
  }

  async #enter(socket: DoorSocket, message: unknown, answer: Answer): Promise<object | null> {
    const wish = check(enter, message);
    if (!wish.ok) return wish;
    const { room, zone = null } = wish.value;
    this.#feeds.unsubscribe(socket, room);
    const mark = {};
    socket.data.entered.set(room, mark);
    const opened = await openRoom(this.#parts.hosting, socket.data.caller, wish.value);
    if (!socket.connected || socket.data.entered.get(room) !== mark) return no('busy');
    if (!('hosted' in opened)) {
      socket.data.entered.delete(room);
      return opened;
    }
    if (opened.answer.rewound === true) this.#parts.metrics.count('watchfloor_rewound_total');
    answer(opened.answer);
    this.#parts.presence.enter(socket, opened.hosted, zone);
    await this.#feeds.subscribe(socket, opened.hosted, opened.answer.version);
    return null;
  }

  async #leave(socket: DoorSocket, message: unknown): Promise<object> {
    const wish = check(leave, message);
    if (!wish.ok) return wish;
    socket.data.entered.delete(wish.value.room);
    socket.data.behind?.rooms.delete(wish.value.room);
    this.#feeds.unsubscribe(socket, wish.value.room);
    this.#parts.presence.leave(socket, wish.value.room);
    return { ok: true };
  }

  async #page(socket: DoorSocket, message: unknown): Promise<object> {
    const wish = check(page, message);
    if (!wish.ok) return wish;
    const hosted = await readable(this.#parts.hosting, socket.data.caller, wish.value.room);
    return hosted === null
      ? no('room.unknown')
      : { ok: true, commits: await hosted.before(wish.value.before, wish.value.limit) };
  }

  async #command(socket: DoorSocket, message: unknown): Promise<object> {
    const wish = check(socketCommand, message);
    const reply = wish.ok ? await sendCommand(this.#parts.hosting, socket.data.caller, wish.value) : wish;
    this.#parts.metrics.count('watchfloor_commands_total', { outcome: outcomeOf(reply) });
    return reply;
  }

  async #sight(socket: DoorSocket, message: unknown): Promise<object> {
    const wish = check(sight, message);
    if (!wish.ok) return wish;
    if (!socket.data.entered.has(wish.value.room)) return no('room.unknown');
    this.#parts.presence.sight(socket, wish.value);
    return { ok: true };
  }

  async #enterLobby(socket: DoorSocket, message: unknown): Promise<object> {
    const wish = check(lobby, message);
    return wish.ok ? { ok: true, rooms: await this.#lobby.enter(socket) } : wish;
  }
}
