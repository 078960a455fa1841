/**
 * What is owed about tasks and teams: owners answer and finish; the person they report to asks, reassigns, or looks at a
 * team again. The steps that the server's clock has reached decide, so all devices of a person show the same.
 */
import { isResponder, seated } from '../../shared/standing.ts';
import { isOpen } from '../../shared/tasks/finding.ts';
import type { RoomState } from '../../shared/room.ts';
import type { Task } from '../../shared/tasks/words.ts';
import { reportsTo } from '../../shared/teams/span.ts';
import type { Owed } from './owed.ts';

export function workOwed(room: RoomState, you: string): readonly Owed[] {
  return [
    ...room.tasks.tasks.flatMap((task) => (task.owner === you ? own(task) : led(room, task, you))),
    ...teamsOwed(room, you),
  ];
}

function own({ id: task, status, what, by, minutes, offeredAt, dueAt, rung, chasedAt }: Task): readonly Owed[] {
  const items: Array<Owed | false> = [
    status === 'offered' && {
      kind: 'acknowledge',
      id: `acknowledge.${task}.${offeredAt}`,
      task,
      what,
      by,
      minutes,
      at: offeredAt,
    },
    (status === 'acknowledged' || status === 'blocked') &&
      chasedAt !== null && { kind: 'chased', id: `chased.${task}.${chasedAt}`, task, what, at: chasedAt },
    status === 'acknowledged' &&
      rung === 'overdue' &&
      dueAt !== null && { kind: 'over', id: `over.${task}.${dueAt}`, task, what, dueAt },
  ];
  // Asked and overdue at once: one line, the question.
  return items.filter((item) => item !== false).slice(0, 1);
}

/** Seen by the people the domain notified. */
function led(room: RoomState, task: Task, you: string): readonly Owed[] {
  const { id, owner, what, status, why, need, rung, dueAt, chasedAt } = task;
  const facts = { task: id, owner, what };
  if (status === 'declined')
    return giverOf(room, task) === you ? [{ kind: 'declined', id: `declined.${id}`, ...facts, why: why ?? '' }] : [];
  if (!isOpen(task)) return [];
  // An owner who said what they lack is not asked whether they have finished.
  if (status === 'blocked')
    return reportsTo(room, owner) === you ? [{ kind: 'blocked', id: `blocked.${id}`, ...facts, need: need ?? '' }] : [];
  if (status === 'offered' && rung === 'unacknowledged') return unanswered(room, task, you);
  // Once asked, the owner is the one to answer.
  if (rung !== 'overdue' || dueAt === null || chasedAt !== null) return [];
  return reportsTo(room, owner) === you ? [{ kind: 'late', id: `late.${id}.${dueAt}`, ...facts, dueAt }] : [];
}

/** The stand-in asks; still silent after that, it is the commander's to reassign. */
function unanswered(room: RoomState, { id, owner, what, offeredAt: at, chasedAt }: Task, you: string): readonly Owed[] {
  const asked = chasedAt !== null;
  const theirs = asked ? room.floor.holder : standIn(room, owner);
  return theirs === you
    ? [{ kind: 'unanswered', id: `unanswered.${id}.${chasedAt ?? at}`, task: id, owner, what, at, asked }]
    : [];
}

/** The person who assigned it, while they may still act here; otherwise the commander. */
const giverOf = (room: RoomState, { by, owner }: Task): string | null =>
  by !== owner && isResponder(room, by) ? by : room.floor.holder;

function standIn(room: RoomState, owner: string): string | null {
  const deputy = seated(room, 'deputy');
  return deputy === null || deputy === owner ? room.floor.holder : deputy;
}

function teamsOwed({ teams, floor }: RoomState, you: string): readonly Owed[] {
  return teams.teams
    .filter(({ rung, leader }) => rung && (leader ?? floor.holder) === you)
    .map(({ id: team, name, goal, until }) => ({ kind: 'team', id: `team.${team}.${until}`, team, name, goal, until }));
}
