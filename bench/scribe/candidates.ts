/**
 * The servers that are measured, each behind the same small interface: start the servers, open a new document, say
 * where the n-th person connects. The peers run as their documentation starts them; ours is the built server, with
 * rooms declared over HTTP and people with tokens.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { House } from '../common/house.ts';
import type { Seat } from '../common/line.ts';
import { BenchRedis, cpuSeconds, RunningProgram, type Program } from '../common/processes.ts';

const PEERS = fileURLToPath(new URL('../peers/', import.meta.url));
const OURS = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));
// The Node of this version from the npm package `node`; its binary is a separate package for each kind of machine.
const NODE_24 =
  ['x64', 'arm64']
    .map((machine) => `${PEERS}hocuspocus-4/node_modules/node-linux-${machine}/bin/node`)
    .find((path) => existsSync(path)) ?? 'node';

export type PeerName =
  | 'y-websocket'
  | 'y-redis'
  | 'hocuspocus-3'
  | 'hocuspocus-3-redis'
  | 'hocuspocus-4'
  | 'hocuspocus-4-redis';
export type CandidateName = 'watchfloor' | PeerName;

/** A candidate with its servers up. */
export interface Stage {
  readonly name: CandidateName;
  readonly servers: readonly RunningProgram[];
  readonly redis: BenchRedis | null;
  readonly house: House | null;
  newDocument(): Promise<string>;
  /** People are spread over the servers. */
  seat(document: string, person: number): Seat;
  /** CPU seconds of everything that serves: all servers and Redis. */
  cpu(): number;
  /** As after a power cut of the servers; Redis keeps running. */
  restart(): Promise<void>;
  strike(): Promise<void>;
}

interface Peer {
  readonly folder: string;
  readonly node: string;
  readonly hasRedis: boolean;
  readonly seat: (port: number, document: string) => Seat;
}

const plain = (port: number, document: string): Seat => ({
  port,
  path: `/${document}`,
  headers: {},
  documentName: null,
});
const named = (port: number, document: string): Seat => ({ port, path: '/', headers: {}, documentName: document });

const PEER: Readonly<Record<PeerName, Peer>> = {
  'y-websocket': { folder: 'websocket-server', node: process.execPath, hasRedis: false, seat: plain },
  'y-redis': { folder: 'websocket-server', node: process.execPath, hasRedis: true, seat: plain },
  'hocuspocus-3': { folder: 'hocuspocus-3', node: process.execPath, hasRedis: false, seat: named },
  'hocuspocus-3-redis': { folder: 'hocuspocus-3', node: process.execPath, hasRedis: true, seat: named },
  'hocuspocus-4': { folder: 'hocuspocus-4', node: NODE_24, hasRedis: false, seat: named },
  'hocuspocus-4-redis': { folder: 'hocuspocus-4', node: NODE_24, hasRedis: true, seat: named },
};

export interface Staging {
  readonly servers: number;
  /** More flags for the Node that runs our server, such as --cpu-prof. */
  readonly flags?: readonly string[];
}

export async function stage(name: CandidateName, { servers, flags = [] }: Staging): Promise<Stage> {
  const redis = name === 'watchfloor' || PEER[name].hasRedis ? await BenchRedis.start() : null;
  const program = name === 'watchfloor' ? ours(redis, flags) : theirs(PEER[name], redis);
  const running: RunningProgram[] = [];
  for (let index = 0; index < servers; index += 1) running.push(await RunningProgram.start(program));
  const house = name === 'watchfloor' ? await House.open(running[0]?.port ?? 0) : null;
  const portOf = (person: number): number => (running[person % running.length] as RunningProgram).port;
  return {
    name,
    servers: running,
    redis,
    house,
    newDocument: async () => (house === null ? randomUUID() : house.declare()),
    seat: (document, person) =>
      name === 'watchfloor'
        ? (house as House).seat(portOf(person), document, person)
        : PEER[name].seat(portOf(person), document),
    cpu: () => cpuSeconds([...running, ...(redis === null ? [] : [redis])].map(({ pid }) => pid)),
    async restart() {
      for (const [index, each] of running.entries()) {
        await each.end();
        running[index] = await RunningProgram.start(program, each.port);
      }
    },
    async strike() {
      for (const each of running) await each.end(flags.length > 0 ? 'SIGTERM' : 'SIGKILL');
      await redis?.end();
    },
  };
}

function ours(redis: BenchRedis | null, flags: readonly string[]): Program {
  return {
    node: process.execPath,
    file: OURS,
    environment: { REDIS_URL: redis?.url, BOOTSTRAP_TOKEN: House.operator, LOG_LEVEL: 'warn' },
    ready: '/readyz',
    flags,
  };
}

function theirs({ node, folder }: Peer, redis: BenchRedis | null): Program {
  return {
    node,
    file: `${PEERS}${folder}/server.mjs`,
    environment: redis === null ? {} : { REDIS_PORT: String(redis.port) },
    ready: '/',
  };
}
