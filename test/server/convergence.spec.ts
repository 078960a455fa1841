/**
 * Three real servers, one Redis, one room, and the worst failures in the middle: what was acknowledged is there once,
 * and everyone folds the same, whichever server they were connected to.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flaw, genesis, positionOf } from '../../server/log/chain.ts';
import type { Commit } from '../../shared/envelope.ts';
import { evolve, initial } from '../../shared/room.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let servers: ServerProcess[];
let people: Somebody[];
let room: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = await Promise.all([1, 2, 3].map(() => ServerProcess.start(redis.url)));
  people = [];
  for (const name of ['Ana', 'Bob', 'Kim', 'Li', 'Sam', 'Zoe'])
    people.push(await somebody(servers[0] as ServerProcess, name));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await redis.end();
});

/** What a writer knows of one command: sent until it was acknowledged, whatever failed in between. */
interface Written {
  readonly id: string;
  readonly version: number;
  readonly by: string;
}

/** A person who writes many lines, several at once, and moves to another server when theirs is gone. */
class Writer {
  readonly written: Written[] = [];
  readonly #who: Somebody;
  #at: number;
  #visitor: Visitor | null = null;
  #coming: Promise<Visitor> | null = null;

  constructor(who: Somebody, at: number) {
    this.#who = who;
    this.#at = at;
  }

  async write(count: number, atOnce: number): Promise<void> {
    let next = 0;
    const pen = async (): Promise<void> => {
      for (let at = next++; at < count; at = next++) await this.#say(`${this.#who.name} ${at}`);
    };
    await Promise.all(Array.from({ length: atOnce }, pen));
  }

  /** Only after everything was compared, because a commander's disconnect is one more commit. */
  leave(): void {
    this.#visitor?.leave();
  }

  async #say(text: string): Promise<void> {
    const command = say(text);
    for (;;) {
      const answer = await (await this.#reach()).command(room, command, 3_000).catch(() => null);
      if (answer?.ok === true)
        return void this.written.push({ id: command.id, version: answer.version, by: this.#who.id });
      if (answer !== null && !['busy', 'unconfirmed', 'unavailable'].includes(answer.code))
        throw new Error(`refused: ${answer.code}`);
    }
  }

  /** A working socket to a live server: one attempt for everyone who waits. */
  async #reach(): Promise<Visitor> {
    if (this.#visitor?.socket.connected === true) return this.#visitor;
    this.#coming ??= this.#come().finally(() => (this.#coming = null));
    return this.#coming;
  }

  async #come(): Promise<Visitor> {
    for (;;) {
      const server = servers[this.#at++ % servers.length] as ServerProcess;
      const visitor = new Visitor(server, { token: this.#who.token });
      if (
        await visitor.connected().then(
          () => true,
          () => false,
        )
      )
        return (this.#visitor = visitor);
      visitor.leave();
    }
  }
}

/** Reads the whole log from outside and checks the chain. */
async function wholeLog(server: ServerProcess): Promise<Commit[]> {
  const commits: Commit[] = [];
  let head = genesis(room);
  for (;;) {
    const { body } = await call(server, 'GET', `/api/rooms/${room}/log?after=${head.version}&limit=500`, {
      token: people[0]?.token ?? '',
    });
    const page = body['commits'] as Commit[];
    if (page.length === 0) return commits;
    for (const commit of page) {
      expect(flaw(head, commit)).toBeNull();
      head = positionOf(commit);
    }
    commits.push(...page);
  }
}

function isTrue(commits: readonly Commit[], written: readonly Written[]): void {
  const versions = new Map<string, number[]>();
  for (const { commandId, version } of commits) versions.set(commandId, [...(versions.get(commandId) ?? []), version]);
  for (const { id, version } of written) expect(versions.get(id)).toEqual([version]);
}

/** Every reader's fold, every server's fold and a fresh fold of the log are the same. */
async function haveConverged(readers: readonly Visitor[], commits: readonly Commit[]): Promise<void> {
  const head = positionOf(commits.at(-1) as Commit);
  const fresh = commits.reduce((state, commit) => evolve(state, commit), initial);
  for (const reader of readers) {
    await until('a reader is at the head', () => reader.position.version >= head.version);
    expect(reader.position).toEqual(head);
    expect(reader.state).toEqual(fresh);
  }
  for (const server of servers) {
    const { body } = await call(server, 'GET', `/api/rooms/${room}`, { token: people[0]?.token ?? '' });
    expect(body).toEqual({ id: room, ...head, room: fresh });
  }
}

describe('three servers, one log', () => {
  test('CV1 10,000 commands of six people on three servers make one log without gap or double; every answer is true', async () => {
    room = await declareRoom(servers[0] as ServerProcess, people[0] as Somebody);
    const readers = await Promise.all(servers.map((server) => Visitor.come(server, people[1]?.token ?? '')));
    for (const reader of readers) await reader.enter(room);
    const writers = people.map((who, at) => new Writer(who, at));
    await Promise.all(writers.map((writer) => writer.write(Math.ceil(10_000 / people.length), 40)));
    const commits = await wholeLog(servers[2] as ServerProcess);
    const written = writers.flatMap((writer) => writer.written);
    expect(written.length).toBeGreaterThanOrEqual(10_000);
    isTrue(commits, written);
    await haveConverged(readers, commits);
    for (const each of [...readers, ...writers]) each.leave();
  });

  test('CV2 one server and Redis killed in the middle: nothing acknowledged is lost or doubled, and all converge', async () => {
    room = await declareRoom(servers[0] as ServerProcess, people[0] as Somebody);
    const reader = await Visitor.come(servers[0] as ServerProcess, people[1]?.token ?? '');
    await reader.enter(room);
    const writers = people.map((who, at) => new Writer(who, at));
    const writing = Promise.all(writers.map((writer) => writer.write(500, 20)));
    const acknowledged = (): number => writers.reduce((sum, writer) => sum + writer.written.length, 0);
    await until('a third is written', () => acknowledged() > 1_000, 30_000);
    const victim = servers.pop() as ServerProcess;
    await victim.kill();
    await until('half is written', () => acknowledged() > 1_500, 30_000);
    await redis.kill();
    // Counted while nothing can be written: once Redis is back, all may be written before anyone looks.
    const before = acknowledged();
    await redis.raise();
    await until('writing goes on', () => acknowledged() > before);
    await writing;
    const commits = await wholeLog(servers[1] as ServerProcess);
    isTrue(
      commits,
      writers.flatMap((writer) => writer.written),
    );
    const said = commits.flatMap((commit) => commit.events).filter(({ type }) => type === 'timeline.said');
    expect(said).toHaveLength(3_000);
    await haveConverged([reader], commits);
    for (const each of [reader, ...writers]) each.leave();
  });
});
