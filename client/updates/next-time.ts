/**
 * When the next update is due, as it is being chosen: in so many minutes from the press, or never. Kept as minutes
 * until the press, so that a window left open promises no time that has passed.
 */
import { useState } from 'react';
import { mayBeLast, rhythmSeconds } from '../../shared/updates/rhythm.ts';
import type { Audience } from '../../shared/updates/words.ts';
import { useNow, useRoom, useView, useYou } from '../session/hooks.ts';
import { ofPerson, parsed } from '../session/keeping.ts';
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
  /** What was approved, while nothing else was chosen. */
  readonly heldAt: string | null;
}

interface Beside {
  /** What was approved, held until another is chosen or its time has come; null: the last update. */
  readonly promised?: string | null;
  /** The text in the same form, by the name of its draft: while that is unsent, a choice outlives a reload. */
  readonly text?: { readonly field: string; readonly isBegun: boolean };
}

type Picked = number | typeof LAST | null;

export function useNextTime(audience: Audience, { promised, text }: Beside = {}): NextTime {
  const every = useRoom((room) => rhythmSeconds(room, audience));
  const mayEnd = useRoom((room) => mayBeLast(room, audience));
  const [picked, pick] = usePicked(text);
  const now = useNow();
  const usual = every === null ? (mayEnd ? LAST : 30) : Math.round(every / 60);
  // Counted once: what someone sees chosen must not move to another choice while they read.
  const [openedMs] = useState(now);
  const held = typeof promised === 'string' && Date.parse(promised) > now ? promised : null;
  const first =
    held !== null
      ? Math.max(1, Math.round((Date.parse(held) - openedMs) / MINUTE_MS))
      : promised === null
        ? LAST
        : usual;
  const wanted = picked === undefined ? first : picked;
  const chosen = wanted === LAST && !mayEnd ? usual : wanted;
  const minutes = chosen === LAST ? null : chosen;
  const inMinutes = minutes === null ? undefined : new Date(now + minutes * MINUTE_MS).toISOString();
  return {
    minutes,
    setMinutes: pick,
    isLast: chosen === LAST,
    chooseLast: mayEnd ? () => pick(LAST) : null,
    nextAt: chosen === LAST ? null : picked === undefined && held !== null ? held : inMinutes,
    heldAt: picked === undefined ? held : null,
  };
}

function usePicked(text: Beside['text']): readonly [Picked | undefined, (picked: Picked) => void] {
  const you = useYou();
  const room = useView(({ id }) => id);
  const kept = ofPerson(you, `chosen.${room}.${text?.field ?? ''}`, 'tab');
  const [picked, pick] = useState(() => (text?.isBegun === true ? pickedOf(kept.get()) : undefined));
  const choose = (chosen: Picked): void => {
    pick(chosen);
    if (text !== undefined) kept.set(JSON.stringify(chosen));
  };
  return [picked, choose];
}

function pickedOf(kept: string | null): Picked | undefined {
  const found = parsed(kept);
  return typeof found === 'number' || found === LAST ? found : undefined;
}
