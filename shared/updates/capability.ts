/**
 * Promised updates and their reminders, as one object: all that the rest of the room takes from this folder, flags of
 * its events included.
 */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { UpdatesEvent } from './words.ts';

export const updates = {
  name: 'updates',
  rules,
  sentences,
  refusals,
  flags: {
    'updates.rhythm-set': { commandersAct: true },
    'updates.edited': { commandersAct: true },
    'updates.approved': { commandersAct: true },
    'updates.rejected': { commandersAct: true },
    'updates.posted': { commandersAct: true, milestone: true },
    'updates.promised': { commandersAct: true },
    'updates.soon': { automatic: true },
    'updates.due': { automatic: true },
    'updates.overdue': { automatic: true, milestone: true },
    'updates.holding-offered': { automatic: true },
  },
} satisfies Capability<'updates', UpdatesEvent>;
