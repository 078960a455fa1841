/**
 * Asks for this person whether a sound may be made now. All tabs of a browser ask the same memory, one after another,
 * so that they make one sound together.
 */
import { ofPerson, parsed } from '../session/keeping.ts';
import { me } from '../session/me.ts';
import { serverNow } from '../session/server-clock.ts';
import { isMuted } from './mute.ts';
import { ring, SILENT_SO_FAR, type Rung } from './ringing.ts';

const LOCK = 'watchfloor.rung';
const memory = () => ofPerson(me.get()?.id ?? '', 'rung');

/** True for the one tab that may sound for this event. */
export async function mayRing(occasion: string, passes: boolean): Promise<boolean> {
  const claim = (): boolean => {
    const rung = ring(remembered(), { occasion, passes, muted: isMuted(), now: serverNow() });
    if (rung !== null) memory().set(JSON.stringify(rung));
    return rung !== null;
  };
  return navigator.locks === undefined ? claim() : navigator.locks.request(LOCK, claim);
}

const remembered = (): Rung => (parsed(memory().get()) as Rung | null) ?? SILENT_SO_FAR;
