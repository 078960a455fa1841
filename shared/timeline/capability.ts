/**
 * Chat, notes and log lines, as one object: all that the rest of the room takes from this folder, flags of its events
 * included.
 */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { TimelineEvent } from './words.ts';

export const timeline = {
  name: 'timeline',
  rules,
  sentences,
  refusals,
  flags: {
    'timeline.document-restored': { milestone: true },
  },
} satisfies Capability<'timeline', TimelineEvent>;
