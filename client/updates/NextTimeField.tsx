/** Chooses when the next update comes; shows the clock time that this promises. */
import type { ReactNode } from 'react';
import { Choice, Field } from '../ui/Field.tsx';
import { At } from '../ui/Time.tsx';
import type { Chosen, NextTime } from './next-time.ts';
import { PRESETS } from './names.ts';
import styles from './Updates.module.css';

interface NextTimeFieldProps {
  readonly time: NextTime;
  readonly label: string;
  /** Where "this is the last" makes no sense. */
  readonly never?: false;
}

export function NextTimeField({ time, label, never }: NextTimeFieldProps): ReactNode {
  const minutes = PRESETS.map((value) => ({ value: value as Chosen, label: `${value} min` }));
  const options = [
    ...minutes,
    { value: 'own' as const, label: 'Other' },
    ...(time.mayBeLast && never !== false ? [{ value: 'last' as const, label: 'This is the last' }] : []),
  ];
  return (
    <div className={styles['next']}>
      <Choice
        label={
          <>
            {label}{' '}
            {typeof time.nextAt === 'string' ? (
              <strong>
                at <At at={time.nextAt} />
              </strong>
            ) : null}
          </>
        }
        options={options}
        value={time.chosen}
        onChoose={time.choose}
      />
      {time.chosen === 'own' ? (
        <Field
          label="In how many minutes?"
          type="number"
          min={1}
          max={1440}
          value={time.own}
          onChange={(event) => time.setOwn(event.target.value)}
        />
      ) : null}
    </div>
  );
}
