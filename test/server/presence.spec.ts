/**
 * Who is here, on any server: announced at once, removed in time, and never a wrong reason to take command from
 * someone.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let one: ServerProcess;
let two: ServerProcess;
let ana: Somebody;
let bob: Somebody;
let kim: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  [one, two] = await Promise.all([ServerProcess.start(redis.url), ServerProcess.start(redis.url)]);
  [ana, bob, kim] = [await somebody(one, 'Ana'), await somebody(one, 'Bob'), await somebody(one, 'Kim')];
});
afterAll(async () => {
  await Promise.all([one.kill(), two.kill()]);
  await redis.end();
});

const visitors: Visitor[] = [];
afterEach(() => visitors.splice(0).forEach((visitor) => visitor.leave()));

const come = async (server: ServerProcess, who: Somebody, room: string, more: object = {}): Promise<Visitor> => {
  const visitor = await Visitor.come(server, who.token);
  visitors.push(visitor);
  await visitor.enter(room, more);
  return visitor;
};

describe('who is here', () => {
  test('PR1 everyone sees who is here, with role and zone, whichever server they are on', async () => {
    const room = await declareRoom(one, ana);
    const a = await come(one, ana, room, { zone: 'Europe/Berlin' });
    const b = await come(two, bob, room, { as: 'observer' });
    for (const visitor of [a, b]) {
      await until('both are here', () => visitor.people.size === 2);
      expect(visitor.people.get(ana.id)).toEqual({
        id: ana.id,
        name: 'Ana',
        roles: ['commander'],
        as: 'responder',
        connected: true,
        idle: false,
        devices: 1,
        zone: 'Europe/Berlin',
        seen: 0,
      });
      expect(visitor.people.get(bob.id)).toMatchObject({ as: 'observer', roles: [], zone: null });
    }
  });

  test("PR8 a program that may only read sees who is here and is not here in its person's place", async () => {
    const room = await declareRoom(one, ana);
    const made = await call(one, 'POST', '/api/tokens', { token: ana.token, body: { scopes: ['read'] } });
    const program = await Visitor.come(two, String(made.body['token']));
    await program.enter(room);
    const b = await come(one, bob, room);
    await until('the program hears of Bob', () => program.people.get(bob.id)?.connected === true);
    await until('Bob has heard who is here', () => b.people.get(bob.id)?.connected === true);
    expect(b.people.get(ana.id)?.connected ?? false).toBe(false);
    program.leave();
  });

  test('DR189 a person with a page outside every room is said to be in none, on any server; a program says nothing of where its person is', async () => {
    const room = await declareRoom(one, ana);
    const link = await call(one, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
    const came = await call(two, 'POST', '/api/session', {
      body: { code: String(link.body['url']).split('/').at(-1), name: 'Cleo' },
    });
    const cookie = (came.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const cleo = new Visitor(two, { headers: { cookie, origin: two.url } });
    visitors.push(cleo);
    await cleo.connected();
    await cleo.enter(room);
    const a = await come(one, ana, room);
    const b = await come(two, bob, room);
    await until('all three are here', () => a.people.size === 3);
    await Promise.all([cleo.ask('leave', { room }), b.ask('leave', { room })]);
    await until('two have left', () => [...a.people.values()].filter(({ connected }) => connected).length === 1);
    expect(await a.ask('elsewhere', { room })).toEqual({
      ok: true,
      people: { [String(came.body['id'])]: { room: null } },
    });
    const hidden = await declareRoom(one, kim);
    await cleo.enter(hidden);
    await until('Cleo is in that room', async () => {
      const { people } = await a.ask<{ people: object }>('elsewhere', { room });
      return JSON.stringify(people) === JSON.stringify({ [String(came.body['id'])]: { room: hidden } });
    });
  });

  test('PR2 a person who enters gets everyone, afterwards only those who changed', async () => {
    const room = await declareRoom(one, ana);
    await come(one, ana, room);
    await come(two, bob, room);
    const late = await come(one, kim, room);
    await until('the late one knows everybody', () => late.people.size === 3);
    const before = late.presences.length;
    const other = await come(two, bob, room);
    await until('a second device', () => late.people.get(bob.id)?.devices === 2);
    expect(
      late.presences
        .slice(before)
        .flat()
        .every((person) => person.id === bob.id || person.id === kim.id),
    ).toBe(true);
    other.leave();
    await until('one device again', () => late.people.get(bob.id)?.devices === 1);
  });

  test('PR3 what a person has seen is the furthest of their visible tabs, never beyond the log; idle only when all of them are', async () => {
    const room = await declareRoom(one, ana);
    const a = await come(one, ana, room);
    const [tab, phone] = [await come(one, bob, room), await come(two, bob, room)];
    for (const text of ['one', 'two', 'three']) await a.command(room, say(text));
    await until('both follow', () => tab.position.version >= 5 && phone.position.version >= 5);
    await tab.ask('sight', { room, version: 3 });
    await phone.ask('sight', { room, version: 2, idle: true });
    await until('seen is told', () => a.people.get(bob.id)?.seen === 3);
    expect(a.people.get(bob.id)?.idle).toBe(false);
    await tab.ask('sight', { room, version: 1_000_000, idle: true });
    await until('idle is told', () => a.people.get(bob.id)?.idle === true);
    expect(a.people.get(bob.id)?.seen).toBe(5);
    const log = await call(one, 'GET', `/api/rooms/${room}/log`, { token: ana.token });
    expect(log.body['version']).toBe(5);
  });

  test('PR4 a person who leaves is said to be gone two to three seconds later; a quick return is seen by no one', async () => {
    const room = await declareRoom(one, ana);
    const a = await come(one, ana, room);
    const b = await come(two, bob, room);
    await until('Bob is here', () => a.people.get(bob.id)?.connected === true);
    const before = a.presences.length;
    b.leave();
    const back = await come(two, bob, room);
    await back.ask('sight', { room, version: 1 });
    await until('the sight is told', () => a.people.get(bob.id)?.seen === 1);
    expect(
      a.presences
        .slice(before)
        .flat()
        .some((person) => !person.connected),
    ).toBe(false);
    const left = performance.now();
    back.leave();
    await until('Bob is gone', () => a.people.get(bob.id)?.connected === false);
    expect(performance.now() - left).toBeGreaterThan(2_000);
    expect(a.people.get(bob.id)?.devices).toBe(0);
  });

  test('PR5 a role that changes in the log changes in the presence', async () => {
    const room = await declareRoom(one, ana);
    const a = await come(one, ana, room);
    await come(two, bob, room);
    await a.command(room, {
      id: randomUUID(),
      type: 'crew.assign',
      data: { person: bob.id, role: 'scribe' },
      epoch: 1,
    });
    const b = await come(two, bob, room);
    expect(await b.command(room, { id: randomUUID(), type: 'crew.accept', data: { role: 'scribe' } })).toMatchObject({
      ok: true,
    });
    await until('Bob is shown as scribe', () => a.people.get(bob.id)?.roles.includes('scribe') === true);
  });
});

describe('absence', () => {
  test("PR6 the people of a killed server are gone within 20 s, the commander's lost link is a fact on the log, and so is its return", async () => {
    const third = await ServerProcess.start(redis.url);
    const room = await declareRoom(one, ana);
    const b = await come(one, bob, room);
    await come(third, ana, room);
    await come(third, kim, room);
    await until('three are here', () => b.people.size === 3);
    const killed = performance.now();
    await third.kill();
    await until(
      'they are gone',
      () => b.people.get(ana.id)?.connected === false && b.people.get(kim.id)?.connected === false,
      25_000,
    );
    expect(performance.now() - killed).toBeLessThan(20_000);
    const lost = () =>
      b.commits
        .flatMap((commit) => commit.events.map((event) => ({ ...event, at: commit.at, by: commit.by })))
        .filter(({ type }) => type === 'crew.link-lost');
    await until('the lost link is on the log', () => lost().length > 0, 20_000);
    expect(lost()).toMatchObject([{ by: 'clock', data: { person: ana.id } }]);
    const back = await come(two, ana, room);
    await until(
      'the link is back',
      () =>
        b.state.crew.members[ana.id]?.linkLostAt === null &&
        b.commits.some((commit) => commit.events.some(({ type }) => type === 'crew.link-back')),
    );
    expect(lost()).toHaveLength(1);
    back.leave();
  });

  test('PR7 when Redis was away no one is declared lost in the fifteen seconds after it is back', async () => {
    const room = await declareRoom(one, ana);
    const b = await come(one, bob, room);
    const a = await come(two, ana, room);
    await until('both are here', () => b.people.get(ana.id)?.connected === true);
    await redis.kill();
    a.leave();
    const back = Date.now();
    await redis.raise();
    await until('the room can be written again', async () => (await b.command(room, say('we are back'))).ok);
    const lost = () => b.commits.flatMap((commit) => commit.events).find(({ type }) => type === 'crew.link-lost');
    await until('the lost link is on the log', () => lost() !== undefined, 40_000);
    expect(Date.now() - back).toBeGreaterThan(14_500);
    expect(lost()?.data).toSatisfy(({ since }: { since: string }) => Date.parse(since) > back + 14_500);
  });

  test('PR9 whoever declares from a program has five seconds to come before their link counts as lost', async () => {
    const room = await declareRoom(one, ana);
    const b = await come(one, bob, room);
    const lost = () => b.commits.find(({ events }) => events.some(({ type }) => type === 'crew.link-lost'));
    await until('the commander who never came is said to be lost', () => lost() !== undefined, 20_000);
    const declared = b.commits.find(({ version }) => version === 1);
    expect(Date.parse(lost()?.at ?? '') - Date.parse(declared?.at ?? '')).toBeGreaterThanOrEqual(5_000);
  });
});
