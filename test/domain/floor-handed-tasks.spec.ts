/**
 * What is handed over with command: the open tasks, which the receiver goes through before accepting, and the brief,
 * which the giver edits while it is read. The handoff itself is in floor.spec.ts.
 */
import { describe, expect, it } from 'vitest';
import { explain } from '../../shared/refusals.ts';
import { walkOf } from '../../shared/floor/walk.ts';
import { ana, at, bob, declared, given, instantOf, joins, li, priya, sam, type Act } from '../support/domain/given.ts';

const brief = { trend: 'steady', ifThen: ['If the queue grows past 10k, fail over'] } as const;
const room = [
  declared({ severity: 4 }),
  joins('+10s', bob),
  joins('+11s', ana),
  joins('+12s', li),
  joins('+13s', sam, 'observer'),
  at('+14s', priya, 'floor.confirm'),
];
const gives = (id: string, to: typeof bob, when = '+20s'): Act =>
  at(when, priya, 'tasks.assign', { to: to.id, what: `do ${id}`, minutes: 5 }, { id });
const offers = (when = '+30s', to = bob): Act => at(when, priya, 'floor.offer', { to: to.id, brief }, { id: 'o-1' });
const accepts = (more: object = {}, when = '+60s'): Act =>
  at(when, bob, 'floor.accept', { offerId: 'o-1', readBack: 'Call the database team', taken: [], ...more });
const edits = (data: object, when = '+40s', more: Partial<Act> = {}): Act =>
  at(when, priya, 'floor.edit-brief', data, more);
const says = (when: string, by: typeof bob, word: string, data: object): Act => at(when, by, `tasks.${word}`, data);
/** Two tasks of other people, two of Bob's. */
const offered = [...room, gives('a', ana), gives('l', li), gives('b', bob), gives('c', bob), offers()];
const own = { stopped: ['b'], kept: [{ taskId: 'c', why: 'nobody else knows it' }] };

