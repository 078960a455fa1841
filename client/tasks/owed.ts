/**
 * What is owed about tasks: owners answer and finish; the person they report to asks, reassigns or finds help. The
 * reminders that the server's clock has reached decide, so all devices of a person show the same.
 */
import { isolated } from '../../shared/isolated.ts';
import type { RoomState } from '../../shared/room.ts';
import { isResponder, seated } from '../../shared/standing.ts';
import { isOpen } from '../../shared/tasks/finding.ts';
import type { Task } from '../../shared/tasks/words.ts';
import { reportsTo } from '../../shared/teams/span.ts';
import { nameOf, type Owed, type Owes, type Press } from '../attention/owed.ts';
import { tasksDialog, type TasksScreen } from './screen.ts';

type Reading = (task: Task, room: RoomState, you: string) => Owed | null;

/** Of the same pressure, in this order. */
export const owed: Owes = (room, you) => [
  ...[asked, offered, overdue, blocked, unanswered, declined, late].flatMap((reading) =>
    room.tasks.tasks.flatMap((task) => reading(task, room, you) ?? []),
  ),
  ...left(room, you),
];

const asked: Reading = ({ id, owner, status, what, chasedAt: at }, _room, you) =>
  owner !== you || at === null || (status !== 'acknowledged' && status !== 'blocked')
    ? null
    : {
        id: `chased.${id}.${at}`,
        pressure: 'asked',
        urgent: true,
        words: [`Status of ${what}? Asked `, { ago: at }],
        press: finish(id),
      };

const offered: Reading = (
  { id: task, owner, status, what, by, offeredBy = by, minutes, need, offeredAt: at },
  room,
  you,
) =>
  owner !== you || status !== 'offered'
    ? null
    : {
        id: `acknowledge.${task}.${at}`,
        pressure: 'asked',
        words: [
          `${nameOf(room, offeredBy)} ${offeredBy === by ? 'assigned you' : 'reassigned to you'}: ${what}, ${minutes} min. `,
          ...(need === null ? [] : [`It was blocked. Needs: ${need}. `]),
          'Unacknowledged ',
          { since: at },
        ],
        press: { verb: 'Acknowledge', command: { type: 'tasks.acknowledge', data: { task } } },
      };

/** Not beside the question for its status: that is answered with the same buttons. */
const overdue: Reading = ({ id, owner, status, what, rung, dueAt, chasedAt }, _room, you) =>
  owner !== you || status !== 'acknowledged' || rung !== 'overdue' || dueAt === null || chasedAt !== null
    ? null
    : {
        id: `over.${id}.${dueAt}`,
        pressure: 'overdue',
        urgent: true,
        words: [`${what}: overdue `, { since: dueAt }],
        press: finish(id),
      };

/** An owner who said what they lack is not asked whether they have finished. */
const blocked: Reading = ({ id, owner, status, what, need }, room, you) =>
  owner === you || status !== 'blocked' || reportsTo(room, owner) !== you
    ? null
    : {
        id: `blocked.${id}`,
        pressure: 'stuck',
        words: [`${nameOf(room, owner)} is blocked: ${what}. Needs: ${need ?? ''}`],
        // What they need is the next task for someone: the composer asks who.
        press: opens('Find help', { open: 'assign', sentence: `help with ${what}: ${need ?? ''}` }),
      };

/** The deputy asks; when the owner stays silent after that, the commander reassigns it. */
const unanswered: Reading = ({ id: task, owner, status, what, rung, offeredAt, chasedAt }, room, you) => {
  if (owner === you || status !== 'offered' || rung !== 'unacknowledged') return null;
  if ((chasedAt === null ? standIn(room, owner) : room.floor.holder) !== you) return null;
  return {
    id: `unanswered.${task}.${chasedAt ?? offeredAt}`,
    pressure: 'led',
    words: [`${nameOf(room, owner)} hasn’t acknowledged: ${what}, `, { since: offeredAt }],
    press: chasedAt === null ? ask('Ask now', task) : reassign(task),
  };
};

const declined: Reading = (task, room, you) =>
  task.owner === you || task.status !== 'declined' || !answersFor(room, task).includes(you)
    ? null
    : {
        id: `declined.${task.id}`,
        pressure: 'led',
        words: [`${nameOf(room, task.owner)} declined: ${task.what}. “${task.why ?? ''}”`],
        press: reassign(task.id),
      };

/** Once asked, the owner is the one to answer. */
const late: Reading = (task, room, you) => {
  const { id, owner, what, status, rung, dueAt, chasedAt } = task;
  if (owner === you || !isOpen(task) || status === 'blocked' || rung !== 'overdue') return null;
  if (dueAt === null || chasedAt !== null || reportsTo(room, owner) !== you) return null;
  return {
    id: `late.${id}.${dueAt}`,
    pressure: 'led',
    words: [`${nameOf(room, owner)}: ${what}, overdue `, { since: dueAt }],
    press: ask('Ask for status', id),
  };
};

/** In a room that was reopened: what the close left open is no one's until the commander says so. */
function left({ tasks: { tasks }, floor, incident }: RoomState, you: string): readonly Owed[] {
  const open = tasks.filter(({ status }) => status === 'left');
  if (floor.holder !== you || incident.closedAt !== null || open.length === 0) return [];
  const what = open.map((task) => isolated(task.what)).join('; ');
  const settle = (verb: string, how: 'offer' | 'cancel'): Press => ({
    verb,
    command: { type: 'tasks.settle-left', data: { how } },
  });
  return [
    {
      id: `left.${open.map(({ id }) => id).join('.')}`,
      pressure: 'soon',
      words: [`${open.length === 1 ? '1 task was' : `${open.length} tasks were`} open at the close: ${what}`],
      press: {
        ...settle('Offer again', 'offer'),
        or: [settle(open.length === 1 ? 'Cancel it' : 'Cancel them', 'cancel')],
      },
    },
  ];
}

/**
 * The person who gave it to its owner, while they may still act here, otherwise the commander; and the commander for
 * what was given before their time: it may have been their predecessor's to give.
 */
function answersFor(
  { floor, ...room }: RoomState,
  { by, offeredBy = by, owner, offeredAt }: Task,
): Array<string | null> {
  const giver = offeredBy !== owner && isResponder(room, offeredBy) ? offeredBy : floor.holder;
  return floor.since !== null && offeredAt < floor.since ? [giver, floor.holder] : [giver];
}

function standIn(room: RoomState, owner: string): string | null {
  const deputy = seated(room, 'deputy');
  return deputy === null || deputy === owner ? room.floor.holder : deputy;
}

const opens = (verb: string, screen: TasksScreen): Press => ({ verb, opens: () => tasksDialog.open(screen) });
const ask = (verb: string, task: string): Press => ({ verb, command: { type: 'tasks.chase', data: { task } } });
const reassign = (task: string): Press => opens('Reassign', { open: 'pass-on', task });
const finish = (task: string): Press => ({
  ...opens('Done', { open: 'done', task }),
  or: [opens('More time', { open: 'more-time', task }), opens('Blocked', { open: 'block', task })],
});
