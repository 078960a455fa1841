/** No sound interrupts anyone to say that they are tired: the first hour is a line, the later ones are spoken. */
import type { FatigueEvent } from '../../shared/fatigue/words.ts';
import { POLITE, when, type Calls } from '../attention/calls.ts';

export const calls: Calls<FatigueEvent> = {
  'fatigue.prompted': ({ step, to }, { you }) => when(step !== 'one' && to.includes(you), POLITE),
};
