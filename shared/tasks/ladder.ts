/**
 * The reminders of a task: when, and for which person.
 *
 *   offered       60 s unanswered: its owner is nudged  ->  120 s: the deputy is told, or the commander when no deputy can be
 *   acknowledged  its timebox is over: the owner's team lead is prompted, or the commander when no lead can be
 *
 * The seconds are the room's policy. Of the rungs that were missed only the latest fires; one that fired is silent
 * until the task is offered again or its time is set again.
 */
import type { Context } from '../envelope.ts';
import { earliest, isReached, plusSeconds, type Instant } from '../instants.ts';
import { memberOf, seated } from '../standing.ts';
import { leaderOf } from './rights.ts';
import type { Sees } from './sees.ts';
import type { Task, TasksEvent, TasksState } from './words.ts';

type Deadlines = Pick<Sees, 'tasks' | 'incident'>;

/**
 * The room is asked when it is due with every decision, and by every button of every browser before it is pressed. With
 * hundreds of tasks that is worth remembering: the same tasks under the same policy are due at the same instant.
 */
const remembered = new WeakMap<TasksState, { readonly acknowledgeSeconds: number; readonly at: Instant | null }>();

export function due({ tasks, incident: { policy } }: Deadlines): Instant | null {
  const known = remembered.get(tasks);
  if (known !== undefined && known.acknowledgeSeconds === policy.acknowledgeSeconds) return known.at;
  const at = earliest(tasks.tasks.map((task) => ringsAt(task, policy.acknowledgeSeconds)));
  remembered.set(tasks, { acknowledgeSeconds: policy.acknowledgeSeconds, at });
  return at;
}

/** One rung for each task that has reached one. */
export function settle(room: Sees, { now }: Context): readonly TasksEvent[] {
  const { acknowledgeSeconds } = room.incident.policy;
  return room.tasks.tasks.flatMap((task): readonly TasksEvent[] => {
    const at = ringsAt(task, acknowledgeSeconds);
    return at === null || !isReached(at, now) ? [] : [rung(room, task, now)];
  });
}

function ringsAt({ status, rung: rang, offeredAt, dueAt }: Task, acknowledgeSeconds: number): Instant | null {
  if (status === 'acknowledged' || status === 'blocked') return rang === 'overdue' ? null : dueAt;
  if (status !== 'offered' || rang === 'unacknowledged') return null;
  return plusSeconds(offeredAt, rang === 'none' ? acknowledgeSeconds : 2 * acknowledgeSeconds);
}

function rung(room: Sees, { id: task, owner, what, status, offeredAt }: Task, now: Instant): TasksEvent {
  if (status !== 'offered') {
    const blocked = status === 'blocked' ? { blocked: true as const } : {};
    return { type: 'tasks.overdue', data: { task, owner, what, to: listed(superiorOf(room, owner)), ...blocked } };
  }
  const late = isReached(plusSeconds(offeredAt, 2 * room.incident.policy.acknowledgeSeconds), now);
  if (!late) return { type: 'tasks.nudged', data: { task, what, to: [owner] } };
  return { type: 'tasks.unacknowledged', data: { task, owner, what, to: listed(standIn(room, owner)) } };
}

/** The person the owner reports to. */
function superiorOf(room: Sees, owner: string): string | null {
  return ifHere(room, leaderOf(room, owner)) ?? room.floor.holder;
}

/** The deputy, unless it is about their own task. */
function standIn(room: Sees, owner: string): string | null {
  const deputy = seated(room, 'deputy');
  return (deputy === owner ? null : ifHere(room, deputy)) ?? room.floor.holder;
}

/**
 * A person who has said that they are away or resting, or whose link is lost, is not told in place of the commander.
 */
function ifHere(room: Sees, person: string | null): string | null {
  const member = person === null ? null : memberOf(room, person);
  return member?.availability === 'here' && member.linkLostAt === null ? person : null;
}

const listed = (person: string | null): string[] => (person === null ? [] : [person]);
