/**
 * Who the events of tasks notify: a task sounds for the one person it is for, and for the person they report to when it
 * does not progress.
 */
import type { TasksEvent } from '../../shared/tasks/words.ts';
import { asked, given, isHolder, late, nobody, POLITE, when, type Calls, type Listener } from '../attention/calls.ts';

const ofTask = (task: string): string => `task.${task}`;

export const calls: Calls<TasksEvent> = {
  'tasks.assigned': ({ id, to }, { you }) => when(to === you, given(ofTask(id))),
  'tasks.taken': nobody,
  'tasks.acknowledged': nobody,
  'tasks.declined': ({ task }, listener) => when(isTheirsToLead(task, listener), given(ofTask(task))),
  'tasks.reported': ({ needs = '' }, listener) => when(needs !== '' && isHolder(listener), POLITE),
  'tasks.finished': ({ task }, listener) => when(isTheirsToLead(task, listener), POLITE),
  'tasks.extended': nobody,
  'tasks.blocked': ({ task }, listener) => when(isTheirsToLead(task, listener), given(ofTask(task))),
  'tasks.passed-on': ({ task, from, to }, { you }) => (to === you ? given(ofTask(task)) : when(from === you, POLITE)),
  'tasks.cancelled': ({ owner }, { you }) => when(owner === you, POLITE),
  'tasks.kept': nobody,
  'tasks.restored': ({ task, to }, { you }) => when(to === you, given(ofTask(task))),
  'tasks.chased': ({ task, to }, { you }) => when(to === you, asked(ofTask(task))),
  'tasks.nudged': ({ task, to }, { you }) => when(to.includes(you), given(ofTask(task))),
  'tasks.unacknowledged': ({ task, to }, { you }) => when(to.includes(you), late(ofTask(task))),
  'tasks.overdue': ({ task, to, owner }, { you }) =>
    to.includes(you) ? late(ofTask(task)) : when(owner === you, POLITE),
  'tasks.left': nobody,
};

/** The person who assigned it, and the commander. */
function isTheirsToLead(task: string, listener: Listener): boolean {
  return isHolder(listener) || listener.room.tasks.tasks.find(({ id }) => id === task)?.by === listener.you;
}
