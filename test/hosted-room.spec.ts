/**
 * Hosted rooms: several servers' insides on one real Redis. What is acknowledged stands in the log once, at that version; what is
 * refused does not stand there; every server folds the same; and whatever breaks in between is found and mended, or said.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Commit } from '../shared/envelope.ts';
import type { CommandAnswer } from '../shared/protocol.ts';
import { flaw, genesis, positionOf, seal } from '../server/chain.ts';
import { LAW_AHEAD, REWOUND } from '../server/hosting.ts';
import { Keys } from '../server/keys.ts';
import { Unavailable, type RoomLog } from '../server/room-log.ts';
import { backstage, PrivateRedis, until, type Backstage, type BackstageOptions } from './stage.ts';
import { SwallowingRelay } from './swallowing-relay.ts';
import { newerLaw, say, someone, tinyLaw } from './tiny-law.ts';

let redis: PrivateRedis;
let prefix: string;
const open: Backstage[] = [];
const server = async (options: BackstageOptions = {}, url = redis.url) => {
  const stage = await backstage(url, { prefix, ...options });
  open.push(stage);
  return stage;
};
const servers = (count: number) => Promise.all(Array.from({ length: count }, () => server()));
const roomOf = (stage: Backstage, id = 'inc-1') => stage.rooms.unwritten(id);

beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => redis.end());
beforeEach(() => {
  prefix = `t${randomUUID().slice(0, 8)}`;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((stage) => stage.stop()));
});

async function wholeLog(log: RoomLog, id = 'inc-1'): Promise<Commit[]> {
  const commits: Commit[] = [];
  for (let page = await log.read(id, 0, 1000); page.length > 0; page = await log.read(id, commits.length, 1000)) commits.push(...page);
  return commits;
}

function expectSound(commits: readonly Commit[], id = 'inc-1'): void {
  let position = genesis(id);
  for (const commit of commits) {
    expect(flaw(position, commit)).toBeNull();
    position = positionOf(commit);
  }
}

/** Sends until it is settled, as a client does: the same command again after unconfirmed, busy or unavailable. */
async function settle(send: () => Promise<CommandAnswer>): Promise<CommandAnswer> {
  for (;;) {
    const answer = await send();
    if (answer.ok || !['unconfirmed', 'busy', 'unavailable'].includes(answer.code)) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('many at once', () => {
  test('RM1 ten thousand commands on one room from three servers leave one log without gap or double, and every answer is true', async () => {
    const stages = await servers(3);
    const rooms = await Promise.all(stages.map((stage) => roomOf(stage)));
    const heard = rooms.map(() => [] as Commit[]);
    rooms.forEach((room, index) => room.listen((commits) => heard[index]?.push(...commits)));
    const answers = new Map<string, CommandAnswer>();
    let left = 10_000;
    const client = async (number: number) => {
      const room = rooms[number % 3]!;
      while (left-- > 0) {
        const command = number % 5 === 0 ? say('raise-once', { below: 3000 }) : say('raise');
        answers.set(command.id, await settle(() => room.send(command, someone(`p-${number}`))));
      }
    };
    await Promise.all(Array.from({ length: 300 }, (_, number) => client(number)));

    const commits = await wholeLog(stages[0]!.log);
    expectSound(commits);
    const byId = new Map(commits.map((commit) => [commit.commandId, commit.version]));
    expect(byId.size).toBe(commits.length);
    for (const [id, answer] of answers) expect(answer.ok ? answer.version : undefined).toBe(byId.get(id));
    expect([...answers.values()].filter(({ ok }) => ok)).toHaveLength(commits.length);
    for (const room of rooms) expect((await room.fresh()).state.total).toBe(commits.length);
    for (const each of heard) expect(each.map(({ version }) => version)).toEqual(commits.map(({ version }) => version));
  });

  test('RM2 a thousand races between three servers for one step have one winner each, and the others are refused', async () => {
    const rooms = await Promise.all((await servers(3)).map((stage) => roomOf(stage)));
    for (let below = 1; below <= 1000; below += 1) {
      const answers = await Promise.all(rooms.map((room, index) => settle(() => room.send(say('raise-once', { below }), someone(`p-${index}`)))));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    }
    expect((await rooms[0]!.fresh()).state.total).toBe(1000);
  });

  test('RM3 more than 256 waiting commands are refused as busy, and none of those is written', async () => {
    const stage = await server();
    const room = await roomOf(stage);
    const answers = await Promise.all(Array.from({ length: 600 }, () => room.send(say('raise'), someone())));
    const busy = answers.filter((answer) => !answer.ok && answer.code === 'busy');
    expect(busy.length).toBeGreaterThan(0);
    expect(await wholeLog(stage.log)).toHaveLength(600 - busy.length);
  });
});

describe('one command id', () => {
  test('RM4 counts once: repeated at once, later, or on another server it gets the same answer', async () => {
    const [one, two] = await servers(2);
    const [here, there] = [await roomOf(one!), await roomOf(two!)];
    const command = say('raise');
    const answers = await Promise.all([here, here, there, there].map((room) => room.send(command, someone())));
    answers.push(await here.send(command, someone()), await there.send(command, someone()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"ok":true,"version":1}']));
    expect(await wholeLog(one!.log)).toHaveLength(1);
  });

  test('RM5 used by somebody else or for something else is taken, also when both wait together', async () => {
    const room = await roomOf(await server());
    const command = say('raise', { by: 1 });
    const together = await Promise.all([room.send(command, someone('p-one')), room.send(command, someone('p-two'))]);
    expect(together).toEqual([{ ok: true, version: 1 }, { ok: false, code: 'command.id-taken', message: 'refused: command.id-taken' }]);
    expect(await room.send({ ...command, data: { by: 2 } }, someone('p-one'))).toMatchObject({ code: 'command.id-taken' });
  });

  test('RM6 that was refused is judged anew', async () => {
    const room = await roomOf(await server());
    const command = say('quote', { version: 1 });
    expect(await room.send(command, someone())).toMatchObject({ ok: false, code: 'tally.nothing-there' });
    await room.send(say('raise'), someone());
    expect(await room.send(command, someone())).toEqual({ ok: true, version: 2 });
  });
});

describe('judging', () => {
  test('RM7 a command that changes nothing is accepted at the head and leaves no commit', async () => {
    const [one, two] = await servers(2);
    await (await roomOf(one!)).send(say('raise'), someone());
    expect(await (await roomOf(two!)).send(say('nothing'), someone())).toEqual({ ok: true, version: 1 });
    expect(await wholeLog(one!.log)).toHaveLength(1);
  });

  test('RM8 a refusal is true at the head: a server that is behind catches up before it refuses', async () => {
    const [one, two] = await servers(2);
    const here = await roomOf(one!);
    const there = await roomOf(two!);
    await Promise.all(Array.from({ length: 50 }, (_, index) => here.send(say('raise', { text: `${index}` }), someone())));
    expect(await there.send(say('raise-once', { below: 50 }), someone())).toMatchObject({ ok: false, code: 'tally.too-high', facts: { total: 50 } });
  });

  test('RM9 a command gets the older commits that it speaks of, however old, also one of the same batch', async () => {
    const stage = await server();
    const room = await roomOf(stage);
    for (let batch = 0; batch < 6; batch += 1) await Promise.all(Array.from({ length: 250 }, () => room.send(say('raise'), someone())));
    await room.send(say('quote', { version: 1 }), someone());
    expect(room.folded.state.last).toBe((await stage.log.read('inc-1', 0, 1))[0]?.hash);
    const [raised, quoted] = await Promise.all([room.send(say('raise'), someone()), room.send(say('quote', { version: 1502 }), someone())]);
    expect([raised.ok, quoted.ok]).toEqual([true, true]);
  });

  test('RM10 a law that throws refuses that one command and tells the operator; the others of its batch go on', async () => {
    const stage = await server();
    const room = await roomOf(stage);
    const answers = await Promise.all([room.send(say('raise'), someone()), room.send(say('crash'), someone()), room.send(say('raise'), someone())]);
    expect(answers).toMatchObject([{ ok: true, version: 1 }, { ok: false, code: 'command.malformed' }, { ok: true, version: 2 }]);
    expect(stage.told).toContainEqual({ event: 'the law threw', fields: expect.objectContaining({ type: 'tally.crash' }) });
  });

  test('RM11 a server whose clock is an hour off writes the store\'s time, and time never goes back in a log', async () => {
    const [one, two] = await servers(2);
    one!.clock.correct(Date.now() + 3_600_000);
    two!.clock.correct(Date.now() - 3_600_000);
    for (const stage of [one!, two!, one!]) expect((await (await roomOf(stage)).send(say('raise'), someone())).ok).toBe(true);
    const times = (await wholeLog(one!.log)).map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const at of times) expect(Math.abs(at - Date.now())).toBeLessThan(5000);
  });
});

describe('reading', () => {
  test('RM12 a fresh read on any server has all that was acknowledged before it began', async () => {
    const [one, two] = await servers(2);
    const here = await roomOf(one!);
    const there = await roomOf(two!);
    for (let total = 1; total <= 200; total += 1) {
      await here.send(say('raise'), someone());
      expect((await there.fresh()).state.total).toBe(total);
    }
  });

  test('RM13 commits after and before a version come from the ring or from the log, the same', async () => {
    const stage = await server();
    const room = await roomOf(stage);
    for (let batch = 0; batch < 6; batch += 1) await Promise.all(Array.from({ length: 250 }, () => room.send(say('raise'), someone())));
    const all = await wholeLog(stage.log);
    for (const version of [0, 3, 700, 1450, 1499, 1500]) {
      expect(await room.after(version, 100)).toEqual(all.slice(version, version + 100));
      expect(await room.before(version, 100)).toEqual(all.slice(Math.max(0, version - 101), Math.max(0, version - 1)));
    }
  });

  test('RM14 a room that nobody wrote is none, and asking for it keeps nothing', async () => {
    const stage = await server();
    expect(await stage.rooms.room('inc-404')).toBeNull();
    expect([...stage.rooms.live()]).toEqual([]);
  });
});

describe('when something breaks', () => {
  test('RM15 a reply that is lost after the commit leaves exactly one commit and the true answer', async () => {
    const relay = await SwallowingRelay.to(redis.port);
    const stage = await server({}, relay.url);
    const room = await roomOf(stage);
    const ids: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      const command = say('raise');
      ids.push(command.id);
      relay.lose('cut');
      expect(await settle(() => room.send(command, someone()))).toEqual({ ok: true, version: round + 1 });
    }
    expect(relay.swallowed).toBeGreaterThanOrEqual(50);
    expect((await wholeLog(stage.log)).map(({ commandId }) => commandId)).toEqual(ids);
    await relay.end();
  });

  test('RM16 when no reply comes at all the answer is unconfirmed within 2.5 s, for those behind it too, and a repetition settles it', async () => {
    const relay = await SwallowingRelay.to(redis.port);
    const stage = await server({}, relay.url);
    const room = await roomOf(stage);
    relay.lose('silence');
    const [first, second] = [say('raise'), say('raise')];
    const began = performance.now();
    const waiting = [room.send(first, someone())];
    await until('the first was swallowed', () => relay.swallowed > 0);
    waiting.push(room.send(second, someone()));
    for (const answer of await Promise.all(waiting)) expect(answer).toMatchObject({ ok: false, code: 'unconfirmed' });
    expect(performance.now() - began).toBeLessThan(2600);
    relay.lose('none');
    expect(await settle(() => room.send(first, someone()))).toEqual({ ok: true, version: 1 });
    expect(await settle(() => room.send(second, someone()))).toEqual({ ok: true, version: 2 });
    await relay.end();
  });

  test('RM17 Redis killed in the middle, twice: nothing acknowledged is lost, nothing counts twice, writing resumes by itself', async () => {
    const stages = await servers(2);
    const rooms = await Promise.all(stages.map((stage) => roomOf(stage)));
    const acknowledged = new Map<string, number>();
    let isOver = false;
    const client = async (number: number) => {
      while (!isOver) {
        const command = say('raise');
        const answer = await settle(() => rooms[number % 2]!.send(command, someone(`p-${number}`)));
        if (answer.ok) acknowledged.set(command.id, answer.version);
      }
    };
    const clients = Array.from({ length: 20 }, (_, number) => client(number));
    for (let round = 1; round <= 2; round += 1) {
      const before = acknowledged.size;
      await until('some were acknowledged', () => acknowledged.size > before + 200);
      await redis.kill();
      const [back, resumed] = [redis.raise().then(() => performance.now()), acknowledged.size];
      const backAt = await back;
      await until('writing resumed', () => acknowledged.size > resumed + 100);
      expect(performance.now() - backAt).toBeLessThan(3000);
    }
    isOver = true;
    await Promise.all(clients);
    const commits = await wholeLog(stages[0]!.log);
    expectSound(commits);
    const versions = new Map(commits.map((commit) => [commit.commandId, commit.version]));
    expect(versions.size).toBe(commits.length);
    for (const [id, version] of acknowledged) expect(versions.get(id)).toBe(version);
    for (const room of rooms) expect((await room.fresh()).state.total).toBe(commits.length);
  });

  test('RM18 a cut subscription misses commits and finds them: listeners hear each once, in order', async () => {
    const [one, two] = await servers(2);
    const [here, there] = [await roomOf(one!), await roomOf(two!)];
    const heard: number[] = [];
    there.listen((commits) => heard.push(...commits.map(({ version }) => version)));
    const spoiler = redis.client();
    for (let batch = 0; batch < 20; batch += 1) {
      if (batch % 5 === 2) await spoiler.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await Promise.all(Array.from({ length: 250 }, () => here.send(say('raise'), someone())));
    }
    const lastAt = performance.now();
    await until('all were heard', () => heard.length >= 5000);
    expect(performance.now() - lastAt).toBeLessThan(3000);
    expect(heard).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
    spoiler.disconnect();
  });

  test('RM19 a commit whose publication never came is found by looking at the head', async () => {
    const stage = await server();
    const room = await roomOf(stage);
    await room.send(say('raise'), someone());
    const [only] = await wholeLog(stage.log);
    await forge([only!, seal(positionOf(only!), { at: only!.at, by: 'p-two', commandId: randomUUID(), events: [{ type: 'tally.raised', data: { by: 1 } }] })]);
    await until('it was found', () => room.folded.state.total === 2);
  });

  test('RM20 without Redis a command is unavailable or unconfirmed, a read throws, and both work again when it is back', async () => {
    const stage = await server();
    const room = await roomOf(stage);
    await redis.kill();
    const answer = await room.send(say('raise'), someone());
    expect(answer.ok ? 'written' : answer.code).toMatch(/^(unavailable|unconfirmed)$/);
    await expect(room.fresh()).rejects.toBeInstanceOf(Unavailable);
    await redis.raise();
    expect((await settle(() => room.send(say('raise'), someone()))).ok).toBe(true);
  });
});

/** Puts these commits in the place of the room's log, as a damaged disk or a restored backup would. */
async function forge(commits: readonly Commit[], id = 'inc-1'): Promise<void> {
  const keys = new Keys(prefix);
  const spoiler = redis.client();
  await spoiler.del(keys.log(id));
  for (const commit of commits) await spoiler.xadd(keys.log(id), `${commit.version}-0`, 'c', JSON.stringify(commit));
  const last = commits.at(-1);
  if (last) await spoiler.hset(keys.head(id), 'version', last.version, 'hash', last.hash);
  spoiler.disconnect();
}

async function written(count: number): Promise<Commit[]> {
  const stage = await server();
  const room = await roomOf(stage);
  for (let left = count; left > 0; left -= 100) await Promise.all(Array.from({ length: Math.min(100, left) }, () => room.send(say('raise'), someone())));
  return wholeLog(stage.log);
}

describe('damage', () => {
  test('RM21 a room whose chain is broken is frozen, named by room and version, still readable up to there, and refuses every command', async () => {
    const commits = await written(30);
    const altered = commits.map((commit) => (commit.version === 20 ? { ...commit, events: [{ type: 'tally.raised', data: { by: 100 } }] } : commit));
    await forge(altered);
    const stage = await server();
    const room = await roomOf(stage);
    expect(room.frozen).toContain('version 20');
    expect(room.folded.position.version).toBe(19);
    expect(await room.send(say('raise'), someone())).toMatchObject({ ok: false, code: 'room.frozen' });
    expect(stage.told).toContainEqual({ event: 'frozen', fields: { log: 'inc-1', reason: room.frozen } });
  });

  test('RM22 a missing commit, a log shorter or longer than its head, freeze it as well', async () => {
    const commits = await written(10);
    const spoiled: Array<[Commit[], Commit | undefined]> = [[commits.filter(({ version }) => version !== 4), commits[9]], [commits.slice(0, 7), commits[9]], [commits, commits[6]]];
    for (const [log, head] of spoiled) {
      await forge(log);
      const spoiler = redis.client();
      await spoiler.hset(new Keys(prefix).head('inc-1'), 'version', head!.version, 'hash', head!.hash);
      spoiler.disconnect();
      expect((await roomOf(await server())).frozen).toMatch(/version \d+/);
    }
  });

  test('RM23 damage behind a snapshot is found too, soon after the room has opened', async () => {
    const commits = await written(450);
    const keys = new Keys(prefix);
    const spoiler = redis.client();
    await until('a snapshot was kept', async () => (await spoiler.exists(keys.snapshot('inc-1', tinyLaw.version))) === 1);
    spoiler.disconnect();
    await forge(commits.map((commit) => (commit.version === 5 ? { ...commit, by: 'p-forged' } : commit)));
    const room = await roomOf(await server());
    await until('it was found', () => room.frozen !== null, 5000);
    expect(room.frozen).toContain('version 5');
  });

  test('RM24 a server that lived on a lost branch says so to its listeners and goes on from what the log has', async () => {
    const stage = await server();
    const room = await roomOf(stage);
    await Promise.all([room.send(say('raise'), someone()), room.send(say('raise'), someone())]);
    const halts: string[] = [];
    room.listen(() => {}, (reason) => halts.push(reason));
    const [first] = await wholeLog(stage.log);
    await forge([first!, seal(positionOf(first!), { at: first!.at, by: 'p-other', commandId: randomUUID(), events: [{ type: 'tally.raised', data: { by: 40 } }] })]);
    expect(await room.send(say('raise'), someone())).toEqual({ ok: true, version: 3 });
    expect(room.folded.state.total).toBe(42);
    expect(halts).toEqual([REWOUND]);
    expect(room.frozen).toBeNull();
  });

  test('RM25 a log that lost its newest commits is followed back, not mistaken for healthy', async () => {
    const stage = await server();
    const room = await roomOf(stage);
    for (let index = 0; index < 5; index += 1) await room.send(say('raise'), someone());
    const commits = await wholeLog(stage.log);
    await forge(commits.slice(0, 3));
    expect((await room.fresh()).state.total).toBe(3);
    expect(await room.send(say('raise'), someone())).toEqual({ ok: true, version: 4 });
  });
});

describe('laws and snapshots', () => {
  test('RM26 a server whose law is too old stops at the first unknown word and sends its listeners away; newer servers go on', async () => {
    const [old, young] = [await server(), await server({ law: newerLaw })];
    const [behind, ahead] = [await roomOf(old), await roomOf(young)];
    const halts: string[] = [];
    behind.listen(() => {}, (reason) => halts.push(reason));
    await ahead.send(say('raise'), someone());
    expect((await ahead.send(say('speak-future'), someone())).ok).toBe(true);
    await until('the old server has stopped', () => behind.frozen !== null);
    expect(behind.frozen).toBe(LAW_AHEAD);
    expect(halts).toHaveLength(1);
    expect(await behind.send(say('raise'), someone())).toMatchObject({ ok: false, code: 'unavailable' });
    expect((await ahead.send(say('raise'), someone())).ok).toBe(true);
    expect(behind.folded.position.version).toBe(1);
  });

  test('RM27 a law that speaks a word it cannot fold writes nothing', async () => {
    const stage = await server();
    expect((await (await roomOf(stage)).send(say('speak-future'), someone())).ok).toBe(false);
    expect(await wholeLog(stage.log)).toEqual([]);
  });

  test('RM28 a room opens from its snapshot and folds to the same state; a snapshot of another branch or another law is not used', async () => {
    await written(450);
    const keys = new Keys(prefix);
    const spoiler = redis.client();
    const key = keys.snapshot('inc-1', tinyLaw.version);
    await until('a snapshot was kept', async () => Number(await spoiler.hget(key, 'version')) >= 400);
    expect((await roomOf(await server())).folded.state.total).toBe(450);
    await spoiler.hset(key, 'hash', 'f'.repeat(64));
    expect((await roomOf(await server())).folded.state.total).toBe(450);
    await spoiler.hset(key, 'state', '{"total":9999}');
    expect((await roomOf(await server())).folded.state.total).toBe(450);
    expect((await roomOf(await server({ law: newerLaw }))).folded.state.total).toBe(450);
    spoiler.disconnect();
  });
});
