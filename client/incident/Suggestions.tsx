/**
 * A suggested severity, in one quiet line until the commander sets it or keeps the current one: above the Now block, and
 * wherever the severity is read and set.
 */
import type { ReactNode } from 'react';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { SeverityShape } from '../ui/Severity.tsx';
import styles from './Now.module.css';
import { incidentDialog } from './screen.ts';

export function Suggestions(): ReactNode {
  const suggestions = useRoom((room) => room.incident.suggestions);
  const severity = useRoom((room) => room.incident.severity);
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const name = useNames();
  const open = suggestions.filter((each) => !each.answered);
  if (open.length === 0 || holder === null) return null;
  return (
    <ul className={styles['suggestions']} aria-label="Suggested severity">
      {open.map((each, index) => (
        <li key={each.by}>
          <span>
            <SeverityShape severity={each.severity} />{' '}
            {each.by === you ? 'You suggested' : `${name(each.by)} suggested`} <strong>SEV{each.severity}</strong>:{' '}
            {each.why}
          </span>
          {holder === you ? (
            <span className={styles['buttons']}>
              <Button
                size="small"
                onClick={() => incidentDialog.open({ open: 'severity', severity: each.severity, why: each.why })}
              >
                Set SEV{each.severity}…
              </Button>
              {index === open.length - 1 ? (
                <CommandButton size="small" look="quiet" type="incident.keep-severity">
                  Keep SEV{severity}
                </CommandButton>
              ) : null}
            </span>
          ) : (
            <small>{name(holder)} decides</small>
          )}
        </li>
      ))}
    </ul>
  );
}
