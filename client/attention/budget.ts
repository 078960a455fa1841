/**
 * Asks for this person whether a sound may be made now. All tabs of a browser ask the same memory, one after another, so that they
 * make one sound together.
 */
import { isMuted } from './mute.ts';
import { ring, SILENT_SO_FAR, type Rung } from './ringing.ts';

const KEY = 'watchfloor.rung';

/** True for the one tab that may sound for this event. */
export async function mayRing(occasion: string, passes: boolean): Promise<boolean> {
  const claim = (): boolean => {
    const rung = ring(remembered(), { occasion, passes, muted: isMuted(), now: Date.now() });
    if (rung !== null) localStorage.setItem(KEY, JSON.stringify(rung));
    return rung !== null;
  };
  return navigator.locks === undefined ? claim() : navigator.locks.request(KEY, claim);
}

function remembered(): Rung {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? 'null') as Rung | null) ?? SILENT_SO_FAR;
  } catch {
    return SILENT_SO_FAR;
  }
}
