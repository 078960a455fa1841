/**
 * Times as people read them. UTC is marked with Z; `local` is the reader's own zone, chosen with the key z. Durations
 * are short and tabular: 0:34, 12:05, 1:12:40.
 */
import { utcClock, utcClockAt, type Clock } from '../../shared/instants.ts';
import { ofDevice } from '../session/keeping.ts';
import { Store } from '../session/store.ts';

const kept = ofDevice('zone');
export const zone = new Store<'utc' | 'local'>(kept.get() === 'local' ? 'local' : 'utc');

export function toggleZone(): void {
  zone.set(zone.get() === 'utc' ? 'local' : 'utc');
  kept.set(zone.get());
}

const two = (value: number): string => String(value).padStart(2, '0');

/** 03:40Z, or 04:40 in the reader's zone; with seconds when asked. */
export function clockTime(at: string | number, seconds: 'seconds' | 'minutes' = 'minutes'): string {
  const date = new Date(at);
  const utc = zone.get() === 'utc';
  const [h, m, s] = utc
    ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getHours(), date.getMinutes(), date.getSeconds()];
  return `${two(h)}:${two(m)}${seconds === 'seconds' ? `:${two(s)}` : ''}${utc ? 'Z' : ''}`;
}

/** The IANA name of the zone that is shown. */
export const shownZone = (): string =>
  zone.get() === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Within a sentence: in UTC by name, or the reader's own time alone. */
export const clockInText: Clock = (at, seconds) =>
  zone.get() === 'utc' ? utcClock(at, seconds) : clockTime(at, seconds);

/** The same in a sentence about a moment: a time of another day than that has its day. */
export const clockTold =
  (told: string, shown = zone.get()): Clock =>
  (at, seconds) => {
    if (shown === 'utc') return utcClockAt(told)(at, seconds);
    return dayKey(at) === dayKey(told) ? clockTime(at, seconds) : `${clockTime(at, seconds)} on ${dayOf(at)}`;
  };

export const zoneName = (shown = zone.get()): string => (shown === 'utc' ? 'UTC' : 'your time');

/** The day of a moment where it is read, as "2026-11-29". */
export function dayKey(at: string | number, shown = zone.get()): string {
  const date = new Date(at);
  const [y, m, d] =
    shown === 'utc'
      ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
      : [date.getFullYear(), date.getMonth(), date.getDate()];
  return `${y}-${two(m + 1)}-${two(d)}`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "29 Nov" of "2026-11-29"; its parts stay in one line. */
function dayName(key: string): string {
  const [, month = '1', day = '1'] = key.split('-');
  return `${Number(day)}\u00a0${MONTHS[Number(month) - 1] ?? ''}`;
}

/** "Sun 29 Nov", for a day that stands by itself; with its year if that is another than today's. */
export function weekday(key: string, today: string): string {
  const named = `${WEEKDAYS[new Date(`${key}T12:00:00Z`).getUTCDay()] ?? ''} ${dayName(key)}`;
  return key.slice(0, 4) === today.slice(0, 4) ? named : `${named} ${key.slice(0, 4)}`;
}

export const dayOf = (at: string | number, shown = zone.get()): string => dayName(dayKey(at, shown));

/** 03:40Z, with its day in front of it unless that is the day given: that is said nearby, or is today. */
export function clockAndDay(at: string | number, day: string, seconds: 'seconds' | 'minutes' = 'minutes'): string {
  const clock = clockTime(at, seconds);
  const own = dayKey(at);
  if (own === day) return clock;
  return `${dayName(own)}${own.slice(0, 4) === day.slice(0, 4) ? '' : ` ${own.slice(0, 4)}`} ${clock}`;
}

/** Seconds as m:ss or h:mm:ss, from a day on as 3 d 2 h; the sign is left out. */
export function duration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  if (whole >= DAY_SECONDS) return days(whole);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const DAY_SECONDS = 86_400;

function days(seconds: number): string {
  const hours = Math.floor((seconds % DAY_SECONDS) / 3600);
  return `${Math.floor(seconds / DAY_SECONDS)} d${hours === 0 ? '' : ` ${hours} h`}`;
}

/** A rough duration in words: 40 s, 12 min, 3 h 10 min, 2 d 5 h. */
export function roughly(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min`;
  if (whole >= DAY_SECONDS) return days(whole);
  const minutes = Math.floor((whole % 3600) / 60);
  return `${Math.floor(whole / 3600)} h${minutes === 0 ? '' : ` ${minutes} min`}`;
}
