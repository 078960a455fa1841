/**
 * Tasks, as rules: exactly one named person, something to do, a timebox that runs from that person's own "I have it".
 *
 *   assign, pass on, restore --> offered to one person --> the owner's answers (answers.ts) --> finished | cancelled | left at the close
 *                                                   after a reopening, what was left: offered again | cancelled <--+
 *
 * Who may give and change stands in rights.ts, which task is meant in finding.ts, what rings when in ladder.ts, what a
 * handoff or a departure does in follow.ts. A task given to oneself is acknowledged by that.
 */
import { accept, refuse, type Refused, type Rules } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { isReached, plusSeconds } from '../instants.ts';
import { isResponder, seated } from '../standing.ts';
import { acknowledge, block, decline, done, moreTime, report } from './answers.ts';
import { evolve, initial } from './evolve.ts';
import { acknowledged, isLive, isOpen, isRefused, meant, named, over } from './finding.ts';
import { follow } from './follow.ts';
import { due, settle } from './ladder.ts';
import { assignRefusal, changeRefusal, leaderOf } from './rights.ts';
import type { Data, Sees, TasksVerdict } from './sees.ts';
import type { Task, TasksCommand, TasksEvent, TasksState } from './words.ts';

/** No one can keep more than this in view, and every browser holds all of them. */
const MOST_LIVE = 300;
/** How many live ones a person who is not the commander may have created: no one fills the room's list alone. */
const MOST_BEGUN = 50;
/** "Finished?" is asked again after this long at the earliest. */
const CHASE_SECONDS = 60;

export const rules: Rules<TasksState, TasksCommand, TasksEvent, Sees> = {
  initial,
  authority: {
    'tasks.assign': { who: 'responder', typed: true },
    'tasks.take': { who: 'responder' },
    'tasks.acknowledge': { who: 'responder' },
    'tasks.decline': { who: 'responder' },
    'tasks.report': { who: 'responder' },
    'tasks.done': { who: 'responder' },
    'tasks.more-time': { who: 'responder' },
    'tasks.block': { who: 'responder' },
    'tasks.pass-on': { who: 'responder' },
    'tasks.cancel': { who: 'responder' },
    'tasks.restore': { who: 'responder' },
    'tasks.settle-left': { who: 'floor' },
    'tasks.chase': { who: 'responder' },
  },
  decide,
  evolve,
  due,
  settle,
  follow,
};

function decide(room: Sees, command: TasksCommand, context: Context): TasksVerdict {
  switch (command.type) {
    case 'tasks.assign':
      return assign(room, command.data, context);
    case 'tasks.take':
      return take(room, command.data, context);
    case 'tasks.acknowledge':
      return acknowledge(room, command.data, context);
    case 'tasks.decline':
      return decline(room, command.data, context);
    case 'tasks.report':
      return report(room, command.data, context);
    case 'tasks.done':
      return done(room, command.data, context);
    case 'tasks.more-time':
      return moreTime(room, command.data, context);
    case 'tasks.block':
      return block(room, command.data, context);
    case 'tasks.pass-on':
      return passOn(room, command.data, context);
    case 'tasks.cancel':
      return cancel(room, command.data, context);
    case 'tasks.restore':
      return restore(room, command.data, context);
    case 'tasks.settle-left':
      return settleLeft(room, command.data, context);
    case 'tasks.chase':
      return chase(room, command.data, context);
  }
}

/** Refusals: the floor's, not-yours-to-assign, cannot-receive, too-many. */
function assign(room: Sees, { to, what, minutes }: Data<'tasks.assign'>, context: Context): TasksVerdict {
  const { actor, commandId: id } = context;
  if (to === actor.id) return take(room, { what, minutes }, context);
  const refusal = assignRefusal(room, to, context) ?? receiverRefusal(room, to) ?? crowdRefusal(room, actor.id);
  return refusal ?? accept({ type: 'tasks.assigned', data: { id, to, by: actor.id, what, minutes } });
}

/** Refusals: too-many. */
function take(room: Sees, { what, minutes }: Data<'tasks.take'>, { actor, now, commandId: id }: Context): TasksVerdict {
  const dueAt = plusSeconds(now, minutes * 60);
  return (
    crowdRefusal(room, actor.id) ?? accept({ type: 'tasks.taken', data: { id, by: actor.id, what, minutes, dueAt } })
  );
}

/**
 * Offered again to someone else. Refusals: those of meant, the floor's, not-yours-to-change, cannot-receive,
 * already-theirs.
 */
