/**
 * Deadlines of tasks, and what happens to tasks when people leave or the incident is closed. convergence-desk.spec.ts
 * tests real deadlines with killed servers.
 */
import { describe, expect, it } from 'vitest';
import { due } from '../../shared/room.ts';
import { sentences } from '../../shared/tasks/sentences.ts';
import type { TasksEvent } from '../../shared/tasks/words.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
import {
  admin,
  ana,
  at,
  bob,
  clock,
  declared,
  given,
  instantOf,
  joins,
  li,
  losesLink,
  POLICY,
  priya,
  rings,
  type Act,
} from '../support/domain/given.ts';

// A SEV4 has no update schedule and its commander has just begun, so only tasks have deadlines in these rooms.
const room = [
  declared({ severity: 4 }),
  joins('+10s', bob),
  joins('+11s', ana),
  joins('+12s', li),
  at('+14s', priya, 'floor.confirm'),
];
const WHAT = 'check the replicas';
const assigns = (when: string, to = bob, id = 't-1'): Act =>
  at(when, priya, 'tasks.assign', { to: to.id, what: WHAT, minutes: 5 }, { id });
const says = (when: string, word: string, by = bob, data: object = {}): Act => at(when, by, `tasks.${word}`, data);
const assigned = [...room, assigns('+20s')];
const acknowledged = [...assigned, says('+30s', 'acknowledge')];
const seat = (who: typeof bob, role = 'deputy'): readonly Act[] => [
  at('+15s', priya, 'crew.assign', { person: who.id, role }),
  at('+16s', who, 'crew.accept', { role }),
];
const team = [
  ...room,
  at(
    '+15s',
    priya,
    'teams.form',
    { name: 'Database', leader: ana.id, goal: 'find the lock', minutes: 60, members: [bob.id] },
    { id: 'g-1' },
  ),
];
const nudged = (to = bob) => ({ type: 'tasks.nudged', data: { task: 't-1', what: WHAT, to: [to.id] } });
const unanswered = (to: typeof bob) => ({
  type: 'tasks.unacknowledged',
  data: { task: 't-1', owner: bob.id, to: [to.id] },
});
const overdue = (to: typeof bob, owner = bob) => ({
  type: 'tasks.overdue',
  data: { task: 't-1', owner: owner.id, what: WHAT, to: [to.id] },
});
const removes = (when: string, who: typeof bob, by = priya): Act =>
  at(when, by, 'crew.remove', { person: who.id, why: 'left the building' });
const offers = (when: string, to = ana): Act =>
  at(when, priya, 'floor.offer', { to: to.id, brief: { trend: 'steady', ifThen: ['none'] } }, { id: 'o-1' });
const accepts = (when: string, by = ana, more: object = {}): Act =>
  at(when, by, 'floor.accept', { offerId: 'o-1', readBack: 'ask Bob first', taken: [], ...more });
const taskAfter = (...acts: readonly Act[]) => given(...acts).state.tasks.tasks[0];

