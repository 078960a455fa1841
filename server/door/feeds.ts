/**
 * Feeds: how a room's commits reach the sockets of this server.
 *
 *   fold -> pending -> (once per turn of the event loop) one frame, encoded once -> everybody in the room
 *   subscribe: read what lies between -> send it -> in the same breath as "nothing is missing": flush, and in
 *
 * Always holds: what a socket receives of a room begins right after the position it was given and has no gap and no double. Only
 * what the log's reader has folded is sent; the code that appended sends nothing.
 */
import { mayRead, type RoomState } from '../../shared/room.ts';
import type { Commit } from '../../shared/envelope.ts';
import type { Hosted } from '../rooms/hosting.ts';
import { COME_BACK, NOT_YOURS, sendAway, type DoorServer, type DoorSocket } from './door-sockets.ts';

const MOST_IN_A_FRAME = 500;
const REMOVED = 'you were removed from this room';
const isShutOut = ({ folded }: Hosted<RoomState>, socket: DoorSocket): boolean =>
  !mayRead(folded.state, socket.data.caller.actor.id);
const channel = (room: string): string => `room:${room}`;

interface Feed {
  readonly hosted: Hosted<RoomState>;
  pending: Commit[];
  /** The version up to which everything has been sent to the channel. */
  sentTo: number;
  stop: () => void;
}

export class Feeds {
  readonly #io: DoorServer;
  readonly #feeds = new Map<string, Feed>();

  constructor(io: DoorServer) {
    this.#io = io;
    const { adapter } = io.of('/');
    adapter.on('delete-room', (name: string) => {
      if (name.startsWith('room:')) this.#close(name.slice(5));
    });
  }

  /** Sends this socket everything after `from`, then keeps it up to date. Stops by itself when the socket entered anew or left. */
  async subscribe(socket: DoorSocket, hosted: Hosted<RoomState>, from: number): Promise<void> {
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
    }
    if (isShutOut(hosted, socket)) return sendAway(socket, NOT_YOURS, REMOVED);
    this.#flush(this.#feed(hosted));
    void socket.join(channel(room));
  }

  unsubscribe(socket: DoorSocket, room: string): void {
    void socket.leave(channel(room));
  }

  /** Stops the feed of every room for a reader that does not keep up; answers how far each had been sent. */
  pause(socket: DoorSocket): Map<string, number> {
    const rooms = new Map<string, number>();
    for (const room of socket.data.entered.keys()) {
      const feed = this.#feeds.get(room);
      if (feed === undefined || !socket.rooms.has(channel(room))) continue;
      rooms.set(room, feed.sentTo);
      void socket.leave(channel(room));
    }
    return rooms;
  }

  /** Takes a reader up again that has caught up with what it was sent. */
  async resume(socket: DoorSocket, hosted: Hosted<RoomState>, from: number): Promise<void> {
    if (socket.data.entered.has(hosted.id)) await this.subscribe(socket, hosted, from);
  }

  stop(): void {
    for (const room of this.#feeds.keys()) this.#close(room);
  }

  #feed(hosted: Hosted<RoomState>): Feed {
    const known = this.#feeds.get(hosted.id);
    if (known !== undefined && known.hosted === hosted) return known;
    known?.stop();
    const feed: Feed = { hosted, pending: [], sentTo: hosted.folded.position.version, stop: () => {} };
    feed.stop = hosted.listen(
      (commits) => {
        if (feed.pending.length === 0) setImmediate(() => this.#flush(feed));
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
    for (let from = 0; from < pending.length; from += MOST_IN_A_FRAME) {
      const commits = pending.slice(from, from + MOST_IN_A_FRAME);
      this.#io.local.to(channel(hosted.id)).emit('commits', { room: hosted.id, commits });
    }
    for (const socket of this.#members(hosted.id)) {
      if (isShutOut(hosted, socket)) sendAway(socket, NOT_YOURS, REMOVED);
    }
  }

  /** The fold stopped or started over: nobody may go on as if nothing had happened. */
  #halt(room: string): void {
    for (const socket of this.#members(room)) sendAway(socket, COME_BACK, 'this room is being read anew');
    this.#close(room);
  }

  #close(room: string): void {
    this.#feeds.get(room)?.stop();
    this.#feeds.delete(room);
  }

  #members(room: string): readonly DoorSocket[] {
    const { adapter, sockets } = this.#io.of('/');
    return [...(adapter.rooms.get(channel(room)) ?? [])].flatMap((id) => sockets.get(id) ?? []);
  }
}
