/** So many minutes: the usual four at a press, or any other number. */
import { useState, type ReactNode } from 'react';
import { Choice, Field } from '../ui/Field.tsx';
import { MINUTES } from './composer-draft.ts';
import styles from './Composer.module.css';

interface MinutesFieldProps {
  readonly label: ReactNode;
  readonly value: number;
  readonly onChange: (minutes: number) => void;
}

const OPTIONS = [
  ...MINUTES.map((minutes) => ({ value: minutes, label: `${minutes} min` })),
  { value: 0, label: 'Other' },
];

export function MinutesField({ label, value, onChange }: MinutesFieldProps): ReactNode {
  const [own, setOwn] = useState(false);
  const other = own || !MINUTES.includes(value);
  const choose = (minutes: number): void => {
    setOwn(minutes === 0);
    if (minutes !== 0) onChange(minutes);
  };
  return (
    <div className={styles['minutes']}>
      <Choice label={label} options={OPTIONS} value={other ? 0 : value} onChoose={choose} />
      {other ? (
        <Field
          label="How many minutes?"
          type="number"
          min={1}
          max={480}
          value={value === 0 ? '' : value}
          onChange={(event) => onChange(Number(event.target.value))}
        />
      ) : null}
    </div>
  );
}
