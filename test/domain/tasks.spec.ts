/**
 * Tasks: one named owner, something to do, a timebox that starts when the owner acknowledges. Who may assign, answer,
 * reassign, cancel and chase. Deadlines are in tasks-clock.spec.ts, handoffs in floor-handed-tasks.spec.ts.
 */
import { describe, expect, it } from 'vitest';
import { explain } from '../../shared/refusals.ts';
import { sentences } from '../../shared/tasks/sentences.ts';
import { ana, at, bob, declared, given, instantOf, joins, li, priya, sam, type Act } from '../support/domain/given.ts';

// A SEV4 has no update rhythm, so nothing but tasks is due in these rooms.
const room = [
  declared({ severity: 4 }),
  joins('+10s', bob),
  joins('+11s', ana),
  joins('+12s', li),
  joins('+13s', sam, 'observer'),
  at('+14s', priya, 'floor.confirm'),
];
const WHAT = 'check the replicas';
const assigns = (when: string, to = bob, by = priya, more: { id?: string; epoch?: number | null } = {}): Act =>
  at(when, by, 'tasks.assign', { to: to.id, what: WHAT, minutes: 5 }, { id: 't-1', ...more });
const takes = (when: string, by = bob, id = 't-1'): Act =>
  at(when, by, 'tasks.take', { what: WHAT, minutes: 5 }, { id });
const says = (when: string, word: string, by = bob, data: object = {}): Act => at(when, by, `tasks.${word}`, data);
const mine = { task: 't-1', by: bob.id, what: WHAT };

const assigned = [...room, assigns('+20s')];
const acknowledged = [...assigned, says('+30s', 'acknowledge')];
const declined = [...assigned, says('+30s', 'decline', bob, { why: 'on the train' })];
const finished = [...acknowledged, says('+40s', 'done')];
const cancelled = [...acknowledged, says('+40s', 'cancel', priya, { task: 't-1', why: 'not needed' })];
const seat = (who: typeof bob, role: string): readonly Act[] => [
  at('+15s', priya, 'crew.assign', { person: who.id, role, area: 'x' }),
  at('+16s', who, 'crew.accept', { role }),
];
const techLead = [...room, ...seat(ana, 'tech-lead'), ...seat(bob, 'expert')];
const team = [
  ...room,
  at(
    '+15s',
    priya,
    'teams.form',
    { name: 'Database', leader: ana.id, goal: 'find the lock', minutes: 20, members: [bob.id] },
    { id: 'g-1' },
  ),
];
const passedOver = [
  ...acknowledged,
  at('+40s', priya, 'floor.offer', { to: ana.id, brief: { trend: 'steady', ifThen: ['none'] } }, { id: 'o-1' }),
  at('+41s', ana, 'floor.accept', { offerId: 'o-1', readBack: 'ask Bob first', taken: ['t-1'] }),
];
const taskAfter = (...acts: readonly Act[]) => given(...acts).state.tasks.tasks.find(({ id }) => id === 't-1');

