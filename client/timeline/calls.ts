/** What is said and written in the log notifies no one; it is there to be read. */
import type { TimelineEvent } from '../../shared/timeline/words.ts';
import { nobody, type Calls } from '../attention/calls.ts';

export const calls: Calls<TimelineEvent> = {
  'timeline.said': nobody,
  'timeline.noted': nobody,
  'timeline.follow-up-noted': nobody,
  'timeline.corrected': nobody,
  'timeline.struck': nobody,
  'timeline.pinned': nobody,
  'timeline.unpinned': nobody,
  'timeline.document-restored': nobody,
};
