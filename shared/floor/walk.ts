/**
 * The walk through the open tasks, which the receiver of command makes before the press.
 *
 *   others'  each is ticked, "I have it"          their own  reassigned, stopped, or kept with a reason
 *   new      created after the offer: counts as taken, because no one could have ticked it
 *   aloud    handed over on the call: one tick takes the others' tasks as listed; what is late, blocked or their own is
 *            gone through in the ten minutes after
 *
 * Open is a task that someone still does: offered, acknowledged or blocked. A task born in the very moment of the
 * offer is in the brief. Ids of tasks that are not open say nothing and do not reach the log.
 */
import { refuse, type Refused } from '../decider.ts';
import { isReached, type Instant } from '../instants.ts';
import { isResponder } from '../standing.ts';
import type { Task } from '../tasks/words.ts';
import type { Data, Sees } from './sees.ts';
import type { Offer } from './words.ts';

export interface Walk {
  /** To be ticked, oldest first. */
  readonly others: readonly Task[];
  /** The receiver's own, to be reassigned, stopped or kept. */
  readonly own: readonly Task[];
  /** Created since the offer, whoever has them. */
  readonly fresh: readonly Task[];
}

type Receiving = Pick<Offer, 'to' | 'offeredAt'>;
type DealtWith = Pick<Data<'floor.accept'>, 'taken' | 'passedOn' | 'stopped' | 'kept'>;

/** What the receiver of this offer has to go through. */
export function walkOf({ tasks }: Pick<Sees, 'tasks'>, { to, offeredAt }: Receiving): Walk {
  const open = tasks.tasks.filter(isOpen);
  const briefed = open.filter((task) => task.createdAt <= offeredAt);
  return {
    others: briefed.filter((task) => task.owner !== to),
    own: briefed.filter((task) => task.owner === to),
    fresh: open.filter((task) => task.createdAt > offeredAt),
  };
}

/** Overdue or blocked: one look each, whoever has it. */
export const needsALook = ({ status, dueAt }: Pick<Task, 'status' | 'dueAt'>, now: Instant): boolean =>
  status === 'blocked' || (dueAt !== null && isReached(dueAt, now));

/** What the one tick of a short acceptance says: the tasks as listed are taken, the rest waits. */
export function dealtWithShort(
  room: Pick<Sees, 'tasks'>,
  offer: Receiving,
  now: Instant,
): Pick<DealtWith, 'taken'> & { readonly later: string[] } {
  const { others, own } = walkOf(room, offer);
  const marked = others.filter((task) => needsALook(task, now));
  return {
    taken: others.filter((task) => !marked.includes(task)).map(({ id }) => id),
    later: [...own, ...marked].map(({ id }) => id),
  };
}

/** What a short acceptance left and is still open. */
export function leftOf({ floor, tasks }: Pick<Sees, 'floor' | 'tasks'>): Walk {
  const left = tasks.tasks.filter((task) => isOpen(task) && floor.walk?.tasks.includes(task.id) === true);
  return {
    others: left.filter((task) => task.owner !== floor.holder),
    own: left.filter((task) => task.owner === floor.holder),
    fresh: [],
  };
}

/** What was said about tasks that are open, each once: of several answers about one's own task the first counts. */
export function dealtWith({ tasks }: Pick<Sees, 'tasks'>, { to }: Pick<Offer, 'to'>, said: DealtWith): DealtWith {
  const open = tasks.tasks.filter(isOpen);
  const others = new Set(open.filter((task) => task.owner !== to).map(({ id }) => id));
  const own = new Set(open.filter((task) => task.owner === to).map(({ id }) => id));
  const { passedOn = [], stopped = [], kept = [] } = said;
  return {
    taken: said.taken.filter((id) => others.delete(id)),
    passedOn: passedOn.filter(({ taskId }) => own.delete(taskId)),
    stopped: stopped.filter((id) => own.delete(id)),
    kept: kept.filter(({ taskId }) => own.delete(taskId)),
  };
}

/** Refusals: cannot-pass-on, tasks-not-taken, own-tasks-open. */
export function walkRefusal(
  room: Sees,
  to: string,
  walk: Walk,
  { taken, passedOn = [], stopped = [], kept = [] }: DealtWith,
): Refused | null {
  const wrong = passedOn.find((each) => each.to === to || !isResponder(room, each.to));
  if (wrong !== undefined) return refuse('floor.cannot-pass-on', { to: wrong.to, task: wrong.taskId });
  const untaken = walk.others.filter(({ id }) => !taken.includes(id));
  if (untaken.length > 0)
    return refuse('floor.tasks-not-taken', {
      tasks: untaken.map(({ id }) => id),
      owners: [...new Set(untaken.map(({ owner }) => owner))],
    });
  const answered = [...passedOn.map(({ taskId }) => taskId), ...stopped, ...kept.map(({ taskId }) => taskId)];
  const left = walk.own.filter(({ id }) => !answered.includes(id));
  return left.length === 0 ? null : refuse('floor.own-tasks-open', { tasks: left.map(({ id }) => id) });
}

function isOpen({ status }: Task): boolean {
  return status === 'offered' || status === 'acknowledged' || status === 'blocked';
}
