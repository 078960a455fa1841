/**
 * A moment as someone is typing it: a clock time, its day, and in a repeated hour which of the two; with what is wrong
 * with it in words. Pure.
 */
import { AHEAD_MS, dayMeant, offsetName, readWall, wallAt, type Reading } from './wall-clock.ts';

export interface Typed {
  readonly time: string;
  readonly day: string;
  /** The day was chosen, and stays when the time changes. */
  readonly isDayChosen: boolean;
  /** In a repeated hour: the first or the second time. Null: the latest that is past. */
  readonly which: 'first' | 'second' | null;
}

/** Where and when it is typed. */
export interface Here {
  readonly zone: string;
  readonly now: number;
}

export interface Meant {
  /** ISO; null while it means nothing. */
  readonly at: string | null;
  readonly problem: string | null;
  /** The two instants of a repeated hour. */
  readonly twice: { readonly first: number; readonly second: number } | null;
}

/** What the fields show of an instant. `isDayChosen`: a change of the time leaves the day alone. */
export function typedOf(at: string, { zone, now }: Here, isDayChosen: boolean): Typed {
  const { day, time } = wallAt(Date.parse(at), zone);
  const reading = readWall({ day, time }, zone);
  const which =
    reading.kind === 'twice' ? (Math.floor(Date.parse(at) / 1000) * 1000 === reading.first ? 'first' : 'second') : null;
  return { time, day, isDayChosen: isDayChosen || day !== dayMeant(time, now, zone), which };
}

/** Another time: on the day that was chosen, or on the latest day on which it is past. */
export function withTime(typed: Typed, time: string, { zone, now }: Here): Typed {
  return { ...typed, time, day: typed.isDayChosen ? typed.day : dayMeant(time, now, zone), which: null };
}

export const withDay = (typed: Typed, day: string): Typed => ({ ...typed, day, isDayChosen: true, which: null });

export function meantBy(typed: Typed, { zone, now }: Here, mayBeAhead = false): Meant {
  const reading = readWall(typed, zone);
  const limit = mayBeAhead ? Number.POSITIVE_INFINITY : now + AHEAD_MS;
  const twice = reading.kind === 'twice' && reading.second <= limit ? reading : null;
  const at = instantOf(reading, typed.which, limit);
  const problem = problemWith(reading, typed) ?? (at !== null && at > limit ? 'That time is in the future.' : null);
  return { at: problem !== null || at === null ? null : new Date(at).toISOString(), problem, twice };
}

function instantOf(reading: Reading, which: Typed['which'], limit: number): number | null {
  if (reading.kind === 'once') return reading.at;
  if (reading.kind !== 'twice') return null;
  const second = which === null ? reading.second <= limit : which === 'second';
  return second ? reading.second : reading.first;
}

function problemWith(reading: Reading, { time }: Typed): string | null {
  if (reading.kind === 'unfinished') return 'Enter the time.';
  if (reading.kind !== 'skipped') return null;
  const { from, to } = reading;
  return `There was no ${time.slice(0, 5)} that day: clocks went forward from ${from} to ${to}. Enter another time.`;
}

/** The two of a repeated hour, as people tell them apart. */
export function twiceNames({ first, second }: NonNullable<Meant['twice']>, zone: string): readonly [string, string] {
  return [`first time (${offsetName(first, zone)})`, `second time (${offsetName(second, zone)})`];
}
