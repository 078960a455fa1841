/**
 * A small house for tests of the scribe document: a Redis of its own, plain http servers with a gateway each, and a room whose law is
 * the real one. Only the room's log is kept in memory, so that a test can change the crew in one line.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTcp, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Actor, Commit } from '../shared/envelope.ts';
import type { RoomState } from '../shared/room.ts';
import type { Access, Caller } from '../server/access/caller.ts';
import type { Hosted, Hosting } from '../server/hosting.ts';
import { connectForRequests } from '../server/redis.ts';
import { createScribeGateway, type ScribeGateway } from '../server/scribe-gateway.ts';
import { routeUpgrades } from '../server/upgrades.ts';
import { given, History, type Act } from './given.ts';

/** Waits until something is so, asking again as fast as the event loop turns; fails by name. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 8000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`never came true: ${what}`);
}

export class TestRedis {
  url = '';
  readonly folder = mkdtempSync(join(tmpdir(), 'scribe-redis-'));
  private child: ChildProcess | null = null;
  private port = 0;

  async start(): Promise<void> {
    this.port ||= await freePort();
    this.url = `redis://127.0.0.1:${this.port}`;
    const options = { port: this.port, bind: '127.0.0.1', dir: this.folder, appendonly: 'yes', appendfsync: 'always', save: '', hz: 100 };
    this.child = spawn('redis-server', Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]), { stdio: 'ignore' });
    const probe = connectForRequests(this.url);
    await until('Redis answers', async () => (await probe.ping().catch(() => '')) === 'PONG');
    probe.disconnect();
  }

  async kill(): Promise<void> {
    if (this.child === null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
    this.child = null;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createTcp().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** One room for all gateways of a test, folded by the real law. */
export class RoomOnTheTable {
  readonly history: History;
  readonly hosted: Hosted<RoomState>;
  private readonly listeners = new Set<(commits: readonly Commit[]) => void>();

  constructor(id: string, ...acts: readonly Act[]) {
    this.history = given(...acts);
    const { history, listeners } = this;
    const folded = () => ({ state: history.state, position: { version: history.version, hash: '' } });
    this.hosted = {
      id,
      get folded() {
        return folded();
      },
      frozen: null,
      fresh: () => Promise.resolve(folded()),
      send: (command, { actor, arrival }) => {
        const isDone = this.happens({ at: '+1h', actor, type: command.type, data: command.data, id: command.id, arrival });
        return Promise.resolve(isDone ? { ok: true, version: history.version } : { ok: false, code: 'refused', message: '' });
      },
      after: () => Promise.resolve([]),
      before: () => Promise.resolve([]),
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }

  happens(act: Act): boolean {
    const verdict = this.history.judge(act);
    if (!verdict.ok) return false;
    this.history.append(act, verdict.events);
    for (const listener of this.listeners) listener(this.history.commits.slice(-1));
    return true;
  }
}

/** Tokens are the people's ids; tickets are "<person>!" and work once. */
export class PeopleAtTheDoor implements Access {
  readonly ended = new Set<string>();
  private readonly used = new Set<string>();
  private readonly people: Readonly<Record<string, Caller>>;

  constructor(...people: readonly Caller[]) {
    this.people = Object.fromEntries(people.map((caller) => [caller.actor.id, caller]));
  }

  whoIs: Access['whoIs'] = ({ headers, url }) => {
    const token = headers.authorization?.replace('Bearer ', '') ?? new URL(url ?? '/', 'http://x').searchParams.get('as') ?? '';
    return Promise.resolve(this.people[token] ?? null);
  };
  byToken: Access['byToken'] = (token) => Promise.resolve(this.people[token] ?? null);
  redeemTicket: Access['redeemTicket'] = (ticket) => {
    if (this.used.has(ticket)) return Promise.resolve(null);
    this.used.add(ticket);
    return Promise.resolve(this.people[ticket.replace('!', '')] ?? null);
  };
  keepInOpenRoom: Access['keepInOpenRoom'] = () => Promise.resolve();
  recheck: Access['recheck'] = (callers) => Promise.resolve(callers.map((caller) => (this.ended.has(caller.actor.id) ? null : caller)));
}

export function callerOf(actor: Actor, more: { observer?: boolean; readOnly?: boolean } = {}): Caller {
  const { observer = false, readOnly = false } = more;
  const person = { id: actor.id, name: actor.name, area: null, trained: actor.trained, administrator: false, observer, active: true, addedAt: '' };
  return { kind: 'session', person, actor, scopes: { read: true, write: !readOnly }, administrator: false, credential: actor.id };
}

export class Station {
  readonly gateway: ScribeGateway;
  readonly url: string;
  private readonly server: Server;

  private constructor(gateway: ScribeGateway, server: Server) {
    this.gateway = gateway;
    this.server = server;
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/scribe`;
  }

  static async open(redis: TestRedis, prefix: string, { rooms, access }: { rooms: readonly RoomOnTheTable[]; access: Access }): Promise<Station> {
    const hosting = { room: (id: string) => Promise.resolve(rooms.find(({ hosted }) => hosted.id === id)?.hosted ?? null) } as Pick<Hosting, 'room'> as Hosting;
    const gateway = createScribeGateway({ hosting, access, redisUrl: redis.url, prefix });
    const server = createServer();
    routeUpgrades(server, { originOf: () => 'own', routes: [['/scribe/', (...upgrade) => gateway.handle(...upgrade)]] });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new Station(gateway, server);
  }

  async close(): Promise<void> {
    await this.gateway.stop();
    this.server.close();
  }
}

/** Somebody with the stock provider, as any Yjs program would use it. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  acknowledged = 0;

  constructor(station: Station, room: string, { as, params = {} }: { as: Actor; params?: Record<string, string> }) {
    this.provider = new WebsocketProvider(station.url, room, this.doc, {
      params: { as: as.id, ...params },
      disableBc: true,
      maxBackoffTime: 100,
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    });
  }

  get text(): Y.Text {
    return this.doc.getText('plain');
  }

  get synced(): Promise<void> {
    return until('the document is synced', () => this.provider.synced);
  }

  /** Goes over to another server, with everything unsent. */
  move(station: Station): void {
    this.provider.disconnect();
    this.provider.serverUrl = station.url;
    this.provider.connect();
  }

  close(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}