describe('accepting command with tasks open', () => {
  it('FL63 needs "I have it" for each open task of the others', () => {
    given(...offered)
      .when(accepts({ taken: ['a'], ...own }))
      .isRefused('floor.tasks-not-taken', { tasks: ['l'], owners: [li.id] });
    given(...offered)
      .when(accepts())
      .isRefused('floor.tasks-not-taken', { tasks: ['a', 'l'], owners: [ana.id, li.id] });
    given(...offered)
      .when(accepts({ taken: ['a', 'l'], ...own }))
      .then(
        { type: 'floor.passed', data: { taken: ['a', 'l'], ...own } },
        'tasks.cancelled',
        'tasks.acknowledged',
        'tasks.kept',
      );
  });
  it('FL64 tasks that are over or declined ask nothing of the person who accepts command', () => {
    const settled = [
      ...offered,
      says('+40s', ana, 'done', {}),
      says('+41s', li, 'decline', { why: 'no' }),
      says('+42s', bob, 'done', { task: 'b' }),
      says('+43s', bob, 'done', { task: 'c' }),
    ];
    given(...settled)
      .when(accepts())
      .then('floor.passed');
  });
  it('FL65 a person who accepts command reassigns, stops or keeps with a reason each open task of their own', () => {
    given(...offered)
      .when(accepts({ taken: ['a', 'l'], stopped: ['b'] }))
      .isRefused('floor.own-tasks-open', { tasks: ['c'] });
    given(...offered)
      .when(accepts({ taken: ['a', 'l', 'b', 'c'] }))
      .isRefused('floor.own-tasks-open', { tasks: ['b', 'c'] });
    const { after, events } = given(...offered).when(
      accepts({ taken: ['a', 'l'], passedOn: [{ taskId: 'b', to: priya.id }], kept: own.kept }),
    );
    expect(events.slice(1)).toMatchObject([
      { type: 'tasks.passed-on', data: { task: 'b', from: bob.id, to: priya.id, by: bob.id, cause: 'handoff' } },
      { type: 'tasks.acknowledged', data: { task: 'c' } },
      { type: 'tasks.kept', data: { task: 'c', by: bob.id, why: 'nobody else knows it' } },
    ]);
    expect(after.tasks.tasks.map(({ owner, status }) => [owner, status])).toEqual([
      [ana.id, 'offered'],
      [li.id, 'offered'],
      [priya.id, 'offered'],
      [bob.id, 'acknowledged'],
    ]);
  });
  it('FL66 passes hands-on work to another responder than the new commander', () => {
    for (const to of [bob, sam, { id: 'constructor' }]) {
      given(...offered)
        .when(accepts({ taken: ['a', 'l'], passedOn: [{ taskId: 'b', to: to.id }], kept: own.kept }))
        .isRefused('floor.cannot-pass-on', { to: to.id, task: 'b' });
    }
  });
  it('FL67 counts a task born after the offer as taken, and one of the very same moment as briefed', () => {
    given(...room, offers(), gives('new', ana, '+31s'))
      .when(accepts())
      .then('floor.passed');
    given(...room, offers(), gives('mine', bob, '+31s'))
      .when(accepts())
      .then('floor.passed');
    given(...room, offers(), gives('mine', bob, '+31s'))
      .when(accepts({ stopped: ['mine'] }))
      .then('floor.passed', 'tasks.cancelled');
    given(...room, gives('old', ana, '+30s'), offers())
      .when(accepts())
      .isRefused('floor.tasks-not-taken');
  });
  it('FL68 goes by who has a task at the press, not at the offer', () => {
    const moved = [...offered, says('+40s', ana, 'pass-on', { task: 'a', to: bob.id })];
    given(...moved)
      .when(accepts({ taken: ['a', 'l'], ...own }))
      .isRefused('floor.own-tasks-open', { tasks: ['a'] });
    given(...moved)
      .when(accepts({ taken: ['l'], ...own, stopped: ['b', 'a'] }))
      .then('floor.passed', 'tasks.cancelled', 'tasks.cancelled', 'tasks.acknowledged', 'tasks.kept');
  });
  it("FL69 the log keeps nothing about tasks that are unknown, over, someone else's or named twice", () => {
    const odd = {
      taken: ['a', 'a', 'l', 'b', 'none'],
      passedOn: [
        { taskId: 'l', to: ana.id },
        { taskId: 'c', to: li.id },
      ],
      stopped: ['a', 'b', 'c'],
      kept: [{ taskId: 'b', why: 'x' }],
    };
    const { events } = given(...offered).when(accepts(odd));
    expect(events[0]?.data).toMatchObject({
      taken: ['a', 'l'],
      passedOn: [{ taskId: 'c', to: li.id }],
      stopped: ['b'],
      kept: [],
    });
    expect(events.map(({ type }) => type)).toEqual(['floor.passed', 'tasks.passed-on', 'tasks.cancelled']);
  });
  it('FL70 shows the receiver what waits for a tick, what is their own and what is new', () => {
    const { state } = given(...offered, gives('new', ana, '+31s'));
    const { others, own: mine, fresh } = walkOf(state, { to: bob.id, offeredAt: instantOf('+30s') });
    expect([others, mine, fresh].map((list) => list.map(({ id }) => id))).toEqual([['a', 'l'], ['b', 'c'], ['new']]);
  });
  it('FL71 is told in words what is still to be done', () => {
    const name = (person: string): string => (person === li.id ? 'Li W' : person);
    expect(explain({ code: 'floor.tasks-not-taken', facts: { tasks: ['l'], owners: [li.id] } }, name)).toContain(
      'A task is not taken over yet (Li W).',
    );
    expect(explain({ code: 'floor.own-tasks-open', facts: { tasks: ['b', 'c'] } }, name)).toContain(
      '2 tasks are your own.',
    );
  });
});

