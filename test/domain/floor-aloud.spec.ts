/**
 * Command that was handed over aloud, on the call: one tick and a read-back, and what would have held it up is gone
 * through in the ten minutes after.
 */
import { describe, expect, it } from 'vitest';
import { readLeft, handed, missingInWalk } from '../../client/floor/walk.ts';
import { owed } from '../../client/floor/owed.ts';
import { sentences } from '../../shared/floor/sentences.ts';
import { ana, at, bob, declared, given, instantOf, joins, li, priya, type Act } from '../support/domain/given.ts';

const brief = { trend: 'steady', ifThen: ['If the queue grows past 10k, fail over'] } as const;
const name = (person: string): string => ({ [priya.id]: 'Priya N', [bob.id]: 'Bob L' })[person] ?? person;
const gives = (id: string, to: typeof bob, minutes: number): Act =>
  at('+20s', priya, 'tasks.assign', { to: to.id, what: `do ${id}`, minutes }, { id });
const offers = (data: object = { aloud: true }): Act =>
  at('+30s', priya, 'floor.offer', { to: bob.id, brief, ...data }, { id: 'o-1' });
const setsAloud = (aloud: boolean, when = '+40s', by = priya): Act => at(when, by, 'floor.set-aloud', { aloud });
const accepts = (data: object = { short: true }, when = '+2m'): Act =>
  at(when, bob, 'floor.accept', { offerId: 'o-1', readBack: 'Call the database team', taken: [], ...data });
const walks = (data: object, when = '+5m', by = bob): Act => at(when, by, 'floor.walk', { taken: [], ...data });
/** Ana's is late by two minutes, Li's is on time, one is Bob's own. */
const room = [
  declared({ severity: 4 }),
  joins('+10s', bob),
  joins('+11s', ana),
  joins('+12s', li),
  at('+14s', priya, 'floor.confirm'),
  gives('late', ana, 1),
  gives('fine', li, 60),
  gives('own', bob, 60),
  at('+21s', ana, 'tasks.acknowledge', { task: 'late' }),
  at('+21s', li, 'tasks.acknowledge', { task: 'fine' }),
  at('+21s', bob, 'tasks.acknowledge', { task: 'own' }),
];
const passed = [...room, offers(), accepts()];

describe('command handed over aloud', () => {
  it('FL90 the giver says so while offering or later, may take it back, and no one else says it', () => {
    given(...room)
      .when(offers())
      .then({ type: 'floor.offered', data: { aloud: true } });
    const open = [...room, offers({})];
    expect(given(...open).state.floor.offer).not.toHaveProperty('aloud');
    const told = given(...open)
      .when(setsAloud(true))
      .then({ type: 'floor.aloud-set', data: { offerId: 'o-1', to: bob.id, aloud: true } });
    expect(sentences['floor.aloud-set'](told.events[0]?.data as never, name)).toBe(
      'Priya N handed over to Bob L aloud.',
    );
    given(...open)
      .when(setsAloud(false))
      .isRefused('floor.aloud-unchanged');
    given(...open, setsAloud(true))
      .when(setsAloud(false, '+41s'))
      .then('floor.aloud-set');
    given(...open)
      .when(setsAloud(true, '+40s', bob))
      .isRefused('floor.not-yours');
    given(...room)
      .when(setsAloud(true))
      .isRefused('floor.no-offer');
  });

  it("FL91 it is accepted by one tick: the others' tasks as listed are taken, and the log says short", () => {
    const { events, after } = given(...room, offers()).when(accepts());
    const event = events.find(({ type }) => type === 'floor.passed');
    expect(event?.data).toMatchObject({ short: true, taken: ['fine'], later: ['own', 'late'] });
    expect(after.floor).toMatchObject({ holder: bob.id, walk: { tasks: ['own', 'late'], until: instantOf('+12m') } });
    expect(sentences['floor.passed'](event?.data as never, name)).toBe(
      'Bob L has command, handed off by Priya N aloud (short handoff, 2 tasks left to review). First: Call the database team',
    );
    given(...room, offers())
      .when(accepts({ short: true, readBack: 'ok' }))
      .isRefused('floor.read-back-too-short');
  });

  it('FL92 late, blocked and own tasks then wait ten minutes for the new commander, and after that, or when command moves, no one is asked', () => {
    const { state } = given(...passed);
    const left = readLeft(state);
    expect([left.marked.map(({ id }) => id), left.mine.map(({ id }) => id)]).toEqual([['late'], ['own']]);
    expect(owed(state, bob.id, Date.parse(instantOf('+5m'))).map(({ id }) => id)).toContain('walk.2');
    expect(owed(state, bob.id, Date.parse(instantOf('+12m')))).toEqual([]);
    const draft = { ticks: ['marked.late'], fates: { own: { how: 'pass-on', to: li.id } as const } };
    expect(missingInWalk(left, draft, name)).toBeNull();
    const { after } = given(...passed)
      .when(walks(handed(left, draft)))
      .then('floor.walked', { type: 'tasks.passed-on', data: { task: 'own', to: li.id, cause: 'handoff' } });
    expect(after.floor.walk).toBeNull();
    given(...passed)
      .when(walks({ taken: ['late'] }))
      .isRefused('floor.own-tasks-open', { tasks: ['own'] });
    given(...passed)
      .when(walks({ stopped: ['own'] }))
      .isRefused('floor.tasks-not-taken', { tasks: ['late'] });
    given(...passed)
      .when(walks({ stopped: ['own'] }, '+5m', priya))
      .isRefused('floor.not-yours');
    given(...passed, at('+4m', ana, 'tasks.done', { task: 'late' }))
      .when(walks({ stopped: ['own'] }))
      .then('floor.walked', 'tasks.cancelled');
    given(...passed)
      .when(walks({ taken: ['late'], stopped: ['own'] }, '+12m'))
      .isRefused('floor.no-walk');
    const again = given(
      ...passed,
      at('+4m', bob, 'floor.offer', { to: priya.id, brief, aloud: true }, { id: 'o-2' }),
      at('+5m', priya, 'floor.accept', { offerId: 'o-2', readBack: 'Back where I was', taken: [], short: true }),
    );
    expect(again.state.floor.walk?.tasks).toEqual(['late']);
  });

  it('FL93 the short way is refused where nothing was handed over aloud, and the long way stays open where it was', () => {
    given(...room, offers({}))
      .when(accepts())
      .isRefused('floor.not-aloud', { from: priya.id });
    given(...room, offers(), setsAloud(false))
      .when(accepts())
      .isRefused('floor.not-aloud');
    const long = given(...room, offers()).when(accepts({ taken: ['late', 'fine'], stopped: ['own'] }));
    expect(long.events.find(({ type }) => type === 'floor.passed')?.data).not.toHaveProperty('short');
    expect(long.after.floor.walk).toBeNull();
  });
});
