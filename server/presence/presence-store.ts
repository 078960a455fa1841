/**
 * Who is connected to which server: every server keeps its own connections in Redis and a copy of everyone else's in
 * memory.
 *
 *   a change -> my hash, its sequence number, one message to the others          (gathered for a tenth of a second)
 *   every 5 s -> my lease of 15 s again, dead servers' hashes gone, and everyone's number; where a number differs, that hash is read
 *
 * Always holds: a connection counts only while its server's lease stands, so a killed server's people are gone within
 * 16 s. While Redis is away nothing is known (`sightedSince` is null) and nothing may be concluded from anyone's
 * absence.
 */
import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { StoreId } from '../log/store-id.ts';
import { ConnectionIndex } from './connection-index.ts';
import { LEASE_MS, renewLease, type Lease } from './presence-lease.ts';

interface Stay {
  readonly zone: string | null;
  readonly seen: number;
  readonly idle: boolean;
}

/** One socket: whose it is, and its state in each room that it entered. */
export interface Connection {
  readonly person: string;
  /** Not a page: where it is in no room, it does not say where its person is. */
  readonly program?: true;
  readonly rooms: Readonly<Record<string, Stay>>;
}

interface Replica {
  seq: number;
  connections: Map<string, Connection>;
}

interface Message {
  readonly server: string;
  readonly seq: number;
  readonly changed: Readonly<Record<string, Connection>>;
  readonly gone: readonly string[];
  readonly ended?: true;
}

const RENEW_MS = 5_000;
const GATHER_MS = 100;
/** How soon to try again while Redis is away. */
const BLIND_MS = 500;

export interface PresenceConnections {
  readonly redis: Redis;
  readonly subscriber: Redis;
  readonly prefix: string;
  readonly now: () => number;
}

