/**
 * What the rules of tasks can see of the room: the tasks, who is in which role and team, who has command, and the
 * room's numbers. Read by every rule file of this folder; nothing else needs it.
 */
import type { Refused, Verdict } from '../decider.ts';
import type { FloorState } from '../floor/words.ts';
import type { IncidentState } from '../incident/words.ts';
import type { SeesStanding } from '../standing.ts';
import type { TeamsState } from '../teams/words.ts';
import type { Task, TasksCommand, TasksEvent, TasksState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly tasks: TasksState;
  readonly floor: Pick<FloorState, 'holder' | 'epoch' | 'since' | 'chain'>;
  readonly teams: Pick<TeamsState, 'teams'>;
  readonly incident: Pick<IncidentState, 'policy'>;
}

export type TasksVerdict = Verdict<TasksEvent>;
export type Data<Type extends TasksCommand['type']> = Extract<TasksCommand, { type: Type }>['data'];
/** The task that a command refers to, or why it refers to none. */
export type Found = Task | Refused;
