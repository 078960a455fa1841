/** What outlives an owner or a close: what a task waits for, and what the close left open. */
import { describe, expect, it } from 'vitest';
import { explain } from '../../shared/refusals.ts';
import type { Task } from '../../shared/tasks/words.ts';
import { at, bob, declared, given, instantOf, joins, li, priya, type Act } from '../support/domain/given.ts';

// A SEV4 has no update rhythm, so nothing but tasks is due in these rooms.
const room = [
  declared({ severity: 4 }),
  joins('+10s', bob),
  joins('+11s', li),
  at('+12s', priya, 'floor.confirm'),
  at('+20s', priya, 'tasks.assign', { to: bob.id, what: 'check the replicas', minutes: 5 }, { id: 't-1' }),
  at('+30s', bob, 'tasks.acknowledge'),
];
const blocked = [...room, at('+40s', bob, 'tasks.block', { need: 'the password' })];
const taskOf = (acts: readonly Act[], task = 't-1'): Task | undefined =>
  given(...acts).state.tasks.tasks.find(({ id }) => id === task);

describe('what a task waits for', () => {
  const passed = [...blocked, at('+50s', bob, 'tasks.pass-on', { to: li.id })];
  it('TK104 what a blocked owner needs goes along when the task is reassigned, declined or restored, until someone goes on without it', () => {
    expect(taskOf(passed)).toMatchObject({ owner: li.id, status: 'offered', need: 'the password' });
    const taken = [...passed, at('+60s', li, 'tasks.acknowledge')];
    expect(taskOf(taken)).toMatchObject({ status: 'acknowledged', need: 'the password' });
    expect(taskOf([...taken, at('+70s', li, 'tasks.more-time', { minutes: 5 })])?.need).toBeNull();
    expect(taskOf([...taken, at('+70s', li, 'tasks.block', { need: 'a login' })])?.need).toBe('a login');
    const declined = [...blocked, at('+50s', bob, 'tasks.decline', { why: 'on the train' })];
    expect(taskOf(declined)).toMatchObject({ need: 'the password', why: 'on the train' });
    const cancels = at('+50s', priya, 'tasks.cancel', { task: 't-1' });
    const restored = [...blocked, cancels, at('+60s', priya, 'tasks.restore', { task: 't-1' })];
    expect(taskOf(restored)).toMatchObject({ status: 'offered', need: 'the password' });
  });
});

describe('what a close left open', () => {
  const closed = [
    ...blocked,
    at('+41s', priya, 'tasks.take', { what: 'write it down', minutes: 5 }, { id: 't-2' }),
    at('+42s', bob, 'tasks.take', { what: 'look at the graphs', minutes: 5 }, { id: 't-3' }),
    at('+43s', bob, 'tasks.done', { task: 't-3' }),
    at('+1m', priya, 'incident.close'),
  ];
  const reopened = [...closed, at('+2m', priya, 'incident.reopen', { why: 'errors are back' })];
  const settles = (how: 'offer' | 'cancel', by = priya): Act => at('+3m', by, 'tasks.settle-left', { how });

  it('TK105 after a reopening the commander offers all that its close left open to the same people again, or cancels it, in one press', () => {
    given(...reopened)
      .when(settles('offer'))
      .then(
        { type: 'tasks.restored', data: { task: 't-1', to: bob.id, by: priya.id } },
        { type: 'tasks.restored', data: { task: 't-2', to: priya.id, by: priya.id } },
        'tasks.acknowledged',
      );
    expect(taskOf([...reopened, settles('offer')])).toMatchObject({
      owner: bob.id,
      status: 'offered',
      offeredAt: instantOf('+3m'),
      need: 'the password',
      endedAt: null,
    });
    expect(taskOf([...reopened, settles('offer')], 't-2')).toMatchObject({ status: 'acknowledged' });
    expect(taskOf([...reopened, settles('offer')], 't-3')).toMatchObject({ status: 'done' });
    given(...reopened)
      .when(settles('cancel'))
      .then({ type: 'tasks.cancelled', data: { task: 't-1' } }, 'tasks.cancelled', 'floor.confirmed');
    given(...reopened, settles('cancel'))
      .when({ ...settles('offer'), at: instantOf('+4m') })
      .isRefused('tasks.nothing-left');
    expect(explain({ code: 'tasks.nothing-left' }, (person) => person)).toContain('Someone has dealt with them');
    given(...closed)
      .when(settles('offer'))
      .isRefused('incident.closed');
    given(...reopened)
      .when(settles('offer', bob))
      .isRefused('floor.not-yours');
    const observing = at('+2m', priya, 'crew.admit', { person: bob.id, as: 'observer' });
    expect(taskOf([...reopened, observing, settles('offer')])).toMatchObject({
      owner: priya.id,
      status: 'acknowledged',
    });
  });

  it('TK106 who may restore a cancelled task also restores one that was left open at the close', () => {
    const restores = (by = priya): Act => at('+3m', by, 'tasks.restore', { task: 't-1' });
    given(...reopened)
      .when(restores())
      .then({ type: 'tasks.restored', data: { task: 't-1', to: bob.id, by: priya.id } });
    given(...reopened)
      .when(restores(li))
      .isRefused('tasks.not-yours-to-change');
  });
});
