/**
 * The documents that live on this server: opened by their first reader, followed by one subscription each, unloaded
 * when they had no readers for a while. Ends connections whose person was removed from the room or whose session is
 * over.
 */
import { caretRole } from '../../../shared/scribe/rules.ts';
import { mayRead, mayWriteDocument, type RoomState } from '../../../shared/room.ts';
import type { Access, Caller } from '../../access/caller.ts';
import { Tails, type Follower } from '../../log/tails.redis.ts';
import type { Hosted } from '../../rooms/hosting.ts';
import { told, type Logger } from '../../logger.ts';
import { readPublished } from '../store/append.ts';
import { begin } from './beginning.ts';
import { Rates } from '../wire/budgets.ts';
import { ScribeRoom, type RoomParts } from './room.ts';
import type { ScribeSocket } from '../wire/socket.ts';
import { documentTopic } from '../store/keys.ts';

const KEEP_EMPTY_MS = 60_000;
const ENDED = 'your session has ended';
/** Calm, told apart by hue and legible under dark text. */
const COLORS = ['#7cc4f8', '#f2a97e', '#b6a6f5', '#8fd19e', '#f08fb4', '#e3c567', '#74d3cf', '#c3cbd6'];

export interface LiveParts extends RoomParts {
  readonly redisUrl: string;
  readonly access: Access;
  readonly logger?: Logger | undefined;
  /** How many times faster than usual people are read from. */
  readonly budgetFactor?: number;
  /** With which headings a new document opens. */
  readonly headings: () => Promise<readonly string[]>;
}

export interface LiveDocument {
  readonly id: string;
  readonly room: ScribeRoom;
  readonly unlisten: () => void;
  /** What it follows; each resolves with how to stop. */
  readonly following: Array<Promise<() => Promise<void>>>;
  emptySinceMs: number | null;
}

export class LiveDocuments {
  readonly #documents = new Map<string, Promise<LiveDocument>>();
  readonly #opened = new Set<LiveDocument>();
  readonly #callers = new Map<ScribeSocket, Caller>();
  /** How fast each person is read from, in all documents. */
  readonly rates: Rates;
  readonly #parts: LiveParts;
  readonly #tails: Tails;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.rates = new Rates(parts.budgetFactor);
    this.#tails = new Tails(parts.redisUrl, parts.store.storeId);
  }

  /** Many readers who come at once wait for one loading. */
  open(hosted: Hosted<RoomState>): Promise<LiveDocument> {
    const present = this.#documents.get(hosted.id);
    if (present !== undefined) return present;
    const opening = this.#start(hosted);
    this.#documents.set(hosted.id, opening);
    opening.catch(() => this.#forget(hosted.id, opening));
    return opening;
  }

  join(document: LiveDocument, socket: ScribeSocket, caller: Caller): void {
    document.emptySinceMs = null;
    this.#callers.set(socket, caller);
    document.room.join(socket);
  }

  beat(nowMs: number): void {
    for (const document of this.#opened) {
      document.room.beat(nowMs);
      if (!document.room.isEmpty) document.emptySinceMs = null;
      else if (nowMs - (document.emptySinceMs ??= nowMs) > KEEP_EMPTY_MS) void this.#close(document, 1001);
    }
    this.rates.forget(performance.now());
    void this.#endThoseOver();
  }

  /** Ends the connections of deactivated people, as soon as this server has heard of it. */
  endDeparted(): void {
    for (const [socket, caller] of this.#callers) if (!this.#parts.access.stands(caller)) socket.close(4401, ENDED);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#opened].map((document) => this.#close(document, 1001)));
    await this.#tails.close();
  }

  async #start(hosted: Hosted<RoomState>): Promise<LiveDocument> {
    const { id } = hosted;
    const room = new ScribeRoom(
      {
        id,
        mayWrite: (person) =>
          hosted.frozen === null &&
          this.#parts.access.isActive(person) &&
          mayWriteDocument(hosted.folded.state, person),
        caretName: ({ visitor: { person, name } }) => ({
          id: person,
          name,
          color: colorOf(person),
          role: caretRole(hosted.folded.state, person),
        }),
        left: (socket) => void this.#callers.delete(socket),
        ended: (problem) => {
          this.#parts.logger?.warn('scribe.ended', { room: id, problem: told(problem) });
          this.#drop(document);
        },
      },
      this.#parts,
    );
    const unlisten = hosted.listen(
      () => crewChanged(room, hosted.folded.state),
      () => void this.#close(document, 1013),
    );
    const document: LiveDocument = { id, room, unlisten, following: [], emptySinceMs: null };
    this.#opened.add(document);
    try {
      await this.#begin(document);
    } catch (problem) {
      this.#drop(document);
      throw problem;
    }
    return document;
  }

  async #begin(document: LiveDocument): Promise<void> {
    const { id, room } = document;
    const { store } = this.#parts;
    const follow = (what: 'tail' | 'carets', follower: Follower): void =>
      void document.following.push(this.#tails.follow(documentTopic(id, what), follower));
    follow('carets', { heard: (bytes) => this.#hearServer(document, bytes), resync: () => undefined });
    follow('tail', { heard: (bytes) => room.follow(readPublished(bytes)), resync: () => room.catchUp() });
    await Promise.all([...document.following, begin(id, this.#parts)]);
    await room.load();
    void store.publishAwareness(id, Buffer.alloc(0)).catch(() => undefined);
  }

  /** An empty message asks: which server speaks for which client? */
  #hearServer({ id, room }: LiveDocument, bytes: Buffer): void {
    if (bytes.length > 0) room.carets.hearServer(bytes, Date.now());
    else void this.#parts.store.publishAwareness(id, room.carets.own()).catch(() => undefined);
  }

  async #close(document: LiveDocument, code: 1001 | 1013): Promise<void> {
    this.#drop(document);
    await document.room.stop(code, 'this document is being unloaded here');
  }

  #drop(document: LiveDocument): void {
    if (!this.#opened.delete(document)) return;
    this.#documents.delete(document.id);
    document.unlisten();
    for (const each of document.following)
      void each.then(
        (stop) => stop(),
        () => undefined,
      );
  }

  /**
   * Sessions and tokens that ended, asked for all connections at once. When nothing is known, no one is disconnected.
   */
  async #endThoseOver(): Promise<void> {
    const connections = [...this.#callers];
    if (connections.length === 0) return;
    const present = await this.#parts.access.recheck(connections.map(([, caller]) => caller)).catch(() => null);
    if (present === null) return;
    connections.forEach(([socket], at) => {
      if (present[at] === null) socket.close(4401, ENDED);
    });
  }

  #forget(id: string, opening: Promise<LiveDocument>): void {
    if (this.#documents.get(id) === opening) this.#documents.delete(id);
  }
}

function crewChanged(room: ScribeRoom, state: RoomState): void {
  for (const socket of room.connections)
    if (!mayRead(state, socket.visitor.person)) socket.close(4403, 'you were removed from this room');
  room.carets.rename();
}

function colorOf(person: string): string {
  const sum = Buffer.from(person).reduce((hash, byte) => (hash * 31 + byte) >>> 0, 7);
  return COLORS[sum % COLORS.length] ?? '#c3cbd6';
}
