/**
 * The sixth fact: how well this browser is connected to the server. A dot, a word, and when it matters, for how long
 * not.
 */
import { useSyncExternalStore, type ReactNode } from 'react';
import type { LinkState } from '../session/connection.ts';
import { useLinkState } from '../session/store-hooks.ts';
import { skewSeconds, ticks } from '../session/server-clock.ts';
import { roughly } from '../ui/times.ts';
import styles from './RoomLayout.module.css';

const WORDS: Readonly<Record<LinkState, string>> = {
  connecting: 'connecting',
  live: 'live',
  held: 'not saving',
  amber: 'no response',
  red: 'disconnected',
  reload: 'reload',
  'signed-out': 'signed out',
};
/** A machine's clock that is further off than this gets a note: its other programs show wrong times. */
const SKEW_SECONDS = 5;

export function LinkFact(): ReactNode {
  const state = useLinkState();
  const skew = useSyncExternalStore(ticks.subscribe, skewSeconds);
  return (
    <span
      className={styles['link']}
      data-fact="link"
      data-state={state}
      role="img"
      aria-label={`Connection: ${WORDS[state]}`}
    >
      <span className={styles['dot']} />
      <span>{WORDS[state]}</span>
      {Math.abs(skew) <= SKEW_SECONDS ? null : (
        <span className={styles['skew']}>
          your clock is {roughly(skew)} {skew > 0 ? 'fast' : 'slow'}
        </span>
      )}
    </span>
  );
}
