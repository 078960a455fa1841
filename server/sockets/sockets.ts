/**
 * The door for sockets: who are you, is it well formed, which room. It answers commands and lets rooms speak to those
 * who entered.
 *
 *   upgrade (Origin checked by the router) -> handshake (cookie or token) -> messages, each with its answer
 *
 * Always holds: nothing reaches a handler that the table of messages (messages.ts) does not allow; no message, however
 * strange, is left without a refusal that has a code, and none ends the process. Nothing that a client says about
 * itself is believed; a caller is what admission.ts made of the cookie or token, looked at again every two seconds.
 */
import { Server as HttpServer } from 'node:http';
import { Server, type ServerOptions } from 'socket.io';
import type { z } from 'zod';
import { handshake, PROTOCOL, type CommandAnswer, type NotOk } from '../../shared/protocol.ts';
import { isClosed, type RoomState } from '../../shared/room.ts';
import { isSomebodyElse, type Access } from '../access/caller.ts';
import { isEnding } from '../access/sessions.ts';
import { FREE, isFree, type Budgets } from '../budgets/budgets.ts';
import { noteRemoval, outcomeOf, sendCommand } from './commanding.ts';
import { ENCODING } from './encoding.ts';
import { openRoom } from './entering.ts';
import { Feeds } from './feeds.ts';
import { findIn } from './finding.ts';
import { Frames, OneByOne, TOO_LARGE } from './frames.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import type { Audit } from '../security-log.ts';
import { told, type Logger } from '../logger.ts';
import { beat, PINGS, watches } from './heartbeat.ts';
import { LobbyFeed } from './lobby-feed.ts';
import { MESSAGES, type MessageName, type Said } from './messages.ts';
import { newest } from './pages.ts';
import type { Metrics } from '../metrics.ts';
import { placesFor } from '../presence/elsewhere.ts';
import type { Presence } from '../presence/presence.ts';
import { Unavailable } from '../log/room-log.ts';
import type { Saving } from '../redis/write-watch.ts';
import { roomFor } from '../edge/room-guard.ts';
import { watchSessions } from './session-watch.ts';
import { isBehind, SlowReaders } from './slow-readers.ts';
import { COME_BACK, MOST_ENGINE_BYTES, sendAway, type SocketServer, type ClientSocket } from './socket-types.ts';
import { busy, check, no } from '../edge/well-formed.ts';
import type { UpgradeHandler } from '../edge/upgrades.ts';

/** A socket may have this many commands waiting; more would only crowd out the others. */
const MOST_WAITING = 128;
/** A page of history is shorter than asked for where its texts are long. */
const MOST_PAGE_BYTES = 256 * 1024;

export interface SocketsParts {
  readonly hosting: Hosting;
  readonly access: Access;
  readonly presence: Presence;
  readonly budgets: Budgets;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly audit: Audit;
  /** Everyone is told when nothing can be saved. */
  readonly saving: Saving;
}

const ENGINE: Partial<ServerOptions> = {
  path: '/socket.io',
  transports: ['websocket'],
  serveClient: false,
  ...PINGS,
  maxHttpBufferSize: MOST_ENGINE_BYTES,
  connectTimeout: 10_000,
  perMessageDeflate: false,
  wsEngine: OneByOne,
  parser: ENCODING,
};

type Answer = (reply: object) => void;
/**
 * What a handler gets besides the message. `hosted`: only where the table says that the message is guarded by its room.
 */
interface Heard {
  readonly answer: Answer;
  readonly hosted: Hosted<RoomState>;
}
type Handlers = {
  readonly [Name in MessageName]: (socket: ClientSocket, wish: Said<Name>, heard: Heard) => Promise<object | null>;
};

export class Sockets {
  readonly #parts: SocketsParts;
  readonly #io: SocketServer;
  readonly #feeds: Feeds;
  readonly #frames: Frames;
  readonly #lobby: LobbyFeed;
  readonly #stops: ReadonlyArray<() => void>;
  readonly #handlers: Handlers;

