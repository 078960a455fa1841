/** In how many minutes an answer comes: three usual times, or another. Shows the clock time that this promises. */
import { useState, type ReactNode } from 'react';
import { useNow } from '../session/hooks.ts';
import { Choice, Field } from '../ui/Field.tsx';
import { At } from '../ui/Time.tsx';
import styles from './Dialogs.module.css';

const USUAL: readonly number[] = [5, 10, 30];
const MOST = 1440;
const OPTIONS = [...USUAL.map((value) => ({ value, label: `${value} min` })), { value: 0, label: 'Other' }];

interface MinutesFieldProps {
  readonly label: string;
  /** Null: nothing that could be promised. */
  readonly minutes: number | null;
  readonly onChoose: (minutes: number | null) => void;
}

export function MinutesField({ label, minutes, onChoose }: MinutesFieldProps): ReactNode {
  const now = useNow();
  const [other, setOther] = useState(false);
  const type = (text: string): void => {
    const typed = Number(text);
    onChoose(Number.isInteger(typed) && typed >= 1 && typed <= MOST ? typed : null);
  };
  const choose = (value: number): void => {
    setOther(value === 0);
    onChoose(value === 0 ? null : value);
  };
  const promised = minutes === null ? null : new Date(now + minutes * 60_000).toISOString();
  return (
    <div className={styles['minutes']}>
      <Choice
        label={
          <>
            {label}{' '}
            {promised === null ? (
              'in …'
            ) : (
              <strong>
                by <At at={promised} />
              </strong>
            )}
          </>
        }
        options={OPTIONS}
        value={other ? 0 : minutes}
        onChoose={choose}
      />
      {other ? (
        <Field
          label="In how many minutes?"
          type="number"
          min={1}
          max={MOST}
          autoFocus
          onChange={(event) => type(event.target.value)}
        />
      ) : null}
    </div>
  );
}
