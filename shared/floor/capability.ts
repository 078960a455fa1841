/**
 * Command of the incident (the floor), as one object: all that the rest of the room takes from this folder, flags of
 * its events included.
 */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { FloorEvent } from './words.ts';

export const floor = {
  name: 'floor',
  rules,
  sentences,
  refusals,
  // Offering and withdrawing are not a commander's acts: they may mean "I do not want it".
  flags: {
    'floor.begun': { milestone: true },
    'floor.taken': { milestone: true },
    'floor.passed': { milestone: true },
    'floor.offer-lapsed': { automatic: true },
    'floor.request-answered': { commandersAct: true },
    'floor.relief-asked': { commandersAct: true },
    'floor.presented': { commandersAct: true },
    'floor.assumed': { milestone: true },
    'floor.ended': { milestone: true },
  },
} satisfies Capability<'floor', FloorEvent>;
