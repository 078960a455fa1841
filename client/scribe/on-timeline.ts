/**
 * What the timeline says of a line of the document: the entry that came from it, with its last correction. Read from the commits
 * that are loaded; null when the entry is not among them.
 */
import type { Commit } from '../../shared/envelope.ts';

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

export function onTimeline(commits: readonly Commit[], line: string): OnTimeline | null {
  return commits.flatMap(eventsOf).reduce<OnTimeline | null>((found, { id, type, data: { entry, text, source } }) => {
    if (source?.line === line && typeof text === 'string') return { entry: id, text, isStruck: false };
    if (found === null || entry !== found.entry) return found;
    if (type === 'timeline.corrected' && typeof text === 'string') return { ...found, text };
    return type === 'timeline.struck' ? { ...found, isStruck: true } : found;
  }, null);
}

const eventsOf = ({ version, events }: Commit) =>
  events.map(({ type, data }, index) => ({ id: `${version}.${index}`, type, data: data as Said }));
