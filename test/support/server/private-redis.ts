/**
 * Fixture for tests of the server's insides: a Redis of the test's own, which can be killed and started again on its
 * directory, and any number of servers' insides (log, clock, rooms, alarm) on it. Everything listens on 127.0.0.1 and
 * is cleaned up.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Alarm } from '../../../server/timers/alarm.ts';
import { openLogger, type Fields } from '../../../server/logger.ts';
import { freePort } from './ports.ts';
import type { Domain } from '../../../server/rooms/domain.ts';
import { RedisRoomLog } from '../../../server/log/room-log.redis.ts';
import { Rooms } from '../../../server/rooms/rooms.ts';
import { StoreClock } from '../../../server/log/store-clock.ts';
import { newerDomain, tinyDomain, type Tally } from './tiny-domain.ts';

/** Polls until the condition holds; fails with its name when it takes too long. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end; await later(10)) {
    if (await isSo()) return;
  }
  throw new Error(`never came true: ${what}`);
}

export class PrivateRedis {
  readonly port: number;
  readonly folder: string;
  #child: ChildProcess | null = null;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.folder = folder;
  }

  static async start(): Promise<PrivateRedis> {
    const redis = new PrivateRedis(await freePort(), await mkdtemp(join(tmpdir(), 'watchfloor-test-')));
    await redis.raise();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, or starts it again on what is on disk; resolves once it answers. */
  async raise(): Promise<void> {
    const settings = {
      port: this.port,
      bind: '127.0.0.1',
      dir: this.folder,
      appendonly: 'yes',
      appendfsync: 'always',
      save: '',
      hz: 100,
      'maxmemory-policy': 'noeviction',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#child = spawn('redis-server', flags, { stdio: 'ignore' });
    const probe = this.client();
    await until('Redis answers', async () => (await probe.ping().catch(() => '')) === 'PONG');
    probe.disconnect();
  }

  /** Like a power cut: no shutdown, nothing flushed. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** A plain connection for reading and damaging what is stored. Waits for Redis as long as necessary. */
  client(): Redis {
    const redis = new Redis({
      port: this.port,
      host: '127.0.0.1',
      maxRetriesPerRequest: null,
      retryStrategy: () => 20,
    });
    redis.on('error', () => {});
    return redis;
  }

  async end(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The insides of one server, with the tiny domain. */
export interface ServerParts {
  readonly log: RedisRoomLog;
  readonly clock: StoreClock;
  readonly rooms: Rooms<Tally, Tally>;
  readonly alarm: Alarm;
  /** What it reported to the operator. */
  readonly told: Array<{ event: string; fields: Fields }>;
  stop(): Promise<void>;
}

export interface ServerPartsOptions {
  readonly prefix?: string;
  readonly law?: Domain<Tally>;
  readonly alarm?: 'bells' | 'sweep only';
}

export async function serverParts(url: string, options: ServerPartsOptions = {}): Promise<ServerParts> {
  const { prefix = 'wf', law = tinyDomain, alarm: ringing } = options;
  const told: ServerParts['told'] = [];
  const logger = {
    ...openLogger('silent'),
    warn: (event: string, fields: Fields = {}) => void told.push({ event, fields }),
  };
  const log = new RedisRoomLog(url, prefix);
  const clock = new StoreClock(log);
  const rooms = new Rooms({ room: law, workspace: newerDomain }, { log, clock, warn: logger.warn });
  const alarm = new Alarm({ redisUrl: url, prefix, log, clock, rooms, logger, bells: ringing === 'bells' });
  await until('the log can be reached', () =>
    log.time().then(
      () => true,
      () => false,
    ),
  );
  await clock.start();
  await rooms.start();
  if (ringing !== undefined) await alarm.start();
  const stop = async () => {
    if (ringing !== undefined) await alarm.stop();
    await rooms.stop();
    clock.stop();
    await log.close();
  };
  return { log, clock, rooms, alarm, told, stop };
}
