/**
 * Compaction of the scribe document: if a server dies during it, or two do it at the same time, nothing is lost and the
 * work goes on.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { STEPS } from '../../server/scribe/store/keeper.ts';
import { sameBucket, seal, unseal, weightOf, type DocumentEntry } from '../../server/scribe/store/sealed.ts';
import { TookTooLong } from '../../server/scribe/worker/thread.ts';
import { ScribeWorker } from '../../server/scribe/worker/worker-client.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { byHand, inRoot } from '../support/fuzz/handmade.ts';
import { ROOM, Shelf, typed } from '../support/server/scribe-typed.ts';

let redis: PrivateRedis;
let shelf: Shelf;
let other: Shelf;
let count = 0;
const prefix = () => `t${count}`;
const entries = typed(2600);
let whole = '';
const worker = new ScribeWorker();

beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => Promise.all([redis.end(), worker.stop()]));
beforeEach(async () => {
  count += 1;
  [shelf, other] = [new Shelf({ redis, worker, prefix: prefix() }), new Shelf({ redis, worker, prefix: prefix() })];
  await shelf.write(entries.slice(0, 2000));
  whole ||= await shelf.replay(entries);
});
afterEach(() => [shelf, other].forEach((each) => each.close()));

const plain = (list: readonly DocumentEntry[]) =>
  list.map(({ sequence, atMs, update }) => `${sequence} ${atMs} ${Buffer.from(update).toString('base64')}`);
const key = (what: Parameters<Shelf['store']['key']>[1]) => shelf.store.key(ROOM, what);
const logged = () => shelf.redis.xlen(key('log'));

/** Nothing was lost, here or for a new server, and the rest is compacted normally. */
async function goesOn(): Promise<void> {
  expect(plain(await other.entries())).toEqual(plain(entries.slice(0, 2000)));
  await shelf.write(entries.slice(2000));
  expect(await other.opened()).toBe(whole);
  await other.keeper().close(await other.document());
  expect(await logged()).toBe(1);
  expect(plain(await other.entries())).toEqual(plain(entries));
  expect(await shelf.opened()).toBe(whole);
  expect((await shelf.store.loadCopy(ROOM))?.sequence).toBe(2600);
}

