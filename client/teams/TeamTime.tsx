/** How long a team has, from now. */
import type { ReactNode } from 'react';
import { MinutesField } from '../ui/MinutesField.tsx';

const USUAL: readonly number[] = [10, 20, 30, 60];

interface TeamTimeProps {
  /** Null: nothing usable is written. */
  readonly minutes: number | null;
  readonly onChange: (minutes: number | null) => void;
}

export const TeamTime = ({ minutes, onChange }: TeamTimeProps): ReactNode => (
  <MinutesField label="Time, from now" usual={USUAL} most={480} value={minutes} onChange={onChange} />
);
