/**
 * Moments to the second as the browser's field for date and time writes them ("2026-11-29T03:12:40"), in the zone that
 * people read.
 */
import { zone } from '../../ui/times.ts';

const MINUTE_MS = 60_000;

/** How far this device's clock is ahead of UTC then; 0 where UTC is read. */
const aheadMs = (atMs: number): number => (zone.get() === 'utc' ? 0 : -new Date(atMs).getTimezoneOffset() * MINUTE_MS);

export const fieldOf = (atMs: number): string => new Date(atMs + aheadMs(atMs)).toISOString().slice(0, 19);

/** In milliseconds; null while the field is not filled in. */
export function momentOf(field: string): number | null {
  const atMs = Date.parse(zone.get() === 'utc' ? `${field}Z` : field);
  return Number.isNaN(atMs) ? null : atMs;
}