describe('compaction', () => {
  it.each(STEPS.map((_step, at) => at + 1))(
    'SC96 stopped after step %i it has lost nothing, and goes on',
    async (most) => {
      await shelf.keeper(STEPS.slice(0, most)).close(await shelf.document());
      await goesOn();
    },
  );

  it('SC97 a process killed at it with -9 is followed by another once its lease is over', async () => {
    const program = fileURLToPath(new URL('../support/server/scribe-compacting.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, String(redis.port), prefix(), '3'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await shelf.redis.pttl(key('lease'))).toBeGreaterThan(0);
    const { copy, ...document } = await other.document();
    expect(copy?.sequence).toBe(2000);
    // A server that still has the long tail receives the copy that the dead one left, and compacts nothing.
    expect(
      (await other.keeper().look({ ...document, copy: null, tail: await other.entries() }, Date.now()))?.sequence,
    ).toBe(2000);
    expect(await logged()).toBe(2000);
    await shelf.redis.pexpire(key('lease'), 1);
    await until('the lease is over', async () => (await shelf.redis.exists(key('lease'))) === 0);
    await goesOn();
  });

  it('SC98 two servers may do it at once', async () => {
    for (const step of STEPS) {
      const [one, two] = [await shelf.document(), await other.document()];
      const keeping = (each: Shelf, { copy, tail }: typeof one) => ({
        store: each.store,
        worker: each.worker,
        room: ROOM,
        copy,
        tail,
      });
      await Promise.all([step(keeping(shelf, one)), step(keeping(other, two))]);
    }
    await shelf.store.archive.giveBack(ROOM, 'nobody');
    await Promise.all([
      shelf.keeper().close({ ...(await shelf.document()), tail: entries.slice(0, 2000) }),
      other.keeper().close({ ...(await other.document()), tail: entries.slice(0, 2000) }),
    ]);
    await goesOn();
  });

  it('SC99 one look at a document at a time, and none before it is due', async () => {
    const keeper = shelf.keeper();
    const document = await shelf.document();
    expect(await keeper.look({ ...document, tail: document.tail.slice(0, 100), isBusy: true }, Date.now())).toBeNull();
    const [first, second] = await Promise.all([keeper.look(document, Date.now()), keeper.look(document, Date.now())]);
    expect([first?.sequence, second]).toEqual([2000, null]);
    expect(await keeper.look(document, Date.now())).toBeNull();
    expect(await shelf.redis.exists(key('lease'))).toBe(0);
  });
});

/** One bit of a bucket's merged form, in Redis. */
async function spoil(at: number): Promise<void> {
  const rows = await shelf.redis.xrangeBuffer(key('buckets'), '-', '+');
  await shelf.redis.del(key('buckets'));
  for (const [index, [id, fields]] of rows.entries()) {
    const merged = fields[11] ?? Buffer.alloc(0);
    if (index === at) merged.writeUInt8(merged.readUInt8(merged.length - 1) ^ 1, merged.length - 1);
    await shelf.redis.xadd(key('buckets'), id, ...fields);
  }
}

describe('a bucket that is damaged', () => {
  it('SC143 a bucket that is damaged before it was read back is made again from the log, and nothing is trimmed that was not read back', async () => {
    await shelf.keeper(STEPS.slice(0, 3)).close(await shelf.document());
    await spoil(5);
    await shelf.redis.del(key('verified'));
    await shelf.store.archive.trim(ROOM, 2000);
    expect(await logged()).toBe(2000);
    // What was written since then makes other buckets than the existing ones.
    await shelf.write(entries.slice(2000, 2200));
    await other.keeper().close({ ...(await other.document()), tail: entries.slice(2000, 2200) });
    expect([await logged(), await other.store.archive.verifiedTo(ROOM)]).toEqual([1, 2200]);
    expect(plain(await other.entries())).toEqual(plain(entries.slice(0, 2200)));
  });

  it('SC144 a bucket that is damaged after the log was trimmed is never rebuilt without its data, nor returned as complete', async () => {
    await shelf.keeper().close(await shelf.document());
    await spoil(5);
    await shelf.redis.del(key('verified'));
    const stood = await shelf.redis.xlen(key('buckets'));
    await shelf.write(entries.slice(2000));
    await expect(other.keeper().close(await other.document())).rejects.toThrow('damaged');
    await expect(other.store.archive.addBuckets(ROOM, sameBucket(entries).slice(5, 6).map(seal))).rejects.toThrow(
      'do not read back',
    );
    expect(await shelf.redis.xlen(key('buckets'))).toBe(stood);
    expect(await other.opened()).toBe(whole);
  });
});

describe('a document that takes too long', () => {
  it('SC142 is left alone for a while, each time for longer, whether it lives here meanwhile or not, and then compacted like any other', async () => {
    let allowedMs = 0;
    const hasty = new ScribeWorker({ allowedMs: () => allowedMs });
    const third = new Shelf({ redis, worker: hasty, prefix: prefix() });
    const keeper = third.keeper();
    const document = await shelf.document();
    const now = Date.now();
    await expect(keeper.look(document, now)).rejects.toBeInstanceOf(TookTooLong);
    await keeper.close(document, now + 59_999);
    await expect(keeper.close(document, now + 60_000)).rejects.toBeInstanceOf(TookTooLong);
    expect(await keeper.look(document, now + 179_999)).toBeNull();
    allowedMs = 60_000;
    await keeper.close(document, now + 180_000);
    expect(await logged()).toBe(1);
    third.close();
    await hasty.stop();
  });
});

describe('what is kept', () => {
  it("SC150 a document's past comes from the store in pages of few large pieces or of many small ones", async () => {
    const large = (at: number) => byHand(9, 60_000 * at, [inRoot('plain', 'x'.repeat(60_000))]);
    const mixed = entries.slice(0, 200).map((entry, at) => (at < 40 ? { ...entry, update: large(at) } : entry));
    await shelf.store.archive.addBuckets(
      'inc-2',
      mixed.map((entry) => seal([entry])),
    );
    const sizes: number[] = [];
    for await (const page of shelf.store.archive.bucketsAfter('inc-2', 0)) sizes.push(page.length);
    expect(sizes).toEqual([16, 8, 8, 8, 8, 64, 64, 24]);
  });

  it('SC100 a bucket never crosses a second, holds at most 64 entries, and gives them back as they were', () => {
    const buckets = sameBucket([...typed(700, 5), ...typed(700, 300)]).map(seal);
    for (const bucket of buckets) {
      const held = unseal(bucket);
      expect(new Set(held.map(({ atMs }) => Math.floor(atMs / 1000))).size).toBe(1);
      expect(held.length).toBeLessThanOrEqual(64);
    }
    expect(Math.max(...buckets.map(({ from, to }) => to - from))).toBe(63);
    expect(plain(sameBucket(entries).map(seal).flatMap(unseal))).toEqual(plain(entries));
  });

  it('SC101 a copy that is damaged is noticed, and made again from the past', async () => {
    await shelf.keeper().close(await shelf.document());
    await shelf.write(entries.slice(2000));
    const copy = (await shelf.redis.hgetBuffer(key('copy'), 'copy')) ?? Buffer.alloc(0);
    copy.writeUInt8(copy.readUInt8(100) ^ 1, 100);
    await shelf.redis.hset(key('copy'), 'copy', copy);
    expect(await shelf.store.loadCopy(ROOM)).toBeNull();
    expect(await other.opened()).toBe(whole);
    expect(await other.past.read(ROOM, 'json')).toBe(whole);
  });

  it('SC102 a lower copy never replaces a higher one, and none is above the log', async () => {
    const { tail } = await shelf.document();
    const copyAt = async (sequence: number) => ({
      sequence,
      ...(await shelf.worker.roll({ base: null, tail: tail.slice(0, sequence).map(({ update }) => update) })),
    });
    for (const [sequence, stands] of [
      [1500, 1500],
      [1000, 1500],
      [2000, 2000],
      [1999, 2000],
    ] as const) {
      await shelf.store.saveCopy(ROOM, await copyAt(sequence));
      expect(await shelf.store.copySequence(ROOM)).toBe(stands);
    }
    await shelf.store.saveCopy(ROOM, { ...(await copyAt(2000)), sequence: 2001 });
    expect(await shelf.store.copySequence(ROOM)).toBe(2000);
  });

  it('SC103 what was trimmed is read from anywhere on, entry by entry', async () => {
    await shelf.keeper().close(await shelf.document());
    await shelf.write(entries.slice(2000));
    for (const after of [0, 1, 777, 1998, 1999, 2000, 2001, 2600])
      expect(plain(await other.entries(after))).toEqual(plain(entries.slice(after)));
  });

  it('SC104 all of it together weighs at most three times what was written', async () => {
    const many = typed(6000);
    await shelf.redis.del(key('log'));
    await shelf.write(many);
    await shelf.keeper().close(await shelf.document());
    const [keyframes, copy, log] = [
      await shelf.redis.hvalsBuffer(key('keyframes')),
      await shelf.redis.hstrlen(key('copy'), 'copy'),
      weightOf(await shelf.entries(5999)),
    ];
    let kept = copy + log + keyframes.reduce((sum, { length }) => sum + length, 0);
    for await (const page of shelf.store.archive.bucketsAfter(ROOM, 0))
      for (const { merged, entries: packed } of page) kept += merged.length + packed.length;
    expect(keyframes.length).toBeGreaterThan(0);
    expect(kept / weightOf(many)).toBeLessThan(3);
  });
});