describe('giving a task', () => {
  it('TK1 the commander gives a task to one responder, and it waits for that person', () => {
    given(...room)
      .when(assigns('+20s'))
      .then({ type: 'tasks.assigned', data: { id: 't-1', to: bob.id, by: priya.id, what: WHAT, minutes: 5 } });
    const offered = {
      owner: bob.id,
      by: priya.id,
      status: 'offered',
      createdAt: instantOf('+20s'),
      offeredAt: instantOf('+20s'),
      dueAt: null,
      endedAt: null,
    };
    expect(taskAfter(...assigned)).toMatchObject(offered);
    given(...room)
      .when(assigns('+20s', sam))
      .isRefused('tasks.cannot-receive', { to: sam.id });
    given(...room)
      .when(assigns('+20s', { ...sam, id: 'someone' }))
      .isRefused('tasks.cannot-receive');
  });
  it("TK2 assigning as commander carries the floor's epoch, and confirms a provisional commander", () => {
    given(...room)
      .when(assigns('+20s', bob, priya, { epoch: null }))
      .isRefused('floor.epoch-missing');
    given(...passedOver)
      .when(assigns('+50s', li, priya, { epoch: 1, id: 't-2' }))
      .isRefused('floor.stale-epoch', { holder: ana.id });
    given(...room.slice(0, -1))
      .when(assigns('+20s'))
      .then('tasks.assigned', 'floor.confirmed');
  });
  it("TK3 the tech lead gives tasks to experts and a team's lead to its members; apart from the commander, no one else assigns", () => {
    given(...techLead)
      .when(assigns('+20s', bob, ana))
      .then('tasks.assigned');
    given(...techLead)
      .when(assigns('+20s', li, ana))
      .isRefused('tasks.not-yours-to-assign', { to: li.id, holder: priya.id });
    given(...team)
      .when(assigns('+20s', bob, ana))
      .then('tasks.assigned');
    given(...team)
      .when(assigns('+20s', li, ana))
      .isRefused('tasks.not-yours-to-assign');
    given(...team)
      .when(assigns('+20s', ana, bob))
      .isRefused('tasks.not-yours-to-assign');
    given(...room)
      .when(assigns('+20s', bob, sam))
      .isRefused('crew.observers-may-not');
  });
  it('TK4 any responder takes a task for themselves, which also acknowledges it', () => {
    given(...room)
      .when(takes('+20s'))
      .then({ type: 'tasks.taken', data: { id: 't-1', by: bob.id, dueAt: instantOf('+320s') } });
    given(...room)
      .when(assigns('+20s', bob, bob))
      .then('tasks.taken');
    given(...room)
      .when(assigns('+20s', priya, priya, { epoch: null }))
      .then('tasks.taken');
    expect(taskAfter(...room, takes('+20s'))).toMatchObject({
      owner: bob.id,
      by: bob.id,
      status: 'acknowledged',
      dueAt: instantOf('+320s'),
    });
  });
  it('TK5 three hundred live tasks are the most that a room holds', () => {
    const many = given(
      ...room,
      ...Array.from({ length: 300 }, (_, n) => assigns('+20s', bob, priya, { id: `t-${n}` })),
    );
    many.when(assigns('+30s', bob, priya, { id: 't-300' })).isRefused('tasks.too-many', { most: 300 });
    many.when(takes('+30s', bob, 't-300')).isRefused('tasks.too-many');
    many.when(says('+31s', 'done', bob, { task: 't-9' })).then('tasks.acknowledged', 'tasks.finished');
    many.when(assigns('+32s', bob, priya, { id: 't-300' })).then('tasks.assigned');
  });
});

