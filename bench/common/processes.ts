/**
 * The programs under test as processes of their own: started on a free port with the bench's probe inside, queried,
 * measured by the kernel's accounting, stopped or killed. Linux only: it reads /proc.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../server/redis/redis-home.ts';

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));
const TICKS_PER_SECOND = 100;
const READY_WITHIN_MS = 20_000;

export interface Program {
  /** The Node that runs it. */
  readonly node: string;
  readonly file: string;
  readonly environment: NodeJS.ProcessEnv;
  /** An address that answers 200 once the server is ready. */
  readonly ready: string;
  readonly flags?: readonly string[];
  /** A command that runs it, such as `taskset -c 0`. */
  readonly under?: readonly string[];
}

export interface Memory {
  readonly used: number;
  readonly rss: number;
}

export class RunningProgram {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#child = child;
  }

  static async start(program: Program, port?: number): Promise<RunningProgram> {
    const chosen = port ?? (await freePort());
    const env = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'production',
      PORT: String(chosen),
      ...program.environment,
    };
    const flags = ['--expose-gc', '--import', PROBE, ...(program.flags ?? [])];
    const [command, ...before] = program.under ?? [];
    const argv = [...flags, program.file];
    const child = spawn(command ?? program.node, command === undefined ? argv : [...before, program.node, ...argv], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
    const running = new RunningProgram(chosen, child);
    for (const end = performance.now() + READY_WITHIN_MS; performance.now() < end; await pause(20)) {
      if (child.exitCode !== null) throw new Error(`${program.file} ended with ${child.exitCode}: ${said}`);
      if (
        await fetch(`http://127.0.0.1:${chosen}${program.ready}`).then(
          ({ status }) => status === 200,
          () => false,
        )
      )
        return running;
    }
    throw new Error(`${program.file} was not ready in time: ${said}`);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What is in use after a collection, in bytes. */
  async memory(): Promise<Memory> {
    return (await this.#ask('memory')) as Memory;
  }

  /** Starts measuring the longest block of the main thread. */
  async watch(): Promise<void> {
    await this.#ask('watch');
  }

  async blocked(): Promise<{ readonly longestMs: number; readonly p99Ms: number }> {
    return (await this.#ask('blocked')) as { longestMs: number; p99Ms: number };
  }

  /** By default as in a power cut. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    await gone;
  }

  async #ask(question: string): Promise<unknown> {
    const answered = once(this.#child, 'message');
    this.#child.send(question);
    return (await answered)[0];
  }
}

/** A Redis for the bench, with the settings that Watchfloor asks for; the peers get the same. */
export class BenchRedis {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(port: number, child: ChildProcess, folder: string) {
    this.port = port;
    this.#child = child;
    this.#folder = folder;
    process.once('exit', this.#leave);
  }

  static async start(): Promise<BenchRedis> {
    const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
    const port = await freePort();
    const settings = {
      port,
      bind: '127.0.0.1',
      dir: folder,
      appendonly: 'yes',
      appendfsync: 'always',
      save: '',
      hz: 100,
      'maxmemory-policy': 'noeviction',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (text: Buffer) => text.toString().includes('Ready to accept connections') && resolve()),
    );
    return new BenchRedis(port, child, folder);
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async end(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#leave();
    await gone;
    process.off('exit', this.#leave);
  }

  /** Also when the bench is interrupted. */
  readonly #leave = (): void => {
    this.#child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  };
}

/** Seconds of CPU that these processes have used so far, all threads together. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }, 0);
}
