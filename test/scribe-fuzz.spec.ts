/**
 * The document converges whatever happens on the way, for fifty seeds; a thousand in `npm run fuzz`. A failing seed is repeated with
 * `npm run fuzz -- --seed <n>`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzz, KILLS, USUAL } from './scribe-fuzz-run.ts';
import { FuzzServers } from './scribe-fuzz-servers.ts';
import { PrivateRedis } from './stage.ts';

/** Beside others on a slow machine it takes minutes. */
const MOST_MS = 600_000;

let redis: PrivateRedis;
beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => redis.end());

describe('three servers, twenty people, bad lines', () => {
  it('SC110 whatever is cut, late, twice, offline or moved, and whichever server stops, all replicas, the store and a newcomer are the same', async () => {
    const changes = await FuzzServers.during(redis, 'inside', (servers) => all({ from: 1, to: 46 }, servers));
    expect(changes).toBeGreaterThan(46 * 100);
  }, MOST_MS);

  it('SC111 the same when servers are killed: what was acknowledged stands, also of those who never came back', async () => {
    const changes = await FuzzServers.during(redis, 'processes', (servers) => all({ from: 47, to: 50 }, servers, KILLS));
    expect(changes).toBeGreaterThan(4 * 100);
  }, MOST_MS);
});

async function all({ from, to }: { from: number; to: number }, servers: FuzzServers, plan = USUAL): Promise<number> {
  let changes = 0;
  for (let seed = from; seed <= to; seed += 1) changes += (await fuzz(seed, servers, plan)).changes;
  return changes;
}