export class PresenceStore {
  readonly server = randomBytes(9).toString('base64url');
  readonly #at: PresenceConnections;
  readonly #store: StoreId;
  readonly #own: Replica = { seq: 0, connections: new Map() };
  readonly #others = new Map<string, Replica>();
  /** Of all connections, own and others'. */
  readonly index = new ConnectionIndex();
  readonly #touched = new Set<string>();
  readonly #listeners = new Set<(rooms: ReadonlySet<string>) => void>();
  readonly #lastSeen = new Map<string, number>();
  #mustRewrite = false;
  /** The channel that is followed now; its name tells which store. */
  #followed: string | null = null;
  #beating = false;
  #sightedSince: number | null = null;
  #gather: NodeJS.Timeout | undefined;
  #renew: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(connections: PresenceConnections) {
    this.#at = connections;
    this.#store = new StoreId(connections.redis, connections.prefix);
    const { subscriber } = connections;
    subscriber.on('message', (channel, json) =>
      channel === this.#followed ? this.#hear(JSON.parse(json) as Message) : undefined,
    );
    subscriber.on('ready', () => void this.#beat()).on('close', () => (this.#followed = null));
    for (const connection of [connections.redis, subscriber]) connection.on('close', () => this.#blind());
  }

  /** Since when (ms) this server has seen everyone without a break; null while it does not. */
  get sightedSince(): number | null {
    return this.#sightedSince;
  }

  /** When this person was last heard of, on any server (ms); null for never since this server runs. */
  lastSeen(person: string): number | null {
    return this.#lastSeen.get(person) ?? null;
  }

  async start(): Promise<void> {
    await this.#beat();
  }

  put(socket: string, connection: Connection): void {
    this.#set(this.#own, socket, connection);
    this.#lastSeen.set(connection.person, this.#at.now());
    this.#touch(socket);
  }

  own(socket: string): Connection | undefined {
    return this.#own.connections.get(socket);
  }

  remove(socket: string): void {
    const connection = this.#own.connections.get(socket);
    if (connection === undefined) return;
    this.#lastSeen.set(connection.person, this.#at.now());
    this.#delete(this.#own, socket);
    this.#touch(socket);
  }

  *everybody(): Iterable<Connection> {
    yield* this.#own.connections.values();
    for (const { connections } of this.#others.values()) yield* connections.values();
  }

  /** Called with the rooms in which something may have changed. */
  listen(listener: (rooms: ReadonlySet<string>) => void): void {
    this.#listeners.add(listener);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#gather);
    clearTimeout(this.#renew);
    const { redis } = this.#at;
    const farewell: Message = { server: this.server, seq: this.#own.seq + 1, changed: {}, gone: [], ended: true };
    const leaving = redis.multi().zrem(this.#key('servers'), this.server).del(this.#key(this.server));
    await this.#channel()
      .then((channel) => leaving.publish(channel, JSON.stringify(farewell)).exec())
      .catch(() => null);
  }

  readonly #channel = (): Promise<string> => this.#store.channels().then((base) => `${base}presence`);

  #key(what: string): string {
    return `${this.#at.prefix}:{presence}:${what}`;
  }

  /** A connection to Redis broke: from now on no one's absence means anything, until the next beat has come through. */
  #blind(): void {
    if (this.#sightedSince === null || this.#stopped) return;
    this.#sightedSince = null;
    clearTimeout(this.#renew);
    this.#renew = setTimeout(() => void this.#beat(), BLIND_MS);
  }

  /**
   * Follows the channel of the store that answers now. Throws what the store says, and while the other connection is
   * away.
   */
  async #follow(): Promise<void> {
    await this.#store.check();
    const channel = await this.#channel();
    if (channel === this.#followed) return;
    if (this.#followed !== null) await this.#at.subscriber.unsubscribe(this.#followed);
    await this.#at.subscriber.subscribe((this.#followed = channel));
    // What was said before is unknown: every number counts as different.
    for (const replica of this.#others.values()) replica.seq = -1;
  }

  #touch(socket: string): void {
    this.#touched.add(socket);
    this.#gather ??= setTimeout(() => void this.#tell(), GATHER_MS);
  }

  /** One call for all that changed in a tenth of a second. When it fails the next beat writes everything. */
  async #tell(): Promise<void> {
    this.#gather = undefined;
    if (this.#stopped) return;
    const sockets = [...this.#touched];
    this.#touched.clear();
    const changed: Record<string, Connection> = {};
    for (const socket of sockets) {
      const connection = this.#own.connections.get(socket);
      if (connection !== undefined) changed[socket] = connection;
    }
    const gone = sockets.filter((socket) => changed[socket] === undefined);
    this.#own.seq += 1;
    const message: Message = { server: this.server, seq: this.#own.seq, changed, gone };
    const key = this.#key(this.server);
    const fields = Object.entries(changed).flatMap(([socket, connection]) => [socket, JSON.stringify(connection)]);
    const call = this.#at.redis
      .multi()
      .hset(key, '@seq', this.#own.seq, ...fields)
      .pexpire(key, LEASE_MS);
    if (gone.length > 0) call.hdel(key, ...gone);
    await this.#channel()
      .then((channel) => call.publish(channel, JSON.stringify(message)).exec())
      .catch(() => (this.#mustRewrite = true));
  }

  async #beat(): Promise<void> {
    clearTimeout(this.#renew);
    if (this.#stopped || this.#beating) return;
    this.#beating = true;
    let next = RENEW_MS;
    try {
      await this.#follow();
      next = await this.#compare(await renewLease(this.#at.redis, this.#key(''), this.server));
      if (this.#followed === null) throw new Error('nothing is heard just now');
      this.#sightedSince ??= this.#at.now();
    } catch {
      this.#sightedSince = null;
      next = BLIND_MS;
    }
    this.#beating = false;
    if (!this.#stopped) this.#renew = setTimeout(() => void this.#beat(), next);
  }

  /**
   * Reads what is new or different, forgets dead servers; answers when to look again (at the next lease's end, if that
   * is soon).
   */
  async #compare(living: Map<string, Lease>): Promise<number> {
    const mine = living.get(this.server)?.seq ?? 0;
    if (this.#mustRewrite || (mine !== this.#own.seq && this.#gather === undefined)) await this.#rewrite();
    living.delete(this.server);
    for (const [server, replica] of this.#others) if (!living.has(server)) this.#forget(server, replica);
    for (const [server, { seq }] of living) if (this.#others.get(server)?.seq !== seq) await this.#read(server);
    return Math.max(50, Math.min(RENEW_MS, ...[...living.values()].map(({ lifeMs }) => lifeMs + 50)));
  }

  async #rewrite(): Promise<void> {
    const key = this.#key(this.server);
    this.#own.seq += 1;
    const fields = [...this.#own.connections].flatMap(([socket, connection]) => [socket, JSON.stringify(connection)]);
    await this.#at.redis
      .multi()
      .del(key)
      .hset(key, '@seq', this.#own.seq, ...fields)
      .pexpire(key, LEASE_MS)
      .exec();
    this.#mustRewrite = false;
  }

  async #read(server: string): Promise<void> {
    const { '@seq': seq = '0', ...fields } = await this.#at.redis.hgetall(this.#key(server));
    const connections = new Map(
      Object.entries(fields).map(([socket, json]) => [socket, JSON.parse(json) as Connection]),
    );
    const before = this.#others.get(server)?.connections ?? new Map<string, Connection>();
    for (const connection of before.values()) this.index.remove(connection);
    for (const connection of connections.values()) this.index.add(connection);
    this.#others.set(server, { seq: Number(seq), connections });
    this.#told([...before.values(), ...connections.values()]);
  }

  #hear({ server, seq, changed, gone, ended }: Message): void {
    if (server === this.server) return;
    const replica = this.#others.get(server);
    if (ended === true) return replica === undefined ? undefined : this.#forget(server, replica);
    if (replica === undefined || seq > replica.seq + 1) return void this.#read(server).catch(() => null);
    if (seq <= replica.seq) return;
    replica.seq = seq;
    const before = [...Object.keys(changed), ...gone].flatMap((socket) => replica.connections.get(socket) ?? []);
    for (const socket of gone) this.#delete(replica, socket);
    for (const [socket, connection] of Object.entries(changed)) this.#set(replica, socket, connection);
    this.#told([...before, ...Object.values(changed)]);
  }

  #forget(server: string, replica: Replica): void {
    this.#others.delete(server);
    for (const connection of replica.connections.values()) this.index.remove(connection);
    this.#told([...replica.connections.values()]);
  }

  #set(replica: Replica, socket: string, connection: Connection): void {
    this.#delete(replica, socket);
    replica.connections.set(socket, connection);
    this.index.add(connection);
  }

  #delete({ connections }: Replica, socket: string): void {
    const known = connections.get(socket);
    if (known !== undefined) this.index.remove(known);
    connections.delete(socket);
  }

  #told(connections: readonly Connection[]): void {
    for (const { person } of connections) this.#lastSeen.set(person, this.#at.now());
    const rooms = new Set(connections.flatMap(({ rooms: stays }) => Object.keys(stays)));
    if (rooms.size > 0) for (const listener of this.#listeners) listener(rooms);
  }
}
