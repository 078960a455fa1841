/**
 * Real servers for tests: each a process on a port of its own, which can be stopped, killed and paused; and the
 * programs that talk to them, a bot over HTTP and a socket that follows a room.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import type { Commit, Position } from '../../../shared/envelope.ts';
import type { CommandAnswer, EnterAnswer, Entered, PersonHere } from '../../../shared/protocol.ts';
import { evolve, initial, type RoomState } from '../../../shared/room.ts';
import { until } from './private-redis.ts';

export const OPERATOR = 'an-operators-token-of-forty-characters-!';
/** The built server; the test run has built it (vitest.config.ts). */
const MAIN = fileURLToPath(new URL('../../../dist/server/main.js', import.meta.url));

export interface Line {
  readonly event: string;
  readonly port?: number;
  readonly [field: string]: unknown;
}

export class ServerProcess {
  readonly child: ChildProcess;
  readonly logger: Line[] = [];
  readonly printed: string[] = [];
  port = 0;

  private constructor(environment: NodeJS.ProcessEnv) {
    const env = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: '0',
      BOOTSTRAP_TOKEN: OPERATOR,
      BUDGET_FACTOR: '1000',
      ...environment,
    };
    this.child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    if (this.child.stdout !== null) createInterface(this.child.stdout).on('line', (line) => this.printed.push(line));
    if (this.child.stderr !== null) createInterface(this.child.stderr).on('line', (line) => this.#note(line));
  }

  static async start(redisUrl: string, environment: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    const server = ServerProcess.launch({ REDIS_URL: redisUrl, ...environment });
    await until('the server listens', () => server.port > 0 || server.child.exitCode !== null, 90_000);
    return server;
  }

  /** Doesn't wait until it listens. */
  static launch(environment: NodeJS.ProcessEnv): ServerProcess {
    return new ServerProcess(environment);
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Resolves with its exit code. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended();
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended();
  }

  #note(line: string): void {
    if (!line.startsWith('{')) return void this.printed.push(line);
    const noted = JSON.parse(line) as Line;
    this.logger.push(noted);
    if (noted.event === 'server.listening') this.port = Number(noted.port);
  }
}

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { code?: string };
}

/** One HTTP call; anonymous without a token. */
export async function call(
  server: ServerProcess,
  method: string,
  path: string,
  { token, body, headers }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Called> {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(server.url + path, {
    method,
    headers: { ...authorization, ...headers },
    ...(text === undefined ? {} : { body: text as string }),
  });
  const answer = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(answer) as Called['body']) : { text: answer },
  };
}

export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/** A new person with a token. */
export async function somebody(server: ServerProcess, name: string, scopes?: readonly string[]): Promise<Somebody> {
  const person = await call(server, 'POST', '/api/people', { token: OPERATOR, body: { name } });
  const id = String(person.body['id']);
  const made = await call(server, 'POST', '/api/tokens', {
    token: OPERATOR,
    body: { person: id, ...(scopes === undefined ? {} : { scopes }) },
  });
  return { id, name, token: String(made.body['token']) };
}

/**
 * The first person is the administrator, by the welcome link that one of the servers printed. Only an administrator may
 * set a room's times.
 */
export async function administrator(
  servers: readonly ServerProcess[],
  name = 'Priya N',
): Promise<Somebody & { cookie: string }> {
  const inviting = (): ServerProcess | undefined =>
    servers.find(({ printed }) => printed.some((line) => line.includes('/welcome/')));
  await until('one of the servers printed the welcome link', () => inviting() !== undefined);
  const server = inviting() as ServerProcess;
  const code = /welcome\/(\S+)/.exec(server.printed.join('\n'))?.[1];
  const origin = { origin: server.url, 'content-type': 'application/json' };
  const response = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: origin,
    body: JSON.stringify({ code, name }),
  });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const me = (await (await fetch(`${server.url}/api/me`, { headers: { cookie } })).json()) as { id: string };
  const made = await fetch(`${server.url}/api/tokens`, {
    method: 'POST',
    headers: { ...origin, cookie },
    body: JSON.stringify({ person: me.id }),
  });
  return { id: me.id, name, token: ((await made.json()) as { token: string }).token, cookie };
}

