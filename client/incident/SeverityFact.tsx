/** The severity in the header. Pressed, it tells how it came to this: every grade so far with its reason, and what may be done. */
import type { ReactNode } from 'react';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { SeverityChip, SeverityShape } from '../ui/Severity.tsx';
import { At } from '../ui/Time.tsx';
import styles from './Headline.module.css';
import { SEVERITY_MEANS } from './names.ts';
import { openIncident } from './screen.ts';

export function SeverityFact(): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const other = severity === 1 ? 2 : severity - 1;
  return (
    <Popover title={SEVERITY_MEANS[severity]} trigger={<button type="button" className={styles['severity']} title="How it came to this severity"><SeverityChip severity={severity} /></button>}>
      <History />
      {holder === null ? null : holder === you
        ? <CommandButton type="incident.set-severity" data={{ severity: other, why: '-' }} onPress={() => openIncident({ open: 'severity' })}>Change severity</CommandButton>
        : <CommandButton type="incident.suggest-severity" data={{ severity: other, why: '-' }} onPress={() => openIncident({ open: 'suggest' })}>Suggest a severity</CommandButton>}
    </Popover>
  );
}

function History(): ReactNode {
  const severities = useRoom((room) => room.incident.severities);
  const name = useNames();
  return (
    <ol className={styles['history']} aria-label="Severities so far">
      {severities.toReversed().map(({ severity, why, by, at }) => (
        <li key={`${at}.${severity}`}>
          <SeverityShape severity={severity} />
          <span><strong>SEV{severity}</strong> <At at={at} /> {name(by)}<small>{why ?? 'as declared'}</small></span>
        </li>
      ))}
    </ol>
  );
}
