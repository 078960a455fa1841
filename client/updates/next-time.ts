/**
 * When the next update comes, as it is being chosen: in so many minutes from the press, or never again. Kept as minutes until the
 * press, so that a window left open promises no time that has passed.
 */
import { useState } from 'react';
import { mayBeLast, rhythmSeconds } from '../../shared/updates/rhythm.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { useNow, useRoom } from '../session/hooks.ts';
import { MINUTE_MS, PRESETS } from './names.ts';

export type Chosen = number | 'own' | 'last';

export interface NextTime {
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  readonly own: string;
  readonly setOwn: (minutes: string) => void;
  readonly mayBeLast: boolean;
  /** What would be promised now: an instant, null for the last update, undefined while it says nothing yet. */
  readonly nextAt: string | null | undefined;
}

export function useNextTime(audience: Audience): NextTime {
  const every = useRoom((room) => rhythmSeconds(room, audience));
  const last = useRoom((room) => mayBeLast(room, audience));
  const minutes = every === null ? null : Math.round(every / 60);
  const [picked, choose] = useState<Chosen | null>(null);
  const [typed, setOwn] = useState<string | null>(null);
  const now = useNow();
  const usual: Chosen = minutes === null ? (last ? 'last' : 30) : PRESETS.includes(minutes) ? minutes : 'own';
  const chosen = picked === 'last' && !last ? usual : (picked ?? usual);
  const own = typed ?? (minutes === null ? '' : String(minutes));
  return { chosen, choose, own, setOwn, mayBeLast: last, nextAt: instantOf(chosen, own, now) };
}

function instantOf(chosen: Chosen, own: string, now: number): string | null | undefined {
  if (chosen === 'last') return null;
  const minutes = chosen === 'own' ? Number(own) : chosen;
  return Number.isFinite(minutes) && minutes >= 1 && minutes <= 1440
    ? new Date(now + minutes * MINUTE_MS).toISOString()
    : undefined;
}
