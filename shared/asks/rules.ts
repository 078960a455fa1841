/** SEAM: to be written by the owner of this folder. */
import { refuse, type Capability } from '../decider.ts';
import type { SeesStanding } from '../standing.ts';
import type { AsksCommand, AsksEvent, AsksState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly asks: AsksState;
}

const initial: AsksState = { open: [], ended: [] };

export const asks: Capability<AsksState, AsksCommand, AsksEvent, Sees> = {
  initial,
  authority: {
    'asks.ask': { who: 'responder' },
    'asks.answer': { who: 'responder' },
    'asks.withdraw': { who: 'responder' },
  },
  decide: () => refuse('command.unknown-type'),
  evolve: (state) => state,
};
