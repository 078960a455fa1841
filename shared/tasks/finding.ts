/**
 * Which task does a command mean? The one that it names, or else the actor's one open task; several or none is refused.
 * Live: offered, acknowledged, blocked or declined, so that someone still has to do something about it. Open: live and
 * not declined.
 */
import { refuse, type Refused } from '../decider.ts';
import { plusSeconds, type Instant } from '../instants.ts';
import type { Found, Sees } from './sees.ts';
import type { Task, TasksEvent } from './words.ts';

export const isLive = (task: Task): boolean => task.endedAt === null;
export const isOpen = (task: Task): boolean => isLive(task) && task.status !== 'declined';
export const isRefused = (found: Found): found is Refused => 'ok' in found;

/** A live task. Refusals: which-task, no-such-task, over. */
export function meant(room: Pick<Sees, 'tasks'>, id: string | undefined, actor: string): Found {
  const task = id === undefined ? onlyTaskOf(room, actor) : named(room, id);
  return isRefused(task) || isLive(task) ? task : over(task);
}

/** A live task that is the actor's. Refusals: which-task, no-such-task, over, not-yours. */
export function ownTask(room: Pick<Sees, 'tasks'>, id: string | undefined, actor: string): Found {
  const task = meant(room, id, actor);
  return isRefused(task) || task.owner === actor
    ? task
    : refuse('tasks.not-yours', { owner: task.owner, what: task.what });
}

/** Live or not. Refusals: no-such-task. */
export function named({ tasks }: Pick<Sees, 'tasks'>, id: string): Found {
  return tasks.tasks.find((task) => task.id === id) ?? refuse('tasks.no-such-task', { task: id });
}

export function over({ id, what, status, endedAt }: Task): Refused {
  return refuse('tasks.over', { task: id, what, status, at: endedAt });
}

/** The event that its owner has it, with the timebox that runs from now. */
export function acknowledged(
  { id: task, what, minutes }: Pick<Task, 'id' | 'what' | 'minutes'>,
  by: string,
  now: Instant,
): TasksEvent {
  return { type: 'tasks.acknowledged', data: { task, by, what, dueAt: plusSeconds(now, minutes * 60) } };
}

function onlyTaskOf({ tasks }: Pick<Sees, 'tasks'>, actor: string): Found {
  const open = tasks.tasks.filter((task) => task.owner === actor && isOpen(task));
  if (open.length > 1)
    return refuse('tasks.which-task', { tasks: open.map(({ id }) => id), what: open.map(({ what }) => what) });
  return open[0] ?? refuse('tasks.no-such-task');
}
