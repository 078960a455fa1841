/** Asks that have ended, newest first, folded away: what was asked and what was said to it. */
import type { ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import type { Ask } from '../../shared/asks/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { At } from '../ui/Time.tsx';
import styles from './Asks.module.css';

export function Ended(): ReactNode {
  const ended = useRoom((room) => room.asks.ended);
  if (ended.length === 0) return null;
  return (
    <details className={styles['ended']}>
      <summary>Closed</summary>
      <ul className={styles['list']}>
        {ended.toReversed().map((ask) => (
          <Over key={ask.id} ask={ask} />
        ))}
      </ul>
    </details>
  );
}

function Over({ ask }: { readonly ask: Ask }): ReactNode {
  const names = useNames();
  const { by, kind, at, text, answer, status } = ask;
  return (
    <li className={styles['ask']}>
      <p className={styles['who']}>
        <strong>{names(by)}</strong>
        <span>{kind}</span>
        <span className={styles['age']}>
          <At at={at} />
        </span>
      </p>
      <p className={styles['words']}>{text}</p>
      <p className={styles['state']}>
        {status === 'withdrawn' ? (
          'Withdrawn'
        ) : status === 'left' ? (
          'Unanswered when the incident closed'
        ) : answer === null ? null : (
          <>
            {names(answer.by)} {status === 'refused' ? 'said no' : 'answered'} <At at={answer.at} />
            {answer.text === null ? '' : `: ${isolated(answer.text)}`}
          </>
        )}
      </p>
    </li>
  );
}
