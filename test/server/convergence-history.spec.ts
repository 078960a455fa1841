/**
 * What everyone was told against what the log holds: twelve people on three real servers compete for command and write,
 * all at once, and afterwards the history checker compares every answer with the pure domain.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Commit } from '../../shared/envelope.ts';
import { check, type Told } from '../support/server/history-checker.ts';
import { PrivateRedis } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

const PEOPLE = 12;
const EACH = 200;

let redis: PrivateRedis;
let servers: ServerProcess[];

beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = await Promise.all([1, 2, 3].map(() => ServerProcess.start(redis.url)));
});

afterAll(async () => {
  for (const server of servers) await server.stop();
  await redis.end();
});

/** Random numbers from a seed, so that a failed run can be repeated. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const BRIEF = { trend: 'steady', ifThen: ['none'] };

function wish(
  visitor: Visitor,
  people: readonly Somebody[],
  roll: (sides: number) => number,
): { type: string; data: object } {
  const { floor } = visitor.state;
  const other = people[roll(people.length)]?.id ?? '';
  const offerId = floor.offer?.id ?? 'none';
  const wishes = [
    { type: 'timeline.say', data: { text: `line ${roll(1_000)}` } },
    { type: 'timeline.note', data: { text: `fact ${roll(1_000)}` } },
    { type: 'floor.offer', data: { to: other, brief: BRIEF } },
    { type: 'floor.withdraw', data: {} },
    { type: 'floor.accept', data: { offerId, readBack: 'the first thing I will do', taken: [] } },
    { type: 'floor.decline', data: { offerId, why: 'not now' } },
    { type: 'floor.assume', data: { why: 'nobody answers' } },
    { type: 'incident.set-severity', data: { severity: 1 + roll(4), why: 'it looks so' } },
    { type: 'crew.assign', data: { person: other, role: 'deputy' } },
    { type: 'crew.accept', data: { role: 'deputy' } },
  ];
  return wishes[roll(wishes.length)] as { type: string; data: object };
}

async function acts(
  visitor: Visitor,
  person: Somebody,
  { room, people, seed }: { room: string; people: readonly Somebody[]; seed: number },
): Promise<Told[]> {
  const roll = dice(seed);
  const told: Told[] = [];
  for (let count = 0; count < EACH; count += 1) {
    const command = { id: randomUUID(), epoch: visitor.state.floor.epoch, ...wish(visitor, people, roll) };
    const invokedAt = performance.now();
    const answer = await visitor.command(room, command);
    const unknown = !answer.ok && ['unconfirmed', 'busy', 'unavailable'].includes(answer.code);
    told.push({
      actor: { id: person.id, name: person.name, trained: false, administrator: false },
      command,
      invokedAt,
      returnedAt: performance.now(),
      answer: unknown ? null : answer,
    });
  }
  return told;
}

async function wholeLog(server: ServerProcess, room: string): Promise<Commit[]> {
  const log: Commit[] = [];
  for (;;) {
    const { body } = await call(server, 'GET', `/api/rooms/${room}/log?after=${log.length}&limit=500`, {
      token: OPERATOR,
    });
    const commits = body['commits'] as Commit[];
    if (commits.length === 0) return log;
    log.push(...commits);
  }
}

it('CV80 twelve people on three servers compete for command, and every answer they got is true by the domain', async () => {
  const [first] = servers as [ServerProcess];
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => somebody(first, `Person ${index}`)));
  const room = await declareRoom(first, people[0] as Somebody);
  const visitors = await Promise.all(
    people.map((person, index) => Visitor.come(servers[index % 3] as ServerProcess, person.token)),
  );
  for (const visitor of visitors) await visitor.enter(room);
  const told = (
    await Promise.all(
      visitors.map((visitor, index) => acts(visitor, people[index] as Somebody, { room, people, seed: index + 1 })),
    )
  ).flat();
  const log = await wholeLog(first, room);
  expect(check(log, told)).toEqual([]);
  expect(told.filter(({ answer }) => answer?.ok === true).length).toBeGreaterThan((PEOPLE * EACH) / 10);
  expect(log.flatMap(({ events }) => events).filter(({ type }) => type === 'floor.passed').length).toBeGreaterThan(0);
  for (const visitor of visitors) {
    await expect.poll(() => visitor.position.version, { timeout: 10_000 }).toBe(log.length);
    expect(visitor.position.hash).toBe(log.at(-1)?.hash);
    visitor.leave();
  }
});
