/** The policy to be read: each value with its name and what it means. For a room's own, and for those who may not set it. */
import type { ReactNode } from 'react';
import { POLICY_TIMES } from '../../../shared/incident/policy-bounds.ts';
import { spanText } from '../../../shared/instants.ts';
import type { Policy } from '../../../shared/incident/words.ts';
import styles from './Policy.module.css';
import { FIRST_COMMAND, GROUPS, MEANS } from './policy-words.ts';

export function PolicyValues({ policy }: { readonly policy: Policy }): ReactNode {
  return (
    <dl className={styles['values']}>
      <Value
        label="First commander"
        value={FIRST_COMMAND[policy.firstCommand].label}
        means={FIRST_COMMAND[policy.firstCommand].means}
      />
      {GROUPS.flatMap(({ times }) => times).map((of) => (
        <Value key={of} label={POLICY_TIMES[of].label} value={spanText(policy[of])} means={MEANS[of]} />
      ))}
    </dl>
  );
}

function Value({ label, value, means }: { readonly label: string; readonly value: string; readonly means: string }) {
  return (
    <div>
      <dt>
        {label}
        <small>{means}</small>
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
