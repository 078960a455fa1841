/**
 * Command under the real domain on three real servers, each person with a socket to every one of them: the receiver
 * accepts, the giver withdraws, a third person assumes, all at the same instant. Whatever the network does, each race
 * has one winner, each epoch one commander, and every server says the same.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Commit } from '../../shared/envelope.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { evolve, initial } from '../../shared/room.ts';
import { expectSound, settle } from '../support/server/room-servers.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  declareRoom,
  OPERATOR,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

const ROOMS = 200;
const ROUNDS = 5;
/** How many are declared at a time, because each is an entry in the workspace's one log. */
const DECLARED_AT_ONCE = 20;
/** How long a challenge must stay unanswered, and how long none can follow an answered one. */
const SILENCE_MS = 1_000;
const POLICY = { challengeSeconds: SILENCE_MS / 1000, graceSeconds: SILENCE_MS / 1000 };
const BRIEF = { trend: 'steady', ifThen: ['none'] };
const READ_BACK = 'Checkout is down in the EU and steady; no plan B; I have command.';
const PATIENCE_MS = 60_000;

interface Racer extends Somebody {
  /** One to each server. */
  readonly sockets: readonly Visitor[];
}
/** A room as its people know it, from answers alone. */
interface Contest {
  readonly id: string;
  holder: number;
  epoch: number;
}

let redis: PrivateRedis;
let servers: ServerProcess[];
let people: Racer[];

beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = await Promise.all([1, 2, 3].map(() => ServerProcess.start(redis.url)));
  const [first] = servers as [ServerProcess];
  const three = [
    await administrator(servers),
    ...(await Promise.all(['Bob L', 'Ana S'].map((name) => somebody(first, name)))),
  ];
  people = await Promise.all(
    three.map(async (person) => ({
      ...person,
      sockets: await Promise.all(servers.map((server) => Visitor.come(server, person.token))),
    })),
  );
});

afterAll(async () => {
  for (const { sockets } of people) sockets.forEach((socket) => socket.leave());
  for (const server of servers) await server.stop();
  await redis.end();
});

/** Of three people or servers, in rotation. */
const nth = <Each>(all: readonly Each[], index: number): Each => all[index % all.length] as Each;

/** `through`: which of their sockets is used. */
function says(
  { id: room, epoch }: Contest,
  { who, through }: { readonly who: number; readonly through: number },
  [type, data]: readonly [type: string, data?: object],
): Promise<CommandAnswer> {
  const command = { id: randomUUID(), type, epoch, data: data ?? {} };
  return settle(() => nth(nth(people, who).sockets, through).command(room, command, PATIENCE_MS));
}

async function must(answer: Promise<CommandAnswer>): Promise<void> {
  const given = await answer;
  expect(given.ok, JSON.stringify(given)).toBe(true);
}

async function opened(index: number): Promise<Contest> {
  const id = await declareRoom(nth(servers, index), nth(people, 0), { policy: POLICY });
  const contest = { id, holder: 0, epoch: 1 };
  for (const who of [1, 2])
    await must(says(contest, { who, through: index }, ['timeline.say', { text: 'I am here.' }]));
  return contest;
}

/** The holder offers command to the next, and the third challenges. Resolves with the offer's id. */
async function prepares(contest: Contest, through: number): Promise<string> {
  const { holder } = contest;
  const offerId = randomUUID();
  const offer = {
    id: offerId,
    type: 'floor.offer',
    epoch: contest.epoch,
    data: { to: nth(people, holder + 1).id, brief: BRIEF },
  };
  await must(settle(() => nth(nth(people, holder).sockets, through).command(contest.id, offer, PATIENCE_MS)));
  await until(
    'the question can be asked',
    async () => (await says(contest, { who: holder + 2, through }, ['floor.challenge'])).ok,
  );
  return offerId;
}

/** All three at once, each through another server. Resolves with who won: 0 receiver, 1 giver, 2 the third. */
async function races(contest: Contest, offerId: string, through: number): Promise<number> {
  const { holder } = contest;
  const answers = await Promise.all([
    says(contest, { who: holder + 1, through }, ['floor.accept', { offerId, readBack: READ_BACK, taken: [] }]),
    says(contest, { who: holder, through: through + 1 }, ['floor.withdraw', { offerId }]),
    says(contest, { who: holder + 2, through: through + 2 }, ['floor.assume', { why: 'the commander is silent' }]),
  ]);
  expect(
    answers.filter(({ ok }) => ok),
    JSON.stringify(answers),
  ).toHaveLength(1);
  const winner = answers.findIndex(({ ok }) => ok);
  if (winner !== 1) {
    contest.holder = (holder + (winner === 0 ? 1 : 2)) % people.length;
    contest.epoch += 1;
  }
  return winner;
}

async function silence(): Promise<void> {
  const over = Date.now() + SILENCE_MS;
  await until('it has been silent long enough', () => Date.now() > over);
}

async function logOf(server: ServerProcess, room: string): Promise<readonly Commit[]> {
  const { body } = await call(server, 'GET', `/api/rooms/${room}/log?after=0&limit=500`, { token: OPERATOR });
  return body['commits'] as Commit[];
}

async function agree({ id, holder, epoch }: Contest): Promise<void> {
  const [log, ...others] = await Promise.all(servers.map((server) => logOf(server, id)));
  if (log === undefined) throw new Error('no server');
  for (const other of others) expect(other).toEqual(log);
  expectSound(log, id);
  const { floor } = log.reduce(evolve, initial);
  expect([floor.holder, floor.epoch, floor.offer]).toEqual([nth(people, holder).id, epoch, null]);
  expect(floor.chain.map((tenure) => tenure.epoch)).toEqual(floor.chain.map((_, index) => index + 1));
}

test('RM29 a thousand times accept, withdraw and assume at the same instant: one winner each, the same on every server', async () => {
  const contests: Contest[] = [];
  while (contests.length < ROOMS)
    contests.push(
      ...(await Promise.all(Array.from({ length: DECLARED_AT_ONCE }, (_, index) => opened(contests.length + index)))),
    );
  const wins = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const offers = await Promise.all(contests.map((contest, index) => prepares(contest, index + round)));
    await silence();
    const winners = await Promise.all(
      contests.map((contest, index) => races(contest, offers[index] as string, index + round)),
    );
    for (const winner of winners) wins[winner] = (wins[winner] ?? 0) + 1;
    if (round < ROUNDS - 1) await silence();
  }
  for (const won of wins) expect(won).toBeGreaterThan(0);
  await Promise.all(contests.map(agree));
});
