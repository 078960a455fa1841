/**
 * The floor under the real domain on three servers: the receiver accepts, the giver withdraws, a third assumes, all at
 * the same instant. Whatever the network does, each race has one winner, each epoch one holder, and every server tells
 * the same story.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, AnyCommand } from '../../shared/envelope.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import type { RoomState } from '../../shared/room.ts';
import { openLogger } from '../../server/logger.ts';
import { roomDomain, workspaceDomain } from '../../server/rooms/domains.ts';
import { RedisRoomLog } from '../../server/log/room-log.redis.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import { StoreClock } from '../../server/log/store-clock.ts';
import { ana, bob, clock, POLICY, priya } from '../support/domain/given.ts';
import { expectSound, settle, wholeLog } from '../support/server/room-servers.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';

interface House {
  readonly log: RedisRoomLog;
  readonly rooms: Rooms;
  stop(): Promise<void>;
}

let redis: PrivateRedis;
let houses: House[];
beforeAll(async () => {
  redis = await PrivateRedis.start();
  houses = await Promise.all([1, 2, 3].map(() => openHouse()));
});
afterAll(async () => {
  await Promise.all(houses.map((house) => house.stop()));
  await redis.end();
});

async function openHouse(): Promise<House> {
  const log = new RedisRoomLog(redis.url, 'wf');
  const storeClock = new StoreClock(log);
  await until('the log can be reached', () =>
    log.time().then(
      () => true,
      () => false,
    ),
  );
  await storeClock.start();
  const rooms = new Rooms(
    { room: roomDomain, workspace: workspaceDomain },
    { log, clock: storeClock, warn: openLogger('silent').warn },
  );
  await rooms.start();
  const stop = async () => {
    await rooms.stop();
    storeClock.stop();
    await log.close();
  };
  return { log, rooms, stop };
}

type Say = (actor: Actor, type: string, data?: object) => Promise<CommandAnswer>;
const PEOPLE = [priya, bob, ana];

/** Each server's door to one room: sends with the present epoch, as a browser does. */
async function doors(id: string): Promise<Array<{ say: Say; fresh(): Promise<RoomState> }>> {
  const rooms = await Promise.all(houses.map((house) => house.rooms.unwritten(id)));
  return rooms.map((room) => ({
    say: (actor, type, data = {}) => {
      const { epoch } = room.folded.state.floor;
      const command: AnyCommand = { id: randomUUID(), type, data, ...(actor.id === 'clock' ? {} : { epoch }) };
      return settle(() => room.send(command, { actor, arrival: { as: 'responder' } }));
    },
    fresh: async () => (await room.fresh()).state,
  }));
}

async function must(answer: Promise<CommandAnswer>): Promise<void> {
  expect(await answer).toMatchObject({ ok: true });
}

/** One race; returns who holds the floor afterwards. */
async function race(servers: Awaited<ReturnType<typeof doors>>, round: number): Promise<void> {
  const [first, second, third] = [0, 1, 2].map((index) => servers[(index + round) % 3]!) as [
    (typeof servers)[0],
    (typeof servers)[0],
    (typeof servers)[0],
  ];
  const before = await first.fresh();
  const giver = PEOPLE.find(({ id }) => id === before.floor.holder)!;
  const [receiver, other] = PEOPLE.filter(({ id }) => id !== giver.id) as [Actor, Actor];
  await must(first.say(giver, 'floor.offer', { to: receiver.id, brief: { trend: 'steady', ifThen: ['none'] } }));
  await must(first.say(clock, 'crew.lose-link', { person: giver.id, since: before.floor.since }));
  const seen = await Promise.all(servers.map((server) => server.fresh()));
  const offerId = seen[0]!.floor.offer?.id;
  const answers = await Promise.all([
    first.say(receiver, 'floor.accept', {
      offerId,
      readBack: 'Checkout is down in the EU and steady; no plan B; I have command.',
      taken: [],
    }),
    second.say(giver, 'floor.withdraw', { offerId }),
    third.say(other, 'floor.assume', { why: 'the commander cannot be seen' }),
  ]);
  expect(
    answers.filter(({ ok }) => ok),
    JSON.stringify(answers),
  ).toHaveLength(1);
  const [{ floor }, ...others] = (await Promise.all(servers.map((server) => server.fresh()))) as [
    RoomState,
    RoomState,
    RoomState,
  ];
  for (const each of others) expect(each.floor).toEqual(floor);
  const winner = [receiver.id, giver.id, other.id][answers.findIndex(({ ok }) => ok)];
  expect([floor.holder, floor.epoch, floor.offer]).toEqual([
    winner,
    before.floor.epoch + (winner === giver.id ? 0 : 1),
    null,
  ]);
  await first.say(clock, 'crew.restore-link', { person: giver.id });
}

async function races(id: string, count: number): Promise<void> {
  const servers = await doors(id);
  const policy = { ...POLICY, deputyAfterSeconds: 0, anyoneAfterSeconds: 0 };
  await must(
    servers[0]!.say(priya, 'incident.declare', {
      title: 'Checkout fails in the EU',
      severity: 2,
      kind: 'incident',
      policy,
    }),
  );
  for (const person of [bob, ana]) await must(servers[0]!.say(person, 'crew.join', { as: 'responder' }));
  await servers[1]!.fresh();
  await must(servers[0]!.say(priya, 'floor.confirm'));
  for (let round = 0; round < count; round += 1) await race(servers, round);
}

test('RM29 a thousand times accept, withdraw and assume at the same instant: one winner each, the same on every server', async () => {
  const ids = ['inc-1', 'inc-2', 'inc-3', 'inc-4'];
  await Promise.all(ids.map((id) => races(id, 250)));
  for (const id of ids) {
    const commits = await wholeLog(houses[0]!.log, id);
    expectSound(commits, id);
    const epochs = commits.flatMap(({ events }) => events.flatMap(({ data }) => ('epoch' in data ? [data.epoch] : [])));
    expect(epochs).toEqual(epochs.map((_, index) => index + 1));
  }
});
