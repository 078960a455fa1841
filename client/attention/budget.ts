/**
 * At most one sound for a person in ten minutes, whatever happens, but for what passes; and one tab of theirs makes it, not all.
 * Tabs of one browser agree through its storage. (EEMUA 191: operators stop hearing alarms that come more often.)
 */
import { isMuted } from './mute.ts';

const BUDGET_MS = 10 * 60_000;
const LAST = 'watchfloor.lastSound';

/** True for the one tab that may sound for this event. */
export async function mayRing(occasion: string, passes: boolean): Promise<boolean> {
  return navigator.locks === undefined ? claim(occasion, passes) : navigator.locks.request('watchfloor.sound', () => claim(occasion, passes));
}

function claim(occasion: string, passes: boolean): boolean {
  const [at, what] = (localStorage.getItem(LAST) ?? '0 ').split(' ');
  if (what === occasion) return false;
  if (!passes && (isMuted() || Date.now() - Number(at) < BUDGET_MS)) return false;
  localStorage.setItem(LAST, `${Date.now()} ${occasion}`);
  return true;
}
