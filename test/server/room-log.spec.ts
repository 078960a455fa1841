/** One contract, two implementations: what is promised of a log holds for Redis and for the one in memory. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Commit, Position } from '../../shared/envelope.ts';
import type { ListedCard } from '../../shared/card.ts';
import { flaw, genesis, positionOf, seal } from '../../server/log/chain.ts';
import { MemoryRoomLog } from '../../server/log/room-log.memory.ts';
import { RedisRoomLog } from '../../server/log/room-log.redis.ts';
import { Unavailable, Unconfirmed, type Batch, type RoomLog } from '../../server/log/room-log.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { tinyDomain } from '../support/server/tiny-domain.ts';

let redis: PrivateRedis;
const closers: Array<() => Promise<void>> = [];
beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(async () => {
  await Promise.all(closers.map((close) => close()));
  await redis.end();
});

const bodies: Record<string, () => Promise<RoomLog>> = {
  redis: async () => {
    const log = new RedisRoomLog(redis.url, `t${randomUUID().slice(0, 8)}`);
    closers.push(() => log.close());
    await until('the log can be reached', () =>
      log.time().then(
        () => true,
        () => false,
      ),
    );
    return log;
  },
  memory: async () => new MemoryRoomLog(),
};

/** Commits that continue `head`, one for each text, and the batch that appends them. */
function batchOf(log: string, head: Position, at: string, texts: readonly string[]): Batch {
  const commits: Commit[] = [];
  for (const text of texts) {
    const last = commits.at(-1);
    commits.push(
      seal(last ? positionOf(last) : head, {
        at,
        by: 'p-one',
        commandId: randomUUID(),
        events: [{ type: 'tally.raised', data: { by: 1, text } }],
      }),
    );
  }
  const identities = commits.map(({ commandId }, index) => ({ commandId, fingerprint: `print-${texts[index]}` }));
  return { log, head, at, identities, commits, card: null, dueAt: null };
}

const now = async (log: RoomLog): Promise<string> => new Date(Math.floor(await log.time())).toISOString();
const card = (total: number) => tinyDomain.card({ ...tinyDomain.initial, total });

