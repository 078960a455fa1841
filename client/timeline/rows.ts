/**
 * What a list shows, from entries: what was said for the chat, everything else for the timeline, with a line where the
 * day changes, and this person's own words that are still on their way at the end.
 */
import { isMilestone } from '../../shared/flags.ts';
import type { Entries, TimelineEntry } from '../../shared/timeline/entries.ts';
import type { Pending } from '../session/outbox.ts';
import { weekday } from '../ui/times.ts';
import { dayKey } from '../session/zone.ts';
import { inBursts } from './bursts.ts';

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  | {
      readonly kind: 'entry';
      readonly key: string;
      readonly entry: TimelineEntry;
      /** Chat only: it is on the timeline too. */
      readonly promoted: boolean;
      /** What the same act brought with it. */
      readonly also: readonly TimelineEntry[];
    }
  | { readonly kind: 'arrivals'; readonly key: string; readonly entries: readonly TimelineEntry[] }
  | { readonly kind: 'pending'; readonly key: string; readonly pending: Pending; readonly text: string };

export type List = 'timeline' | 'chat';
/** `notes`: what people wrote and what moved the incident; `all`: every fact of the log. */
export type Detail = 'notes' | 'all';
/** `recorded`: as it came in; `occurred`: the story, each line at the time at which it happened. */
export type Order = 'recorded' | 'occurred';

export interface Reading {
  readonly detail: Detail;
  readonly order: Order;
  readonly zone: 'utc' | 'local';
  readonly today: string;
}

/** A day is named where it begins; today is not, as long as no other day is before it. */
export function rowsOf(entries: Entries, list: List, { detail, order, zone, today }: Reading): readonly Row[] {
  const rows: Row[] = [];
  let day = today;
  for (const entry of inOrder(entries, order)) {
    if (!belongs(entry, list, detail)) continue;
    const { row, ...made } = rowOf(entry, entries, zone);
    const on = order === 'occurred' ? dayKey(entry.occurredAt, zone) : made.on;
    if (on !== day) rows.push({ kind: 'day', key: `day ${entry.id}`, day: weekday(on, today) });
    day = on;
    rows.push(row);
  }
  return inBursts(rows);
}

/** Of what happened at the same time, what was recorded first comes first. */
function inOrder(entries: Entries, order: Order): Iterable<TimelineEntry> {
  if (order === 'recorded') return entries.values();
  return [...entries.values()].toSorted((one, other) =>
    one.occurredAt === other.occurredAt ? 0 : one.occurredAt < other.occurredAt ? -1 : 1,
  );
}

/** So much later than it happened it was recorded that a reader should know. */
const LATE_MS = 60_000;

/** Recorded long after it happened: marked in either order. */
export const isLate = ({ at, occurredAt }: Pick<TimelineEntry, 'at' | 'occurredAt'>): boolean =>
  Date.parse(at) - Date.parse(occurredAt) >= LATE_MS;

interface Made {
  readonly on: string;
  readonly row: Row;
}

const NOTHING: readonly TimelineEntry[] = [];

/** An entry's row, made once: with each line that comes the rows of all the others are asked for again. */
const MADE = { utc: new WeakMap<TimelineEntry, Made>(), local: new WeakMap<TimelineEntry, Made>() };

function rowOf(entry: TimelineEntry, entries: Entries, shown: 'utc' | 'local'): Made {
  const known = MADE[shown].get(entry);
  if (known !== undefined) return known;
  const row: Row = { kind: 'entry', key: entry.id, entry, promoted: isPromoted(entries, entry), also: NOTHING };
  const made: Made = { on: dayKey(entry.at, shown), row };
  MADE[shown].set(entry, made);
  return made;
}

export function pendingRows(pending: readonly Pending[], list: List): readonly Row[] {
  const type = list === 'chat' ? 'timeline.say' : 'timeline.note';
  return pending.flatMap((each): readonly Row[] =>
    each.type === type ? [{ kind: 'pending', key: each.id, pending: each, text: each.data.text }] : [],
  );
}

function belongs(entry: TimelineEntry, list: List, detail: Detail): boolean {
  if (list === 'chat') return entry.kind === 'said';
  if (entry.kind === 'said') return false;
  return detail === 'all' || entry.kind !== 'log' || isMilestone(entry);
}

/** The line was kept in the same commit, as the very next event. */
function isPromoted(entries: Entries, entry: TimelineEntry): boolean {
  if (entry.kind !== 'said') return false;
  const [version, index] = entry.id.split('.');
  const next = entries.get(`${version}.${Number(index) + 1}`);
  return next?.kind === 'noted' || next?.kind === 'follow-up';
}
