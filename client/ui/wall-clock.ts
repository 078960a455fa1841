/**
 * The clock on the wall in a time zone, and the instants at which it showed a time: none in the hour that is skipped
 * when clocks go forward, two in the hour that is repeated when they go back. Zones are IANA names, or UTC. Pure.
 */

/** What calendar and clock show: "2026-11-29" and "03:12:40". */
export interface Wall {
  readonly day: string;
  readonly time: string;
}

export type Reading =
  /** No such day or time in any zone: the field is not filled in yet. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'twice'; readonly first: number; readonly second: number }
  /** Clocks went forward over it at the instant `at`, from one time to another. */
  | { readonly kind: 'skipped'; readonly at: number; readonly from: string; readonly to: string };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Clocks disagree a little: a time so near is now, and not still to come. */
export const AHEAD_MS = MINUTE_MS;

/** Made once for each zone: making one takes a thousand times as long as asking it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', second: 'numeric', ...parts });
  formats.set(zone, made);
  return made;
}

/** How far the zone's clocks are ahead of UTC at this instant; negative where they are behind. */
function aheadOfUtc(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const shown = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

export function wallAt(at: number, zone: string): Wall {
  const [day = '', time = ''] = new Date(at + aheadOfUtc(at, zone)).toISOString().slice(0, 19).split('T');
  return { day, time };
}

/** When the clocks of this zone showed this. The time may be without seconds. */
export function readWall({ day, time }: Wall, zone: string): Reading {
  const asUtc = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(asUtc) || !/^\d\d:\d\d/.test(time)) return { kind: 'unfinished' };
  // No zone is more than a day from UTC, and none changes its clocks twice in two days.
  const [before, after] = [aheadOfUtc(asUtc - DAY_MS, zone), aheadOfUtc(asUtc + DAY_MS, zone)];
  const [first, second] = [...new Set([before, after])]
    .map((ahead) => ({ at: asUtc - ahead, ahead }))
    .filter(({ at, ahead }) => aheadOfUtc(at, zone) === ahead)
    .map(({ at }) => at)
    .toSorted((one, other) => one - other);
  if (first === undefined) return skipped({ from: asUtc - after, to: asUtc - before }, zone);
  return second === undefined ? { kind: 'once', at: first } : { kind: 'twice', first, second };
}

/** Finds the instant of the change between two instants, to the second. */
function skipped({ from, to }: { readonly from: number; readonly to: number }, zone: string): Reading {
  const before = aheadOfUtc(from, zone);
  let [early, late] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (aheadOfUtc(middle * 1000, zone) === before) early = middle;
    else late = middle;
  }
  const at = late * 1000;
  const clock = (ahead: number): string => new Date(at + ahead).toISOString().slice(11, 16);
  return { kind: 'skipped', at, from: clock(before), to: clock(aheadOfUtc(at, zone)) };
}

/** The first instant that a reading can mean; null for one that is not finished. */
function firstOf(reading: Reading): number | null {
  if (reading.kind === 'unfinished') return null;
  return reading.kind === 'twice' ? reading.first : reading.at;
}

/**
 * The day people mean who say only a clock time of the past: the latest on which the clocks had shown it by `now`. A
 * time that was skipped counts as that day's, so that people are told so.
 */
export function dayMeant(time: string, now: number, zone: string): string {
  const today = wallAt(now, zone).day;
  const reached = (day: string): boolean => {
    const first = firstOf(readWall({ day, time }, zone));
    return first !== null && first <= now + AHEAD_MS;
  };
  return reached(today) || /^\d\d:\d\d/.test(time) === false ? today : nextDay(today, -1);
}

export function nextDay(day: string, by = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}

/** From the first day to the last, both included; the newest `most` of them. */
export function daysFrom(first: string, last: string, most: number): readonly string[] {
  const days: string[] = [];
  for (let day = last; day >= first && days.length < most; day = nextDay(day, -1)) days.push(day);
  return days.toReversed();
}

/** UTC+2, UTC-3:30. */
export function offsetName(at: number, zone: string): string {
  const minutes = Math.round(aheadOfUtc(at, zone) / MINUTE_MS);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