describe('the brief while it is read', () => {
  it('FL72 is edited field by field by the giver, and the receiver has the whole of it at once', () => {
    const better = { ...brief, trend: 'better', ruledOut: ['the network'] };
    given(...room, offers())
      .when(edits({ trend: 'better', ruledOut: ['the network'] }))
      .then({ type: 'floor.brief-edited', data: { offerId: 'o-1', brief: better } });
    const read = given(...room, offers(), edits({ trend: 'better', ruledOut: ['the network'] }));
    expect(read.state.floor.offer).toMatchObject({
      brief: better,
      offeredAt: instantOf('+30s'),
      expiresAt: instantOf('+330s'),
    });
    expect(read.when(accepts()).after.floor.chain.at(-1)?.brief).toEqual(better);
  });
  it('FL73 is edited only while it is offered, only by the commander, and only if something changes', () => {
    given(...room)
      .when(edits({ trend: 'worse' }))
      .isRefused('floor.no-offer');
    given(...room, offers())
      .when(edits({ trend: 'steady' }))
      .isRefused('floor.brief-unchanged');
    given(...room, offers())
      .when(edits({}))
      .isRefused('floor.brief-unchanged');
    given(...room, offers())
      .when(edits({ trend: 'worse' }, '+40s', { actor: bob }))
      .isRefused('floor.not-yours');
    given(...room, offers())
      .when(edits({ trend: 'worse' }, '+40s', { epoch: null }))
      .isRefused('floor.epoch-missing');
    given(...room, offers(), accepts())
      .when(edits({ trend: 'worse' }, '+70s', { epoch: 1 }))
      .isRefused('floor.stale-epoch');
  });
});

describe("a commander's act", () => {
  const provisional = room.slice(0, -1);
  const act = (type: string, data: object, id?: string): Act =>
    at('+50s', priya, type, data, id === undefined ? {} : { id });
  it('FL74 is what only a commander does at the desk, and confirms', () => {
    const confirms = (before: readonly Act[], act: Act): boolean =>
      given(...before)
        .when(act)
        .events.some(({ type }) => type === 'floor.confirmed');
    const task = [...provisional, at('+20s', bob, 'tasks.take', { what: 'look', minutes: 5 }, { id: 'b' })];
    const acts = [
      act('tasks.cancel', { task: 'b' }),
      act('tasks.chase', { task: 'b' }),
      act('tasks.pass-on', { task: 'b', to: li.id }),
      act('tasks.assign', { to: bob.id, what: 'look', minutes: 3 }),
    ];
    expect(acts.map((each) => confirms(task, each))).toEqual([true, true, true, true]);
    const team = act('teams.form', { name: 'Database', leader: ana.id, goal: 'find it', minutes: 20, members: [] });
    expect(confirms(provisional, team)).toBe(true);
    expect(confirms(provisional, act('decisions.propose', { text: 'fail over' }))).toBe(true);
    expect(
      confirms(provisional, act('incident.set-services', { services: [{ id: 'checkout', name: 'Checkout' }] })),
    ).toBe(true);
    const asked = [
      ...provisional,
      at('+20s', sam, 'asks.ask', { kind: 'information', text: 'how long?' }, { id: 'q' }),
    ];
    expect(confirms(asked, act('asks.answer', { ask: 'q', how: 'no' }))).toBe(true);
  });
  it("FL75 is not what a commander does with their own task, nor what follows from another's act", () => {
    const hers = [...provisional, at('+20s', priya, 'tasks.take', { what: 'look', minutes: 5 }, { id: 'p' })];
    expect(given(...hers).state.floor.provisional).toBe(true);
    for (const each of [
      act('tasks.cancel', { task: 'p' }),
      act('tasks.pass-on', { task: 'p', to: li.id }),
      act('tasks.done', { task: 'p' }),
    ]) {
      expect(given(...hers).when(each).after.floor.provisional).toBe(true);
    }
    const challenged = [...hers, at('+30s', bob, 'floor.challenge')];
    given(...challenged)
      .when(act('tasks.done', { task: 'p' }))
      .then('tasks.finished', { type: 'floor.presented', data: { how: 'act' } });
    expect(
      given(...challenged, at('+40s', bob, 'timeline.say', { text: 'hello?' })).state.floor.challenge,
    ).not.toBeNull();
  });
});
