/**
 * The server's clock, as this browser estimates it. Deadlines belong to the server; the browser only draws them, so
 * everything that counts down asks here and never Date.now().
 *
 * Each answer that carries the server's time gives an estimate: its time plus half of the round trip. The one with the
 * shortest round trip wins. `ticks` changes once a second and is the only timer that redraws.
 */
import type { Instant } from '../../shared/instants.ts';
import { Store } from './store.ts';

let offset = 0;
let bestRoundTrip = Number.POSITIVE_INFINITY;

/** Milliseconds since the epoch by the server's clock. */
export const serverNow = (): number => Date.now() + offset;
export const serverInstant = (): Instant => new Date(serverNow()).toISOString();
/** A moment of this machine's clock, by the server's. */
export const inServerTime = (local: number): number => local + offset;
/** How far this machine's clock is off, in seconds; shown when more than five. */
export const skewSeconds = (): number => Math.round(-offset / 1000);

export function learnServerTime(now: Instant, sentAt: number): void {
  const roundTrip = Date.now() - sentAt;
  if (roundTrip > bestRoundTrip * 2) return;
  bestRoundTrip = Math.min(bestRoundTrip, roundTrip);
  offset = Date.parse(now) + roundTrip / 2 - Date.now();
}

/** The server's time at the last whole second. */
export const ticks = new Store<number>(serverNow());

setInterval(() => ticks.set(Math.floor(serverNow() / 1000) * 1000), 250);
