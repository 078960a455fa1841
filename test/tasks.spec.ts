/**
 * Tasks: one named person, something to do, a timebox from their own "I have it". Who may give, answer, pass on, cancel and chase.
 * What the clock does to tasks stands in tasks-clock.spec.ts, what a handoff does in floor-handed-tasks.spec.ts.
 */
import { describe, expect, it } from 'vitest';
import { admin, ana, at, bob, declared, given, instantOf, joins, li, priya, sam, type Act } from './given.ts';

// A SEV4 has no update rhythm, so nothing but tasks is due in these rooms.
const room = [declared({ severity: 4 }), joins('+10s', bob), joins('+11s', ana), joins('+12s', li), joins('+13s', sam, 'observer'), at('+14s', priya, 'floor.confirm')];
const assigns = (when: string, to = bob, by = priya, id = 't-1'): Act => at(when, by, 'tasks.assign', { to: to.id, what: 'check the replicas', minutes: 5 }, { id });
const says = (when: string, type: string, by = bob, data: object = {}): Act => at(when, by, `tasks.${type}`, data);
const assigned = [...room, assigns('+20s')];
const acknowledged = [...assigned, says('+30s', 'acknowledge')];
const two = [...acknowledged, assigns('+40s', bob, priya, 't-2')];
const seated = (role: string, who: typeof bob, more = {}): readonly Act[] => [at('+15s', priya, 'crew.assign', { person: who.id, role, ...more }), at('+16s', who, 'crew.accept', { role })];
const taskOf = (...acts: readonly Act[]) => given(...acts).state.tasks.tasks[0];

describe('giving a task', () => {
  it('TK1 the commander gives a task to one responder, with a timebox, and it waits for that person', () => {
    given(...room).when(assigns('+20s')).then({ type: 'tasks.assigned', data: { id: 't-1', to: bob.id, by: priya.id, what: 'check the replicas', minutes: 5 } });
    expect(taskOf(...assigned)).toMatchObject({ owner: bob.id, by: priya.id, status: 'offered', createdAt: instantOf('+20s'), offeredAt: instantOf('+20s'), dueAt: null, endedAt: null });
  });
});
