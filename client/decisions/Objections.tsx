/** What was said against it: name and reason, each in full. No count and no side that is larger. */
import type { ReactNode } from 'react';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { useNames } from '../session/hooks.ts';
import styles from './Decisions.module.css';

export function Objections({ running }: { readonly running: RunningDecision }): ReactNode {
  const names = useNames();
  if (running.objections.length === 0) return null;
  return (
    <ul className={styles['objections']} aria-label="Strong objections">
      {running.objections.map(({ by, why, at, text }) => (
        <li key={`${by} ${at}`}>
          <strong>{names(by)}</strong> objects: {why}
          {text === running.text ? null : <small>Objected to the earlier wording: “{text}”</small>}
        </li>
      ))}
    </ul>
  );
}
