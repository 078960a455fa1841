/**
 * In how many minutes something is due: a few usual times, another, or an answer that is no time. Where days are
 * possible, another time can be counted in hours and days.
 */
import { useState, type ReactNode } from 'react';
import { useNow } from '../session/hooks.ts';
import { Choice, Field } from './Field.tsx';
import styles from './Field.module.css';
import { At } from './Time.tsx';

const OTHER = 0;
const INSTEAD = -1;
const DAY = 1440;

/** In minutes. */
const UNITS = [
  { value: 1, label: 'minutes' },
  { value: 60, label: 'hours' },
  { value: DAY, label: 'days' },
] as const;
type Unit = (typeof UNITS)[number]['value'];

interface MinutesFieldProps {
  readonly label: ReactNode;
  readonly usual: readonly number[];
  readonly most: number;
  /** Null: nothing usable yet. */
  readonly value: number | null;
  readonly onChange: (minutes: number | null) => void;
  /** Shows the clock time after this word: "by 03:40". */
  readonly until?: 'by' | 'at';
  /** This time instead of the one in so many minutes. */
  readonly at?: string | null;
  /** An answer that is no time, such as "This is the last". */
  readonly instead?: { readonly label: string; readonly isChosen: boolean; readonly choose: () => void } | undefined;
}

interface Typed {
  readonly text: string;
  readonly unit: Unit;
}

export function MinutesField({
  label,
  usual,
  most,
  value,
  onChange,
  until,
  at,
  instead,
}: MinutesFieldProps): ReactNode {
  const [typed, setTyped] = useState<Typed | null>(null);
  const isOther = typed !== null || (value !== null && !usual.includes(value));
  const type = (next: Typed): void => {
    setTyped(next);
    onChange(minutesOf(next, most));
  };
  const choose = (minutes: number): void => {
    if (minutes === OTHER) return type({ text: String(value ?? ''), unit: 1 });
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
  // What was typed, unless the number has changed from elsewhere since.
  const shown =
    typed !== null && minutesOf(typed, most) === value ? typed : { text: String(value ?? ''), unit: 1 as const };
  return (
    <div className={styles['minutes']}>
      <Choice
        label={
          <>
            {label}{' '}
            {until === undefined || value === null ? null : <Until word={until} minutes={value} at={at ?? null} />}
          </>
        }
        options={options}
        value={chosen}
        onChoose={choose}
      />
      {chosen === OTHER ? <Other typed={shown} most={most} onType={type} /> : null}
    </div>
  );
}

/** Null while it says nothing that is possible. */
function minutesOf({ text, unit }: Typed, most: number): number | null {
  const minutes = Number(text) * unit;
  return /^\d+$/.test(text) && minutes >= 1 && minutes <= most ? minutes : null;
}

interface OtherProps {
  readonly typed: Typed;
  readonly most: number;
  readonly onType: (typed: Typed) => void;
}

function Other({ typed, most, onType }: OtherProps): ReactNode {
  const { text, unit } = typed;
  const counted = UNITS.find(({ value }) => value === unit)?.label ?? 'minutes';
  return (
    <div className={styles['other']}>
      <Field
        label={`In how many ${counted}?`}
        type="number"
        min={1}
        max={Math.floor(most / unit)}
        value={text}
        hint={text !== '' && minutesOf(typed, most) === null ? `From 1 to ${Math.floor(most / unit)}.` : undefined}
        onChange={(event) => onType({ text: event.target.value, unit })}
      />
      {most > DAY ? (
        <Choice label="Counted in" options={UNITS} value={unit} onChoose={(next) => onType({ text, unit: next })} />
      ) : null}
    </div>
  );
}

interface UntilProps {
  readonly word: string;
  readonly minutes: number;
  readonly at: string | null;
}

function Until({ word, minutes, at }: UntilProps): ReactNode {
  const now = useNow();
  return (
    <strong>
      {word} <At at={at ?? new Date(now + minutes * 60_000).toISOString()} />
    </strong>
  );
}
