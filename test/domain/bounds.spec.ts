/**
 * Every list of the folded state is bounded, because everyone who enters is sent the whole state. One table has all
 * bounds: each list is filled up to its own, and a list without a row fails.
 */
import { describe, expect, it } from 'vitest';
import { roomDomain, workspaceDomain } from '../../server/rooms/domains.ts';
import type { AnyEvent, Commit } from '../../shared/envelope.ts';
import type { RoomState } from '../../shared/room.ts';
import { MOST_PINS } from '../../shared/timeline/rules.ts';
import { newest, oldest, type Readable } from '../../server/sockets/pages.ts';
import {
  admin,
  ana,
  at,
  bob,
  declared,
  given,
  instantOf,
  joins,
  priya,
  type Act,
  type History,
} from '../support/domain/given.ts';

interface Bound {
  readonly list: string;
  readonly most: number;
  /** The acts that make it one longer, the n-th time. */
  readonly grow: (turn: number) => readonly Act[];
}

const LONG = 'x'.repeat(200);
const someone = (turn: number) => ({ ...ana, id: `p-${turn}`, name: `Person ${turn}` });
const minute = (turn: number): string => `+${turn + 10}m`;
const role = (turn: number): Act =>
  at(minute(turn), priya, 'crew.add-role', { role: `role-${turn}`, card: 'does something' });
const teamOf = (turn: number) => ({
  name: `Team ${turn}`,
  leader: `p-${turn}`,
  goal: 'look',
  minutes: 600,
  members: [],
});

/** What the rules refuse above a bound. */
const REFUSED: readonly Bound[] = [
  { list: 'crew.members', most: 2000, grow: (turn) => [joins(minute(turn), someone(turn))] },
  { list: 'crew.roles', most: 30, grow: (turn) => [role(turn)] },
  {
    list: 'crew.seats',
    most: 500,
    grow: (turn) => [at(minute(turn), priya, 'crew.assign', { person: ana.id, role: 'expert', area: `area ${turn}` })],
  },
  {
    list: 'timeline.pins',
    most: MOST_PINS,
    grow: (turn) => [
      at(minute(turn), priya, 'timeline.note', { text: LONG }),
      at(minute(turn), priya, 'timeline.pin', { entry: 'last' }),
    ],
  },
  {
    list: 'teams.teams',
    most: 20,
    grow: (turn) => [joins(minute(turn), someone(turn)), at(minute(turn), priya, 'teams.form', teamOf(turn))],
  },
  {
    list: 'asks.open',
    most: 100,
    grow: (turn) => [
      joins(minute(turn), someone(turn)),
      at(minute(turn), someone(turn), 'asks.ask', { kind: 'status', text: LONG }),
    ],
  },
];

const event = (type: string, data: object): readonly AnyEvent[] => [{ type, data } as AnyEvent];

/** What the fold drops, oldest first; it stays in the log. */
const FORGOTTEN: ReadonlyArray<{
  readonly list: string;
  readonly most: number;
  readonly events: (turn: number) => readonly AnyEvent[];
}> = [
  {
    list: 'timeline.amended',
    most: 500,
    events: (turn) => event('timeline.corrected', { entry: `${turn + 1}.0`, text: LONG, why: 'typo', by: ana.id }),
  },
  {
    list: 'timeline.followUps',
    most: 100,
    events: (turn) => event('timeline.follow-up-noted', { text: `${LONG} ${turn}`, by: ana.id }),
  },
  {
    list: 'floor.chain',
    most: 200,
    events: (turn) => event('floor.taken', { from: ana.id, to: bob.id, epoch: turn + 2 }),
  },
  {
    list: 'floor.requests',
    most: 100,
    events: (turn) => event('floor.requested', { id: `r-${turn}`, by: `p-${turn}`, why: LONG }),
  },
  {
    list: 'crew.volunteers',
    most: 200,
    events: (turn) => event('crew.volunteered', { person: `p-${turn}`, role: 'scribe' }),
  },
  {
    list: 'incident.severities',
    most: 30,
    events: (turn) => event('incident.severity-set', { severity: (turn % 4) + 1, from: 1, why: LONG }),
  },
  {
    list: 'incident.suggestions',
    most: 30,
    events: (turn) => event('incident.severity-suggested', { severity: 1, why: LONG, by: `p-${turn}` }),
  },
  {
    list: 'updates.drafts',
    most: 10,
    events: (turn) =>
      event('updates.drafted', {
        id: `d-${turn}`,
        audience: 'internal',
        text: LONG,
        by: `p-${turn}`,
        nextAt: null,
        kind: 'update',
      }),
  },
  {
    list: 'asks.ended',
    most: 50,
    events: (turn) => [
      ...event('asks.asked', { id: `a-${turn}`, by: ana.id, kind: 'status', text: LONG }),
      ...event('asks.withdrawn', { ask: `a-${turn}`, by: ana.id }),
    ],
  },
  {
    list: 'decisions.made',
    most: 50,
    events: (turn) => [
      ...event('decisions.proposed', { id: `d-${turn}`, by: ana.id, text: LONG, until: instantOf('+1h') }),
      ...event('decisions.dropped', { decision: `d-${turn}`, text: LONG, by: ana.id, objections: [] }),
    ],
  },
  {
    list: 'tasks.tasks',
    most: 101,
    events: (turn) => [
      ...event('tasks.assigned', { id: `t-${turn}`, to: ana.id, by: priya.id, what: LONG, minutes: 10 }),
      ...event('tasks.finished', { task: `t-${turn}`, by: ana.id }),
    ],
  },
];

