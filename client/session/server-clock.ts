/**
 * The server's clock, as this browser estimates it. Deadlines belong to the server; the browser only draws them, so
 * everything that counts down asks here and never Date.now(). time-estimate.ts has how; connection.ts asks the server.
 *
 * `ticks` changes once a second and is the only timer that redraws.
 */
import type { Instant } from '../../shared/instants.ts';
import { Store } from './store.ts';
import { TimeEstimate, type Asked } from './time-estimate.ts';

export const estimate = new TimeEstimate({ monotonic: () => performance.now(), wall: () => Date.now() });

/** Milliseconds since the epoch by the server's clock. */
export const serverNow = (): number => estimate.now;
export const serverInstant = (): Instant => new Date(serverNow()).toISOString();
/** How far this machine's clock is off, in seconds; shown when more than five. */
export const skewSeconds = (): number => Math.round(estimate.skew / 1000);

export const learnServerTime = (now: Instant, asked: Asked): void => estimate.learn(Date.parse(now), asked);

/** The server's time at the last whole second. */
export const ticks = new Store<number>(serverNow());

setInterval(() => ticks.set(Math.floor(serverNow() / 1000) * 1000), 250);