describe('answering', () => {
  it('TK6 the owner says "I have it", once, and the timebox runs from that press', () => {
    given(...assigned)
      .when(says('+30s', 'acknowledge'))
      .then({ type: 'tasks.acknowledged', data: { ...mine, dueAt: instantOf('+330s') } });
    expect(taskAfter(...acknowledged)).toMatchObject({ status: 'acknowledged', dueAt: instantOf('+330s') });
    given(...acknowledged)
      .when(says('+31s', 'acknowledge'))
      .isRefused('tasks.already-acknowledged', { dueAt: instantOf('+330s') });
  });
  it("TK7 no one answers for a task's owner, not even the commander", () => {
    for (const [word, data] of Object.entries({
      acknowledge: {},
      decline: { why: 'no' },
      report: { condition: 'slow' },
      done: {},
      'more-time': { minutes: 3 },
      block: { need: 'access' },
    })) {
      given(...assigned)
        .when(says('+30s', word, priya, { task: 't-1', ...data }))
        .isRefused('tasks.not-yours', { owner: bob.id });
    }
  });
  it("TK8 an answer without the task's name means the owner's one open task", () => {
    given(...acknowledged)
      .when(says('+40s', 'done'))
      .then({ type: 'tasks.finished', data: mine });
    given(...room)
      .when(says('+40s', 'done'))
      .isRefused('tasks.no-such-task');
    given(...declined)
      .when(says('+40s', 'done'))
      .isRefused('tasks.no-such-task');
    const several = given(...acknowledged, takes('+35s', bob, 't-2'));
    several.when(says('+40s', 'done')).isRefused('tasks.which-task', { tasks: ['t-1', 't-2'] });
    several.when(says('+40s', 'done', bob, { task: 't-2' })).then({ type: 'tasks.finished', data: { task: 't-2' } });
    several.when(says('+41s', 'done', bob, { task: 't-9' })).isRefused('tasks.no-such-task', { task: 't-9' });
  });
  it('TK9 a task is declined with a reason, and stays live until someone else has it or it is cancelled', () => {
    given(...assigned)
      .when(says('+30s', 'decline', bob, { why: 'on the train' }))
      .then({ type: 'tasks.declined', data: { ...mine, why: 'on the train' } });
    expect(taskAfter(...declined)).toMatchObject({
      status: 'declined',
      why: 'on the train',
      dueAt: null,
      endedAt: null,
    });
    given(...acknowledged)
      .when(says('+40s', 'decline', bob, { why: 'paged away' }))
      .then('tasks.declined');
    given(...declined)
      .when(says('+40s', 'decline', bob, { task: 't-1', why: 'still' }))
      .isRefused('tasks.over', { status: 'declined' });
  });
  it('TK10 a person who declined a task may take it up after all, and says so before anything else about it', () => {
    given(...declined)
      .when(says('+40s', 'done', bob, { task: 't-1' }))
      .isRefused('tasks.acknowledge-first');
    given(...declined)
      .when(says('+40s', 'acknowledge', bob, { task: 't-1' }))
      .then('tasks.acknowledged');
    expect(taskAfter(...declined, says('+40s', 'acknowledge', bob, { task: 't-1' }))).toMatchObject({
      status: 'acknowledged',
      why: null,
      dueAt: instantOf('+340s'),
    });
  });
  it('TK11 reporting, finishing, blocking or asking for time acknowledges a task that was only offered', () => {
    given(...assigned)
      .when(says('+30s', 'report', bob, { condition: 'slow' }))
      .then('tasks.acknowledged', 'tasks.reported');
    given(...assigned)
      .when(says('+30s', 'done'))
      .then('tasks.acknowledged', 'tasks.finished');
    given(...assigned)
      .when(says('+30s', 'block', bob, { need: 'access' }))
      .then('tasks.acknowledged', 'tasks.blocked');
    given(...assigned)
      .when(says('+30s', 'more-time', bob, { minutes: 20 }))
      .then('tasks.acknowledged', 'tasks.extended');
    expect(taskAfter(...assigned, says('+30s', 'more-time', bob, { minutes: 20 }))?.dueAt).toBe(instantOf('+1230s'));
  });
  it('TK12 a report says condition, actions and needs, and leaves the timebox alone', () => {
    const can = { condition: 'lag 40 s', actions: 'restarting one', needs: 'a second pair of eyes' };
    given(...acknowledged)
      .when(says('+40s', 'report', bob, can))
      .then({ type: 'tasks.reported', data: { ...mine, ...can } });
    expect(taskAfter(...acknowledged, says('+40s', 'report', bob, can))).toMatchObject({
      report: { ...can, at: instantOf('+40s') },
      dueAt: instantOf('+330s'),
    });
  });
  it("TK13 more time is the owner's own estimate, counted from the press, and ends a block", () => {
    const blocked = [...acknowledged, says('+40s', 'block', bob, { need: 'database access' })];
    expect(taskAfter(...blocked)).toMatchObject({
      status: 'blocked',
      need: 'database access',
      dueAt: instantOf('+330s'),
    });
    given(...blocked)
      .when(says('+50s', 'more-time', bob, { minutes: 3 }))
      .then({ type: 'tasks.extended', data: { ...mine, minutes: 3, dueAt: instantOf('+230s') } });
    expect(taskAfter(...blocked, says('+50s', 'more-time', bob, { minutes: 3 }))).toMatchObject({
      status: 'acknowledged',
      need: null,
      dueAt: instantOf('+230s'),
    });
  });
  it('TK14 a finished task keeps its result and takes no more words', () => {
    expect(taskAfter(...acknowledged, says('+40s', 'done', bob, { result: 'two of three are fine' }))).toMatchObject({
      status: 'done',
      result: 'two of three are fine',
      endedAt: instantOf('+40s'),
    });
    given(...finished)
      .when(says('+50s', 'report', bob, { task: 't-1', condition: 'slow' }))
      .isRefused('tasks.over', { status: 'done', at: instantOf('+40s') });
    given(...finished)
      .when(says('+50s', 'cancel', priya, { task: 't-1' }))
      .isRefused('tasks.over');
    given(...finished)
      .when(says('+50s', 'pass-on', priya, { task: 't-1', to: li.id }))
      .isRefused('tasks.over');
    given(...finished)
      .when(says('+50s', 'chase', priya, { task: 't-1' }))
      .isRefused('tasks.over');
  });
});

