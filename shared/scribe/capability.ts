/**
 * Writing in the document, as one object: a few refusals. Its text has a log of its own: no state in the room, and no
 * events.
 */
import type { Capability } from '../capability.ts';
import { refusals } from './sentences.ts';

export const scribe = { name: 'scribe', sentences: {}, refusals, flags: {} } satisfies Capability<'scribe', never>;
