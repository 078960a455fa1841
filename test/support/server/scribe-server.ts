/**
 * A small setup for tests of the scribe document: a Redis of its own, and on it as many servers as wanted, each with
 * its own log, rooms, access and gateway behind a plain http server. People connect with tokens and write through the
 * stock y-websocket provider.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { Admission } from '../../../server/access/admission.ts';
import { People, SERVER } from '../../../server/access/people.ts';
import { SessionCookie, Sessions } from '../../../server/access/sessions.ts';
import { Tokens } from '../../../server/access/tokens.ts';
import { Vault } from '../../../server/access/vault.ts';
import { roomDomain, workspaceDomain } from '../../../server/rooms/domains.ts';
import { connectForRequests } from '../../../server/log/redis.ts';
import { RedisRoomLog } from '../../../server/log/room-log.redis.ts';
import { Rooms } from '../../../server/rooms/rooms.ts';
import { createScribeGateway, type ScribeGateway } from '../../../server/scribe/wire/gateway.ts';
import { StoreId } from '../../../server/log/store-id.ts';
import { StoreClock } from '../../../server/log/store-clock.ts';
import { routeUpgrades } from '../../../server/edge/upgrades.ts';
import type { Actor } from '../../../shared/envelope.ts';
import { declare } from '../../../shared/room.ts';
import { POLICY } from '../domain/given.ts';
import { until, type PrivateRedis } from './private-redis.ts';

/** A person of the workspace, and a token for their programs. */
export interface Guest extends Actor {
  readonly token: string;
  readonly tokenId: string;
}

interface StationOptions {
  /** New documents open with these. */
  readonly headings?: readonly string[];
  readonly budgetFactor?: number;
}

export class Station {
  readonly gateway: ScribeGateway;
  readonly rooms: Rooms;
  readonly admission: Admission;
  readonly people: People;
  readonly tokens: Tokens;
  readonly #log: RedisRoomLog;
  readonly #clock: StoreClock;
  readonly #redis: Redis;
  readonly #server: Server = createServer();

  constructor(url: string, prefix: string, { headings = [], budgetFactor = 1 }: StationOptions) {
    this.#log = new RedisRoomLog(url, prefix);
    this.#clock = new StoreClock(this.#log);
    this.rooms = new Rooms(
      { room: roomDomain, workspace: workspaceDomain },
      { log: this.#log, clock: this.#clock, warn: () => undefined },
    );
    this.#redis = connectForRequests(url);
    const vault = new Vault(this.#redis, prefix);
    this.tokens = new Tokens(vault);
    this.people = new People(this.rooms.workspace);
    const sessions = new Sessions(vault, () => Date.now());
    this.admission = new Admission({
      vault,
      sessions,
      tokens: this.tokens,
      people: this.people,
      bootstrapToken: null,
      cookie: new SessionCookie(false, new StoreId(this.#redis, prefix)),
    });
    this.gateway = createScribeGateway({
      hosting: this.rooms,
      access: this.admission,
      redisUrl: url,
      prefix,
      budgetFactor,
      headings: async () => headings,
    });
    routeUpgrades(this.#server, {
      originOf: () => 'none',
      routes: [['/scribe/', (...upgrade) => this.gateway.handle(...upgrade)]],
    });
  }

  static async open(redis: Pick<PrivateRedis, 'url'>, prefix: string, options: StationOptions = {}): Promise<Station> {
    const station = new Station(redis.url, prefix, options);
    await until('the log can be reached', () =>
      station.#log.time().then(
        () => true,
        () => false,
      ),
    );
    await station.#clock.start();
    await station.rooms.start();
    await once(station.#server.listen(0, '127.0.0.1'), 'listening');
    return station;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/scribe`;
  }

  async guest(
    name: string,
    { observer, scopes = [] }: { observer?: true; scopes?: ReadonlyArray<'read' | 'write'> } = {},
  ): Promise<Guest> {
    const added = await this.people.add({ name, observer }, SERVER);
    if (!added.ok) throw new Error(added.code);
    const { id, trained } = added.person;
    const made = await this.tokens.make({ person: id, scopes, lineage: [] });
    if (made === null) throw new Error('too many tokens');
    return { id, name, trained, administrator: false, token: made.token, tokenId: made.id };
  }

  async declare(room: string, actor: Actor): Promise<void> {
    const hosted = await this.rooms.unwritten(room);
    const answer = await hosted.send(
      declare(randomUUID(), { title: 'Checkout fails', severity: 2, kind: 'incident', policy: POLICY }),
      { actor },
    );
    if (!answer.ok) throw new Error(answer.message);
  }

  /** A command by anyone, with the present epoch. */
  async says(room: string, actor: Actor, { type, data }: { type: string; data: object }): Promise<void> {
    const hosted = await this.rooms.room(room);
    const state = (await hosted?.fresh())?.state;
    const answer = await hosted?.send({ id: randomUUID(), type, data, epoch: state?.floor.epoch }, { actor });
    if (answer?.ok !== true) throw new Error(answer?.message ?? 'no such room');
  }

  async close(): Promise<void> {
    await this.gateway.stop();
    this.#server.close();
    await this.rooms.stop();
    this.#clock.stop();
    await this.#log.close();
    this.#redis.disconnect();
  }
}

/** A person connected with the stock provider, as any Yjs program would be. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;

  constructor(station: Pick<Station, 'url'>, room: string, guest: Guest) {
    // Without this, providers in one process would sync with each other directly.
    const quiet = { disableBc: true, maxBackoffTime: 100, WebSocketPolyfill: socketOf(guest) };
    this.provider = new WebsocketProvider(station.url, room, this.doc, quiet);
  }

  get text(): Y.Text {
    return this.doc.getText('plain');
  }

  get synced(): Promise<void> {
    return until('the document is synced', () => this.provider.synced);
  }

  /** The code with which the server closed it for good. */
  get closed(): Promise<number> {
    return new Promise((resolve) => this.provider.on('closed', ({ code }) => resolve(code)));
  }

  /** Moves to another server, with everything that is unsent. */
  move(station: Pick<Station, 'url'>): void {
    this.provider.disconnect();
    this.provider.serverUrl = station.url;
    this.provider.connect();
  }

  close(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

function socketOf(guest: Guest): typeof globalThis.WebSocket {
  class WithToken extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { authorization: `Bearer ${guest.token}` } });
    }
  }
  return WithToken as unknown as typeof globalThis.WebSocket;
}

export type BareSocket = WebSocket & { readonly heard: Uint8Array[] };

/** A socket without a Yjs client behind it, as a hostile program has. */
export async function bare(address: string, guest?: Guest): Promise<BareSocket> {
  const heard: Uint8Array[] = [];
  const headers = guest === undefined ? {} : { authorization: `Bearer ${guest.token}` };
  const socket = Object.assign(new WebSocket(address, { headers }), { heard });
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => heard.push(new Uint8Array(data)));
  await once(socket, 'open');
  return socket;
}
