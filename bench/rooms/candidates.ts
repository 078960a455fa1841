/**
 * The servers that are measured, each behind the same small interface. All servers of a candidate share one core, so
 * that two are compared with two by what they do and not by how many cores they find; Redis has the machine's rest.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { House } from '../common/house.ts';
import { BenchRedis, cpuSeconds, RunningProgram, type Program } from '../common/processes.ts';
import type { Place } from './packets.ts';

const OURS = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));
const PEER = fileURLToPath(new URL('../peers/socket-io/server.mjs', import.meta.url));
const ONE_CORE = cpus().length > 1 ? ['taskset', '-c', '0'] : [];

export type CandidateName = 'watchfloor' | 'socket.io';

/** A candidate with its servers up. */
export interface Stage {
  readonly servers: readonly RunningProgram[];
  newRoom(): Promise<string>;
  /** People are spread over the servers. */
  place(room: string, person: number): Place;
  /** CPU seconds of all servers. */
  cpu(): number;
  strike(): Promise<void>;
}

/** The generator gets the other cores. */
export function leaveTheirCore(): void {
  const others = cpus().length - 1;
  if (others > 0) spawnSync('taskset', ['-a', '-cp', `1-${others}`, String(process.pid)]);
}

export async function stage(
  name: CandidateName,
  { servers, people, flags = [] }: { servers: number; people: number; flags?: readonly string[] },
): Promise<Stage> {
  const isOurs = name === 'watchfloor';
  const redis = isOurs || servers > 1 ? await BenchRedis.start() : null;
  const program = isOurs ? ours(redis, flags) : theirs(redis);
  const running: RunningProgram[] = [];
  for (let index = 0; index < servers; index += 1) running.push(await RunningProgram.start(program));
  const house = isOurs ? await House.open(running[0]?.port ?? 0, people) : null;
  return {
    servers: running,
    newRoom: async () => house?.declare() ?? randomUUID(),
    place: (room, person) => ({
      port: (running[person % running.length] as RunningProgram).port,
      room,
      token: house?.token(person) ?? '',
    }),
    cpu: () => cpuSeconds(running.map(({ pid }) => pid)),
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
    environment: {
      REDIS_URL: redis?.url,
      BOOTSTRAP_TOKEN: House.operator,
      LOG_LEVEL: 'warn',
      BUDGET_FACTOR: '9999',
    },
    ready: '/readyz',
    flags,
    under: ONE_CORE,
  };
}

function theirs(redis: BenchRedis | null): Program {
  return {
    node: process.execPath,
    file: PEER,
    environment: redis === null ? {} : { REDIS_PORT: String(redis.port) },
    ready: '/',
    under: ONE_CORE,
  };
}