export async function declareRoom(server: ServerProcess, by: Somebody, more: object = {}): Promise<string> {
  const made = await call(server, 'POST', '/api/rooms', {
    token: by.token,
    body: { title: 'Checkout fails', severity: 2, ...more },
  });
  if (made.status !== 201) throw new Error(`not declared: ${JSON.stringify(made.body)}`);
  return String(made.body['id']);
}

export const say = (text: string): { id: string; type: string; data: object } => ({
  id: randomUUID(),
  type: 'timeline.say',
  data: { text },
});

/** A socket of a program, and everything it has received. */
export class Visitor {
  readonly socket: Socket;
  readonly commits: Commit[] = [];
  readonly people = new Map<string, PersonHere>();
  readonly presences: PersonHere[][] = [];
  readonly byes: number[] = [];
  /** Everything received, in order, by name: shows what came before what. */
  readonly order: string[] = [];
  state: RoomState = initial;
  position: Position = { version: 0, hash: '' };

  constructor(
    server: ServerProcess,
    {
      token,
      headers = {},
      reconnection = false,
    }: { token?: string; headers?: Record<string, string>; reconnection?: boolean },
  ) {
    const auth = token === undefined ? {} : { token };
    this.socket = io(server.url, {
      path: '/socket.io',
      transports: ['websocket'],
      auth,
      extraHeaders: headers,
      reconnection,
      forceNew: true,
    });
    this.socket.on('commits', ({ commits }: { commits: Commit[] }) => this.#fold(commits));
    this.socket.on('presence', ({ people }: { people: PersonHere[] }) => this.#meet(people));
    this.socket.on('bye', ({ code }: { code: number }) => this.byes.push(code));
    this.socket.onAny((event: string) => this.order.push(event));
  }

  static async come(server: ServerProcess, token: string): Promise<Visitor> {
    const visitor = new Visitor(server, { token });
    await visitor.connected();
    return visitor;
  }

  connected(): Promise<void> {
    if (this.socket.connected) return Promise.resolve();
    return new Promise((resolve, reject) => this.socket.once('connect', resolve).once('connect_error', reject));
  }

  ask<Answer = Record<string, unknown> & { ok: boolean; code?: string }>(
    event: string,
    message?: unknown,
    withinMs = 10_000,
  ): Promise<Answer> {
    return (
      message === undefined
        ? this.socket.timeout(withinMs).emitWithAck(event)
        : this.socket.timeout(withinMs).emitWithAck(event, message)
    ) as Promise<Answer>;
  }

  /** Read inside the callback: a promise continues only after the rest of the same network packet was handled. */
  enter(room: string, more: object = {}): Promise<Entered> {
    return new Promise((resolve, reject) => {
      this.socket.timeout(10_000).emit('enter', { room, ...more }, (lost: Error | null, answer: EnterAnswer) => {
        if (lost !== null) return reject(lost);
        if (!answer.ok) return reject(new Error(`not entered: ${answer.code}`));
        this.#adopt(answer);
        resolve(answer);
      });
    });
  }

  command(room: string, command: object, withinMs = 10_000): Promise<CommandAnswer> {
    return this.ask<CommandAnswer>('command', { room, ...command }, withinMs);
  }

  leave(): void {
    this.socket.disconnect();
  }

  #adopt(answer: Entered): void {
    this.order.push('entered');
    if (answer.room === undefined) this.#fold(answer.commits ?? []);
    else {
      this.state = answer.room;
      this.commits.push(...(answer.commits ?? []));
    }
    this.position = { version: answer.version, hash: answer.hash };
  }

  #fold(commits: readonly Commit[]): void {
    for (const commit of commits) {
      if (commit.version !== this.position.version + 1)
        throw new Error(`heard ${commit.version} after ${this.position.version}`);
      this.state = evolve(this.state, commit);
      this.position = { version: commit.version, hash: commit.hash };
      this.commits.push(commit);
    }
  }

  #meet(people: PersonHere[]): void {
    this.presences.push(people);
    for (const person of people) this.people.set(person.id, person);
  }
}