describe('a task that no one answers', () => {
  it('TK30 nudges its owner after 60 s, and tells the deputy after 120 s, once each', () => {
    const withDeputy = [...room, ...seat(ana), assigns('+20s')];
    given(...withDeputy)
      .when(rings('+79.999s'))
      .changesNothing();
    given(...withDeputy)
      .when(rings('+80s'))
      .then(nudged());
    given(...withDeputy, rings('+80s'))
      .when(rings('+139.999s'))
      .changesNothing();
    given(...withDeputy, rings('+80s'))
      .when(rings('+140s'))
      .then(unanswered(ana));
    given(...withDeputy, rings('+80s'), rings('+140s'))
      .when(rings('+50m'))
      .changesNothing();
  });
  it("TK31 tells the commander when there is no deputy, the deputy is gone, or it is the deputy's own", () => {
    given(...assigned, rings('+80s'))
      .when(rings('+140s'))
      .then(unanswered(priya));
    given(...room, ...seat(ana), assigns('+20s'), losesLink('+70s', ana), rings('+80s'))
      .when(rings('+140s'))
      .then(unanswered(priya));
    given(...room, ...seat(bob), assigns('+20s'), rings('+80s'))
      .when(rings('+140s'))
      .then(unanswered(priya));
  });
  it("TK32 of a task's reminders that were missed only the latest fires", () => {
    given(...assigned)
      .when(rings('+10m'))
      .then(unanswered(priya));
    given(...assigned)
      .when(says('+10m', 'done'))
      .then('tasks.unacknowledged', 'tasks.acknowledged', 'tasks.finished');
  });
  it('TK33 an answered task no longer asks for an answer, and one that is reassigned starts again', () => {
    given(...acknowledged)
      .when(rings('+2m'))
      .changesNothing();
    given(...assigned, says('+30s', 'decline', bob, { why: 'asleep' }))
      .when(rings('+50m'))
      .changesNothing();
    const passed = [...assigned, rings('+80s'), says('+90s', 'pass-on', bob, { to: li.id })];
    given(...passed)
      .when(rings('+149.999s'))
      .changesNothing();
    given(...passed)
      .when(rings('+150s'))
      .then(nudged(li));
  });
  it("TK34 goes by the room's own number of seconds", () => {
    const quick = [
      declared({ severity: 4, policy: { ...POLICY, acknowledgeSeconds: 5 } }),
      joins('+10s', bob),
      assigns('+20s'),
    ];
    given(...quick)
      .when(rings('+25s'))
      .then(nudged());
    given(...quick, rings('+25s'))
      .when(rings('+30s'))
      .then(unanswered(priya));
  });
});

describe('a timebox that is over', () => {
  it('TK35 prompts the commander once, whether the owner works or is blocked', () => {
    given(...acknowledged)
      .when(rings('+329.999s'))
      .changesNothing();
    given(...acknowledged)
      .when(rings('+330s'))
      .then(overdue(priya));
    given(...acknowledged, says('+40s', 'block', bob, { need: 'access' }))
      .when(rings('+330s'))
      .then(overdue(priya));
    given(...acknowledged, rings('+330s'))
      .when(rings('+50m'))
      .changesNothing();
  });
  it('TK103 an owner who is blocked and said so is not called overdue: the line says what is still blocked', () => {
    const blocked = [...acknowledged, says('+40s', 'block', bob, { need: 'access' })];
    const [event] = given(...blocked).when(rings('+330s')).events;
    expect(event).toMatchObject({ data: { blocked: true } });
    const told = event as Extract<TasksEvent, { type: 'tasks.overdue' }>;
    const line = sentences['tasks.overdue'](told.data, (id) => id);
    expect(line).toBe(`“${WHAT}” was due and ${bob.id} is still blocked on it. Notified: ${priya.id}.`);
  });
  it("TK36 a team member's timebox prompts the team's lead, the lead's own the commander", () => {
    given(...team, assigns('+20s'), says('+30s', 'acknowledge'))
      .when(rings('+330s'))
      .then(overdue(ana));
    given(...team, assigns('+20s', ana), says('+30s', 'acknowledge', ana))
      .when(rings('+330s'))
      .then(overdue(priya, ana));
  });
  it('TK37 more time starts the timebox again; a task that ended prompts no one', () => {
    const more = [...acknowledged, rings('+330s'), says('+340s', 'more-time', bob, { minutes: 3 })];
    given(...more)
      .when(rings('+519.999s'))
      .changesNothing();
    given(...more)
      .when(rings('+520s'))
      .then(overdue(priya));
    given(...acknowledged, says('+40s', 'done'))
      .when(rings('+10m'))
      .changesNothing();
    given(...acknowledged, says('+40s', 'cancel', priya, { task: 't-1' }))
      .when(rings('+10m'))
      .changesNothing();
  });
  it("TK38 what the clock says of a task is no one's act, in any commit", () => {
    const history = given(...assigned, at('+90s', bob, 'timeline.say', { text: 'hello' }));
    const line = [...entriesOf(history.commits, ({ type }) => type).values()].find(
      ({ type }) => type === 'tasks.nudged',
    );
    expect(line?.by).toBe(clock.id);
    const challenged = [...room.slice(0, -1), assigns('+20s'), at('+70s', bob, 'floor.challenge')];
    given(...challenged)
      .when(rings('+80s'))
      .then('tasks.nudged');
    expect(given(...challenged, rings('+80s')).state.floor.challenge).not.toBeNull();
  });
});

