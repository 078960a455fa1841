/** How long a team has: a few usual times, or one's own. */
import { useState, type ReactNode } from 'react';
import { Choice, Field } from '../ui/Field.tsx';

const USUAL = [10, 20, 30, 60] as const;
const OWN = 0;
const OPTIONS = [
  ...USUAL.map((value) => ({ value: value as number, label: `${value} min` })),
  { value: OWN, label: 'Other' },
];

interface MinutesProps {
  /** Null: nothing sensible is written. */
  readonly value: number | null;
  readonly onChange: (minutes: number | null) => void;
}

export function Minutes({ value, onChange }: MinutesProps): ReactNode {
  const [own, setOwn] = useState<string | null>(null);
  const write = (text: string): void => {
    setOwn(text);
    const minutes = Number(text);
    onChange(Number.isInteger(minutes) && minutes >= 1 && minutes <= 480 ? minutes : null);
  };
  const choose = (minutes: number): void => {
    if (minutes === OWN) return write(String(value ?? ''));
    setOwn(null);
    onChange(minutes);
  };
  return (
    <>
      <Choice label="Time, from now" options={OPTIONS} value={own === null ? value : OWN} onChoose={choose} />
      {own === null ? null : (
        <Field
          label="Minutes"
          type="number"
          min={1}
          max={480}
          value={own}
          onChange={(event) => write(event.target.value)}
        />
      )}
    </>
  );
}
