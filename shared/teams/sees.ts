/**
 * What the rules of sub-teams can see of the room: the teams themselves, who is in the room, and who has command.
 * Read by every rule file of this folder; no one else needs it.
 */
import type { Verdict } from '../decider.ts';
import type { SeesStanding } from '../standing.ts';
import type { TeamsCommand, TeamsEvent, TeamsState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly teams: TeamsState;
}

export type TeamsVerdict = Verdict<TeamsEvent>;
export type Data<Type extends TeamsCommand['type']> = Extract<TeamsCommand, { type: Type }>['data'];
