/**
 * Several servers' insides on one Redis, for the specs of hosted rooms: opened under a prefix for each test, closed
 * after it. And what these specs share: reading a whole log, checking its chain, sending until settled, forging a
 * damaged log.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Commit } from '../../../shared/envelope.ts';
import type { CommandAnswer } from '../../../shared/protocol.ts';
import { flaw, genesis, positionOf } from '../../../server/log/chain.ts';
import { Keys } from '../../../server/log/keys.ts';
import type { RoomLog } from '../../../server/log/room-log.ts';
import { serverParts, PrivateRedis, type ServerParts, type ServerPartsOptions } from './private-redis.ts';
import { say, someone } from './tiny-domain.ts';

export class Servers {
  redis!: PrivateRedis;
  prefix = '';
  #open: ServerParts[] = [];

  constructor() {
    beforeAll(async () => void (this.redis = await PrivateRedis.start()));
    afterAll(() => this.redis.end());
    beforeEach(() => void (this.prefix = `t${randomUUID().slice(0, 8)}`));
    afterEach(async () => void (await Promise.all(this.#open.splice(0).map((stage) => stage.stop()))));
  }

  async one(options: ServerPartsOptions = {}, url = this.redis.url): Promise<ServerParts> {
    const stage = await serverParts(url, { prefix: this.prefix, ...options });
    this.#open.push(stage);
    return stage;
  }

  many(count: number, options: ServerPartsOptions = {}): Promise<ServerParts[]> {
    return Promise.all(Array.from({ length: count }, () => this.one(options)));
  }

  /** Stops one before the test is over. */
  async stop(stage: ServerParts): Promise<void> {
    this.#open = this.#open.filter((each) => each !== stage);
    await stage.stop();
  }

  /** A room's log with this many commits, written by a server of its own. */
  async written(count: number): Promise<Commit[]> {
    const stage = await this.one();
    const room = await roomOf(stage);
    for (let left = count; left > 0; left -= 100)
      await Promise.all(Array.from({ length: Math.min(100, left) }, () => room.send(say('raise'), someone())));
    return wholeLog(stage.log);
  }

  /** Replaces the room's log with these commits, as a damaged disk or a restored backup would. */
  async forge(commits: readonly Commit[], head = commits.at(-1)): Promise<void> {
    const keys = new Keys(this.prefix);
    const spoiler = this.redis.client();
    await spoiler.del(keys.log('inc-1'));
    for (const commit of commits)
      await spoiler.xadd(keys.log('inc-1'), `${commit.version}-0`, 'c', JSON.stringify(commit));
    if (head) await spoiler.hset(keys.head('inc-1'), 'version', head.version, 'hash', head.hash);
    spoiler.disconnect();
  }
}

export const roomOf = (stage: ServerParts, id = 'inc-1') => stage.rooms.unwritten(id);

export async function wholeLog(log: RoomLog, id = 'inc-1'): Promise<Commit[]> {
  const commits: Commit[] = [];
  for (let page = await log.read(id, 0, 1000); page.length > 0; page = await log.read(id, commits.length, 1000))
    commits.push(...page);
  return commits;
}

export function expectSound(commits: readonly Commit[], id = 'inc-1'): void {
  let position = genesis(id);
  for (const commit of commits) {
    expect(flaw(position, commit)).toBeNull();
    position = positionOf(commit);
  }
}

/** Sends the same command again, as a client does, until the answer is other than unconfirmed, busy or unavailable. */
export async function settle(send: () => Promise<CommandAnswer>): Promise<CommandAnswer> {
  for (;;) {
    const answer = await send();
    if (answer.ok || !['unconfirmed', 'busy', 'unavailable'].includes(answer.code)) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
