/**
 * What the rules of the incident can see of the room: the incident itself, who is in the room, and who has command.
 * Read by every rule file of this folder; no one else needs it.
 */
import type { Verdict } from '../decider.ts';
import type { SeesStanding } from '../standing.ts';
import type { IncidentCommand, IncidentEvent, IncidentState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly incident: IncidentState;
}

export type IncidentVerdict = Verdict<IncidentEvent>;
export type Data<Type extends IncidentCommand['type']> = Extract<IncidentCommand, { type: Type }>['data'];
