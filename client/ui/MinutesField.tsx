/** In how many minutes something is due: a few usual times, another, or an answer that is no time. */
import { useState, type ReactNode } from 'react';
import { useNow } from '../session/hooks.ts';
import { Choice, Field } from './Field.tsx';
import styles from './Field.module.css';
import { At } from './Time.tsx';

const OTHER = 0;
const INSTEAD = -1;

interface MinutesFieldProps {
  readonly label: ReactNode;
  readonly usual: readonly number[];
  readonly most: number;
  /** Null: nothing usable yet. */
  readonly value: number | null;
  readonly onChange: (minutes: number | null) => void;
  /** Shows the clock time after this word: "by 03:40". */
  readonly until?: 'by' | 'at';
  /** An answer that is no time, such as "This is the last". */
  readonly instead?: { readonly label: string; readonly isChosen: boolean; readonly choose: () => void } | undefined;
}

export function MinutesField({ label, usual, most, value, onChange, until, instead }: MinutesFieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const isOther = typed !== null || (value !== null && !usual.includes(value));
  const read = (text: string): number | null =>
    /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null;
  const type = (text: string): void => {
    setTyped(text);
    onChange(read(text));
  };
  const choose = (minutes: number): void => {
    if (minutes === OTHER) return type(String(value ?? ''));
    setTyped(null);
    if (minutes === INSTEAD) instead?.choose();
    else onChange(minutes);
  };
  const options = [
    ...usual.map((minutes) => ({ value: minutes, label: `${minutes} min` })),
    { value: OTHER, label: 'Other' },
    ...(instead === undefined ? [] : [{ value: INSTEAD, label: instead.label }]),
  ];
  const chosen = instead?.isChosen === true ? INSTEAD : isOther ? OTHER : value;
  return (
    <div className={styles['minutes']}>
      <Choice
        label={
          <>
            {label} {until === undefined || value === null ? null : <Until word={until} minutes={value} />}
          </>
        }
        options={options}
        value={chosen}
        onChoose={choose}
      />
      {chosen === OTHER ? (
        <Field
          label="In how many minutes?"
          type="number"
          min={1}
          max={most}
          // What was typed, unless the number has changed from elsewhere since.
          value={typed !== null && read(typed) === value ? typed : (value ?? '')}
          onChange={(event) => type(event.target.value)}
        />
      ) : null}
    </div>
  );
}

function Until({ word, minutes }: { readonly word: string; readonly minutes: number }): ReactNode {
  const now = useNow();
  return (
    <strong>
      {word} <At at={new Date(now + minutes * 60_000).toISOString()} />
    </strong>
  );
}
