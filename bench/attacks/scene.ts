/**
 * The fixture of the attacks: a store and a server with the default budgets, the demo's incident played into a room,
 * and what is measured there: how long others wait for answers and why, what the server holds in memory, what is on
 * disk.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { call, OPERATOR, ServerProcess, somebody } from '../../test/support/server/server-process.ts';
import { PrivateRedis, until } from '../../test/support/server/private-redis.ts';
import type { Period, Where, Witnessed } from './witness.ts';
import type { Target } from './wires.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
export const WITNESSES = 6;
/** Of each: together 24 a second, several times what the busiest room says. More would only fill the machine. */
export const LINES_A_SECOND = 4;

/** How late the server's event loop was since the last call, and for how long in all it waited for a core, in ms. */
export interface Lateness {
  readonly p99: number;
  readonly most: number;
  readonly noCore: number;
}

export class AttackFixture {
  readonly redis: PrivateRedis;
  readonly server: ServerProcess;
  readonly #children: ChildProcess[] = [];
  #witness: ChildProcess | null = null;
  #waitedMs = 0;

  private constructor(redis: PrivateRedis, server: ServerProcess) {
    this.redis = redis;
    this.server = server;
  }

  static async set(): Promise<AttackFixture> {
    const redis = await PrivateRedis.start();
    const server = await ServerProcess.start(redis.url, { BUDGET_FACTOR: '1', NODE_OPTIONS: '--inspect=127.0.0.1:0' });
    return new AttackFixture(redis, server);
  }

  /** Plays the incident; resolves with its room, and later with how the play ended. */
  async play(speed: number): Promise<{ room: string; ended: Promise<number> }> {
    const env = {
      ...process.env,
      WATCHFLOOR_URL: this.server.url,
      BOOTSTRAP_TOKEN: OPERATOR,
      DEMO_SPEED: String(speed),
    };
    const child = spawn(process.execPath, ['--import', 'tsx', here('../../demo/play.ts')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    const ended = once(child, 'exit').then(([code]) => Number(code ?? 1));
    const room = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).on('line', (printed) => {
        const found = /rooms\/(\S+)/.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', () => reject(new Error('the incident ended before it had a room')));
    });
    return { room, ended };
  }

  /**
   * Runs one attack by a person of its own until the work is done. Returns how much CPU the attacker itself took, in
   * seconds.
   */
  async under(attack: string, room: string, work: () => Promise<void>): Promise<number> {
    const { token } = await somebody(this.server, 'Mallory');
    const target: Target = { url: this.server.url, token, room };
    // Until it has loaded its code it is only load on the machine, not an attack.
    const child = await this.#launch('attacker.ts', attack, JSON.stringify(target));
    const loadedAt = cpuOf(child.pid);
    try {
      await work();
      return cpuOf(child.pid) - loadedAt;
    } finally {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  }

  /**
   * How long a few people wait for the answers to their lines, in ms; Infinity for a line that was not acknowledged.
   */
  async answers(room: string, seconds: number): Promise<readonly number[]> {
    return (await this.witnessed(room, { seconds, aSecond: LINES_A_SECOND })).waits;
  }

  /** The same, with the part of the wait that the server did not cause. */
  async witnessed(room: string, period: Period): Promise<Witnessed> {
    this.#witness ??= await this.#callWitnesses(room);
    const answer = once(this.#witness, 'message');
    this.#witness.send(period);
    return ((await answer) as [Witnessed])[0];
  }

  async lateness(): Promise<Lateness> {
    const text = String((await call(this.server, 'GET', '/metrics')).body['text']);
    const ms = (name: string): number =>
      Number(new RegExp(`^watchfloor_loop_delay_${name}_seconds (\\S+)$`, 'm').exec(text)?.[1]) * 1000;
    const waited = Number(readFileSync(`/proc/${this.server.child.pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
    const noCore = waited - this.#waitedMs;
    this.#waitedMs = waited;
    return { p99: ms('p99'), most: ms('max'), noCore };
  }

  /** What the server's process holds after garbage collection, in MB: its heap and the buffers outside it. */
  async memory(): Promise<number> {
    const address = await this.#inspector();
    const socket = new WebSocket(address);
    await once(socket, 'open');
    const ask = (id: number, method: string, params: object = {}): Promise<Record<string, unknown>> =>
      new Promise((resolve) => {
        socket.on('message', (data: Buffer) => {
          const heard = JSON.parse(data.toString()) as { id?: number; result?: Record<string, unknown> };
          if (heard.id === id) resolve(heard.result ?? {});
        });
        socket.send(JSON.stringify({ id, method, params }));
      });
    await ask(1, 'HeapProfiler.collectGarbage');
    await ask(2, 'HeapProfiler.collectGarbage');
    const { result } = (await ask(3, 'Runtime.evaluate', {
      expression: '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())',
    })) as { result: { value: number } };
    socket.close();
    return result.value / 1024 / 1024;
  }

  /** How much CPU the server and its Redis have used since they started, in seconds. */
  async cpu(): Promise<{ readonly server: number; readonly redis: number }> {
    return {
      server: cpuOf(this.server.child.pid),
      redis: cpuOf(Number(/process_id:(\d+)/.exec(await this.#ask('server'))?.[1])),
    };
  }

  /** What Redis has on disk, in MB. */
  async disk(): Promise<number> {
    return Number(/aof_current_size:(\d+)/.exec(await this.#ask('persistence'))?.[1]) / 1024 / 1024;
  }

  async strike(): Promise<void> {
    for (const child of this.#children) if (child.exitCode === null) child.kill('SIGKILL');
    await this.server.kill();
    await this.redis.end();
  }

  async #callWitnesses(room: string): Promise<ChildProcess> {
    const tokens = await Promise.all(
      Array.from({ length: WITNESSES }, async (_, at) => (await somebody(this.server, `Witness ${at + 1}`)).token),
    );
    const where: Where = { url: this.server.url, redisUrl: this.redis.url, room, tokens };
    return this.#launch('witness.ts', JSON.stringify(where));
  }

  /** Another process of this fixture, once it reports that it is ready. */
  async #launch(program: string, ...args: readonly string[]): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', here(program), ...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#children.push(child);
    await once(child, 'message');
    return child;
  }

  async #ask(section: string): Promise<string> {
    const redis = this.redis.client();
    const info = await redis.info(section);
    redis.disconnect();
    return info;
  }

  async #inspector(): Promise<string> {
    const find = (): string | undefined => /ws:\/\/\S+/.exec(this.server.printed.join('\n'))?.[0];
    await until('the server can be looked into', () => find() !== undefined);
    return find() as string;
  }
}

/** In seconds; 0 for a process that is gone. */
function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
