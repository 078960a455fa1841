/** Tasks, as one object: all that the rest of the room takes from this folder, flags of its events included. */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { TasksEvent } from './words.ts';

export const tasks = {
  name: 'tasks',
  rules,
  sentences,
  refusals,
  flags: {
    'tasks.assigned': { commandersAct: true },
    'tasks.passed-on': { commandersAct: { unlessAbout: 'from' } },
    'tasks.cancelled': { commandersAct: { unlessAbout: 'owner' } },
    'tasks.blocked': { milestone: true },
    'tasks.chased': { commandersAct: { unlessAbout: 'to' } },
    'tasks.nudged': { automatic: true },
    'tasks.unacknowledged': { automatic: true },
    'tasks.overdue': { automatic: true, milestone: true },
  },
} satisfies Capability<'tasks', TasksEvent>;
