/**
 * Who is called when work is given, decided, asked and led. A task rings the one person it is for; a decision is spoken to those who
 * may object; an ask reaches the commander and comms and disturbs nobody else, whoever asks.
 */
import type { AsksEvent } from '../../shared/asks/words.ts';
import type { DecisionsEvent } from '../../shared/decisions/words.ts';
import type { FatigueEvent } from '../../shared/fatigue/words.ts';
import { isResponder } from '../../shared/standing.ts';
import type { TasksEvent } from '../../shared/tasks/words.ts';
import type { TeamsEvent } from '../../shared/teams/words.ts';
import { asked, everybody, given, isHolder, late, nobody, POLITE, when } from './calls.ts';
import type { Call, Calls, Listener } from './policy.ts';

const ofTask = (task: string): string => `task.${task}`;

const tasks: Calls<TasksEvent> = {
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

/** Who gave it, and the commander. */
function isTheirsToLead(task: string, listener: Listener): boolean {
  return isHolder(listener) || listener.room.tasks.tasks.find(({ id }) => id === task)?.by === listener.you;
}

const decisions: Calls<DecisionsEvent> = {
  'decisions.proposed': ({ stations = [] }, { you, room }) =>
    stations.some(({ person }) => person === you) ? asked('decision') : mayObject(you, room),
  'decisions.objected': (_, listener) => when(isHolder(listener), given('decision')),
  'decisions.heard': nobody,
  'decisions.answered': ({ go }, listener) => when(!go && isHolder(listener), given('decision')),
  'decisions.window-closed': ({ to }, { you }) => when(to.includes(you), given('decision')),
  'decisions.proceeded': everybody,
  'decisions.amended': (_, { you, room }) => mayObject(you, room),
  'decisions.dropped': everybody,
  'decisions.left': nobody,
};

const mayObject = (you: string, room: Listener['room']): Call | null => when(isResponder(room, you), POLITE);

const asks: Calls<AsksEvent> = {
  'asks.asked': ({ id, to }, listener) =>
    when(to.includes(listener.you), isHolder(listener) ? asked(`ask.${id}`) : given(`ask.${id}`)),
  'asks.answered': ({ ask, asker, to }, { you }) =>
    to === you ? asked(`ask.${ask}`) : when(asker === you, { ...POLITE, subject: `ask.${ask}` }),
  'asks.withdrawn': nobody,
  'asks.returned': ({ ask, to }, { you }) => when(to.includes(you), given(`ask.${ask}`)),
  'asks.overdue': ({ ask, to }, { you }) => when(to.includes(you), late(`ask.${ask}`)),
  'asks.left': nobody,
};

const teams: Calls<TeamsEvent> = {
  'teams.formed': ({ id, leader, members }, { you }) =>
    leader === you ? given(`team.${id}`) : when(members.includes(you), POLITE),
  'teams.added': ({ person }, { you }) => when(person === you, POLITE),
  'teams.removed': ({ person }, { you }) => when(person === you, POLITE),
  'teams.led': ({ team, leader }, { you }) => when(leader === you, given(`team.${team}`)),
  'teams.leader-left': ({ to }, { you }) => when(to.includes(you), POLITE),
  'teams.goal-set': nobody,
  'teams.due': ({ team, to }, { you }) => when(to.includes(you), late(`team.${team}`)),
  'teams.dissolved': nobody,
};

/** Nobody is rung out of their thoughts to hear that they are tired: the first hour is a line, the later ones a word. */
const fatigue: Calls<FatigueEvent> = {
  'fatigue.prompted': ({ step, to }, { you }) => when(step !== 'one' && to.includes(you), POLITE),
};

export const workCalls = { ...tasks, ...decisions, ...asks, ...teams, ...fatigue };
