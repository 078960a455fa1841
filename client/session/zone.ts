/**
 * The zone in which this reader's times are said: UTC, marked with Z, or `local`, the reader's own, chosen with the key
 * z. Here and not beside the other formats, because what the domain answers is read in it too.
 */
import { utcClock, utcClockAt, type Clock } from '../../shared/instants.ts';
import { ofDevice } from './keeping.ts';
import { Store } from './store.ts';

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

/** The day of a moment where it is read, as "2026-11-29". */
export function dayKey(at: string | number, shown = zone.get()): string {
  const date = new Date(at);
  const [y, m, d] =
    shown === 'utc'
      ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
      : [date.getFullYear(), date.getMonth(), date.getDate()];
  return `${y}-${two(m + 1)}-${two(d)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "29 Nov" of "2026-11-29"; its parts stay in one line. */
export function dayName(key: string): string {
  const [, month = '1', day = '1'] = key.split('-');
  return `${Number(day)}\u00a0${MONTHS[Number(month) - 1] ?? ''}`;
}

export const dayOf = (at: string | number, shown = zone.get()): string => dayName(dayKey(at, shown));
