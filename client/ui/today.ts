/**
 * The day it is where times are read, by the server's clock. What shows times is redrawn when it changes, at midnight,
 * and not each second.
 */
import { serverNow, ticks } from '../session/server-clock.ts';
import { Store } from '../session/store.ts';
import { clockAndDay } from './times.ts';
import { dayKey, zone } from '../session/zone.ts';

export const today = new Store<string>(dayKey(serverNow()));

const look = (): void => today.set(dayKey(serverNow()));
ticks.subscribe(look);
zone.subscribe(look);

/** 03:40Z; with its day unless that is today. */
export const shortly = (at: string | number, seconds: 'seconds' | 'minutes' = 'minutes'): string =>
  clockAndDay(at, today.get(), seconds);
