/** Long command, as one object: all that the rest of the room takes from this folder, flags of its events included. */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { sentences } from './sentences.ts';
import type { FatigueEvent } from './words.ts';

export const fatigue = {
  name: 'fatigue',
  rules,
  sentences,
  refusals: {},
  flags: {
    'fatigue.prompted': { automatic: true },
  },
} satisfies Capability<'fatigue', FatigueEvent>;