describe('passing on', () => {
  const passes = (by = bob, to = li, data: object = { task: 't-1' }, more: Partial<Act> = {}): Act =>
    at('+50s', by, 'tasks.pass-on', { ...data, to: to.id }, more);
  it('TK15 reassigning a task offers it to someone else, and its clocks start again', () => {
    given(...acknowledged)
      .when(passes(bob, li, {}))
      .then({ type: 'tasks.passed-on', data: { task: 't-1', from: bob.id, to: li.id, by: bob.id, cause: 'asked' } });
    const again = {
      owner: li.id,
      by: priya.id,
      status: 'offered',
      createdAt: instantOf('+20s'),
      offeredAt: instantOf('+50s'),
      dueAt: null,
      rung: 'none',
      need: null,
      why: null,
    };
    expect(taskAfter(...declined, passes(priya))).toMatchObject(again);
    const blocked = says('+40s', 'block', bob, { need: 'x' });
    expect(taskAfter(...acknowledged, blocked, passes())).toMatchObject({ ...again, need: 'x' });
  });
  it("TK16 a task is reassigned by its owner, by the person who assigned it, by the lead of the owner's team or by the commander", () => {
    given(...acknowledged)
      .when(passes(priya))
      .then('tasks.passed-on');
    given(...acknowledged)
      .when(passes(priya, li, { task: 't-1' }, { epoch: null }))
      .isRefused('floor.epoch-missing');
    given(...acknowledged)
      .when(passes(ana))
      .isRefused('tasks.not-yours-to-change', { owner: bob.id, holder: priya.id });
    given(...techLead, assigns('+20s', bob, ana))
      .when(passes(ana))
      .then('tasks.passed-on');
    given(...team, assigns('+20s'))
      .when(passes(ana))
      .then('tasks.passed-on');
    given(...passedOver)
      .when(passes(li, ana, { task: 't-1' }, { epoch: 1 }))
      .isRefused('floor.stale-epoch', { holder: ana.id });
  });
  it('TK17 goes to a responder who does not have it already', () => {
    given(...acknowledged)
      .when(passes(bob, sam))
      .isRefused('tasks.cannot-receive', { to: sam.id });
    given(...acknowledged)
      .when(passes(priya, bob))
      .isRefused('tasks.already-theirs', { owner: bob.id });
  });
  it('TK18 taking a task over from someone acknowledges it', () => {
    given(...acknowledged)
      .when(passes(priya, priya))
      .then('tasks.passed-on', { type: 'tasks.acknowledged', data: { by: priya.id, dueAt: instantOf('+350s') } });
  });
});

