/** Chooses when the next update is due; shows the clock time that this promises. */
import type { ReactNode } from 'react';
import { MOST_AHEAD_SECONDS } from '../../shared/updates/rhythm.ts';
import { MinutesField } from '../ui/MinutesField.tsx';
import { PRESETS } from './names.ts';
import type { NextTime } from './next-time.ts';

interface NextTimeFieldProps {
  readonly time: NextTime;
  readonly label: string;
  /** For updates that cannot be the last. */
  readonly never?: false;
}

export function NextTimeField({ time, label, never }: NextTimeFieldProps): ReactNode {
  const { minutes, setMinutes, isLast, chooseLast, heldAt } = time;
  const last = { label: 'Last update', isChosen: isLast, choose: chooseLast ?? (() => undefined) };
  return (
    <MinutesField
      label={label}
      usual={PRESETS}
      most={MOST_AHEAD_SECONDS / 60}
      value={minutes}
      onChange={setMinutes}
      until="at"
      at={heldAt}
      instead={chooseLast === null || never === false ? undefined : last}
    />
  );
}
