/** SEAM: to be written by the owner of this folder. */
import { refuse, type Capability } from '../decider.ts';
import type { SeesStanding } from '../standing.ts';
import type { FatigueCommand, FatigueEvent, FatigueState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly fatigue: FatigueState;
}

const initial: FatigueState = { epoch: 0, step: null };

export const fatigue: Capability<FatigueState, FatigueCommand, FatigueEvent, Sees> = {
  initial,
  authority: {},
  decide: () => refuse('command.unknown-type'),
  evolve: (state) => state,
};
