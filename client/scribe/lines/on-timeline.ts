/**
 * What the timeline says of a line of the document: the entry that came from it by the command that the line names,
 * with its last correction. Read from the commits that are loaded; null when the entry is not among them. It is not
 * enough that an entry names the line: anyone may name any line.
 */
import type { Commit } from '../../../shared/envelope.ts';

export interface OnTimeline {
  readonly entry: string;
  readonly text: string;
  readonly isStruck: boolean;
}

interface Said {
  readonly entry?: unknown;
  readonly text?: unknown;
  readonly source?: { readonly line?: unknown };
}

export function onTimeline(
  commits: readonly Commit[],
  { line, entry: command }: { readonly line: string; readonly entry: string | null },
): OnTimeline | null {
  return commits
    .flatMap(eventsOf)
    .reduce<OnTimeline | null>((found, { id, by, type, data: { entry, text, source } }) => {
      if (by === command && source?.line === line && typeof text === 'string')
        return { entry: id, text, isStruck: false };
      if (found === null || entry !== found.entry) return found;
      if (type === 'timeline.corrected' && typeof text === 'string') return { ...found, text };
      return type === 'timeline.struck' ? { ...found, isStruck: true } : found;
    }, null);
}

const eventsOf = ({ version, commandId, events }: Commit) =>
  events.map(({ type, data }, index) => ({ id: `${version}.${index}`, by: commandId, type, data: data as Said }));
