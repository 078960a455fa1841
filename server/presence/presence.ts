/**
 * Presence: who is in a room now, on any server. Never in the log.
 *
 *   a person = all their connections in this room: devices counted, idle when every one of them is, seen = the furthest
 *   a person who enters gets everyone, then only those who changed, gathered for a fifth of a second
 *   a person who is gone is said to be gone 2.5 s later, so that a reload or a short cut is not seen by anyone
 */
import type { PersonHere } from '../../shared/protocol.ts';
import type { RoomState } from '../../shared/room.ts';
import { areAsBefore, nameIn, placeOf } from '../../shared/standing.ts';
import { mayAct } from '../access/caller.ts';
import { jsonOnce, withItem } from '../edge/json-once.ts';
import { broadcast, membersOf } from '../sockets/broadcast.ts';
import type { SocketServer, ClientSocket } from '../sockets/socket-types.ts';
import type { Hosted } from '../rooms/hosting.ts';
import type { Connection, PresenceStore } from './presence-store.ts';

const GATHER_MS = 200;
const FAREWELL_MS = 2_500;
/** Sockets with much waiting join this channel, and presence leaves it out. */
export const SLOW = 'slow';
const channel = (room: string): string => `presence:${room}`;

interface Shown {
  readonly hosted: Hosted<RoomState>;
  readonly people: Map<string, PersonHere>;
  /** The same, as all who enter are sent it. */
  list: readonly PersonHere[];
  /** People who are not here any more, but were until a moment ago: when that may be said. */
  readonly leaving: Map<string, number>;
  stop: () => void;
}

export class Presence {
  readonly #store: PresenceStore;
  readonly #names: (person: string) => string | null;
  readonly #rooms = new Map<string, Shown>();
  readonly #touched = new Set<string>();
  readonly #listeners = new Set<(room: string) => void>();
  #io: SocketServer | null = null;
  #gather: NodeJS.Timeout | undefined;

