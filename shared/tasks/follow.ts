/**
 * What happens to tasks because people come, go and command.
 *
 *   command accepted       what the new commander gave away, stopped and kept of their own hands-on work, as they said
 *   an owner left          their open tasks are the commander's to deal with; those of a removed commander wait for the next one
 *   the incident closed    all that is live is left, and rings no more
 */
import type { AnyEvent, Context } from '../envelope.ts';
import type { CrewEvent } from '../crew/words.ts';
import type { FloorEvent } from '../floor/words.ts';
import type { IncidentEvent } from '../incident/words.ts';
import { isResponder } from '../standing.ts';
import { acknowledged, isLive, isOpen } from './finding.ts';
import type { Sees } from './sees.ts';
import type { Task, TasksEvent } from './words.ts';

type Passed = Pick<Extract<FloorEvent, { type: 'floor.passed' }>['data'], 'to' | 'passedOn' | 'stopped' | 'kept'>;

export function follow(room: Sees, event: AnyEvent, context: Context): readonly TasksEvent[] {
  const happened = event as IncidentEvent | FloorEvent | CrewEvent;
  switch (happened.type) {
    case 'floor.passed':
      return [...handedOver(room, happened.data, context), ...orphaned(room, context)];
    case 'floor.walked':
      return handedOver(room, { ...happened.data, to: happened.data.by }, context);
    case 'floor.assumed':
    case 'floor.taken':
    case 'crew.removed':
    case 'crew.admitted':
      return orphaned(room, context);
    case 'incident.closed':
      return left(room);
    default:
      return [];
  }
}

/** What the receiver decided about their own tasks when they accepted command. */
function handedOver(
  room: Sees,
  { to: by, passedOn = [], stopped = [], kept = [] }: Passed,
  { now }: Context,
): readonly TasksEvent[] {
  const of = (id: string): Task[] => room.tasks.tasks.filter((task) => task.id === id && isOpen(task));
  return [
    ...passedOn.flatMap(({ taskId, to }) => of(taskId).map((task) => passed(task, to, { by, cause: 'handoff' }))),
    ...stopped.flatMap((id) =>
      of(id).map((task): TasksEvent => ({
        type: 'tasks.cancelled',
        data: { task: id, owner: by, by, what: task.what, cause: 'handoff' },
      })),
    ),
    ...kept.flatMap(({ taskId, why }) =>
      of(taskId).flatMap((task): TasksEvent[] => [
        ...(task.status === 'offered' ? [acknowledged(task, by, now)] : []),
        { type: 'tasks.kept', data: { task: taskId, by, what: task.what, why } },
      ]),
    ),
  ];
}

/**
 * No open task may be without someone who can act on it: it goes to the commander, once the commander can act themself.
 */
function orphaned(room: Sees, { actor: { id: by } }: Context): readonly TasksEvent[] {
  const { holder } = room.floor;
  if (holder === null || !isResponder(room, holder)) return [];
  return room.tasks.tasks
    .filter((task) => isOpen(task) && !isResponder(room, task.owner))
    .map((task) => passed(task, holder, { by, cause: 'left' }));
}

function passed(
  { id: task, owner: from, what }: Task,
  to: string,
  how: { by: string; cause: 'handoff' | 'left' },
): TasksEvent {
  return { type: 'tasks.passed-on', data: { task, from, to, by: how.by, what, cause: how.cause } };
}

function left(room: Sees): readonly TasksEvent[] {
  const live = room.tasks.tasks.filter(isLive).map(({ id }) => id);
  return live.length === 0 ? [] : [{ type: 'tasks.left', data: { tasks: live } }];
}
