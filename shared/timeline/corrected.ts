/** The lines of commits that are read backwards, as they read after every correction. */
import type { Commit } from '../envelope.ts';
import { entriesOf, type Tell, type TimelineEntry } from './entries.ts';

/**
 * A reader of commits from the newest to the oldest. It gives each commit's lines, newest first, with the text of the
 * last correction: that came later in the log, so it was read before.
 */
export function readerOfCorrected(told: Tell): (commit: Commit) => readonly TimelineEntry[] {
  /** Newer corrections of lines that are not reached yet, by the line's id. */
  const corrected = new Map<string, string>();
  return (commit) => {
    const entries = [...entriesOf([commit], told).values()].toReversed();
    for (const { type, data } of commit.events.toReversed()) {
      const { entry, text } = data as { readonly entry?: string; readonly text?: string };
      if (type === 'timeline.corrected' && entry !== undefined && text !== undefined && !corrected.has(entry))
        corrected.set(entry, text);
    }
    return entries.map((entry) => ({ ...entry, text: corrected.get(entry.id) ?? entry.text }));
  };
}
