/**
 * At most one sound for a person in ten minutes, whatever happens, except what overrides the budget; and one of their
 * tabs makes it, not all. (EEMUA 191: operators stop hearing alarms that come more often.) Pure: the memory that the
 * tabs share is passed in and out.
 */

const BUDGET_MS = 10 * 60_000;
/** Occasions that already made a sound, so that a tab that reaches one later is silent. */
const REMEMBERED = 20;

export interface Rung {
  /** When the last sound was made, in milliseconds. */
  readonly at: number;
  readonly occasions: readonly string[];
}

export const SILENT_SO_FAR: Rung = { at: 0, occasions: [] };

export interface Wish {
  readonly occasion: string;
  /** Heard through mute and past the budget. */
  readonly passes: boolean;
  readonly muted: boolean;
  readonly now: number;
}

/** What is remembered after the sound; null: this one stays silent. */
export function ring({ at, occasions }: Rung, { occasion, passes, muted, now }: Wish): Rung | null {
  if (occasions.includes(occasion)) return null;
  if (!passes && (muted || now - at < BUDGET_MS)) return null;
  return { at: now, occasions: [...occasions, occasion].slice(-REMEMBERED) };
}
