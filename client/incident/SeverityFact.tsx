/**
 * The severity in the header. Pressed, it shows its history; marked while a change of it is begun and not sent, or is
 * suggested.
 */
import type { ReactNode } from 'react';
import { useRoom, useSpeaksAsCommander } from '../session/hooks.ts';
import { DraftMark, Mark, useDraftWaits } from '../ui/DraftMark.tsx';
import { SeverityChip } from '../ui/Severity.tsx';
import styles from './Now.module.css';
import { FORMS, incidentDialog } from './screen.ts';

export function SeverityFact(): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  const suggested = useRoom((room) => room.incident.suggestions.find(({ answered }) => !answered)?.severity);
  const waits = useDraftWaits(useSpeaksAsCommander() ? FORMS.severity : FORMS.suggest);
  return (
    <button
      type="button"
      className={styles['severity']}
      data-fact="severity"
      title={suggested === undefined ? 'Severity history' : `Severity history. SEV${suggested} is suggested`}
      onClick={() => incidentDialog.open({ open: 'history' })}
    >
      <SeverityChip severity={severity} />
      {waits ? <DraftMark /> : suggested === undefined ? null : <Mark says={`SEV${suggested} is suggested`} />}
    </button>
  );
}
