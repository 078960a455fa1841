/**
 * The severity's history: what is suggested now, each one so far with its reason, the newest first, and what this reader
 * may do about it.
 */
import type { ReactNode } from 'react';
import { useNames, useRoom, useSpeaksAsCommander } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SeverityShape } from '../ui/Severity.tsx';
import { At } from '../ui/Time.tsx';
import styles from './Dialogs.module.css';
import { anotherSeverity, SEVERITY_MEANS } from './names.ts';
import { FORMS, incidentDialog } from './screen.ts';
import { Suggestions } from './Suggestions.tsx';

export function HistoryDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  const severities = useRoom((room) => room.incident.severities);
  const closed = useRoom((room) => room.floor.holder === null);
  const name = useNames();
  return (
    <Dialog open onClose={onClose} title={`Severity: SEV${severity}`} actions={closed ? undefined : <Next />}>
      <p className={styles['note']}>{SEVERITY_MEANS[severity]}</p>
      <Suggestions />
      <ol className={styles['history']} aria-label="Severity history">
        {severities.toReversed().map((each) => (
          <li key={`${each.at}.${each.severity}`}>
            <SeverityShape severity={each.severity} />
            <span>
              <strong>SEV{each.severity}</strong> <At at={each.at} /> {name(each.by)}
              <small>{each.why ?? 'as declared'}</small>
            </span>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Next(): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  const holding = useSpeaksAsCommander();
  const other = { severity: anotherSeverity(severity), why: '-' };
  return holding ? (
    <CommandButton
      type="incident.set-severity"
      data={other}
      drafts={FORMS.severity}
      onPress={() => incidentDialog.open({ open: 'severity' })}
    >
      Change severity
    </CommandButton>
  ) : (
    <CommandButton
      type="incident.suggest-severity"
      data={other}
      drafts={FORMS.suggest}
      onPress={() => incidentDialog.open({ open: 'suggest' })}
    >
      Suggest a severity
    </CommandButton>
  );
}
