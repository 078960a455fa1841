/**
 * What a connection may send, judged before anything of it is parsed.
 *
 *   no one yet    one CONNECT of 4 KB, and nothing else until it is answered
 *   a person      frames and bytes by their budget, all their sockets together; too fast: what has come waits, and no more is read
 *                 until it is heard; and no more than two frames in one turn of the event loop, so that others are heard in between.
 *                 Their connections take turns: a busy tab holds up no other tab, and no heartbeat
 *   too large     becomes a message named TOO_LARGE with the same answer to give, so that it is refused and never parsed
 *
 * Always holds: a connection has one socket of socket.io. Namespaces could open hundreds on one connection, and no one
 * uses them.
 */
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type ServerOptions } from 'ws';
import type { Budgets } from '../budgets/budgets.ts';
import { answerBytes, sendAsItIs } from './frame.ts';
import type { SocketServer } from './socket-types.ts';
import { MOST_BYTES } from '../edge/well-formed.ts';

/** What a client that is not known yet may send: its token and the protocol's number. */
const MOST_OF_NOBODY_BYTES = 4 * 1024;
/** The largest command, with its envelope and what JSON adds to it. */
export const MOST_FRAME_BYTES = MOST_BYTES + 8 * 1024;
export const TOO_LARGE = 'too-large';
/** A socket is not left unread longer than this: its heartbeat must still arrive. */
const MOST_PAUSE_MS = 4_000;
const CONNECT = '0';
/** An event that waits for an answer: its number. */
const EVENT = /^[25](?:\d{1,2}-)?(\d{1,10})\[/;

/** One person's frames in one turn of the event loop. */
export const MOST_IN_A_TURN = 2;

interface Packet {
  type: string;
  data?: unknown;
}

/** The parts of the engine's connection used here; its types hide the WebSocket. */
export interface Connection {
  on(event: 'packet', listener: (packet: Packet) => void): unknown;
  on(event: 'packetCreate', listener: (packet: Parameters<typeof sendAsItIs>[0]) => void): unknown;
  onPacket(packet: Packet): void;
  close(discard: boolean): void;
  /** What waits until the transport takes it. */
  readonly writeBuffer: readonly unknown[];
  readonly request: IncomingMessage;
  readonly transport: { readonly socket: { pause(): void; resume(): void; terminate(): void } };
}

/**
 * Of one connection one frame reaches the engine in one turn of the event loop: a thousand small ones can arrive in one
 * piece of the network, and no one waits for all of them.
 */
export class OneByOne extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, allowSynchronousEvents: false });
  }
}

export class Frames {
  readonly #budgets: Budgets;
  readonly #heldBack: () => void;
  /** Whose connection it is; null for the operator. */
  readonly #people = new WeakMap<Connection, string | null>();
  readonly #knocked = new WeakSet<Connection>();
  /**
   * Frames that came while their connection may not be heard, oldest first: at most what came in one piece of the
   * network.
   */
  readonly #held = new WeakMap<Connection, Packet[]>();
  /** How many frames of each person were heard in this turn of the event loop. */
  readonly #heardNow = new Map<string, number>();
  /** Each person's connections with frames that wait for a turn; one that was heard goes to the end. */
  readonly #lines = new Map<string, Connection[]>();

  /** `heldBack`: called when a socket does not take what it is sent as soon as it is sent. */
  constructor(io: SocketServer, budgets: Budgets, heldBack: () => void) {
    this.#budgets = budgets;
    this.#heldBack = heldBack;
    io.engine.on('connection', (connection: Connection) => this.#watch(connection));
  }

  /** From now on the person behind this connection is known. `person` is null for a caller without budgets. */
  admitted(connection: unknown, person: string | null): void {
    this.#people.set(connection as Connection, person);
  }

  #watch(connection: Connection): void {
    connection.on('packet', (packet) => this.#hear(connection, packet));
    connection.on('packetCreate', (packet) => {
      sendAsItIs(packet);
      if (connection.writeBuffer.length > 0) this.#heldBack();
      const person = this.#people.get(connection);
      // An answer: its size counts for the person who asked. Messages to a whole room do not.
      if (typeof person === 'string') this.#budgets.answered(person, answerBytes(packet.data));
    });
  }

  #hear(connection: Connection, packet: Packet): void {
    const bytes = typeof packet.data === 'string' || Buffer.isBuffer(packet.data) ? packet.data.length : 0;
    const person = this.#people.get(connection);
    if (person === undefined)
      return packet.type === 'message' ? this.#hearNobody(connection, packet, bytes) : undefined;
    const mustWait = person !== null && packet.type === 'message' && this.#isEnough(person);
    const held = this.#held.get(connection) ?? (mustWait ? this.#pause(connection, person, 0) : null);
    if (held !== null) return hold(held, packet);
    if (packet.type === 'message' && typeof packet.data === 'string') {
      if (packet.data.startsWith(CONNECT)) return hangUp(connection);
      if (bytes > MOST_FRAME_BYTES) packet.data = refusable(packet.data);
    }
    if (person !== null) this.#slowDown(connection, person, bytes);
  }

