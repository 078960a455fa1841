/**
 * Entries: the timeline as a person reads it, folded out of the log's own commits.
 *
 * Every event of the room is one entry, in the log's order; `<version>.<index>` names it. What was said, noted or kept
 * as a follow-up can be corrected, struck and pinned; everything else is a log line whose text is its sentence. A
 * browser folds commit by commit as they come, and afresh when an older page arrives, because a correction may speak of
 * an entry on that page.
 */
import type { Attachment } from '../attachment.ts';
import { authorOf as actorOf, CLOCK, type AnyEvent, type Commit } from '../envelope.ts';
import type { Instant } from '../instants.ts';
import { happensByItself } from '../flags.ts';
import { isEntry, KINDS, type Written } from './mentioned.ts';
import type { TimelineEvent } from './words.ts';

/** What an entry said before it was corrected, and who corrected it, when and why. */
interface Earlier {
  readonly text: string;
  readonly occurredAt: Instant;
  readonly why: string;
  readonly by: string;
  readonly at: Instant;
}

export interface TimelineEntry {
  readonly id: string;
  readonly kind: 'said' | 'noted' | 'follow-up' | 'log';
  /** The event's type, so that a panel may choose what to show. */
  readonly type: string;
  readonly by: string;
  /** Who typed it for the commander, whose act it is; null for everything else. */
  readonly typedBy: string | null;
  /** When it was recorded. */
  readonly at: Instant;
  /** When it happened, as far as we know. */
  readonly occurredAt: Instant;
  /** When it was written, where that was before it could be sent: the link was lost. */
  readonly writtenAt: Instant | null;
  readonly text: string;
  /** A log line whose sentence says itself who did it. */
  readonly namesAuthor: boolean;
  readonly attachments: readonly Attachment[];
  readonly history: readonly Earlier[];
  readonly struck: { readonly why: string; readonly by: string; readonly at: Instant } | null;
  readonly pinned: boolean;
  /** Where it was written: null for what no one wrote. */
  readonly via: 'chat' | 'document' | 'form' | null;
  readonly afterClose: boolean;
}

/** By id, in the log's order. */
export type Entries = ReadonlyMap<string, TimelineEntry>;
/** Turns any event into its sentence, and says which people it names. */
export type Tell = (event: AnyEvent, named: (person: string) => void, at: Instant) => string;
type Amendment = Exclude<TimelineEvent, Written | { type: 'timeline.document-restored' }>;

/** The entries after more commits, oldest first. Nothing given is changed. */
export function foldEntries(entries: Entries, commits: readonly Commit[], tell: Tell): Entries {
  return commits.reduce((added, commit) => add(added, commit, tell), new Map(entries));
}

export const entriesOf = (commits: readonly Commit[], tell: Tell): Entries => foldEntries(new Map(), commits, tell);

/** Changes the map that it is given: only for one that nothing else holds. */
function add(entries: Map<string, TimelineEntry>, commit: Commit, tell: Tell): Map<string, TimelineEntry> {
  commit.events.forEach((event, index) => {
    const id = `${commit.version}.${index}`;
    entries.set(id, isEntry(event) ? written(event, commit, id) : told(event, commit, { id, tell }));
    const amended = 'entry' in event.data ? entries.get(String(event.data.entry)) : undefined;
    if (amended !== undefined && event.type.startsWith('timeline.'))
      entries.set(amended.id, amend(amended, event as Amendment, commit.at));
  });
  return entries;
}

const NONE: readonly Attachment[] = [];

const authorOf = (event: AnyEvent, commit: Commit): string => (happensByItself(event) ? CLOCK : actorOf(event, commit));

function told(event: AnyEvent, commit: Commit, { id, tell }: { id: string; tell: Tell }): TimelineEntry {
  const named = new Set<string>();
  const text = tell(event, (person) => named.add(person), commit.at);
  return { ...logLine(event, commit, { id, text }), namesAuthor: named.has(authorOf(event, commit)) };
}

function logLine(event: AnyEvent, commit: Commit, line: { id: string; text: string }): TimelineEntry {
  const at = commit.at;
  const by = authorOf(event, commit);
  const blank = {
    attachments: NONE,
    history: [],
    struck: null,
    pinned: false,
    via: null,
    writtenAt: null,
    namesAuthor: false,
  };
  return {
    ...line,
    ...blank,
    kind: 'log',
    type: event.type,
    by,
    typedBy: event.typed?.by ?? null,
    at,
    occurredAt: at,
    afterClose: 'afterClose' in event.data,
  };
}

function written(event: Written, commit: Commit, id: string): TimelineEntry {
  const { text, by, writtenAt, attachments = NONE } = event.data;
  const occurredAt = ('occurredAt' in event.data ? event.data.occurredAt : undefined) ?? writtenAt ?? commit.at;
  return {
    ...logLine(event, commit, { id, text }),
    kind: KINDS[event.type],
    by,
    attachments,
    occurredAt,
    writtenAt: writtenAt ?? null,
    via: via(event, commit),
  };
}

function via(event: Written, commit: Commit): TimelineEntry['via'] {
  if ('source' in event.data && event.data.source !== undefined) return 'document';
  return commit.events.some((each) => each.type === 'timeline.said') ? 'chat' : 'form';
}

function amend(entry: TimelineEntry, event: Amendment, at: Instant): TimelineEntry {
  switch (event.type) {
    case 'timeline.corrected': {
      const { text = entry.text, occurredAt = entry.occurredAt, why, by } = event.data;
      const earlier: Earlier = { text: entry.text, occurredAt: entry.occurredAt, why, by, at };
      return { ...entry, text, occurredAt, history: [...entry.history, earlier] };
    }
    case 'timeline.struck':
      return { ...entry, struck: { why: event.data.why, by: event.data.by, at }, pinned: false };
    case 'timeline.pinned':
      return { ...entry, pinned: true };
    case 'timeline.unpinned':
      return { ...entry, pinned: false };
  }
}
