/**
 * What the owner of a task says about it: I have it, I cannot, status, done, more time, blocked. Always true: only the
 * owner says these. Reporting on a task that is only offered acknowledges it; one that was declined must be
 * acknowledged first, so that no one works on what the commander believes declined.
 */
import { accept, refuse } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { plusSeconds } from '../instants.ts';
import { acknowledged, isRefused, over, ownTask } from './finding.ts';
import type { Data, Sees, TasksVerdict } from './sees.ts';
import type { Task, TasksEvent } from './words.ts';

/** "I have it": the timebox runs from here. Refusals: those of ownTask, already-acknowledged. */
export function acknowledge(room: Sees, data: Data<'tasks.acknowledge'>, { actor, now }: Context): TasksVerdict {
  const task = ownTask(room, data.task, actor.id);
  if (isRefused(task)) return task;
  if (task.status === 'acknowledged' || task.status === 'blocked')
    return refuse('tasks.already-acknowledged', { what: task.what, dueAt: task.dueAt });
  return accept(acknowledged(task, actor.id, now));
}

/** Also after all, when it was acknowledged before. Refusals: those of ownTask. */
export function decline(room: Sees, { task: id, why }: Data<'tasks.decline'>, { actor }: Context): TasksVerdict {
  const task = ownTask(room, id, actor.id);
  if (isRefused(task)) return task;
  if (task.status === 'declined') return over(task);
  return accept({ type: 'tasks.declined', data: { task: task.id, by: actor.id, what: task.what, why } });
}

export function report(room: Sees, { task, ...said }: Data<'tasks.report'>, context: Context): TasksVerdict {
  return inHand(room, task, context, (facts) => ({ type: 'tasks.reported', data: { ...facts, ...said } }));
}

export function done(room: Sees, { task, result }: Data<'tasks.done'>, context: Context): TasksVerdict {
  return inHand(room, task, context, (facts) => ({ type: 'tasks.finished', data: { ...facts, result } }));
}

export function moreTime(room: Sees, { task, minutes }: Data<'tasks.more-time'>, context: Context): TasksVerdict {
  const dueAt = plusSeconds(context.now, minutes * 60);
  return inHand(room, task, context, (facts) => ({ type: 'tasks.extended', data: { ...facts, minutes, dueAt } }));
}

export function block(room: Sees, { task, need }: Data<'tasks.block'>, context: Context): TasksVerdict {
  return inHand(room, task, context, (facts) => ({ type: 'tasks.blocked', data: { ...facts, need } }));
}

interface Facts {
  readonly task: string;
  readonly by: string;
  readonly what: string;
}

/** What only a person who has the task can say. Refusals: those of ownTask, acknowledge-first. */
function inHand(
  room: Sees,
  id: string | undefined,
  { actor, now }: Context,
  say: (facts: Facts) => TasksEvent,
): TasksVerdict {
  const task = ownTask(room, id, actor.id);
  if (isRefused(task)) return task;
  if (task.status === 'declined') return refuse('tasks.acknowledge-first', { what: task.what });
  return accept(...first(task, actor.id, now), say({ task: task.id, by: actor.id, what: task.what }));
}

function first(task: Task, by: string, now: string): readonly TasksEvent[] {
  return task.status === 'offered' ? [acknowledged(task, by, now)] : [];
}
