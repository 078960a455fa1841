/** Decisions, as one object: all that the rest of the room takes from this folder, flags of its events included. */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { DecisionsEvent } from './words.ts';

export const decisions = {
  name: 'decisions',
  rules,
  sentences,
  refusals,
  flags: {
    'decisions.proposed': { commandersAct: true, milestone: true },
    'decisions.objected': { milestone: true },
    'decisions.answered': { milestone: true },
    'decisions.window-closed': { automatic: true },
    'decisions.proceeded': { commandersAct: true, milestone: true },
    'decisions.decided': { commandersAct: true, milestone: true },
    'decisions.amended': { commandersAct: true, milestone: true },
    'decisions.dropped': { commandersAct: true, milestone: true },
    'decisions.left': { milestone: true },
  },
} satisfies Capability<'decisions', DecisionsEvent>;
