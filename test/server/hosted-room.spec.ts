/**
 * Hosted rooms: several servers' insides on one real Redis. What is acknowledged is in the log once, at that version;
 * what is refused is not in the log; every server folds the same.
 */
import { describe, expect, test } from 'vitest';
import type { Commit } from '../../shared/envelope.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { expectSound, roomOf, Servers, settle, wholeLog } from '../support/server/room-servers.ts';
import { say, someone } from '../support/server/tiny-domain.ts';

const servers = new Servers();

describe('many at once', () => {
  test('RM1 ten thousand commands on one room from three servers leave one log without gap or double, and every answer is true', async () => {
    const stages = await servers.many(3);
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
    const rooms = await Promise.all((await servers.many(3)).map((stage) => roomOf(stage)));
    for (let below = 1; below <= 1000; below += 1) {
      const answers = await Promise.all(
        rooms.map((room, index) => settle(() => room.send(say('raise-once', { below }), someone(`p-${index}`)))),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    }
    expect((await rooms[0]!.fresh()).state.total).toBe(1000);
  });

  test('RM3 more than 256 waiting commands are refused as busy, and none of those is written', async () => {
    const stage = await servers.one();
    const room = await roomOf(stage);
    const answers = await Promise.all(Array.from({ length: 600 }, () => room.send(say('raise'), someone())));
    const busy = answers.filter((answer) => !answer.ok && answer.code === 'busy');
    expect(busy.length).toBeGreaterThan(0);
    expect(busy[0]).toMatchObject({ facts: { retryAfterMs: expect.any(Number) } });
    expect(await wholeLog(stage.log)).toHaveLength(600 - busy.length);
  });
});

describe('one command id', () => {
  test('RM4 one command id counts once: repeated at once, later, or on another server it gets the same answer', async () => {
    const [one, two] = await servers.many(2);
    const [here, there] = [await roomOf(one!), await roomOf(two!)];
    const command = say('raise');
    const answers = await Promise.all([here, here, there, there].map((room) => room.send(command, someone())));
    answers.push(await here.send(command, someone()), await there.send(command, someone()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"ok":true,"version":1}']));
    expect(await wholeLog(one!.log)).toHaveLength(1);
  });

  test('RM5 a command id used by someone else or for something else is refused as taken, also when both wait together', async () => {
    const room = await roomOf(await servers.one());
    const command = say('raise', { by: 1 });
    const together = await Promise.all([room.send(command, someone('p-one')), room.send(command, someone('p-two'))]);
    expect(together).toEqual([
      { ok: true, version: 1 },
      { ok: false, code: 'command.id-taken', message: 'refused: command.id-taken', facts: { version: 1 } },
    ]);
    expect(await room.send({ ...command, data: { by: 2 } }, someone('p-one'))).toMatchObject({
      code: 'command.id-taken',
    });
  });

  test('RM6 a command id that was refused is judged again', async () => {
    const room = await roomOf(await servers.one());
    const command = say('quote', { version: 1 });
    expect(await room.send(command, someone())).toMatchObject({ ok: false, code: 'tally.nothing-there' });
    await room.send(say('raise'), someone());
    expect(await room.send(command, someone())).toEqual({ ok: true, version: 2 });
  });
});

describe('judging', () => {
  test('RM7 a command that changes nothing is accepted at the head and leaves no commit', async () => {
    const [one, two] = await servers.many(2);
    await (await roomOf(one!)).send(say('raise'), someone());
    expect(await (await roomOf(two!)).send(say('nothing'), someone())).toEqual({ ok: true, version: 1 });
    expect(await wholeLog(one!.log)).toHaveLength(1);
  });

  test('RM8 a refusal is true at the head: a server that is behind catches up before it refuses', async () => {
    const [one, two] = await servers.many(2);
    const here = await roomOf(one!);
    const there = await roomOf(two!);
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => here.send(say('raise', { text: `${index}` }), someone())),
    );
    expect(await there.send(say('raise-once', { below: 50 }), someone())).toMatchObject({
      ok: false,
      code: 'tally.too-high',
      facts: { total: 50 },
    });
  });

  test('RM9 a command gets the older commits that it speaks of, however old, also one of the same batch', async () => {
    const stage = await servers.one();
    const room = await roomOf(stage);
    for (let batch = 0; batch < 6; batch += 1)
      await Promise.all(Array.from({ length: 250 }, () => room.send(say('raise'), someone())));
    await room.send(say('quote', { version: 1 }), someone());
    expect(room.folded.state.last).toBe((await stage.log.read('inc-1', 0, 1))[0]?.hash);
    const [raised, quoted] = await Promise.all([
      room.send(say('raise'), someone()),
      room.send(say('quote', { version: 1502 }), someone()),
    ]);
    expect([raised.ok, quoted.ok]).toEqual([true, true]);
  });

  test('RM10 a decision that throws refuses that one command and tells the operator; the others of its batch go on', async () => {
    const stage = await servers.one();
    const room = await roomOf(stage);
    const answers = await Promise.all([
      room.send(say('raise'), someone()),
      room.send(say('crash'), someone()),
      room.send(say('raise'), someone()),
    ]);
    expect(answers).toMatchObject([
      { ok: true, version: 1 },
      { ok: false, code: 'command.malformed' },
      { ok: true, version: 2 },
    ]);
    expect(stage.told).toContainEqual({
      event: 'a decision threw',
      fields: expect.objectContaining({ type: 'tally.crash' }),
    });
  });

  test("RM11 a server whose clock is an hour off writes the store's time, and time never goes back in a log", async () => {
    const [one, two] = await servers.many(2);
    one!.clock.correct(Date.now() + 3_600_000);
    two!.clock.correct(Date.now() - 3_600_000);
    for (const stage of [one!, two!, one!])
      expect((await (await roomOf(stage)).send(say('raise'), someone())).ok).toBe(true);
    const times = (await wholeLog(one!.log)).map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const at of times) expect(Math.abs(at - Date.now())).toBeLessThan(5000);
  });
});

describe('reading', () => {
  test('RM12 a fresh read on any server has all that was acknowledged before it began', async () => {
    const [one, two] = await servers.many(2);
    const here = await roomOf(one!);
    const there = await roomOf(two!);
    for (let total = 1; total <= 200; total += 1) {
      await here.send(say('raise'), someone());
      expect((await there.fresh()).state.total).toBe(total);
    }
  });

  test('RM13 commits after and before a version come from the ring buffer or from the log, the same', async () => {
    const stage = await servers.one();
    const room = await roomOf(stage);
    for (let batch = 0; batch < 6; batch += 1)
      await Promise.all(Array.from({ length: 250 }, () => room.send(say('raise'), someone())));
    const all = await wholeLog(stage.log);
    for (const version of [0, 3, 700, 1450, 1499, 1500]) {
      expect(await room.after(version, 100)).toEqual(all.slice(version, version + 100));
      expect(await room.before(version, 100)).toEqual(all.slice(Math.max(0, version - 101), Math.max(0, version - 1)));
    }
  });

  test('RM14 a room that was never written does not exist, and asking for it stores nothing', async () => {
    const stage = await servers.one();
    expect(await stage.rooms.room('inc-404')).toBeNull();
    expect([...stage.rooms.live()]).toEqual([]);
  });
});