/** Bounded by the schema of its commands or by another list of this table; `timeline.struck` by the rule (LW64). */
const BY_THEIR_WORDS: readonly string[] = ['incident.services', 'incident.stays', 'updates.byHand', 'timeline.struck'];

const sizeOf = (room: RoomState, list: string): number => {
  const [capability, name] = list.split('.') as [keyof RoomState, string];
  const found = (room[capability] as unknown as Record<string, object>)[name] ?? [];
  return Object.keys(found).length;
};

const opened = (): History =>
  given(declared(), joins('+1s', ana), joins('+2s', bob), at('+3s', priya, 'floor.confirm', {}));

describe('the room', () => {
  it.each(REFUSED)(
    'LW57 $list holds $most at most, and what would be one more is refused with a sentence',
    ({ list, most, grow }) => {
      const room = opened();
      const [refused, codes] = [[] as string[], new Set<string>()];
      for (let turn = 0; turn < most + 3; turn += 1) {
        for (const act of grow(turn)) {
          const data = 'entry' in act.data ? { ...act.data, entry: `${room.version}.0` } : act.data;
          const verdict = room.judge({ ...act, data });
          if (verdict.ok) room.append(act, verdict.events);
          else refused.push((codes.add(verdict.code), roomDomain.explain(room.state, verdict)));
        }
      }
      expect(sizeOf(room.state, list)).toBe(most);
      expect(refused.length).toBeGreaterThan(0);
      expect(
        [...codes].some((code) =>
          ['crew.room-full', 'crew.board-full', 'timeline.too-many-pins', 'teams.too-many', 'asks.too-many'].includes(
            code,
          ),
        ),
      ).toBe(true);
      for (const sentence of refused) expect(sentence).toMatch(/^\S.*[.!?]$/);
    },
  );

  it.each(FORGOTTEN)('LW58 $list keeps the newest $most at most, whatever is in the log', ({ list, most, events }) => {
    let { state } = opened();
    for (let turn = 0; turn < most + 3; turn += 1) {
      state = roomDomain.evolve(state, {
        version: turn + 10,
        at: instantOf(minute(turn)),
        by: ana.id,
        events: events(turn),
      });
      expect(sizeOf(state, list)).toBeLessThanOrEqual(most);
    }
    expect(sizeOf(state, list)).toBeGreaterThanOrEqual(Math.min(most, 100));
  });

  it('LW59 no list of the state is without a bound: each is in the table, or its words bound it', () => {
    const known = new Set([...REFUSED, ...FORGOTTEN].map(({ list }) => list).concat(BY_THEIR_WORDS));
    const lists = Object.entries(roomDomain.initial).flatMap(([capability, state]) =>
      Object.entries(state as object).flatMap(([name, value]) =>
        Array.isArray(value) || isEmptyRecord(value) ? [`${capability}.${name}`] : [],
      ),
    );
    expect(lists.filter((list) => !known.has(list))).toEqual([]);
  });

  it('LW60 1,000 corrections of 4,000 characters leave the state and its newest page under 120 KB', async () => {
    const room = given(declared(), joins('+1s', ana), at('+2s', ana, 'timeline.note', { text: 'DB is full' }));
    for (let turn = 0; turn < 1000; turn += 1) {
      const act = at(minute(turn), ana, 'timeline.correct', {
        entry: '3.0',
        text: `${turn} ${'y'.repeat(3990)}`,
        why: 'better said',
      });
      const verdict = room.judge(act);
      if (verdict.ok) room.append(act, verdict.events);
    }
    expect(room.version).toBe(1003);
    const page = await newest(logOf(room.commits), room.version + 1, { commits: 100, bytes: 64 * 1024 });
    expect(page.at(-1)).toBe(room.commits.at(-1));
    expect(page.length).toBeGreaterThan(5);
    expect(Buffer.byteLength(JSON.stringify({ room: room.state, commits: page }))).toBeLessThan(120 * 1024);
  });
});

