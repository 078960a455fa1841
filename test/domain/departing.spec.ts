/**
 * Someone is deactivated while they send commands: three servers of one Watchfloor in one process, with a log in memory
 * and the real domain, mailboxes and crews. access-departures.spec.ts does the same with processes, sockets and
 * Redis, fewer times.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Crews } from '../../server/access/crews.ts';
import { SERVER } from '../../server/access/people.ts';
import { stillStands } from '../../server/sockets/commanding.ts';
import { MemoryRoomLog, MemoryStore } from '../../server/log/room-log.memory.ts';
import { StoreClock } from '../../server/log/store-clock.ts';
import type { Hosted } from '../../server/rooms/hosting.ts';
import { roomDomain, workspaceDomain } from '../../server/rooms/domains.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import type { Caller } from '../../server/access/caller.ts';
import type { Commit } from '../../shared/envelope.ts';
import { declare, DEFAULT_POLICY, type RoomState } from '../../shared/room.ts';
import { personIdOf } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { priya } from '../support/domain/given.ts';

const ROUNDS = 1000;
const stops: Array<() => unknown> = [];
const end = async (): Promise<void> => void (await Promise.all(stops.splice(0).map((stop) => stop())));
afterEach(end);
let servers: readonly Rooms[] = [];

async function begin(): Promise<void> {
  await end();
  const store = new MemoryStore();
  servers = [await server(store), await server(store), await server(store)];
  const declared = declare(randomUUID(), { title: 'x', severity: 4, kind: 'incident', policy: DEFAULT_POLICY });
  await (await (servers[0] as Rooms).unwritten('inc-1')).send(declared, { actor: priya });
}

async function server(store: MemoryStore): Promise<Rooms> {
  const log = new MemoryRoomLog(store);
  const clock = new StoreClock(log);
  await clock.start();
  const rooms = new Rooms({ room: roomDomain, workspace: workspaceDomain }, { log, clock, warn: () => undefined });
  await rooms.start();
  const crews = new Crews(rooms);
  stops.push(
    () => crews.stop(),
    () => rooms.stop(),
    () => clock.stop(),
  );
  return rooms;
}

/** Resolves with the commit that removes this person. */
const removal = (hosted: Hosted<RoomState>, person: string): Promise<Commit> =>
  new Promise((resolve) => {
    const stop = hosted.listen((commits) => {
      const found = commits.find(({ events }) =>
        events.some(({ type, data }) => type === 'crew.removed' && (data as { person: string }).person === person),
      );
      if (found !== undefined) resolve((stop(), found));
    });
  });

/** Random numbers from a seed, so that a failed round can be repeated. */
const chance = (seed: number): number => Math.abs(Math.sin(seed * 12.9898) * 43_758.5453) % 1;

class Round {
  readonly #servers: readonly Rooms[];
  readonly #room: string;
  readonly #seed: number;

  constructor(servers: readonly Rooms[], room: string, seed: number) {
    this.#servers = servers;
    this.#room = room;
    this.#seed = seed;
  }

  /** What their server answers, by what it knows of them, as for a socket. */
  async says(at: number, person: Person, text: string): Promise<string> {
    const rooms = this.#servers[at % 3] as Rooms;
    const hosted = await rooms.unwritten(this.#room);
    const caller = { person } as Caller;
    const actor = { id: person.id, name: person.name, trained: false, administrator: false };
    const answer = await hosted.send(
      { id: randomUUID(), type: 'timeline.say', data: { text } },
      { actor, arrival: { as: 'responder' }, stands: () => stillStands(rooms, caller) },
    );
    return answer.ok ? 'written' : answer.code;
  }

  async play(): Promise<void> {
    const id = `kim-${this.#seed}`;
    const [mine, theirs] = [this.#servers[this.#seed % 3] as Rooms, this.#seed + 1];
    await mine.workspace.send({ id, type: 'workspace.add-person', data: { name: 'Kim' } }, { actor: SERVER });
    for (const rooms of this.#servers) await rooms.workspace.fresh();
    const person = mine.workspace.folded.state.people[personIdOf(id)] as Person;
    expect(await this.says(theirs, person, 'first')).toBe('written');
    const hosted = await mine.unwritten(this.#room);
    const gone = removal(hosted, person.id);
    const before = Array.from({ length: Math.floor(chance(this.#seed) * 4) }, (_, turn) =>
      this.says(theirs + turn, person, 'before'),
    );
    for (let turn = Math.floor(chance(this.#seed + 0.5) * 8); turn > 0; turn -= 1) await Promise.resolve();
    const ended = mine.workspace.send(
      { id: `${id}-out`, type: 'workspace.change-person', data: { person: person.id, active: false } },
      { actor: SERVER },
    );
    const during = Array.from({ length: 3 }, (_, turn) => this.says(theirs + turn, person, 'during'));
    const [removed] = await Promise.all([gone, ended, ...before, ...during]);
    for (const at of [0, 1, 2])
      expect(['access.no-session', 'crew.removed']).toContain(await this.says(at, person, 'after'));
    const after = await hosted.after(removed.version, 100);
    expect(
      after.filter(({ by }) => by === person.id),
      `round ${this.#seed}`,
    ).toEqual([]);
  }
}

describe('deactivating', () => {
  it('AC78 A thousand times in one process of three servers, a person who is deactivated while they send has nothing in the room after their removal', async () => {
    for (let seed = 0; seed < ROUNDS; seed += 1) {
      // A new Watchfloor after some rounds: people are never forgotten, so each round makes the next slower.
      if (seed % 50 === 0) await begin();
      await new Round(servers, 'inc-1', seed).play();
    }
  }, 60_000);

  it('AC83 Someone who was admitted in the very moment of their deactivation is removed again, by every server that sees it', async () => {
    await begin();
    const [one, two] = servers as readonly [Rooms, Rooms];
    await one.workspace.send({ id: 'kim', type: 'workspace.add-person', data: { name: 'Kim' } }, { actor: SERVER });
    const kim = personIdOf('kim');
    const hosted = await one.unwritten('inc-1');
    expect(
      await (
        await two.unwritten('inc-1')
      ).send(
        { id: 'c-1', type: 'timeline.say', data: { text: 'hi' } },
        { actor: { id: kim, name: 'Kim', trained: false, administrator: false }, arrival: { as: 'responder' } },
      ),
    ).toMatchObject({ ok: true });
    const first = removal(hosted, kim);
    await one.workspace.send(
      { id: 'out', type: 'workspace.change-person', data: { person: kim, active: false } },
      { actor: SERVER },
    );
    await first;
    for (let turn = 0; turn < 3; turn += 1) {
      const again = removal(hosted, kim);
      const { epoch } = (await hosted.fresh()).state.floor;
      expect(
        await hosted.send(
          { id: `in-${turn}`, type: 'crew.admit', data: { person: kim, as: 'responder' }, epoch },
          { actor: priya },
        ),
      ).toMatchObject({ ok: true });
      await again;
    }
  });
});
