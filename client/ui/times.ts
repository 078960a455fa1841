/**
 * Times as people read them, in the zone of client/session/zone.ts. Durations are short and tabular: 0:34, 12:05, 1:12:40.
 */
import { clockTime, dayKey, dayName, zone } from '../session/zone.ts';

/** The IANA name of the zone that is shown. */
export const shownZone = (): string =>
  zone.get() === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;

export const zoneName = (shown = zone.get()): string => (shown === 'utc' ? 'UTC' : 'your time');

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** "Sun 29 Nov", for a day that stands by itself; with its year if that is another than today's. */
export function weekday(key: string, today: string): string {
  const named = `${WEEKDAYS[new Date(`${key}T12:00:00Z`).getUTCDay()] ?? ''} ${dayName(key)}`;
  return key.slice(0, 4) === today.slice(0, 4) ? named : `${named} ${key.slice(0, 4)}`;
}

/** 03:40Z, with its day in front of it unless that is the day given: that is said nearby, or is today. */
export function clockAndDay(at: string | number, day: string, seconds: 'seconds' | 'minutes' = 'minutes'): string {
  const clock = clockTime(at, seconds);
  const own = dayKey(at);
  if (own === day) return clock;
  return `${dayName(own)}${own.slice(0, 4) === day.slice(0, 4) ? '' : ` ${own.slice(0, 4)}`} ${clock}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

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
