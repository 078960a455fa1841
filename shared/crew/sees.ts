/**
 * What the rules of the crew can see of the room: its people and roles, who has command, and whether it is closed. Read by every rule file of
 * this folder; nothing else needs it.
 */
import type { Verdict } from '../decider.ts';
import type { FloorState } from '../floor/words.ts';
import type { IncidentState } from '../incident/words.ts';
import type { CrewCommand, CrewEvent, CrewState } from './words.ts';

export interface Sees {
  readonly crew: CrewState;
  readonly floor: Pick<FloorState, 'holder' | 'epoch' | 'since'>;
  readonly incident: Pick<IncidentState, 'closedAt'>;
}

export type CrewVerdict = Verdict<CrewEvent>;
export type Data<Type extends CrewCommand['type']> = Extract<CrewCommand, { type: Type }>['data'];
