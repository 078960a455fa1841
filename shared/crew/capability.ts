/**
 * People and their roles, as one object: all that the rest of the room takes from this folder, flags of its events
 * included.
 */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { CrewEvent } from './words.ts';

export const crew = {
  name: 'crew',
  rules,
  sentences,
  refusals,
  flags: {
    'crew.assigned': { commandersAct: true },
    'crew.accepted': { commandersAct: { unlessAbout: 'person' } },
    'crew.released': { commandersAct: { unlessAbout: 'person' } },
    'crew.admitted': { commandersAct: true },
    'crew.removed': { commandersAct: true },
    'crew.role-added': { commandersAct: true },
  },
} satisfies Capability<'crew', CrewEvent>;
