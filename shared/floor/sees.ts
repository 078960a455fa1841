/**
 * What the rules of command can see of the room: the floor itself, who is in the room and in which role, the tasks that
 * a receiver takes over, and the room's numbers. Read by every rule file of this folder; nothing else needs it.
 */
import type { CrewState } from '../crew/words.ts';
import type { IncidentState } from '../incident/words.ts';
import type { TasksState } from '../tasks/words.ts';
import type { FloorCommand, FloorEvent, FloorState } from './words.ts';
import type { Verdict } from '../decider.ts';

export interface Sees {
  readonly floor: FloorState;
  readonly crew: Pick<CrewState, 'members' | 'seats'>;
  readonly incident: Pick<IncidentState, 'policy'>;
  readonly tasks: Pick<TasksState, 'tasks'>;
}

export type FloorVerdict = Verdict<FloorEvent>;
export type Data<Type extends FloorCommand['type']> = Extract<FloorCommand, { type: Type }>['data'];