  constructor(parts: SocketsParts) {
    this.#parts = parts;
    this.#io = new Server(ENGINE);
    // Attached to a server that never listens: the engine is made, and every upgrade reaches it through our own router
    // only.
    this.#io.attach(new HttpServer());
    this.#feeds = new Feeds(this.#io);
    const slowReaders = new SlowReaders({ io: this.#io, feeds: this.#feeds, ...parts });
    this.#frames = new Frames(this.#io, parts.budgets, () => slowReaders.watch());
    this.#lobby = new LobbyFeed(this.#io, parts);
    this.#io.use((socket, next) => void this.#admit(socket, next));
    this.#io.on('connection', (socket) => this.#greet(socket));
    this.#stops = [
      () => slowReaders.stop(),
      watchSessions({ io: this.#io, ...parts }),
      beat(this.#io),
      parts.presence.serve(this.#io),
      parts.saving.listen((possible) => this.#io.local.emit('saving', { possible })),
    ];
    this.#handlers = {
      enter: (...said) => this.#enter(...said),
      leave: (socket, wish) => this.#leave(socket, wish),
      page: (_socket, ...said) => this.#page(...said),
      command: (...said) => this.#command(...said),
      sight: (socket, wish) => this.#sight(socket, wish),
      elsewhere: (socket, wish) => this.#elsewhere(socket, wish),
      find: async (socket, { text }, { hosted }) =>
        findIn(hosted, text, (bytes) => parts.budgets.answered(socket.data.caller.actor.id, bytes)),
      lobby: async (socket, { closed }) => ({ ok: true, rooms: await this.#lobby.enter(socket, closed) }),
      watching: async (socket, wish) => watches(socket, wish),
      time: async () => ({ ok: true, now: new Date(parts.hosting.now()).toISOString() }),
    };
    parts.metrics.gauge('watchfloor_connections', 'Sockets connected now.', () => this.#io.of('/').sockets.size);
    parts.metrics.gauge('watchfloor_held_back_bytes', 'Bytes that sockets have not taken yet.', () =>
      slowReaders.heldBackBytes(),
    );
  }

  /** For the upgrade router. */
  readonly upgrade: UpgradeHandler = (request, socket, head) => {
    (this.#io.engine as unknown as { handleUpgrade: UpgradeHandler }).handleUpgrade(request, socket, head);
  };

  /** Sends everyone away to another server; they come back by themselves. */
  async stop(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#lobby.stop();
    this.#feeds.stop();
    for (const socket of this.#io.of('/').sockets.values()) sendAway(socket, COME_BACK, 'this server is stopping');
    await this.#io.close();
  }

  async #admit(socket: ClientSocket, next: (error?: Error) => void): Promise<void> {
    const { access, budgets, metrics, logger, audit } = this.#parts;
    try {
      const auth = check(handshake, socket.handshake.auth);
      const isOther = auth.ok && auth.value.protocol !== undefined && auth.value.protocol !== PROTOCOL;
      if (!auth.ok || isOther) {
        budgets.turnedAway(budgets.addressOf(socket.request));
        return next(new Error(auth.ok ? 'protocol.other' : auth.code));
      }
      const caller =
        auth.value.token === undefined ? await access.whoIs(socket.request) : await access.byToken(auth.value.token);
      if (caller === null || !caller.scopes.read || isSomebodyElse(caller, socket.handshake.query['person'])) {
        metrics.count('watchfloor_turned_away_total', { reason: 'no-session' });
        audit(socket.request, 'access.refused', { way: 'socket', ...(caller === null ? {} : { by: caller.actor.id }) });
        budgets.turnedAway(budgets.addressOf(socket.request));
        return next(new Error('access.no-session'));
      }
      if ((await budgets.open('socket', caller)) !== null) return next(new Error('unavailable'));
      const release = socket.conn.readyState === 'open' ? budgets.hold('socket', caller) : null;
      if (release === null) return next(new Error('unavailable'));
      socket.conn.once('close', release);
      Object.assign(socket.data, { caller, entered: new Map(), behind: null, waiting: 0 });
      this.#frames.admitted(socket.conn, isFree(caller) ? null : caller.actor.id);
      next();
    } catch (problem) {
      if (!(problem instanceof Unavailable)) logger.error('door.failed', { problem: told(problem) });
      next(new Error('unavailable'));
    }
  }

  #greet(socket: ClientSocket): void {
    this.#parts.metrics.count('watchfloor_connections_total');
    if (!this.#parts.saving.isPossible) socket.emit('saving', { possible: false });
    this.#parts.presence.connected(socket);
    socket.onAny((event: string, ...said: unknown[]) => void this.#hear(socket, event, said));
    socket.on('disconnect', () => this.#parts.presence.gone(socket.id));
  }

  /** Every message goes through here, known or not. */
  async #hear(socket: ClientSocket, event: string, said: unknown[]): Promise<void> {
    const last = said.at(-1);
    const answer: Answer = typeof last === 'function' ? (last as Answer) : () => {};
    const [message = {}, ...more] = typeof last === 'function' ? said.slice(0, -1) : said;
    if (event === TOO_LARGE) return answer(no('command.too-large'));
    const known = Object.hasOwn(MESSAGES, event) ? (event as MessageName) : null;
    if (known === null || more.length > 0)
      return answer(no('command.malformed', { problem: 'there is no such message' }));
    const { weight, reads } = MESSAGES[known];
    if (socket.data.waiting + weight > MOST_WAITING || (weight > 1 && isBehind(socket))) return answer(busy());
    socket.data.waiting += weight;
    const turn = reads > 0 ? await this.#parts.budgets.read(socket.data.caller, reads) : FREE;
    try {
      const reply = turn.ok ? await this.#guard(socket, known, { message, answer }) : turn;
      if (known === 'command')
        this.#parts.metrics.count('watchfloor_commands_total', { outcome: outcomeOf(reply as CommandAnswer) });
      if (reply !== null) answer(reply);
    } catch (problem) {
      answer(this.#sorry(problem));
    } finally {
      if (turn.ok) turn.done();
      socket.data.waiting -= weight;
    }
  }

  /**
   * Lets through what is within its sender's budget, well formed, and about a room that the table of messages allows
   * them.
   */
  async #guard(
    socket: ClientSocket,
    event: MessageName,
    { message, answer }: { message: unknown; answer: Answer },
  ): Promise<object | null> {
    const { budgets, hosting } = this.#parts;
    const { schema, guard } = MESSAGES[event];
    const tooFast = event === 'command' ? budgets.act(socket.data.caller) : null;
    const wish = tooFast ?? check<z.ZodType>(schema, message);
    if (!wish.ok) return wish;
    const { room = '' } = wish.value as { readonly room?: string };
    if (guard === 'entered' && !socket.data.entered.has(room)) return no('room.unknown');
    const found = guard === 'room' ? await roomFor(hosting, socket.data.caller, room) : null;
    if (found?.ok === false) return found;
    return this.#handlers[event](socket, wish.value as never, { answer, hosted: found?.hosted as Hosted<RoomState> });
  }

  #sorry(problem: unknown): NotOk {
    if (problem instanceof Unavailable) return no('unavailable');
    this.#parts.metrics.count('watchfloor_errors_total');
    this.#parts.logger.error('door.failed', { problem: told(problem) });
    return no('unavailable');
  }

  async #enter(socket: ClientSocket, wish: Said<'enter'>, { answer, hosted }: Heard): Promise<object | null> {
    const { room, zone = null } = wish;
    this.#feeds.unsubscribe(socket, room);
    const mark = {};
    socket.data.entered.set(room, mark);
    const opened = await openRoom({ ...this.#parts, feeds: this.#feeds, hosted }, socket.data.caller, wish);
    if (!socket.connected || socket.data.entered.get(room) !== mark) return busy();
    if (!opened.ok) {
      socket.data.entered.delete(room);
      return opened;
    }
    const { access, hosting } = this.#parts;
    const { caller } = socket.data;
    if (isEnding(caller.overdueAt, hosting.now()) && !isClosed(hosted.folded.state))
      void access.keepInOpenRoom(caller).catch(() => {});
    if (opened.rewound === true) this.#parts.metrics.count('watchfloor_rewound_total');
    answer(opened);
    this.#parts.presence.enter(socket, hosted, zone);
    await this.#feeds.subscribe(socket, hosted, opened.version);
    return null;
  }

  async #leave(socket: ClientSocket, { room }: Said<'leave'>): Promise<object> {
    socket.data.entered.delete(room);
    socket.data.behind?.rooms.delete(room);
    this.#feeds.unsubscribe(socket, room);
    this.#parts.presence.leave(socket, room);
    return { ok: true };
  }

  async #page({ before, limit }: Said<'page'>, { hosted }: Heard): Promise<object> {
    return { ok: true, commits: await newest(hosted, before, { commits: limit, bytes: MOST_PAGE_BYTES }) };
  }

  async #command(socket: ClientSocket, { room, ...wish }: Said<'command'>, { hosted }: Heard): Promise<object> {
    const { caller } = socket.data;
    const reply = await sendCommand(this.#parts, caller, { hosted, wish });
    if (reply.ok)
      noteRemoval((event, fields) => this.#parts.audit(socket.request, event, fields), caller, { room, wish });
    return reply;
  }

  async #elsewhere(socket: ClientSocket, { room }: Said<'elsewhere'>): Promise<object> {
    const { hosting, presence } = this.#parts;
    return { ok: true, people: await placesFor(hosting, socket.data.caller, presence.away(room)) };
  }

  async #sight(socket: ClientSocket, wish: Said<'sight'>): Promise<object> {
    this.#parts.presence.sight(socket, wish);
    return { ok: true };
  }
}