describe('an owner who leaves', () => {
  it('TK39 the open tasks of a person who no longer takes part pass to the commander, who is reminded like anyone', () => {
    const passed = {
      type: 'tasks.passed-on',
      data: { task: 't-1', from: bob.id, to: priya.id, by: priya.id, cause: 'left' },
    };
    given(...acknowledged)
      .when(removes('+40s', bob))
      .then('crew.removed', passed);
    given(...acknowledged)
      .when(at('+40s', priya, 'crew.admit', { person: bob.id, as: 'observer' }))
      .then('crew.admitted', passed);
    given(...acknowledged, says('+35s', 'done'))
      .when(removes('+40s', bob))
      .then('crew.removed');
    given(...acknowledged, removes('+40s', bob))
      .when(rings('+100s'))
      .then(nudged(priya));
  });
  it('TK40 the tasks of a commander who was removed wait for the next person who gains the floor', () => {
    const hers = [
      ...room,
      joins('+17s', admin),
      at('+20s', priya, 'tasks.take', { what: WHAT, minutes: 5 }, { id: 't-1' }),
      at('+21s', bob, 'tasks.take', { what: 'x', minutes: 5 }, { id: 't-2' }),
    ];
    const removed = [...hers, removes('+40s', priya, admin)];
    expect(taskAfter(...removed)?.owner).toBe(priya.id);
    const inherits = {
      type: 'tasks.passed-on',
      data: { task: 't-1', from: priya.id, to: ana.id, by: ana.id, cause: 'left' },
    };
    given(...removed)
      .when(at('+80s', ana, 'floor.assume', { why: 'she was removed' }))
      .then('floor.assumed', inherits);
    given(...hers, offers('+30s'), removes('+40s', priya, admin))
      .when(accepts('+50s', ana, { taken: ['t-1', 't-2'] }))
      .then('floor.passed', inherits);
  });
});

describe('the close', () => {
  it('TK41 the close leaves the live tasks, and none of them fires again', () => {
    const many = [
      ...acknowledged,
      assigns('+40s', li, 't-2'),
      assigns('+41s', ana, 't-3'),
      says('+42s', 'decline', ana, { why: 'no' }),
      says('+43s', 'cancel', priya, { task: 't-2' }),
    ];
    const closed = given(...many, at('+50s', priya, 'incident.close'));
    expect(closed.commits.at(-1)?.events).toContainEqual({ type: 'tasks.left', data: { tasks: ['t-1', 't-3'] } });
    expect(closed.state.tasks.tasks.map(({ status }) => status)).toEqual(['left', 'cancelled', 'left']);
    expect(due(closed.state)).toBeNull();
    given(...many, at('+50s', priya, 'incident.close'))
      .when(says('+1m', 'done'))
      .isRefused('incident.closed');
    expect(
      given(...room, at('+50s', priya, 'incident.close'))
        .commits.at(-1)
        ?.events.map(({ type }) => type),
    ).not.toContain('tasks.left');
  });
});

describe('many tasks', () => {
  it('TK42 each of two hundred tasks fires once, and the next moment is known without looking at all of them again', () => {
    const many = given(...room, ...Array.from({ length: 200 }, (_, n) => assigns(`+${20 + n * 0.1}s`, bob, `t-${n}`)));
    expect(due(many.state)).toBe(instantOf('+80s'));
    expect(due({ ...many.state })).toBe(instantOf('+80s'));
    const rung = many.when(rings('+110s'));
    expect(rung.events.map(({ type }) => type)).toEqual(Array.from({ length: 200 }, () => 'tasks.nudged'));
    expect(due(rung.after)).toBe(instantOf('+140s'));
    const other = {
      ...many.state,
      incident: { ...many.state.incident, policy: { ...POLICY, acknowledgeSeconds: 30 } },
    };
    expect(due(other)).toBe(due({ ...other, tasks: { ...other.tasks } }));
  });
});
