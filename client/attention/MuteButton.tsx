/**
 * Sounds on, or off for a quarter of an hour and how much of it is left. Key v. In a narrow layout it shows only while
 * sounds are off, because a person who hears nothing must see why.
 */
import { Bell, BellOff } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useNow } from '../session/hooks.ts';
import { duration } from '../ui/times.ts';
import styles from './Attention.module.css';
import { mutedUntil, toggleMute } from './mute.ts';

export function MuteButton({ onlyMuted = false }: { readonly onlyMuted?: boolean }): ReactNode {
  const until = useSyncExternalStore(mutedUntil.subscribe, mutedUntil.get);
  const left = (until - useNow()) / 1000;
  const muted = left > 0;
  if (onlyMuted && !muted) return null;
  return (
    <button
      type="button"
      className={styles['mute']}
      aria-pressed={muted}
      aria-label={muted ? `Mute for 15 minutes: ${duration(left)} left` : 'Mute for 15 minutes'}
      title="Mute for 15 minutes (v). Offers and direct questions still play a sound."
      onClick={toggleMute}
    >
      {muted ? (
        <>
          <BellOff size={15} aria-hidden="true" /> <span>{duration(left)}</span>
        </>
      ) : (
        <Bell size={15} aria-hidden="true" />
      )}
    </button>
  );
}
