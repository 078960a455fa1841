/**
 * Three servers that may end at any moment and are replaced: inside this process, where they stop in good order (which
 * makes new copies of the documents), or as processes of their own, which are killed. A fourth one reads the store and
 * is left alone.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Chance } from './chance.ts';
import { Station, type Guest } from '../server/scribe-server.ts';
import type { PrivateRedis } from '../server/private-redis.ts';

const NAMES = ['Priya N', 'Bob L', 'Ana S', 'Sam O', 'Kim T', 'Lee V'];
export type How = 'inside' | 'processes';

export interface FuzzServer {
  readonly url: string;
  close(): Promise<unknown>;
}

export class FuzzServers {
  readonly reader: Station;
  readonly guests: readonly Guest[];
  readonly all: FuzzServer[];
  readonly #open: () => Promise<FuzzServer>;
  readonly #followers: Array<Promise<unknown>> = [];

  private constructor(reader: Station, guests: readonly Guest[], all: FuzzServer[], open: () => Promise<FuzzServer>) {
    this.reader = reader;
    this.guests = guests;
    this.all = all;
    this.#open = open;
  }

  /** Stops every server, whatever happened before. */
  static async during<Answer>(
    redis: PrivateRedis,
    how: How,
    story: (servers: FuzzServers) => Promise<Answer>,
  ): Promise<Answer> {
    const servers = await FuzzServers.open(redis, how);
    try {
      return await story(servers);
    } finally {
      await servers.close();
    }
  }

  static async open(redis: PrivateRedis, how: How): Promise<FuzzServers> {
    const prefix = `fuzz-${how}`;
    const reader = await Station.open(redis, prefix);
    const guests = await Promise.all(NAMES.map((name) => reader.guest(name)));
    const open = () => (how === 'inside' ? inside(redis, prefix) : ServerChild.open(redis.url, prefix));
    return new FuzzServers(reader, guests, await Promise.all([open(), open(), open()]), open);
  }

  get first(): Guest {
    return this.guests[0] as Guest;
  }

  /**
   * Ends one server, which is gone before this resolves; another starts in its place meanwhile. False when too few are
   * left.
   */
  async endOne(chance: Chance): Promise<boolean> {
    if (this.all.length < 2) return false;
    const [ended] = this.all.splice(chance.below(this.all.length), 1) as [FuzzServer];
    await ended.close();
    this.#followers.push(this.#open().then((server) => this.all.push(server)));
    return true;
  }

  async close(): Promise<void> {
    await Promise.all(this.#followers);
    await Promise.all([...this.all, this.reader].map((server) => server.close()));
  }
}

async function inside(redis: PrivateRedis, prefix: string): Promise<FuzzServer> {
  const station = await Station.open(redis, prefix);
  return { url: station.url, close: () => station.close() };
}

class ServerChild implements FuzzServer {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  static async open(redisUrl: string, prefix: string): Promise<ServerChild> {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'test/support/server/scribe-process.ts', redisUrl, prefix],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new ServerChild(line.toString().trim(), child);
  }

  /** kill -9: no shutdown. */
  async close(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}