describe('cancelling, restoring, chasing', () => {
  const cancels = (by = priya, more: Partial<Act> = {}): Act => at('+50s', by, 'tasks.cancel', { task: 't-1' }, more);
  const restores = (by = priya): Act => at('+60s', by, 'tasks.restore', { task: 't-1' });
  const chases = (when: string, by = priya): Act => at(when, by, 'tasks.chase', { task: 't-1' });
  it('TK19 the commander cancels any task, others what they assigned or took themselves', () => {
    given(...acknowledged)
      .when(cancels())
      .then({ type: 'tasks.cancelled', data: { task: 't-1', owner: bob.id, by: priya.id, cause: 'asked' } });
    given(...acknowledged)
      .when(cancels(priya, { epoch: null }))
      .isRefused('floor.epoch-missing');
    given(...acknowledged)
      .when(cancels(bob))
      .isRefused('tasks.not-yours-to-change');
    given(...room, takes('+20s'))
      .when(cancels(bob))
      .then('tasks.cancelled');
    given(...techLead, assigns('+20s', bob, ana))
      .when(cancels(ana))
      .then('tasks.cancelled');
    given(...passedOver)
      .when(cancels(priya))
      .then('tasks.cancelled');
  });
  it('TK20 a cancelled task, and no other, can be restored to the same person by anyone who may cancel it', () => {
    given(...cancelled)
      .when(restores())
      .then({ type: 'tasks.restored', data: { task: 't-1', to: bob.id, by: priya.id } });
    expect(taskAfter(...cancelled, restores())).toMatchObject({
      owner: bob.id,
      status: 'offered',
      offeredAt: instantOf('+60s'),
      why: null,
      endedAt: null,
    });
    given(...cancelled)
      .when(restores(bob))
      .isRefused('tasks.not-yours-to-change');
    given(...acknowledged)
      .when(restores())
      .isRefused('tasks.not-cancelled', { status: 'acknowledged' });
    given(...finished)
      .when(restores())
      .isRefused('tasks.not-cancelled', { status: 'done' });
    given(...room)
      .when(restores())
      .isRefused('tasks.no-such-task');
    given(...room, takes('+20s'), cancels(bob))
      .when(restores(bob))
      .then('tasks.restored', 'tasks.acknowledged');
    given(...cancelled, at('+50s', priya, 'crew.admit', { person: bob.id, as: 'observer' }))
      .when(restores())
      .isRefused('tasks.cannot-receive');
  });
  it('TK21 a status is asked for by commander, deputy, assigner or team lead, and not again within a minute', () => {
    given(...acknowledged)
      .when(chases('+50s'))
      .then({ type: 'tasks.chased', data: { to: bob.id, by: priya.id, what: WHAT } });
    given(...acknowledged, chases('+50s'))
      .when(chases('+109.999s'))
      .isRefused('tasks.already-chased', { owner: bob.id, until: instantOf('+110s') });
    given(...acknowledged, chases('+50s'))
      .when(chases('+110s'))
      .then('tasks.chased');
    given(...room, ...seat(ana, 'deputy'), assigns('+20s'))
      .when(chases('+50s', ana))
      .then('tasks.chased');
    given(...team, assigns('+20s'))
      .when(chases('+50s', ana))
      .then('tasks.chased');
    given(...techLead, assigns('+20s', bob, ana))
      .when(chases('+50s', ana))
      .then('tasks.chased');
    given(...acknowledged)
      .when(chases('+50s', li))
      .isRefused('tasks.not-yours-to-change');
    given(...declined)
      .when(chases('+50s'))
      .isRefused('tasks.over', { status: 'declined' });
  });
  it('TK22 of the tasks that ended only the newest hundred stay in view, and the count goes on', () => {
    const each = Array.from({ length: 105 }, (_, n) => [
      takes(`+${100 + n}s`, bob, `e-${n}`),
      says(`+${100 + n}s`, 'done', bob, { task: `e-${n}` }),
    ]).flat();
    const { tasks, count } = given(...assigned, ...each).state.tasks;
    expect([tasks.length, count, tasks[0]?.id, tasks[1]?.id]).toEqual([101, 106, 't-1', 'e-5']);
  });
});

describe('what people read of tasks', () => {
  const name = (person: string): string => ({ [bob.id]: 'Bob L', [priya.id]: 'Priya N' })[person] ?? person;
  it('TK23 a line of the log says who does what, by itself', () => {
    expect(sentences['tasks.assigned']({ id: 't-1', to: bob.id, by: priya.id, what: WHAT, minutes: 5 }, name)).toBe(
      'Priya N assigned “check the replicas” to Bob L (5 min).',
    );
    expect(sentences['tasks.unacknowledged']({ task: 't-1', owner: bob.id, what: WHAT, to: [priya.id] }, name)).toBe(
      'Bob L hasn’t acknowledged “check the replicas”. Notified: Priya N.',
    );
  });
  it('TK24 a refusal says whose task it is and who could help', () => {
    expect(explain({ code: 'tasks.not-yours', facts: { owner: bob.id, what: WHAT } }, name)).toContain(
      'Bob L’s task “check the replicas”',
    );
    expect(
      explain({ code: 'tasks.already-chased', facts: { owner: bob.id, until: instantOf('+110s') } }, name),
    ).toContain('from 03:01:50 UTC');
    expect(explain({ code: 'tasks.already-chased' }, name)).toContain('in a minute');
  });
});
