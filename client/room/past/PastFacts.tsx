/** How bad it was, and for whom; what it was called and where it stood. */
import type { ReactNode } from 'react';
import { STATUS_NAMES } from '../../incident/names.ts';
import { SeverityChip } from '../../ui/Severity.tsx';
import styles from './Past.module.css';
import type { Then } from './then.ts';

export function PastFacts({ then: { room } }: { readonly then: Then }): ReactNode {
  const { title, severity, status, closedAt, now } = room.incident;
  return (
    <section className={styles['facts']} aria-label="The incident then">
      <SeverityChip severity={severity} />
      <strong>{title}</strong>
      <span>{closedAt === null ? STATUS_NAMES[status] : 'Closed'}</span>
      <span className={styles['impact']}>Impact: {now.impact?.value ?? 'not set yet'}</span>
    </section>
  );
}
