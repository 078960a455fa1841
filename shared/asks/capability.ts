/**
 * Questions to the commander, as one object: all that the rest of the room takes from this folder, flags of its events
 * included.
 */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { AsksEvent } from './words.ts';

export const asks = {
  name: 'asks',
  rules,
  sentences,
  refusals,
  flags: {
    'asks.answered': { commandersAct: true },
    'asks.overdue': { automatic: true },
  },
} satisfies Capability<'asks', AsksEvent>;
