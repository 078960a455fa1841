/**
 * Times as people read them. UTC is marked with Z; `local` is the reader's own zone, chosen with the key z. Durations
 * are short and tabular: 0:34, 12:05, 1:12:40.
 */
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

/** Made once: a long log asks for the day of each of its lines. */
const DAY = {
  utc: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  local: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }),
};

/**
 * The days named so far, by the hour they were asked for: formatting is slow, and an hour has one day in every
 * whole-hour zone.
 */
const named = new Map<string, string>();

export function dayOf(at: string | number, shown = zone.get()): string {
  if (typeof at === 'number' || new Date().getTimezoneOffset() % 60 !== 0) return DAY[shown].format(new Date(at));
  const hour = `${shown} ${at.slice(0, 13)}`;
  const known = named.get(hour) ?? DAY[shown].format(new Date(at));
  named.set(hour, known);
  return known;
}

/** Seconds as m:ss or h:mm:ss; the sign is left out. */
export function duration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A rough duration in words: 40 s, 12 min, 3 h 10 min. */
export function roughly(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min`;
  const minutes = Math.floor((whole % 3600) / 60);
  return `${Math.floor(whole / 3600)} h${minutes === 0 ? '' : ` ${minutes} min`}`;
}