  #hearNobody(connection: Connection, { data }: Packet, bytes: number): void {
    const mayKnock =
      typeof data === 'string' &&
      data.startsWith(CONNECT) &&
      !data.startsWith(`${CONNECT}/`) &&
      bytes <= MOST_OF_NOBODY_BYTES;
    if (mayKnock && !this.#knocked.has(connection)) return void this.#knocked.add(connection);
    this.#budgets.turnedAway(this.#budgets.addressOf(connection.request));
    hangUp(connection);
  }

  /** Everything after this frame waits for as long as its person was too fast. */
  #slowDown(connection: Connection, person: string, bytes: number): void {
    if (this.#heardNow.size === 0) setImmediate(() => this.#heardNow.clear());
    this.#heardNow.set(person, (this.#heardNow.get(person) ?? 0) + 1);
    const tooFastMs = this.#budgets.heard(person, bytes);
    if (tooFastMs > 0) this.#pause(connection, person, Math.min(tooFastMs, MOST_PAUSE_MS));
  }

  /** Enough for now, or others of this person's connections were there before. */
  #isEnough(person: string): boolean {
    return (this.#heardNow.get(person) ?? 0) >= MOST_IN_A_TURN || this.#lines.has(person);
  }

  /** For so long, then until its turn. Returns where frames wait meanwhile. */
  #pause(connection: Connection, person: string, ms: number): Packet[] {
    const held: Packet[] = [];
    this.#held.set(connection, held);
    connection.transport.socket.pause();
    if (ms > 0) setTimeout(() => this.#lineUp(connection, person), ms).unref();
    else this.#lineUp(connection, person);
    return held;
  }

  #lineUp(connection: Connection, person: string): void {
    const line = this.#lines.get(person);
    if (line !== undefined) return void line.push(connection);
    this.#lines.set(person, [connection]);
    setImmediate(() => this.#takeTurns(person));
  }

  /** One frame of each connection in line, until it is enough for this turn of the event loop. */
  #takeTurns(person: string): void {
    const line = this.#lines.get(person) ?? [];
    this.#lines.delete(person);
    while (line.length > 0 && !this.#isEnough(person)) {
      const connection = line.shift() as Connection;
      if (this.#hearNext(connection)) line.push(connection);
    }
    if (line.length === 0) return;
    this.#lines.set(person, line);
    setImmediate(() => this.#takeTurns(person));
  }

  /**
   * The oldest frame that waits; then the connection is read again, unless more waits. Returns whether it wants another
   * turn.
   */
  #hearNext(connection: Connection): boolean {
    const waiting = this.#held.get(connection) ?? [];
    this.#held.delete(connection);
    const next = waiting.shift();
    if (next !== undefined) connection.onPacket(next);
    const paused = this.#held.get(connection);
    if (paused !== undefined) paused.push(...waiting);
    else if (waiting.length > 0) this.#held.set(connection, waiting);
    else connection.transport.socket.resume();
    return paused === undefined && waiting.length > 0;
  }
}

/** The engine finds nothing to do in what is left. */
function hold(held: Packet[], packet: Packet): void {
  held.push({ ...packet });
  packet.type = 'held';
}

/**
 * In its place: the same event, without the data that was too large. One that expects no answer becomes an empty event.
 */
function refusable(data: string): string {
  return `2${EVENT.exec(data.slice(0, 20))?.[1] ?? ''}["${TOO_LARGE}"]`;
}

/** At once: nothing more is read from it, and the rest of the same packet is not parsed. */
function hangUp(connection: Connection): void {
  const { socket } = connection.transport;
  connection.close(true);
  socket.terminate();
}
