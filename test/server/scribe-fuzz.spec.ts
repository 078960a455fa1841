/**
 * The document converges whatever happens, for fifty seeds; a thousand in `npm run fuzz`. A failing seed is repeated
 * with `npm run fuzz -- servers --seed <n>`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzz, planOf } from '../support/fuzz/run.ts';
import { FuzzServers, type How } from '../support/fuzz/servers.ts';
import { PrivateRedis } from '../support/server/private-redis.ts';

/** Takes minutes beside other tests on a slow machine. */
const MOST_MS = 600_000;

let redis: PrivateRedis;
beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => redis.end());

const SEEDS = Array.from({ length: 50 }, (_, at) => at + 1);

/** How many writes were acknowledged in all. */
const prove = (how: How): Promise<number> =>
  FuzzServers.during(redis, how, async (servers) => {
    let changes = 0;
    for (const seed of SEEDS.filter((each) => planOf(each).how === how)) changes += (await fuzz(seed, servers)).changes;
    return changes;
  });

describe('three servers, twenty people, bad connections', () => {
  it(
    'SC110 whatever is cut, late, twice, offline or moved, and whichever server stops, all replicas, the store and a new client are the same',
    async () => {
      expect(await prove('inside')).toBeGreaterThan(4500);
    },
    MOST_MS,
  );

  it(
    'SC111 the same when server processes are killed, and every write acknowledged with ack=1 is kept, also from clients that never came back',
    async () => {
      expect(await prove('processes')).toBeGreaterThan(500);
    },
    MOST_MS,
  );
});
