/** SEAM: to be written by the owner of this folder. */
import { refuse, type Capability } from '../decider.ts';
import type { SeesStanding } from '../standing.ts';
import type { TasksCommand, TasksEvent, TasksState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly tasks: TasksState;
}

const initial: TasksState = { tasks: [], count: 0 };

export const tasks: Capability<TasksState, TasksCommand, TasksEvent, Sees> = {
  initial,
  authority: {
    'tasks.assign': { who: 'responder' },
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
    'tasks.chase': { who: 'responder' },
  },
  decide: () => refuse('command.unknown-type'),
  evolve: (state) => state,
};
