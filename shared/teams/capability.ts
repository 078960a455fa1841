/** Sub-teams, as one object: all that the rest of the room takes from this folder, flags of its events included. */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { TeamsEvent } from './words.ts';

export const teams = {
  name: 'teams',
  rules,
  sentences,
  refusals,
  flags: {
    'teams.formed': { commandersAct: true },
    'teams.added': { commandersAct: true },
    'teams.removed': { commandersAct: true },
    'teams.led': { commandersAct: true },
    'teams.goal-set': { commandersAct: true },
    'teams.due': { automatic: true },
    'teams.dissolved': { commandersAct: true },
  },
} satisfies Capability<'teams', TeamsEvent>;
