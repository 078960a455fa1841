/**
 * Where rights about tasks end: with the tenure they came from, with fifty tasks that one person began, and with a lead
 * or deputy who is not here.
 */
import { describe, expect, it } from 'vitest';
import { explain } from '../../shared/refusals.ts';
import {
  ana,
  at,
  bob,
  declared,
  given,
  joins,
  li,
  losesLink,
  priya,
  rings,
  type Act,
} from '../support/domain/given.ts';

const room = [
  declared({ severity: 4 }),
  joins('+10s', bob),
  joins('+11s', ana),
  joins('+12s', li),
  at('+14s', priya, 'floor.confirm'),
];
const assigns = (when: string, to = bob, id = 't-1'): Act =>
  at(when, priya, 'tasks.assign', { to: to.id, what: 'check the replicas', minutes: 5 }, { id });
const takes = (when: string, by = bob, id = 't-1'): Act =>
  at(when, by, 'tasks.take', { what: 'look at the graphs', minutes: 5 }, { id });
const says = (when: string, by: typeof bob, word: string, more: Partial<Act> = {}): Act =>
  at(when, by, `tasks.${word}`, { task: 't-1', ...(word === 'pass-on' ? { to: li.id } : {}) }, more);
const assumed = [
  ...room,
  assigns('+20s'),
  losesLink('+30s', priya),
  at('+6m', ana, 'floor.assume', { why: 'Priya is gone' }),
];
const deputy = [
  at('+15s', priya, 'crew.assign', { person: ana.id, role: 'deputy' }),
  at('+16s', ana, 'crew.accept', { role: 'deputy' }),
];
const team = [
  ...room,
  at('+15s', priya, 'teams.form', {
    name: 'Database',
    leader: ana.id,
    goal: 'find the lock',
    minutes: 60,
    members: [bob.id],
  }),
];
const told = (...to: ReadonlyArray<typeof bob>): object => ({ data: { to: to.map(({ id }) => id) } });

describe('after command has moved', () => {
  it('TK95 what a former commander still does as commander to a task they had assigned is refused as stale', () => {
    for (const word of ['cancel', 'pass-on', 'chase'])
      given(...assumed)
        .when(says('+7m', priya, word, { epoch: 1 }))
        .isRefused('floor.stale-epoch', { holder: ana.id, epoch: 2 });
    const techLead = [
      at('+6m', ana, 'crew.assign', { person: priya.id, role: 'tech-lead' }),
      at('+7m', priya, 'crew.accept', { role: 'tech-lead' }),
      at('+7m', ana, 'crew.assign', { person: bob.id, role: 'expert' }),
      at('+7m', bob, 'crew.accept', { role: 'expert' }),
    ];
    given(...assumed, ...techLead)
      .when({ ...assigns('+8m', bob, 't-2'), epoch: 1 })
      .isRefused('floor.stale-epoch');
    given(...assumed, ...techLead)
      .when(assigns('+8m', bob, 't-2'))
      .then('tasks.assigned');
  });
  it('TK96 a former commander who knows that command has moved may still change what they had assigned, and their own work in any case', () => {
    given(...assumed)
      .when(says('+7m', priya, 'cancel'))
      .then('tasks.cancelled', 'crew.link-back');
    const own = [
      ...room,
      takes('+20s', priya),
      losesLink('+30s', priya),
      at('+6m', ana, 'floor.assume', { why: 'Priya is gone' }),
    ];
    given(...own)
      .when(says('+7m', priya, 'pass-on', { epoch: 1 }))
      .then('tasks.passed-on', 'crew.link-back');
  });
});

describe('the tasks that one person began', () => {
  const fifty = Array.from({ length: 50 }, (_, n) => takes('+20s', bob, `t-${n}`));
  it('TK97 of the tasks that one person began fifty at most are live, unless that person has command', () => {
    const passed = at('+30s', bob, 'tasks.pass-on', { task: 't-0', to: li.id });
    const refused = given(...room, ...fifty, passed)
      .when(takes('+31s', bob, 't-50'))
      .isRefused('tasks.too-many', { most: 50, by: bob.id });
    expect(explain(refused, (id) => id)).toContain('50 tasks that you created are still open');
    given(...room, ...fifty)
      .when(assigns('+31s', bob, 't-51'))
      .then('tasks.assigned');
    given(...room, ...fifty)
      .when(takes('+31s', li, 't-52'))
      .then('tasks.taken');
    given(...room, ...fifty, at('+30s', bob, 'tasks.done', { task: 't-9' }))
      .when(takes('+31s', bob, 't-53'))
      .then('tasks.taken');
    const restored = [at('+30s', bob, 'tasks.cancel', { task: 't-9' }), takes('+31s', bob, 't-54')];
    given(...room, ...fifty, ...restored)
      .when(at('+32s', bob, 'tasks.restore', { task: 't-9' }))
      .isRefused('tasks.too-many', { most: 50 });
  });
});

describe('when the person to be told is not here', () => {
  const rests = (who: typeof bob, availability: string): Act =>
    at('+18s', who, 'crew.set-availability', { availability });
  it('TK98 a deputy or team lead who is away or rests is not told of a task in place of the commander', () => {
    for (const word of ['away', 'resting']) {
      given(...room, ...deputy, rests(ana, word), assigns('+20s'))
        .when(rings('+10m'))
        .then({ type: 'tasks.unacknowledged', ...told(priya) });
      given(...team, rests(ana, word), takes('+20s'))
        .when(rings('+10m'))
        .then({ type: 'tasks.overdue', ...told(priya) });
    }
    given(...room, ...deputy, assigns('+20s'))
      .when(rings('+10m'))
      .then({ type: 'tasks.unacknowledged', ...told(ana) });
    given(...team, takes('+20s'))
      .when(rings('+10m'))
      .then({ type: 'tasks.overdue', ...told(ana) });
  });
});
