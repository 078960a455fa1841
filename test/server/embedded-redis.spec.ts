/**
 * The embedded Redis: one on a directory, shared by all servers that start there, and back with everything it had after
 * any kind of end.
 */
import { mkdtemp, rm, readFile, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { weaknesses } from '../../server/redis/durability.ts';
import { EmbeddedRedis } from '../../server/redis/embedded-redis.ts';
import { until } from '../support/server/private-redis.ts';

let folder: string;
const running: EmbeddedRedis[] = [];
const clients: Redis[] = [];
const start = async () => {
  const redis = await EmbeddedRedis.on(folder);
  running.push(redis);
  return redis;
};
const client = (url: string) => {
  const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => {});
  clients.push(redis);
  return redis;
};
const pidOf = async (redis: Redis) => Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchfloor a folder '));
});
afterEach(async () => {
  clients.splice(0).forEach((each) => each.disconnect());
  for (const redis of running.splice(0).reverse()) await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

test('ST40 the embedded Redis has the settings that keep everything, and only its owner can read its password', async () => {
  const redis = await start();
  expect(await weaknesses(client(redis.url))).toEqual([]);
  for (const name of ['address.json', 'redis.conf'])
    expect((await stat(join(folder, 'redis', name))).mode & 0o077).toBe(0);
  const stranger = new Redis(redis.url.replace(/:[0-9a-f]{48}@/, ':wrong@'), {
    lazyConnect: true,
    retryStrategy: () => null,
  });
  stranger.on('error', () => {});
  await expect(stranger.connect()).rejects.toThrow();
});

test('ST41 two starts on one directory at the same moment make one Redis, at one address', async () => {
  const [one, two, three] = await Promise.all([start(), start(), start()]);
  expect(new Set([one.url, two.url, three.url]).size).toBe(1);
  expect(await pidOf(client(one.url))).toBe(Number(await readFile(join(folder, 'redis', 'redis.pid'), 'utf8')));
});

test('ST42 stopped and started again it is at the same address with everything it had', async () => {
  const first = await start();
  await client(first.url).set('kept', 'yes');
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await client(second.url).get('kept')).toBe('yes');
});

test('ST80 a data folder behind a symbolic link is the folder itself', async () => {
  const link = `${folder} by another name`;
  await symlink(folder, link);
  try {
    const direct = await start();
    const behind = await EmbeddedRedis.on(link);
    running.push(behind);
    expect(behind.url).toBe(direct.url);
  } finally {
    await rm(link);
  }
});

test('ST43 killed, it comes back by itself; and a start that joined takes over when the starter goes', async () => {
  const first = await start();
  const second = await start();
  const redis = client(first.url);
  await redis.set('kept', 'yes');
  const pid = await pidOf(redis);
  process.kill(pid, 'SIGKILL');
  await until('another process answers', async () => (await pidOf(redis)) !== pid);
  expect(await redis.get('kept')).toBe('yes');
  await first.stop();
  await until('the other server keeps it running', async () => (await client(second.url).get('kept')) === 'yes');
});

test('ST44 weak settings are named one by one', async () => {
  const redis = client((await start()).url);
  await redis.config('SET', 'appendfsync', 'everysec');
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  const found = await weaknesses(redis);
  expect(found).toHaveLength(2);
  expect(found[0]).toContain('appendfsync everysec');
});
