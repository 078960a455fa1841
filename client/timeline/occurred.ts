/**
 * Clock times as people type them, "03:40" or "03:40:12", in the zone that they read; and back. Always the last such
 * time.
 */
import { zone } from '../ui/times.ts';

const DAY_MS = 86_400_000;
/** Clocks disagree a little; a time so near is now and not yesterday. */
const AHEAD_MS = 60_000;

export const zoneName = (): string => (zone.get() === 'utc' ? 'UTC' : 'your time');

/** The latest instant not after `before` (both ISO) at which the clock showed this time. */
export function instantAt(time: string, before: string): string {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const limit = Date.parse(before) + AHEAD_MS;
  const date = new Date(before);
  const set = (): number =>
    zone.get() === 'utc' ? date.setUTCHours(hours, minutes, seconds, 0) : date.setHours(hours, minutes, seconds, 0);
  if (set() > limit) {
    date.setTime(date.getTime() - DAY_MS);
    set();
  }
  return date.toISOString();
}

export function timeOf(at: string): string {
  const date = new Date(at);
  const parts =
    zone.get() === 'utc'
      ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
      : [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
