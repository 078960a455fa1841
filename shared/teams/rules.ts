/** SEAM: to be written by the owner of this folder. */
import { refuse, type Capability } from '../decider.ts';
import type { SeesStanding } from '../standing.ts';
import type { TeamsCommand, TeamsEvent, TeamsState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly teams: TeamsState;
}

const initial: TeamsState = { teams: [] };

export const teams: Capability<TeamsState, TeamsCommand, TeamsEvent, Sees> = {
  initial,
  authority: {
    'teams.form': { who: 'responder' },
    'teams.add': { who: 'responder' },
    'teams.remove': { who: 'responder' },
    'teams.lead': { who: 'responder' },
    'teams.set-goal': { who: 'responder' },
    'teams.dissolve': { who: 'responder' },
  },
  decide: () => refuse('command.unknown-type'),
  evolve: (state) => state,
};
