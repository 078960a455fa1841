/**
 * A Redis of our own, for operators without one: a child process on a directory under DATA_DIR, on 127.0.0.1, behind a
 * password.
 *
 *   DATA_DIR/redis/address.json   where it listens and its password, readable by its owner only; kept, so that it comes back the same
 *   DATA_DIR/redis/starting       a lock by mkdir: of two starts on one directory one starts it and the other joins
 *
 * Never two on one directory. It lives in a process group of its own behind a pipe, so that Ctrl-C reaches us and not
 * it: it stays until we have drained and let go of the pipe, and it goes with us if we are killed. A server that joined
 * takes over when the starter goes.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, constants, mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { answers, freePort, isFree, isRunning, readAddress, writeAddress, type Address } from './redis-home.ts';
import { pause } from '../rooms/waiting.ts';

/** Carries one sentence for the person who starts the server. */
export class NoRedis extends Error {}

const READY_WITHIN_MS = 20_000;
const LOCK_STALE_MS = 30_000;
const LOOK_EVERY_MS = 500;
/** Ends the child when our end of the pipe closes, however we end. */
const GUARD = 'exec 3<&0; "$@" </dev/null 3<&- & child=$!; (cat <&3 >/dev/null; kill $child 2>/dev/null) & wait $child';

export class EmbeddedRedis {
  readonly #folder: string;
  readonly #program: string;
  #address: Address;
  #child: ChildProcess | null = null;
  #isEnding = false;
  #watch: Promise<void> = Promise.resolve();

  private constructor(folder: string, program: string, address: Address) {
    this.#folder = folder;
    this.#program = program;
    this.#address = address;
  }

  /** Joins the Redis that runs on this directory, or starts it. @throws NoRedis */
  static async on(dataDir: string): Promise<EmbeddedRedis> {
    const named = resolve(dataDir, 'redis');
    await mkdir(named, { recursive: true, mode: 0o700 });
    // Redis says its directory without symbolic links, and by that it is recognized.
    const folder = await realpath(named);
    const address = (await readAddress(folder)) ?? {
      port: await freePort(),
      password: randomBytes(24).toString('hex'),
    };
    const redis = new EmbeddedRedis(folder, await findProgram(), address);
    await redis.#joinOrStart();
    redis.#watch = redis.#keep();
    return redis;
  }

  get url(): string {
    return `redis://:${this.#address.password}@127.0.0.1:${this.#address.port}`;
  }

  /** Lets go: ends the Redis if we started it (it saves everything first), leaves it if we joined. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    await this.#watch;
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.stdin?.end();
    await gone;
  }

  /** Brings it back when it is gone: it crashed, or the server that had started it has ended. */
  async #keep(): Promise<void> {
    while (!this.#isEnding) {
      await pause(LOOK_EVERY_MS);
      if (this.#isEnding || (await answers(this.#folder, this.#address)) !== 'no') continue;
      await this.#joinOrStart().catch(() => {});
    }
  }

  async #joinOrStart(): Promise<void> {
    for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end && !this.#isEnding; await pause(50)) {
      this.#address = (await readAddress(this.#folder)) ?? this.#address;
      const state = await answers(this.#folder, this.#address);
      if (state === 'yes') return;
      // Another Redis on this directory still loads, or hangs: a second one beside it would destroy both their logs.
      if (state === 'loading' || (await isRunning(this.#folder)) || !(await this.#lock())) continue;
      try {
        await this.#start();
      } finally {
        await rm(join(this.#folder, 'starting'), { recursive: true, force: true });
      }
    }
    if (!this.#isEnding && (await answers(this.#folder, this.#address)) !== 'yes')
      throw new NoRedis(`The Redis in ${this.#folder} does not answer; see redis.log there.`);
  }

  async #start(): Promise<void> {
    if ((await answers(this.#folder, this.#address)) !== 'no') return;
    if (!(await isFree(this.#address.port))) this.#address = { ...this.#address, port: await freePort() };
    await writeAddress(this.#folder, this.#address);
    const child = spawn('sh', ['-c', GUARD, 'sh', this.#program, await this.#configure()], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.on('error', () => {});
    child.on('exit', () => child.stdin?.end());
    child.stdin?.on('error', () => {});
    this.#child = child;
    await this.#untilReady(child);
  }

  /** In a file and not on the command line, where every user of the machine could read the password. */
  async #configure(): Promise<string> {
    const inside = (name: string) => join(this.#folder, name);
    const { port, password } = this.#address;
    const settings = {
      port,
      bind: '127.0.0.1',
      requirepass: password,
      dir: this.#folder,
      logfile: inside('redis.log'),
      pidfile: inside('redis.pid'),
      ...DURABLE,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(String(value))}\n`);
    await writeFile(inside('redis.conf'), lines.join(''), { mode: 0o600 });
    return inside('redis.conf');
  }

  /** A long log takes a while to load: as long as it says so, we wait. */
  async #untilReady(child: ChildProcess): Promise<void> {
    for (let end = Date.now() + READY_WITHIN_MS; Date.now() < end && child.exitCode === null; await pause(20)) {
      const state = await answers(this.#folder, this.#address);
      if (state === 'yes') return;
      if (state === 'loading') end = Date.now() + READY_WITHIN_MS;
    }
    child.stdin?.end();
    throw new NoRedis(`Redis did not start in ${this.#folder}; see redis.log there.`);
  }

  async #lock(): Promise<boolean> {
    const lock = join(this.#folder, 'starting');
    try {
      await mkdir(lock);
      return true;
    } catch {
      const age = await stat(lock).then(
        (found) => Date.now() - found.mtimeMs,
        () => 0,
      );
      if (age > LOCK_STALE_MS) await rm(lock, { recursive: true, force: true });
      return false;
    }
  }
}

const DURABLE = {
  appendonly: 'yes',
  appendfsync: 'always',
  save: '',
  'maxmemory-policy': 'noeviction',
  hz: 100,
  'no-appendfsync-on-rewrite': 'no',
};

/** The first redis-server or valkey-server on the PATH. @throws NoRedis */
async function findProgram(): Promise<string> {
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (
        folder !== '' &&
        (await access(path, constants.X_OK).then(
          () => true,
          () => false,
        ))
      )
        return path;
    }
  }
  throw new NoRedis('There is no redis-server or valkey-server on the PATH; install one, or set REDIS_URL.');
}
