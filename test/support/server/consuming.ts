/**
 * Shared by the specs of consumers: a recorder, and consumers on a server's insides that are stopped after each test.
 */
import { afterEach } from 'vitest';
import { Consumers, type ConsumersParts } from '../../../server/consumers/consumers.ts';
import { Cursors } from '../../../server/consumers/cursors.redis.ts';
import type { Consumer, Portion } from '../../../server/consumers/consumer.ts';
import { Keys, bucketOf } from '../../../server/log/keys.ts';
import { connectForRequests } from '../../../server/log/redis.ts';
import { Metrics } from '../../../server/metrics.ts';
import { until, type ServerParts } from './private-redis.ts';
import type { Servers } from './room-servers.ts';

/** Records the versions it receives, in one step with its cursor. A test may run something first. */
export const recorder = (first: (portion: Portion) => unknown = () => {}, name = 'recorder'): Consumer => ({
  name,
  consume: async (portion) => {
    await first(portion);
    return { writes: portion.commits.map(({ version }) => ['RPUSH', portion.log, String(version)] as const) };
  },
});

export class Consuming {
  readonly #servers: Servers;
  readonly #stops: Array<() => Promise<unknown> | void> = [];

  constructor(servers: Servers) {
    this.#servers = servers;
    afterEach(async () => {
      for (const stop of this.#stops.splice(0).toReversed()) await stop();
    });
  }

  /** Stopped after the test, in reverse order. */
  add<Thing>(thing: Thing, stop: (thing: Thing) => Promise<unknown> | void): Thing {
    this.#stops.push(() => stop(thing));
    return thing;
  }

  async cursors(...names: string[]): Promise<Cursors> {
    const redis = this.add(connectForRequests(this.#servers.redis.url), (each) => each.disconnect());
    await until('Redis answers', async () => (await redis.ping().catch(() => '')) === 'PONG');
    return new Cursors(redis, this.#servers.prefix, names);
  }

  /** What server/start.ts builds, with these consumers. */
  async parts(stage: ServerParts, ...consumers: Consumer[]): Promise<ConsumersParts> {
    const { url: redisUrl } = this.#servers.redis;
    const cursors = await this.cursors(...consumers.map(({ name }) => name));
    const logger = { warn: (event: string, fields = {}) => void stage.told.push({ event, fields }) };
    return {
      consumers,
      cursors,
      redisUrl,
      prefix: this.#servers.prefix,
      log: stage.log,
      logger,
      metrics: new Metrics(),
    };
  }

  async start(parts: ConsumersParts): Promise<Consumers> {
    const consumers = this.add(new Consumers(parts), (each) => each.stop());
    await consumers.start();
    return consumers;
  }

  /** The versions of a log that a recorder received, in order. */
  async heard(log = 'inc-1', name = 'recorder'): Promise<number[]> {
    const redis = this.#servers.redis.client();
    const key = new Keys(this.#servers.prefix).consumed(bucketOf(log), name, log);
    const versions = await redis.lrange(key, '0', '-1');
    redis.disconnect();
    return versions.map(Number);
  }

  /** Waits until a recorder has received this many, and returns all of them. */
  async heardAll(count: number, log = 'inc-1', name = 'recorder'): Promise<number[]> {
    await until(`${name} heard ${count} of ${log}`, async () => (await this.heard(log, name)).length >= count);
    return this.heard(log, name);
  }
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
