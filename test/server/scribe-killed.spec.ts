/**
 * kill -9 of servers and of Redis, repeatedly, while twenty people type with acknowledgements. Some of them never
 * reconnect after a kill: only the server can still have what they were told was saved.
 */
import { setImmediate as breath } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FuzzClient } from '../support/fuzz/client.ts';
import { FuzzRun } from '../support/fuzz/run.ts';
import { FuzzServers } from '../support/fuzz/servers.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';

const MOST_MS = 600_000,
  PATIENCE_MS = 60_000;
const PEOPLE = 20,
  LEAVE_AT_EACH_KILL = 4;

let redis: PrivateRedis;
beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => redis.end());

const acknowledged = (run: FuzzRun): number =>
  run.clients.reduce((sum, { book }) => sum + book.acknowledged.length, run.acknowledged.length);
const type = ({ doc, chance }: FuzzClient): void =>
  doc.getText('plain').insert(chance.below(doc.getText('plain').length + 1), `${doc.clientID % 1000} `);

/** Everyone types without waiting until this many more writes are acknowledged: then many others are on their way. */
async function typeUntilKept(run: FuzzRun, more: number): Promise<void> {
  const before = acknowledged(run);
  const enough = () => acknowledged(run) >= before + more;
  await until(
    'writes are acknowledged',
    async () => {
      for (let turn = 0; turn < 5 && !enough(); turn += 1) {
        run.clients.forEach(type);
        await breath();
      }
      return enough();
    },
    PATIENCE_MS,
  );
}

function someLeaveForGood(run: FuzzRun): void {
  for (let count = 0; count < LEAVE_AT_EACH_KILL; count += 1) run.leaveForGood(run.chance.pick(run.clients));
}

async function killServer(run: FuzzRun): Promise<void> {
  await run.endServer();
  someLeaveForGood(run);
}

async function killRedis(run: FuzzRun): Promise<void> {
  await redis.kill();
  someLeaveForGood(run);
  run.clients.forEach(type);
  await redis.raise();
}

describe('kill -9 while twenty people type', () => {
  it(
    'SC118 kill -9 of servers while twenty people type loses no acknowledged write, and everyone ends with the same document',
    async () => {
      await FuzzServers.during(redis, 'processes', async (servers) => {
        const run = new FuzzRun(118, servers);
        await run.begin(PEOPLE);
        for (let kill = 0; kill < 3; kill += 1) {
          await typeUntilKept(run, 100);
          await until('there is a server to spare', () => servers.all.length > 1, PATIENCE_MS);
          await killServer(run);
        }
        await run.settle();
        await run.proveStore();
        expect(run.acknowledged.length).toBeGreaterThan(0);
        run.close();
      });
    },
    MOST_MS,
  );

  it(
    'SC119 kill -9 of Redis, and of Redis and a server at once, loses no acknowledged write, and everyone ends with the same document',
    async () => {
      await FuzzServers.during(redis, 'processes', async (servers) => {
        const run = new FuzzRun(119, servers);
        await run.begin(PEOPLE);
        for (const also of ['nothing', 'a server', 'nothing'] as const) {
          await typeUntilKept(run, 100);
          if (also === 'a server') await killServer(run);
          await killRedis(run);
        }
        await run.settle();
        await run.proveStore();
        expect(run.acknowledged.length).toBeGreaterThan(0);
        run.close();
      });
    },
    MOST_MS,
  );
});
