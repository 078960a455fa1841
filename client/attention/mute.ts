/**
 * Mute: a quarter of an hour and never longer, for the person signed in here. What is offered to them or asked of them
 * directly still plays a sound.
 */
import { own } from '../session/keeping.ts';
import { serverNow } from '../session/server-clock.ts';
import { clockTime } from '../session/zone.ts';
import { toast } from '../ui/toasts.ts';

const MUTE_MS = 15 * 60_000;

const kept = own('mutedUntil', Number, String);

/** By the server's clock, in milliseconds; in the past: not muted. */
export const mutedUntil = kept.store;

export const isMuted = (): boolean => serverNow() < mutedUntil.get();

export function toggleMute(): void {
  const until = isMuted() ? 0 : serverNow() + MUTE_MS;
  kept.keep(until);
  toast({
    tone: 'done',
    text:
      until === 0
        ? 'Sounds are on.'
        : `Sounds are off until ${clockTime(until)}. Offers and direct questions still play a sound.`,
  });
}
