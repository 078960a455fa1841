/**
 * Hosted rooms over damaged logs: altered, cut, restored, written by a newer version. A broken chain is found, named
 * and frozen; a lost branch is left and reported; a snapshot is never trusted.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Commit } from '../../shared/envelope.ts';
import { positionOf, seal } from '../../server/log/chain.ts';
import { LAW_AHEAD, REWOUND } from '../../server/rooms/hosting.ts';
import { Keys } from '../../server/log/keys.ts';
import { roomOf, Servers, wholeLog } from '../support/server/room-servers.ts';
import { until } from '../support/server/private-redis.ts';
import { newerDomain, say, someone, tinyDomain } from '../support/server/tiny-domain.ts';

const servers = new Servers();

describe('damage', () => {
  test('RM21 a room whose chain is broken is frozen, named by room and version, still readable up to there, and refuses every command', async () => {
    const commits = await servers.written(30);
    const altered = commits.map((commit) =>
      commit.version === 20 ? { ...commit, events: [{ type: 'tally.raised', data: { by: 100 } }] } : commit,
    );
    await servers.forge(altered);
    const stage = await servers.one();
    const room = await roomOf(stage);
    expect(room.frozen).toContain('version 20');
    expect(room.folded.position.version).toBe(19);
    expect(await room.send(say('raise'), someone())).toMatchObject({ ok: false, code: 'room.frozen' });
    expect(stage.told).toContainEqual({ event: 'frozen', fields: { log: 'inc-1', reason: room.frozen } });
  });

  test('RM22 a missing commit, a log shorter or longer than its head, freeze it as well', async () => {
    const commits = await servers.written(10);
    const spoiled: Array<[Commit[], Commit | undefined]> = [
      [commits.filter(({ version }) => version !== 4), commits[9]],
      [commits.slice(0, 7), commits[9]],
      [commits, commits[6]],
    ];
    for (const [log, head] of spoiled) {
      await servers.forge(log, head);
      expect((await roomOf(await servers.one())).frozen).toMatch(/version \d+/);
    }
  });

  test('RM23 damage behind a snapshot is found too, soon after the room has opened', async () => {
    const commits = await servers.written(450);
    const keys = new Keys(servers.prefix);
    const spoiler = servers.redis.client();
    await until(
      'a snapshot was kept',
      async () => (await spoiler.exists(keys.snapshot('inc-1', tinyDomain.version))) === 1,
    );
    spoiler.disconnect();
    await servers.forge(commits.map((commit) => (commit.version === 5 ? { ...commit, by: 'p-forged' } : commit)));
    const room = await roomOf(await servers.one());
    await until('it was found', () => room.frozen !== null, 5000);
    expect(room.frozen).toContain('version 5');
  });

  test('RM24 a server that lived on a lost branch says so to its listeners and goes on from what the log has', async () => {
    const stage = await servers.one();
    const room = await roomOf(stage);
    await Promise.all([room.send(say('raise'), someone()), room.send(say('raise'), someone())]);
    const halts: string[] = [];
    room.listen(
      () => {},
      (reason) => halts.push(reason),
    );
    const [first] = await wholeLog(stage.log);
    await servers.forge([
      first!,
      seal(positionOf(first!), {
        at: first!.at,
        by: 'p-other',
        commandId: randomUUID(),
        events: [{ type: 'tally.raised', data: { by: 40 } }],
      }),
    ]);
    expect(await room.send(say('raise'), someone())).toEqual({ ok: true, version: 3 });
    expect(room.folded.state.total).toBe(42);
    expect(halts).toEqual([REWOUND]);
    expect(room.frozen).toBeNull();
  });

  test('RM25 a log that lost its newest commits is followed back, not taken as healthy', async () => {
    const stage = await servers.one();
    const room = await roomOf(stage);
    for (let index = 0; index < 5; index += 1) await room.send(say('raise'), someone());
    const commits = await wholeLog(stage.log);
    await servers.forge(commits.slice(0, 3));
    expect((await room.fresh()).state.total).toBe(3);
    expect(await room.send(say('raise'), someone())).toEqual({ ok: true, version: 4 });
  });
});

describe('versions and snapshots', () => {
  test('RM26 a server whose version is too old stops at the first unknown word and disconnects its listeners; newer servers go on', async () => {
    const [old, young] = [await servers.one(), await servers.one({ law: newerDomain })];
    const [behind, ahead] = [await roomOf(old), await roomOf(young)];
    const halts: string[] = [];
    behind.listen(
      () => {},
      (reason) => halts.push(reason),
    );
    await ahead.send(say('raise'), someone());
    expect((await ahead.send(say('speak-future'), someone())).ok).toBe(true);
    await until('the old server has stopped', () => behind.frozen !== null);
    expect(behind.frozen).toBe(LAW_AHEAD);
    expect(halts).toHaveLength(1);
    expect(await behind.send(say('raise'), someone())).toMatchObject({ ok: false, code: 'unavailable' });
    expect((await ahead.send(say('raise'), someone())).ok).toBe(true);
    expect(behind.folded.position.version).toBe(1);
  });

  test('RM27 a domain that speaks a word it cannot fold writes nothing', async () => {
    const stage = await servers.one();
    expect((await (await roomOf(stage)).send(say('speak-future'), someone())).ok).toBe(false);
    expect(await wholeLog(stage.log)).toEqual([]);
  });

  test('RM28 a room opens from its snapshot and folds to the same state; a snapshot of another branch or another version of the domain is not used', async () => {
    await servers.written(450);
    const keys = new Keys(servers.prefix);
    const spoiler = servers.redis.client();
    const key = keys.snapshot('inc-1', tinyDomain.version);
    await until('a snapshot was kept', async () => Number(await spoiler.hget(key, 'version')) >= 400);
    expect((await roomOf(await servers.one())).folded.state.total).toBe(450);
    await spoiler.hset(key, 'hash', 'f'.repeat(64));
    expect((await roomOf(await servers.one())).folded.state.total).toBe(450);
    await spoiler.hset(key, 'state', '{"total":9999}');
    expect((await roomOf(await servers.one())).folded.state.total).toBe(450);
    expect((await roomOf(await servers.one({ law: newerDomain }))).folded.state.total).toBe(450);
    spoiler.disconnect();
  });
});
