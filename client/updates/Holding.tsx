/**
 * Ten minutes overdue and no one has written: one press tells people that we are still working on it, and when they
 * hear more.
 */
import type { ReactNode } from 'react';
import { rhythmSeconds } from '../../shared/updates/rhythm.ts';
import { useNow, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import styles from './Updates.module.css';

const FALLBACK_SECONDS = 900;

export function Holding(): ReactNode {
  const every = useRoom((room) => rhythmSeconds(room, 'internal')) ?? FALLBACK_SECONDS;
  const minutes = Math.round(every / 60);
  const nextAt = new Date(useNow() + every * 1000).toISOString();
  const text = `We’re still working on this. Next update in ${minutes} min.`;
  return (
    <div className={styles['holding']}>
      <p>{text}</p>
      <CommandButton size="small" look="primary" type="updates.post" data={{ audience: 'internal', text, nextAt }}>
        Post this holding update
      </CommandButton>
    </div>
  );
}
