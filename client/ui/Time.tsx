/** Moments and countdowns on screen: a moment has its day unless that is today. Only countdowns redraw each second. */
import { useSyncExternalStore, type ReactNode } from 'react';
import { useNow } from '../session/hooks.ts';
import { clockAndDay, duration } from './times.ts';
import { dayKey, zone } from '../session/zone.ts';
import { today } from './today.ts';

export function At({
  at,
  seconds = 'minutes',
  near,
}: {
  readonly at: string;
  readonly seconds?: 'seconds' | 'minutes';
  /** A moment whose day is said nearby already. */
  readonly near?: string;
}): ReactNode {
  useSyncExternalStore(zone.subscribe, zone.get);
  const present = useSyncExternalStore(today.subscribe, today.get);
  return (
    <time dateTime={at} title={at}>
      {clockAndDay(at, near === undefined ? present : dayKey(near), seconds)}
    </time>
  );
}

/** How long it has been since `at`; `before` is said before it. */
export function Since({ at, before = '' }: { readonly at: string; readonly before?: string }): ReactNode {
  const now = useNow();
  return (
    <span role="timer" aria-live="off">
      {`${before}${duration(Math.max(0, (now - Date.parse(at)) / 1000))}`}
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
