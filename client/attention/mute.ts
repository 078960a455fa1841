/**
 * Mute: a quarter of an hour and never longer, for this browser. What is offered to this person or asked of them directly is heard
 * all the same.
 */
import { Store } from '../session/store.ts';
import { clockTime } from '../ui/times.ts';
import { toast } from '../ui/toasts.ts';

const KEY = 'watchfloor.mutedUntil';
const MUTE_MS = 15 * 60_000;

/** By this machine's clock, in milliseconds; in the past: not muted. */
export const mutedUntil = new Store<number>(Number(localStorage.getItem(KEY) ?? 0));

export const isMuted = (): boolean => Date.now() < mutedUntil.get();

export function toggleMute(): void {
  const until = isMuted() ? 0 : Date.now() + MUTE_MS;
  mutedUntil.set(until);
  localStorage.setItem(KEY, String(until));
  toast({
    tone: 'done',
    text:
      until === 0
        ? 'Sounds are on again.'
        : `Sounds are off until ${clockTime(until)}. Offers and direct questions still ring.`,
  });
}