describe('a page of commits', () => {
  it('LW61 it is cut by weight from its far end, and never to nothing', async () => {
    const { commits } = given(
      declared(),
      ...Array.from({ length: 9 }, (_, turn) => at(minute(turn), priya, 'timeline.say', { text: 'z'.repeat(1000) })),
    );
    const log = logOf(commits);
    const versions = async (page: Promise<readonly Commit[]>): Promise<readonly number[]> =>
      (await page).map(({ version }) => version);
    expect(await versions(newest(log, 11, { commits: 10, bytes: 3000 }))).toEqual([9, 10]);
    expect((await versions(oldest(log, 0, { commits: 10, bytes: 3000 })))[0]).toBe(1);
    expect(await versions(newest(log, 1000, { commits: 10, bytes: 10 }))).toEqual([10]);
    expect(await versions(oldest(logOf([]), 0, { commits: 10, bytes: 10 }))).toEqual([]);
  });

  it('DR154 of a log of long texts no more is read than is sent, and who asks after the last one gets the next, none twice', async () => {
    const { commits } = given(
      declared(),
      ...Array.from({ length: 299 }, (_, turn) =>
        at(minute(turn), priya, 'timeline.say', { text: `${turn} ${'z'.repeat(3_900)}` }),
      ),
    );
    const read: number[] = [];
    const log = logOf(commits, (count) => read.push(count));
    const got: number[] = [];
    for (let after = 0; after < commits.length; after = got.at(-1) as number)
      got.push(...(await oldest(log, after, { commits: 500, bytes: 256 * 1024 })).map(({ version }) => version));
    expect(got).toEqual(commits.map(({ version }) => version));
    expect(Math.max(...read)).toBeLessThanOrEqual(64);
    const back: number[] = [];
    for (let before = commits.length + 1; before > 1; before = back[0] as number)
      back.unshift(...(await newest(log, before, { commits: 200, bytes: 256 * 1024 })).map(({ version }) => version));
    expect(back).toEqual(got);
  });
});

describe('the workspace', () => {
  it('LW62 of requests for rooms it keeps the newest thousand', () => {
    let state = workspaceDomain.initial;
    for (let turn = 1; turn <= 1003; turn += 1) {
      const registered = event('workspace.room-registered', {
        room: `inc-${turn}`,
        request: `request-${turn}`,
        by: admin.id,
      });
      state = workspaceDomain.evolve(state, { version: turn, at: instantOf('+1m'), by: admin.id, events: registered });
    }
    expect([
      Object.keys(state.rooms).length,
      state.rooms['request-1003'],
      state.rooms['request-3'],
      state.lastNumber,
    ]).toEqual([1000, 'inc-1003', undefined, 1003]);
  });
});

const isEmptyRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** A complete log that records how many commits are requested at a time. */
function logOf(commits: readonly Commit[], asked: (count: number) => void = () => {}): Readable {
  const part = async (from: number, count: number): Promise<readonly Commit[]> => {
    asked(count);
    return commits.slice(Math.max(0, from), from + count);
  };
  return {
    folded: { state: null, position: { version: commits.length, hash: '' } },
    after: part,
    before: (version, count) => part(Math.max(0, version - 1 - count), Math.min(count, version - 1)),
  };
}
