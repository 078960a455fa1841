/**
 * What the header says of the incident: how bad and what, who is affected, since when and the status. Read in three
 * seconds, so each is one line. A longer impact is cut there (two lines on a phone); all of it is in the Now block
 * right below.
 */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useRoom, useView } from '../session/hooks.ts';
import { Since } from '../ui/Time.tsx';
import { duration } from '../ui/times.ts';
import { STATUS_NAMES } from './names.ts';
import styles from './Now.module.css';
import { SeverityFact } from './SeverityFact.tsx';

export function Headline(): ReactNode {
  const title = useRoom((room) => room.incident.title);
  const drill = useRoom((room) => room.incident.kind === 'drill');
  const id = useView((view) => view.id);
  return (
    <span className={styles['headline']}>
      <SeverityFact />
      {drill ? <span className={styles['drill']}>DRILL</span> : null}
      <h1>{title}</h1>
      <span className={styles['id']}>{id.toUpperCase()}</span>
    </span>
  );
}

export function ImpactLine(): ReactNode {
  const impact = useRoom((room) => room.incident.now.impact?.value ?? '');
  return (
    <span className={styles['impact']} data-missing={impact === ''}>
      <span>Impact</span>
      <strong title={impact}>{impact === '' ? 'unknown' : impact}</strong>
    </span>
  );
}

/** T+1:12:40 · Identified; once closed, how long it took, and the way to the incident that it was a duplicate of. */
export function Phase(): ReactNode {
  const declaredAt = useRoom((room) => room.incident.declaredAt);
  const closedAt = useRoom((room) => room.incident.closedAt);
  const status = useRoom((room) => room.incident.status);
  const duplicateOf = useRoom((room) => room.incident.duplicateOf);
  if (declaredAt === null) return null;
  if (closedAt !== null)
    return (
      <span className={styles['phase']}>
        <strong>Closed</strong> after {duration((Date.parse(closedAt) - Date.parse(declaredAt)) / 1000)}
        {duplicateOf === null ? null : (
          <Link href={`/rooms/${duplicateOf}`}>duplicate of {duplicateOf.toUpperCase()}</Link>
        )}
      </span>
    );
  return (
    <span className={styles['phase']}>
      <span title="Time since declared">
        T+
        <Since at={declaredAt} />
      </span>
      <strong>{STATUS_NAMES[status]}</strong>
    </span>
  );
}
