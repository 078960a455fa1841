/**
 * The four severities with what each means, to choose from. Shape, name and meaning together: no one has to know the
 * numbers.
 */
import type { ReactNode } from 'react';
import type { Severity } from '../../shared/incident/words.ts';
import { SeverityShape } from '../ui/Severity.tsx';
import styles from './Dialogs.module.css';
import { SEVERITIES, SEVERITY_MEANS } from './names.ts';

interface SeverityScaleProps {
  readonly now: Severity;
  readonly value: Severity | null;
  readonly onChoose: (severity: Severity) => void;
}

export function SeverityScale({ now, value, onChoose }: SeverityScaleProps): ReactNode {
  return (
    <fieldset className={styles['phases']}>
      <legend>Severity. If unsure, choose the higher one</legend>
      {SEVERITIES.map((each) => (
        <label key={each}>
          <input type="radio" name="severity" checked={each === value} onChange={() => onChoose(each)} />
          <span>
            <strong className={styles['grade']}>
              <SeverityShape severity={each} />
              SEV{each}
              {each === now ? <em>now</em> : null}
            </strong>
            <small>{SEVERITY_MEANS[each]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