describe.each(Object.keys(bodies))('%s', (body) => {
  const open = bodies[body] as () => Promise<RoomLog>;

  test('LG1 an empty log is at version 0 with the hash of its own beginning', async () => {
    const log = await open();
    expect(await log.head('inc-1')).toEqual(genesis('inc-1'));
    expect(await log.read('inc-1', 0, 10)).toEqual([]);
  });

  test('LG2 what was appended is read back as it was sealed, in order, from any version on', async () => {
    const log = await open();
    const batch = batchOf('inc-1', genesis('inc-1'), await now(log), ['a', 'ü😀\u2028', 'c']);
    expect(await log.append(batch)).toEqual({ kind: 'appended' });
    expect(await log.read('inc-1', 0, 10)).toEqual(batch.commits);
    expect(await log.read('inc-1', 1, 1)).toEqual([batch.commits[1]]);
    expect(await log.head('inc-1')).toEqual({ version: 3, hash: batch.commits[2]?.hash });
  });

  test('LG3 a writer whose head is elsewhere writes nothing and gets the head and what it misses, 64 commits at most', async () => {
    const log = await open();
    const first = batchOf(
      'inc-1',
      genesis('inc-1'),
      await now(log),
      Array.from({ length: 70 }, (_, index) => `${index}`),
    );
    await log.append(first);
    const reply = await log.append(batchOf('inc-1', genesis('inc-1'), await now(log), ['late']));
    expect(reply).toMatchObject({ kind: 'moved', head: { version: 70 }, forked: false });
    expect(reply.kind === 'moved' && reply.commits).toEqual(first.commits.slice(0, 64));
    expect((await log.head('inc-1')).version).toBe(70);
  });

  test('LG4 a writer at the right version of another branch is told that it forked', async () => {
    const log = await open();
    await log.append(batchOf('inc-1', genesis('inc-1'), await now(log), ['a']));
    const reply = await log.append(batchOf('inc-1', { version: 1, hash: 'f'.repeat(64) }, await now(log), ['b']));
    expect(reply).toMatchObject({ kind: 'moved', head: { version: 1 }, forked: true, commits: [] });
  });

  test('LG5 an id known from before answers its version, also when nothing else of the batch would hold; other content is refused as taken', async () => {
    const log = await open();
    const batch = batchOf('inc-1', genesis('inc-1'), await now(log), ['a', 'b']);
    await log.append(batch);
    const [a, b] = batch.identities;
    const again = { ...batch, at: '2020-01-01T00:00:00.000Z', head: { version: 9, hash: 'x' } };
    expect(await log.append(again)).toEqual({
      kind: 'known',
      known: [
        { commandId: a?.commandId, version: 1, taken: false },
        { commandId: b?.commandId, version: 2, taken: false },
      ],
    });
    const other = { ...again, identities: [{ commandId: b?.commandId ?? '', fingerprint: 'other' }], commits: [] };
    expect(await log.append(other)).toEqual({
      kind: 'known',
      known: [{ commandId: b?.commandId, version: 2, taken: true }],
    });
    expect((await log.head('inc-1')).version).toBe(2);
    expect(await log.lookUp('inc-1', b as never)).toEqual({ version: 2, taken: false });
    expect(await log.lookUp('inc-1', { commandId: randomUUID(), fingerprint: 'x' })).toBeNull();
  });

  test("LG6 an append more than 2 s off the store's time is refused, before and after, and nothing of it is written", async () => {
    const log = await open();
    const time = await log.time();
    for (const offset of [-2500, 2500]) {
      const reply = await log.append(batchOf('inc-1', genesis('inc-1'), new Date(time + offset).toISOString(), ['x']));
      expect(reply.kind).toBe('late');
    }
    expect((await log.head('inc-1')).version).toBe(0);
  });

  test('LG7 a batch without commits makes the same checks and writes nothing', async () => {
    const log = await open();
    const empty = {
      ...batchOf('inc-1', genesis('inc-1'), await now(log), []),
      identities: [{ commandId: randomUUID(), fingerprint: 'x' }],
    };
    expect(await log.append(empty)).toEqual({ kind: 'appended' });
    await log.append(batchOf('inc-1', genesis('inc-1'), await now(log), ['a']));
    expect((await log.append({ ...empty, at: await now(log) })).kind).toBe('moved');
  });

  test('LG8 of many writers at one head exactly one wins, and a batch is written whole or not at all', async () => {
    const log = await open();
    const at = await now(log);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        log.append(batchOf('inc-1', genesis('inc-1'), at, [`${writer}a`, `${writer}b`])),
      ),
    );
    expect(replies.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
    const commits = await log.read('inc-1', 0, 100);
    expect(commits).toHaveLength(2);
    expect(commits[0] && flaw(genesis('inc-1'), commits[0])).toBeNull();
  });

  test('LG9 followers receive each batch once it is written, in order', async () => {
    const log = await open();
    const heard: Commit[] = [];
    const stop = await log.follow('inc-1', { commits: (commits) => heard.push(...commits), resync: () => {} });
    const first = batchOf('inc-1', genesis('inc-1'), await now(log), ['a', 'b']);
    await log.append(first);
    await log.append(batchOf('inc-1', positionOf(first.commits[1] as Commit), await now(log), ['c']));
    await until('three commits were heard', () => heard.length === 3);
    expect(heard).toEqual(await log.read('inc-1', 0, 10));
    await stop();
  });

  test('LG10 the lobby card is kept with the append, and told only when it shows something else', async () => {
    const log = await open();
    const shown: ListedCard[] = [];
    const stop = await log.followCards(
      (each) => shown.push(each),
      () => {},
    );
    let head = genesis('inc-1');
    for (const total of [1, 2, 30]) {
      const batch = { ...batchOf('inc-1', head, await now(log), [`${total}`]), card: card(total) };
      await log.append(batch);
      head = positionOf(batch.commits[0] as Commit);
    }
    await until('the last card was shown', () => shown.at(-1)?.version === 3);
    expect(shown.map(({ id, version }) => [id, version])).toEqual([
      ['inc-1', 1],
      ['inc-1', 3],
    ]);
    expect(await log.cards()).toEqual([{ ...card(30), id: 'inc-1', version: 3 }]);
    await stop();
  });

  test('LG11 the earliest deadline of each log is known to the store, moves with the append, and its moving is told', async () => {
    const log = await open();
    const moved: Array<[string, string | null]> = [];
    const stop = await log.followDeadlines((name, dueAt) => moved.push([name, dueAt]));
    const soon = '2026-03-01T03:05:00.000Z';
    const first = { ...batchOf('inc-1', genesis('inc-1'), await now(log), ['a']), dueAt: soon };
    await log.append(first);
    await log.append({
      ...batchOf('inc-2', genesis('inc-2'), await now(log), ['a']),
      dueAt: '2026-03-01T03:04:00.000Z',
    });
    expect(await log.dueLogs(soon, 10)).toEqual([
      { log: 'inc-2', dueAt: '2026-03-01T03:04:00.000Z' },
      { log: 'inc-1', dueAt: soon },
    ]);
    expect(await log.dueLogs(soon, 1)).toHaveLength(1);
    expect(await log.dueLogs('2026-03-01T03:00:00.000Z', 10)).toEqual([]);
    await log.append({
      ...batchOf('inc-1', positionOf(first.commits[0] as Commit), await now(log), ['b']),
      dueAt: null,
    });
    await until('all movements were told', () => moved.length === 3);
    expect(moved).toEqual([
      ['inc-1', soon],
      ['inc-2', '2026-03-01T03:04:00.000Z'],
      ['inc-1', null],
    ]);
    expect(await log.dueLogs(soon, 10)).toHaveLength(1);
    await stop();
  });

  test('LG12 a snapshot never replaces a newer one, and is kept apart for each version of the domain', async () => {
    const log = await open();
    const at = (version: number) => ({ position: { version, hash: `h${version}` }, state: { total: version } });
    expect(await log.loadSnapshot('inc-1', 1)).toBeNull();
    await log.saveSnapshot('inc-1', 1, at(20));
    await log.saveSnapshot('inc-1', 1, at(10));
    await log.saveSnapshot('inc-1', 2, at(5));
    expect(await log.loadSnapshot('inc-1', 1)).toEqual(at(20));
    expect(await log.loadSnapshot('inc-1', 2)).toEqual(at(5));
  });
});