function passOn(room: Sees, { task: id, to }: Data<'tasks.pass-on'>, context: Context): TasksVerdict {
  const task = meant(room, id, context.actor.id);
  if (isRefused(task)) return task;
  const { owner: from, what } = task;
  const refusal =
    changeRefusal(room, task, [from, task.by, leaderOf(room, from)], context) ?? receiverRefusal(room, to);
  if (refusal !== null) return refusal;
  if (to === from) return refuse('tasks.already-theirs', { owner: from, what });
  return accept(
    { type: 'tasks.passed-on', data: { task: task.id, from, to, by: context.actor.id, what, cause: 'asked' } },
    ...byOneself(task, to, context),
  );
}

/** Refusals: no-such-task, over, the floor's, not-yours-to-change. */
function cancel(room: Sees, { task: id, why }: Data<'tasks.cancel'>, context: Context): TasksVerdict {
  const task = meant(room, id, context.actor.id);
  if (isRefused(task)) return task;
  const { owner, by, what } = task;
  const refusal = changeRefusal(room, task, [by], context);
  return (
    refusal ??
    accept({ type: 'tasks.cancelled', data: { task: id, owner, by: context.actor.id, what, why, cause: 'asked' } })
  );
}

/** Refusals: no-such-task, not-cancelled, the floor's, not-yours-to-change, cannot-receive, too-many. */
function restore(room: Sees, { task: id }: Data<'tasks.restore'>, context: Context): TasksVerdict {
  const task = named(room, id);
  if (isRefused(task)) return task;
  const { owner: to, by, what, status } = task;
  if (status !== 'cancelled' && status !== 'left') return refuse('tasks.not-cancelled', { task: id, what, status });
  const refusal =
    changeRefusal(room, task, [by], context) ?? receiverRefusal(room, to) ?? crowdRefusal(room, context.actor.id);
  return (
    refusal ??
    accept(
      { type: 'tasks.restored', data: { task: id, to, by: context.actor.id, what } },
      ...byOneself(task, to, context),
    )
  );
}

/**
 * To the person who had it, or to the commander when that person can't have tasks any more. Refusals: nothing-left,
 * too-many.
 */
function settleLeft(room: Sees, { how }: Data<'tasks.settle-left'>, context: Context): TasksVerdict {
  const { actor } = context;
  const left = room.tasks.tasks.filter(({ status }) => status === 'left');
  if (left.length === 0) return refuse('tasks.nothing-left');
  if (how === 'cancel')
    return accept(
      ...left.map(({ id: task, owner, what }): TasksEvent => ({
        type: 'tasks.cancelled',
        data: { task, owner, by: actor.id, what, cause: 'asked' },
      })),
    );
  const live = room.tasks.tasks.filter(isLive).length;
  if (live + left.length > MOST_LIVE) return refuse('tasks.too-many', { most: MOST_LIVE });
  return accept(
    ...left.flatMap((task): readonly TasksEvent[] => {
      const to = isResponder(room, task.owner) ? task.owner : actor.id;
      return [
        { type: 'tasks.restored', data: { task: task.id, to, by: actor.id, what: task.what } },
        ...byOneself(task, to, context),
      ];
    }),
  );
}

/** Refusals: no-such-task, over, the floor's, not-yours-to-change, already-chased. */
function chase(room: Sees, { task: id }: Data<'tasks.chase'>, context: Context): TasksVerdict {
  const task = meant(room, id, context.actor.id);
  if (isRefused(task)) return task;
  if (!isOpen(task)) return over(task);
  const { owner: to, by, what, chasedAt } = task;
  const refusal = changeRefusal(room, task, [by, seated(room, 'deputy'), leaderOf(room, to)], context);
  if (refusal !== null) return refusal;
  const until = chasedAt === null ? null : plusSeconds(chasedAt, CHASE_SECONDS);
  if (until !== null && !isReached(until, context.now)) return refuse('tasks.already-chased', { owner: to, until });
  return accept({ type: 'tasks.chased', data: { task: id, to, by: context.actor.id, what } });
}

/** Taking a task over acknowledges it. */
function byOneself(task: Task, to: string, { actor, now }: Context): readonly TasksEvent[] {
  return to === actor.id ? [acknowledged(task, to, now)] : [];
}

function receiverRefusal(room: Sees, to: string): Refused | null {
  return isResponder(room, to) ? null : refuse('tasks.cannot-receive', { to });
}

function crowdRefusal({ tasks: { tasks: all }, floor }: Sees, actor: string): Refused | null {
  const live = all.filter(isLive);
  if (live.length >= MOST_LIVE) return refuse('tasks.too-many', { most: MOST_LIVE });
  const begun = actor === floor.holder ? 0 : live.filter(({ by }) => by === actor).length;
  return begun < MOST_BEGUN ? null : refuse('tasks.too-many', { most: MOST_BEGUN, by: actor });
}
