/**
 * Feeds: how a room's commits reach the sockets of this server.
 *
 *   fold -> pending -> (once per turn of the event loop; under load pace.ts) one frame, encoded once -> everyone in the room
 *   subscribe: read what lies between -> send it -> in the same breath as "nothing is missing": in, as a newcomer
 *   newcomer: has a part of what is pending already, and gets only the rest of it; from the next frame on like everyone
 *
 * Always holds: what a socket receives of a room begins right after the position it was given and has no gap and no
 * double. Only what the log's reader has folded is sent; the code that appended sends nothing.
 */
import { removes, type RoomState } from '../../shared/room.ts';
import { mayShutOut } from '../../shared/standing.ts';
import type { Commit } from '../../shared/envelope.ts';
import type { Hosted } from '../rooms/hosting.ts';
import { maySee } from '../edge/room-guard.ts';
import { Pace } from './pace.ts';
import { broadcast, membersOf } from './broadcast.ts';
import { isBehind } from './slow-readers.ts';
import { COME_BACK, NOT_YOURS, sendAway, type SocketServer, type ClientSocket } from './socket-types.ts';

const MOST_IN_A_FRAME = 500;
const LOOK_EVERY_MS = 500;
const REMOVED = 'you were removed from this room';
const isShutOut = (hosted: Hosted<RoomState>, socket: ClientSocket): boolean => !maySee(socket.data.caller, hosted);
const channel = (room: string): string => `room:${room}`;

interface Feed {
  readonly hosted: Hosted<RoomState>;
  pending: Commit[];
  /** When all of its readers were last looked at (ms, monotonic): what a caller may read changes outside the room too. */
  lookedMs: number;
  /** The version up to which everything has been sent to the channel. */
  sentTo: number;
  /** Who came since the last frame, and up to which version they have the room. */
  readonly newcomers: Map<ClientSocket, number>;
  stop: () => void;
}

export class Feeds {
  readonly #io: SocketServer;
  readonly #feeds = new Map<string, Feed>();
  readonly #pace = new Pace();

  constructor(io: SocketServer) {
    this.#io = io;
    const { adapter } = io.of('/');
    adapter.on('delete-room', (name: string) => {
      if (name.startsWith('room:')) this.#close(name.slice(5));
    });
  }

  /**
   * Sends this socket everything after `from`, then keeps it up to date. Stops by itself when the socket entered again
   * or left.
   */
  async subscribe(socket: ClientSocket, hosted: Hosted<RoomState>, from: number): Promise<void> {
    const room = hosted.id;
    const mark = socket.data.entered.get(room);
    let at = from;
    while (at < hosted.folded.position.version) {
      const commits = await hosted.after(at, MOST_IN_A_FRAME);
      const last = commits.at(-1);
      if (!socket.connected || socket.data.entered.get(room) !== mark) return;
      if (isShutOut(hosted, socket)) return sendAway(socket, NOT_YOURS, REMOVED);
      if (last === undefined) return sendAway(socket, COME_BACK, 'come back in a moment');
      socket.emit('commits', { room, commits });
      at = last.version;
      if (isBehind(socket)) return this.#leaveBehind(socket, room, at);
    }
    if (isShutOut(hosted, socket)) return sendAway(socket, NOT_YOURS, REMOVED);
    const feed = this.#feed(hosted);
    if (feed.pending.length > 0) feed.newcomers.set(socket, at);
    void socket.join(channel(room));
  }

  /** When a room is next told what is new: people who come at the same time are answered together, at one version. */
  nextTelling(): Promise<void> {
    return new Promise((resolve) => this.#pace.soon(resolve));
  }

  unsubscribe(socket: ClientSocket, room: string): void {
    void socket.leave(channel(room));
  }

  /** Stops the feed of every room for a reader that does not keep up; answers how far each had been sent. */
  pause(socket: ClientSocket): Map<string, number> {
    const rooms = new Map<string, number>();
    for (const room of socket.data.entered.keys()) {
      const feed = this.#feeds.get(room);
      if (feed === undefined || !socket.rooms.has(channel(room))) continue;
      rooms.set(room, feed.newcomers.get(socket) ?? feed.sentTo);
      void socket.leave(channel(room));
    }
    return rooms;
  }

  /** The rest follows when the socket has taken what it was sent; see slow-readers.ts. */
  #leaveBehind(socket: ClientSocket, room: string, at: number): void {
    socket.data.behind ??= { sinceMs: performance.now(), rooms: this.pause(socket) };
    socket.data.behind.rooms.set(room, at);
  }

