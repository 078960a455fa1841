/**
 * The document converges whatever happens on the way, for fifty seeds; a thousand in `npm run fuzz`. A failing seed is repeated with
 * `npm run fuzz -- --seed <n>`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzz, USUAL } from './scribe-fuzz-run.ts';
import { FuzzServers } from './scribe-fuzz-servers.ts';
import { PrivateRedis } from './stage.ts';

let redis: PrivateRedis;
beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => redis.end());

describe('three servers, twenty people, bad lines', () => {
  it('SC110 whatever is cut, late, twice, offline or moved, and whichever server stops, all replicas, the store and a newcomer are the same', async () => {
    const servers = await FuzzServers.open(redis, 'inside');
    let changes = 0;
    for (let seed = 1; seed <= 44; seed += 1) changes += (await fuzz(seed, servers)).changes;
    await servers.close();
    expect(changes).toBeGreaterThan(44 * 100);
  });

  it('SC111 the same when servers are killed: what was acknowledged stands, also of those who never came back', async () => {
    const servers = await FuzzServers.open(redis, 'processes');
    let changes = 0;
    for (let seed = 45; seed <= 50; seed += 1) changes += (await fuzz(seed, servers, { ...USUAL, ends: 12 })).changes;
    await servers.close();
    expect(changes).toBeGreaterThan(6 * 100);
  });
});
