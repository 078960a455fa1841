/** SEAM: to be written by the owner of this folder. */
import { refuse, type Capability } from '../decider.ts';
import type { SeesStanding } from '../standing.ts';
import type { DecisionsCommand, DecisionsEvent, DecisionsState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly decisions: DecisionsState;
}

const initial: DecisionsState = { running: null, made: [] };

export const decisions: Capability<DecisionsState, DecisionsCommand, DecisionsEvent, Sees> = {
  initial,
  authority: {
    'decisions.propose': { who: 'responder' },
    'decisions.object': { who: 'responder' },
    'decisions.hear': { who: 'responder' },
    'decisions.answer': { who: 'responder' },
    'decisions.proceed': { who: 'responder' },
    'decisions.amend': { who: 'responder' },
    'decisions.drop': { who: 'responder' },
  },
  decide: () => refuse('command.unknown-type'),
  evolve: (state) => state,
};