describe('when Redis says no or nothing', () => {
  test('LG16 a refusal by Redis is unavailable, and works again by itself', async () => {
    const log = await (bodies['redis'] as () => Promise<RoomLog>)();
    const spoiler = redis.client();
    const batch = batchOf('inc-1', genesis('inc-1'), await now(log), ['a']);
    await spoiler.config('SET', 'min-replicas-to-write', '1');
    await expect(log.append(batch)).rejects.toBeInstanceOf(Unavailable);
    await spoiler.config('SET', 'min-replicas-to-write', '0');
    await spoiler.config('SET', 'maxmemory', '1');
    await expect(log.append(batch)).rejects.toBeInstanceOf(Unavailable);
    expect(await log.read('inc-1', 0, 10)).toEqual([]);
    await spoiler.config('SET', 'maxmemory', '0');
    expect(await log.append(batchOf('inc-1', genesis('inc-1'), await now(log), ['a']))).toEqual({ kind: 'appended' });
    spoiler.disconnect();
  });

  test('LG17 no reply in time is unconfirmed, and reads are unavailable, both while Redis is still silent', async () => {
    const log = await (bodies['redis'] as () => Promise<RoomLog>)();
    // The very first append asks for the store's id, and nothing is sent before it is known.
    expect((await log.append(batchOf('inc-1', genesis('inc-1'), await now(log), []))).kind).toBe('appended');
    const spoiler = redis.client();
    await spoiler.call('CLIENT', 'PAUSE', '6000', 'ALL');
    const batch = batchOf('inc-1', genesis('inc-1'), new Date().toISOString(), ['a']);
    const [append, read] = await Promise.allSettled([log.append(batch), log.head('inc-1')]);
    expect(append.status === 'rejected' && append.reason).toBeInstanceOf(Unconfirmed);
    expect(read.status === 'rejected' && read.reason).toBeInstanceOf(Unavailable);
    spoiler.disconnect();
  });

  test('LG18 an append while Redis is away is unavailable at once, because it was never sent', async () => {
    const log = await (bodies['redis'] as () => Promise<RoomLog>)();
    await redis.kill();
    await until('the loss was noticed', () =>
      log.time().then(
        () => false,
        () => true,
      ),
    );
    const batch = batchOf('inc-1', genesis('inc-1'), new Date().toISOString(), ['a']);
    await until('appends are refused as unavailable', () =>
      log.append(batch).then(
        () => false,
        (error) => error instanceof Unavailable,
      ),
    );
    await redis.raise();
    await until('it is back', () =>
      log.time().then(
        () => true,
        () => false,
      ),
    );
    expect(await log.append({ ...batch, at: await now(log) })).toEqual({ kind: 'appended' });
  });
});