  constructor(store: PresenceStore, names: (person: string) => string | null) {
    this.#store = store;
    this.#names = names;
    store.listen((rooms) => rooms.forEach((room) => this.#touch(room)));
  }

  /** From now on tells these sockets; returns how to stop. */
  serve(io: SocketServer): () => void {
    this.#io = io;
    io.of('/').adapter.on('delete-room', (name: string) => {
      if (name.startsWith('presence:')) this.#forget(name.slice('presence:'.length));
    });
    return () => {
      clearTimeout(this.#gather);
      for (const room of this.#rooms.keys()) this.#forget(room);
    };
  }

  connected(socket: ClientSocket): void {
    const { person, actor, kind } = socket.data.caller;
    if (person !== null)
      this.#store.put(socket.id, { person: actor.id, rooms: {}, ...(kind === 'session' ? {} : { program: true }) });
  }

  /** A program that may only read hears who is here and is not here itself: it could hide that its person is gone. */
  enter(socket: ClientSocket, hosted: Hosted<RoomState>, zone: string | null): void {
    if (mayAct(socket.data.caller))
      this.#change(socket, (rooms) => ({
        ...rooms,
        [hosted.id]: { zone, seen: rooms[hosted.id]?.seen ?? 0, idle: false },
      }));
    const shown = this.#show(hosted);
    void socket.join(channel(hosted.id));
    // What everyone has been told so far, and this person: the rest is told to all of them in a moment.
    const { id } = socket.data.caller.actor;
    const own = this.#look(hosted, id).get(id);
    const others = shown.people.has(id) ? shown.list.filter((person) => person.id !== id) : shown.list;
    socket.emit('presence', { room: hosted.id, people: own === undefined ? others : withItem(others, own) });
    this.#touch(hosted.id);
  }

  leave(socket: ClientSocket, room: string): void {
    void socket.leave(channel(room));
    this.#change(socket, ({ [room]: _left, ...rooms }) => rooms);
    this.#touch(room);
  }

  sight(
    socket: ClientSocket,
    { room, version, idle = false }: { room: string; version: number; idle?: boolean | undefined },
  ): void {
    const head = this.#rooms.get(room)?.hosted.folded.position.version ?? 0;
    this.#change(socket, (rooms) => {
      const stay = rooms[room];
      return stay === undefined
        ? rooms
        : { ...rooms, [room]: { ...stay, seen: Math.max(stay.seen, Math.min(version, head)), idle } };
    });
    this.#touch(room);
  }

  /** A person whom this server plays is here like everyone else, until `gone`. */
  play(connection: string, person: string, room: string): void {
    this.#store.put(connection, { person, rooms: { [room]: { zone: null, seen: 0, idle: false } } });
    this.#touch(room);
  }

  gone(socket: string): void {
    const rooms = Object.keys(this.#store.own(socket)?.rooms ?? {});
    this.#store.remove(socket);
    rooms.forEach((room) => this.#touch(room));
  }

  /** A socket that was left out hears everything again. */
  catchUp(socket: ClientSocket): void {
    for (const [room, shown] of this.#rooms) {
      if (socket.rooms.has(channel(room))) socket.emit('presence', { room, people: [...shown.people.values()] });
    }
  }

  isConnected(person: string): boolean {
    return this.#store.index.has(person);
  }

  /** Calls back with each room in which people may have come or gone, on any server. */
  listen(heard: (room: string) => void): void {
    this.#listeners.add(heard);
  }

  /** How many people are connected to each of these rooms now. */
  countIn(rooms: ReadonlySet<string>): ReadonlyMap<string, number> {
    return new Map([...rooms].map((room) => [room, this.#peopleIn(room).size]));
  }

  /** The people who are connected to this room now, on any server; undefined while no server can know. */
  here(room: string): readonly string[] | undefined {
    if (this.#store.sightedSince === null) return undefined;
    return [...this.#peopleIn(room)];
  }

  /** The members of a room that is shown here who are connected, but not in it: with the rooms they are in, if any. */
  away(room: string): ReadonlyMap<string, readonly string[]> {
    const shown = this.#rooms.get(room);
    const away = new Map<string, readonly string[]>();
    if (shown === undefined) return away;
    for (const { person, rooms, program } of this.#store.everybody()) {
      const entered = Object.keys(rooms);
      const says = entered.length > 0 || program !== true;
      if (says && !shown.people.has(person) && placeOf(shown.hosted.folded.state, person).as !== null)
        away.set(person, [...(away.get(person) ?? []), ...entered]);
    }
    return away;
  }

  #peopleIn(room: string): Set<string> {
    return new Set(Array.from(this.#store.index.in(room), ({ person }) => person));
  }

  #change(socket: ClientSocket, change: (rooms: Connection['rooms']) => Connection['rooms']): void {
    const connection = this.#store.own(socket.id);
    if (connection !== undefined) this.#store.put(socket.id, { ...connection, rooms: change(connection.rooms) });
  }

  #show(hosted: Hosted<RoomState>): Shown {
    const known = this.#rooms.get(hosted.id);
    if (known?.hosted === hosted) return known;
    this.#forget(hosted.id);
    // Names and roles come from the log: a commit may change how a person here is to be shown.
    let before = hosted.folded.state;
    const stop = hosted.listen(() => {
      const now = hosted.folded.state;
      if (!areAsBefore(before, now)) this.#touch(hosted.id);
      before = now;
    });
    const people = this.#look(hosted);
    const shown: Shown = { hosted, people, list: [...people.values()], leaving: new Map(), stop };
    this.#rooms.set(hosted.id, shown);
    return shown;
  }

  #forget(room: string): void {
    this.#rooms.get(room)?.stop();
    this.#rooms.delete(room);
  }

  #touch(room: string): void {
    for (const listener of this.#listeners) listener(room);
    if (!this.#rooms.has(room)) return;
    this.#touched.add(room);
    this.#gather ??= setTimeout(() => this.#tell(), GATHER_MS);
  }

  #tell(): void {
    this.#gather = undefined;
    const rooms = [...this.#touched];
    this.#touched.clear();
    for (const room of rooms) {
      const shown = this.#rooms.get(room);
      if (shown === undefined) continue;
      const people = this.#differences(shown);
      if (people.length === 0 || this.#io === null) continue;
      const keepingUp = membersOf(this.#io, channel(room)).filter((socket) => !socket.rooms.has(SLOW));
      broadcast(keepingUp, 'presence', { room, people });
    }
  }

  #differences(shown: Shown): PersonHere[] {
    const now = this.#look(shown.hosted);
    const changed: PersonHere[] = [];
    for (const [id, person] of now) {
      shown.leaving.delete(id);
      const before = shown.people.get(id);
      // Its JSON is kept: everyone who enters is told of everyone who is here.
      if (before !== undefined && jsonOnce(before) === jsonOnce(person)) continue;
      shown.people.set(id, person);
      changed.push(person);
    }
    for (const [id, person] of shown.people) {
      if (now.has(id) || !this.#hasLeft(shown, id)) continue;
      shown.people.delete(id);
      changed.push({ ...person, connected: false, devices: 0 });
    }
    if (changed.length > 0) shown.list = [...shown.people.values()];
    return changed;
  }

  /** True once a person has been away for long enough to say so; until then asks to be asked again. */
  #hasLeft({ hosted, leaving }: Shown, person: string): boolean {
    const at = leaving.get(person) ?? performance.now() + FAREWELL_MS;
    if (performance.now() >= at) return leaving.delete(person);
    if (!leaving.has(person)) setTimeout(() => this.#touch(hosted.id), FAREWELL_MS + 5).unref();
    leaving.set(person, at);
    return false;
  }

  /** Who is here now; `only`: that person alone. */
  #look(hosted: Hosted<RoomState>, only?: string): Map<string, PersonHere> {
    const { state } = hosted.folded;
    const people = new Map<string, PersonHere>();
    for (const { person: id, rooms } of this.#store.index.in(hosted.id)) {
      const stay = rooms[hosted.id];
      if (stay === undefined || (only !== undefined && id !== only)) continue;
      const known = people.get(id);
      const { as, roles } = placeOf(state, id);
      const name = nameIn(state, id) ?? this.#names(id) ?? id;
      people.set(id, {
        id,
        name,
        roles,
        as: as ?? 'visitor',
        connected: true,
        idle: stay.idle && (known?.idle ?? true),
        devices: (known?.devices ?? 0) + 1,
        zone: stay.zone ?? known?.zone ?? null,
        seen: Math.max(stay.seen, known?.seen ?? 0),
      });
    }
    return people;
  }
}
