/** Moments and countdowns on screen. Only these leaves redraw each second. */
import { useSyncExternalStore, type ReactNode } from 'react';
import { useNow } from '../session/hooks.ts';
import { clockTime, duration, zone } from './times.ts';

export function At({
  at,
  seconds = 'minutes',
}: {
  readonly at: string;
  readonly seconds?: 'seconds' | 'minutes';
}): ReactNode {
  useSyncExternalStore(zone.subscribe, zone.get);
  return (
    <time dateTime={at} title={at}>
      {clockTime(at, seconds)}
    </time>
  );
}

/** How long it has been since `at`. */
export function Since({ at }: { readonly at: string }): ReactNode {
  const now = useNow();
  return (
    <span role="timer" aria-live="off">
      {duration(Math.max(0, (now - Date.parse(at)) / 1000))}
    </span>
  );
}

/** How long until `at`; after it, `past` before the time that has gone by. */
export function Until({ at, past = '+' }: { readonly at: string; readonly past?: string | undefined }): ReactNode {
  const now = useNow();
  const left = Math.floor((Date.parse(at) - now) / 1000);
  return (
    <span role="timer" aria-live="off">
      {left >= 0 ? duration(left) : `${past}${duration(-left)}`}
    </span>
  );
}
