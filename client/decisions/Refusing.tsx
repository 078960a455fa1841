/** The no-gos of a go/no-go: who, for which role, and why. */
import type { ReactNode } from 'react';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { useNames } from '../session/hooks.ts';
import styles from './Decisions.module.css';
import { stationName } from './words-said.ts';

export function Refusing({ running }: { readonly running: RunningDecision }): ReactNode {
  const names = useNames();
  const refusing = (running.stations ?? []).flatMap(({ role, answer }) =>
    answer === null || answer.go ? [] : [{ role, answer }],
  );
  if (refusing.length === 0) return null;
  return (
    <ul className={styles['objections']} aria-label="No-go">
      {refusing.map(({ role, answer }) => (
        <li key={role}>
          <strong>{names(answer.by)}</strong> ({stationName(role)}) says no-go: {answer.why}
        </li>
      ))}
    </ul>
  );
}
