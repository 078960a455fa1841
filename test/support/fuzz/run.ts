/**
 * One seed: twenty people on three servers write in one document while connections are cut, frames are delayed and
 * duplicated, people go offline and write on, move, reload, leave for good, and servers end. Then connections are
 * restored, everyone syncs, and all replicas, a new client on each server and the store must be the same, with
 * everything in it that was acknowledged.
 */
import { setImmediate as breath } from 'node:timers/promises';
import { Chance } from './chance.ts';
import { FuzzClient, type Place } from './client.ts';
import { change } from './edits.ts';
import { contains, difference, replicaOf, treeOf, treeOfJson } from './replica.ts';
import type { FuzzServers, How } from './servers.ts';
import { until } from '../server/private-redis.ts';

export interface FuzzPlan {
  readonly clients: number;
  readonly rounds: number;
  /** In how many of a thousand rounds a server ends. */
  readonly ends: number;
  readonly how: How;
}

const USUAL: FuzzPlan = { clients: 20, rounds: 140, ends: 6, how: 'inside' };
const KILLS: FuzzPlan = { ...USUAL, ends: 8, how: 'processes' };
/** Long enough for copies to be made and the log to be trimmed while people write. */
const LONG: FuzzPlan = { ...USUAL, clients: 8, rounds: 700, ends: 2 };

export const planOf = (seed: number): FuzzPlan => (seed % 10 === 0 ? KILLS : seed % 33 === 0 ? LONG : USUAL);

const PATIENCE_MS = 30_000;
// Each provider adds a listener for the end of the process.
process.setMaxListeners(0);

export class FuzzRun {
  readonly chance: Chance;
  readonly room: string;
  readonly clients: FuzzClient[] = [];
  /** What the people who left for good knew to be on disk. */
  readonly acknowledged: Uint8Array[] = [];
  readonly #servers: FuzzServers;

  constructor(seed: number, servers: FuzzServers) {
    this.chance = new Chance(seed);
    this.room = `inc-${(process.hrtime.bigint() % 9_000_000_000n) + 1n}`;
    this.#servers = servers;
  }

  async begin(clients: number): Promise<void> {
    await this.#servers.reader.declare(this.room, this.#servers.first);
    for (let count = 0; count < clients; count += 1) this.join();
    await until('everybody has come in', () => this.clients.every(({ isSynced }) => isSynced), PATIENCE_MS);
  }

  join(): void {
    const { chance, room } = this;
    this.clients.push(
      new FuzzClient(room, chance.pick(this.#servers.all), chance.pick(this.#servers.guests), chance.fork()),
    );
  }

  roughenHalf(): void {
    for (const client of this.clients) if (this.chance.happens(0.5)) client.roughen();
  }

  async round({ ends }: FuzzPlan): Promise<void> {
    const { chance } = this;
    const client = chance.pick(this.clients);
    const what = chance.below(1000);
    if (what < ends) await this.endServer();
    else if (what < 60) client.cut();
    else if (what < 120) client.goOffline();
    else if (what < 200) this.comeBack(client);
    else if (what < 250) client.move(chance.pick(this.#servers.all));
    else if (what < 280) client.reload(this.livingFor(client));
    else if (what < 300) this.leaveForGood(client);
    else if (what < 450) await this.hearEverything(client);
    else for (let left = 1 + chance.below(6); left > 0; left -= 1) change(client);
    if (chance.happens(0.5)) await breath();
  }

  comeBack(client: FuzzClient): void {
    const server = this.livingFor(client);
    if (server === client.server) client.comeBack();
    else client.move(server);
  }

  /** Their own server, or another one when that has ended. */
  livingFor(client: FuzzClient): Place {
    return this.#servers.all.some(({ url }) => url === client.server.url)
      ? client.server
      : this.chance.pick(this.#servers.all);
  }

  async hearEverything(client: FuzzClient): Promise<void> {
    const isHeard = (): boolean => {
      client.book.line?.release();
      return client.isSettled || !client.isOnline;
    };
    await until(`all that ${client.told} wrote is acknowledged`, isHeard, PATIENCE_MS).catch((problem: unknown) => {
      throw new Error(`${String(problem)}; now ${client.told}`);
    });
  }

  leaveForGood(client: FuzzClient): void {
    this.acknowledged.push(...client.book.acknowledged);
    this.clients.splice(this.clients.indexOf(client), 1);
    client.close();
    this.join();
  }

  async endServer(): Promise<void> {
    if (!(await this.#servers.endOne(this.chance))) return;
    for (const client of this.clients) if (client.isOnline) this.comeBack(client);
  }

  async settle(): Promise<void> {
    for (const client of this.clients) {
      client.calm();
      this.comeBack(client);
    }
    const same = () => this.clients.every((client) => client.isSettled) && this.parted() === null;
    await until('everybody has the same', same, PATIENCE_MS).catch((problem: unknown) => {
      throw new Error(`${String(problem)}\n${this.parted() ?? ''}\n${this.clients.map(({ told }) => told).join('\n')}`);
    });
  }

  /** Who differs from the first, and how. */
  parted(): string | null {
    const [first, ...others] = this.clients as [FuzzClient, ...FuzzClient[]];
    const model = replicaOf(first.doc);
    for (const other of others) {
      const apart = difference(model, replicaOf(other.doc));
      if (apart !== null) return `${first.told}\n${other.told}\n${apart}`;
    }
    return null;
  }

  async proveStore(): Promise<void> {
    const lost = [...this.acknowledged, ...this.clients.flatMap(({ book }) => book.acknowledged)].filter(
      (update) => !contains(this.first.doc, update),
    );
    if (lost.length > 0) throw new Error(`${lost.length} acknowledged writes are lost`);
    const before = replicaOf(this.first.doc);
    for (const server of this.#servers.all)
      this.clients.push(new FuzzClient(this.room, server, this.#servers.first, this.chance.fork()));
    // Yjs tidies formatting by itself when someone comes in, and tells the others: the text is the same at once, what
    // is deleted soon.
    await this.settle();
    const after = { ...replicaOf(this.first.doc), known: before.known, deleted: before.deleted };
    const apart = difference(before, after);
    if (apart !== null) throw new Error(`newcomers changed what stands: ${apart}`);
    const stored = JSON.stringify(
      treeOfJson(JSON.parse(await this.#servers.reader.gateway.read(this.room, 'json')) as object),
    );
    if (stored !== JSON.stringify(treeOf(this.first.doc)))
      throw new Error(`the store reads otherwise:\n${stored}\n${JSON.stringify(treeOf(this.first.doc))}`);
  }

  get first(): FuzzClient {
    return this.clients[0] as FuzzClient;
  }

  close(): void {
    for (const client of this.clients) client.close();
  }
}

/** Rejects with what went wrong. */
export async function fuzz(seed: number, servers: FuzzServers, plan = planOf(seed)): Promise<{ changes: number }> {
  const run = new FuzzRun(seed, servers);
  try {
    await run.begin(plan.clients);
    run.roughenHalf();
    for (let round = 0; round < plan.rounds; round += 1) await run.round(plan);
    await run.settle();
    await run.proveStore();
    return { changes: run.clients.reduce((sum, { book }) => sum + book.acknowledged.length, run.acknowledged.length) };
  } catch (problem) {
    throw new Error(`seed ${seed}: ${problem instanceof Error ? problem.message : String(problem)}`, {
      cause: problem,
    });
  } finally {
    run.close();
  }
}
