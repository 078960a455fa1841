/**
 * When the next update is due, as it is being chosen: in so many minutes from the press, or never. Kept as minutes
 * until the press, so that a window left open promises no time that has passed.
 */
import { useState } from 'react';
import { mayBeLast, rhythmSeconds } from '../../shared/updates/rhythm.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { useNow, useRoom } from '../session/hooks.ts';
import { MINUTE_MS } from './names.ts';

const LAST = 'last';

export interface NextTime {
  /** Null while it says nothing that could be promised, and for the last update. */
  readonly minutes: number | null;
  readonly setMinutes: (minutes: number | null) => void;
  readonly isLast: boolean;
  /** Null where there must be a next one. */
  readonly chooseLast: (() => void) | null;
  /** What would be promised now: an instant, null for the last update, undefined while it says nothing yet. */
  readonly nextAt: string | null | undefined;
}

export function useNextTime(audience: Audience): NextTime {
  const every = useRoom((room) => rhythmSeconds(room, audience));
  const mayEnd = useRoom((room) => mayBeLast(room, audience));
  const [picked, pick] = useState<number | typeof LAST | null | undefined>(undefined);
  const now = useNow();
  const usual = every === null ? (mayEnd ? LAST : 30) : Math.round(every / 60);
  const chosen = picked === undefined || (picked === LAST && !mayEnd) ? usual : picked;
  const minutes = chosen === LAST ? null : chosen;
  return {
    minutes,
    setMinutes: pick,
    isLast: chosen === LAST,
    chooseLast: mayEnd ? () => pick(LAST) : null,
    nextAt: chosen === LAST ? null : minutes === null ? undefined : new Date(now + minutes * MINUTE_MS).toISOString(),
  };
}
