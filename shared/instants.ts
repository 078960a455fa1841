/**
 * Instants: one way to write a moment, everywhere.
 *
 * An instant is an ISO 8601 text in UTC with milliseconds ("2026-11-21T03:12:40.000Z"). Because every instant has the
 * same length and zone, two of them compare as texts. The domain never reads a clock: every instant it knows was handed
 * to it.
 */

export type Instant = string;

/** With every command a room's deadlines are asked for again, and most are what they were. */
const sums = new Map<string, Instant>();
const MOST_SUMS = 1_000;

/** The instant `seconds` after `at` (negative: before). */
export function plusSeconds(at: Instant, seconds: number): Instant {
  const asked = `${at} ${seconds}`;
  let sum = sums.get(asked);
  if (sum === undefined) {
    sum = new Date(Date.parse(at) + Math.round(seconds * 1000)).toISOString();
    if (sums.size >= MOST_SUMS) sums.clear();
    sums.set(asked, sum);
  }
  return sum;
}

/** Seconds from `from` until `to`; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** Has `at` been reached when it is `now`? A deadline counts as reached at its own instant. */
export function isReached(at: Instant, now: Instant): boolean {
  return now >= at;
}

/** The earliest of some instants, leaving out those that are null; null when none is left. */
export function earliest(instants: ReadonlyArray<Instant | null>): Instant | null {
  return instants.reduce<Instant | null>(
    (first, at) => (at !== null && (first === null || at < first) ? at : first),
    null,
  );
}

/** An instant within a sentence; `seconds`: to the second. */
export type Clock = (at: Instant, seconds?: 'seconds') => string;

/** As everyone can read it. A screen may say its reader's own time instead. */
export const utcClock: Clock = (at, seconds) => `${at.slice(11, seconds === undefined ? 16 : 19)} UTC`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** For what is told of a moment: a time of another day than that has its day. */
export const utcClockAt =
  (told: Instant): Clock =>
  (at, seconds) => {
    const day = `${Number(at.slice(8, 10))} ${MONTHS[Number(at.slice(5, 7)) - 1] ?? ''}`;
    return at.slice(0, 10) === told.slice(0, 10) ? utcClock(at, seconds) : `${utcClock(at, seconds)} on ${day}`;
  };

/** 90 s as "1 min 30 s". */
export function spanText(seconds: number): string {
  const parts: ReadonlyArray<readonly [number, string]> = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const said = parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`]));
  return said.length === 0 ? '0 s' : said.join(' ');
}
