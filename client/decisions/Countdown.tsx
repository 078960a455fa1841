/**
 * The time left to respond, by the server's clock: in figures, and as a bar that steps once a second. A bar that moved
 * smoothly would draw the page sixty times a second for as long as a decision runs, on everyone's battery.
 */
import type { ReactNode } from 'react';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { useNow, useRoom } from '../session/hooks.ts';
import { duration } from '../ui/times.ts';
import styles from './Decisions.module.css';

/** Seconds left to respond; 0 once the window is closed, by the server's clock or this one's. */
export function useLeft({ until, windowClosed }: Pick<RunningDecision, 'until' | 'windowClosed'>): number {
  const left = Math.ceil((Date.parse(until) - useNow()) / 1000);
  return windowClosed ? 0 : Math.max(0, left);
}

export function Countdown({ running }: { readonly running: RunningDecision }): ReactNode {
  const left = useLeft(running);
  return left === 0 ? (
    <span className={styles['over']}>time is up</span>
  ) : (
    <strong className={styles['left']} role="timer" aria-live="off">
      {duration(left)}
    </strong>
  );
}

/** A go/no-go gets twice as long as objections. */
export function CountdownBar({ running }: { readonly running: RunningDecision }): ReactNode {
  const whole = useRoom((room) => room.incident.policy.objectionSeconds) * (running.stations === null ? 1 : 2);
  return (
    <progress className={styles['bar']} max={whole} value={Math.min(whole, useLeft(running))} aria-hidden="true" />
  );
}
