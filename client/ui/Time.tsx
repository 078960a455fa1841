/** Moments and countdowns on screen: a moment has its day unless that is today. Only countdowns redraw each second. */
import { useSyncExternalStore, type ReactNode } from 'react';
import { useNow } from '../session/hooks.ts';
import { clockAndDay, duration, roughly } from './times.ts';
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

/** "12 min ago": for what is read once, where a counter would only distract. */
export function Ago({ at }: { readonly at: string }): ReactNode {
  const now = useNow();
  return <time dateTime={at}>{`${roughly((now - Date.parse(at)) / 1000)} ago`}</time>;
}

interface UntilProps {
  readonly at: string;
  /** Said before the time that has gone by since. */
  readonly past?: string | undefined;
  /** Said behind the time that is left. */
  readonly left?: string;
}

/** How long until `at`, or since. */
export function Until({ at, past = '+', left = '' }: UntilProps): ReactNode {
  const now = useNow();
  const seconds = Math.floor((Date.parse(at) - now) / 1000);
  return (
    <span role="timer" aria-live="off">
      {seconds >= 0 ? `${duration(seconds)}${left}` : `${past}${duration(-seconds)}`}
    </span>
  );
}