  /** Takes a reader up again that has caught up with what it was sent. */
  async resume(socket: ClientSocket, hosted: Hosted<RoomState>, from: number): Promise<void> {
    if (socket.data.entered.has(hosted.id)) await this.subscribe(socket, hosted, from);
  }

  stop(): void {
    for (const room of this.#feeds.keys()) this.#close(room);
  }

  #feed(hosted: Hosted<RoomState>): Feed {
    const known = this.#feeds.get(hosted.id);
    if (known !== undefined && known.hosted === hosted) return known;
    known?.stop();
    const sentTo = hosted.folded.position.version;
    const feed: Feed = { hosted, pending: [], lookedMs: 0, sentTo, newcomers: new Map(), stop: () => {} };
    feed.stop = hosted.listen(
      (commits) => {
        if (feed.pending.length === 0) this.#pace.soon(() => this.#flush(feed));
        feed.pending.push(...commits);
      },
      () => this.#halt(hosted.id),
    );
    this.#feeds.set(hosted.id, feed);
    return feed;
  }

  #flush(feed: Feed): void {
    const { pending, hosted } = feed;
    if (pending.length === 0) return;
    feed.pending = [];
    feed.sentTo = pending.at(-1)?.version ?? feed.sentTo;
    this.#shutOutOf(feed, pending);
    const newcomers = [...feed.newcomers].filter(([socket]) => socket.rooms.has(channel(hosted.id)));
    feed.newcomers.clear();
    const late = new Set(newcomers.map(([socket]) => socket));
    const others = this.#members(hosted.id).filter((socket) => !late.has(socket));
    inFrames(pending, (commits) => broadcast(others, 'commits', { room: hosted.id, commits }));
    for (const [socket, at] of newcomers) {
      const missing = pending.filter(({ version }) => version > at);
      inFrames(missing, (commits) => socket.emit('commits', { room: hosted.id, commits }));
    }
  }

  #shutOutOf(feed: Feed, pending: readonly Commit[]): void {
    const nowMs = performance.now();
    if (nowMs - feed.lookedMs < LOOK_EVERY_MS && !pending.some(mayShutOut)) return;
    feed.lookedMs = nowMs;
    for (const socket of this.#members(feed.hosted.id))
      if (isShutOut(feed.hosted, socket)) this.#shutOut(socket, feed.hosted.id, pending);
  }

  /** What was said up to this person's removal is theirs to read, and nothing after it. */
  #shutOut(socket: ClientSocket, room: string, pending: readonly Commit[]): void {
    void socket.leave(channel(room));
    const at = this.#feeds.get(room)?.newcomers.get(socket) ?? 0;
    const removed = pending.findIndex((commit) => removes(commit, socket.data.caller.actor.id));
    const theirs = pending.slice(0, removed + 1).filter(({ version }) => version > at);
    inFrames(theirs, (commits) => socket.emit('commits', { room, commits }));
    sendAway(socket, NOT_YOURS, REMOVED);
  }

  /** The fold stopped or started over: no one may go on as if nothing had happened. */
  #halt(room: string): void {
    for (const socket of this.#members(room)) sendAway(socket, COME_BACK, 'this room is being read anew');
    this.#close(room);
  }

  #close(room: string): void {
    this.#feeds.get(room)?.stop();
    this.#feeds.delete(room);
  }

  #members(room: string): readonly ClientSocket[] {
    return membersOf(this.#io, channel(room));
  }
}

function inFrames(commits: readonly Commit[], send: (commits: readonly Commit[]) => unknown): void {
  for (let from = 0; from < commits.length; from += MOST_IN_A_FRAME) send(commits.slice(from, from + MOST_IN_A_FRAME));
}
