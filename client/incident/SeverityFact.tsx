/** The severity in the header. Pressed, it shows its history; marked while a change of it is begun and not sent. */
import type { ReactNode } from 'react';
import { useRoom, useSpeaksAsCommander } from '../session/hooks.ts';
import { DraftMark, useDraftWaits } from '../ui/DraftMark.tsx';
import { SeverityChip } from '../ui/Severity.tsx';
import styles from './Now.module.css';
import { FORMS, incidentDialog } from './screen.ts';

export function SeverityFact(): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  const waits = useDraftWaits(useSpeaksAsCommander() ? FORMS.severity : FORMS.suggest);
  return (
    <button
      type="button"
      className={styles['severity']}
      data-fact="severity"
      title="Severity history"
      onClick={() => incidentDialog.open({ open: 'history' })}
    >
      <SeverityChip severity={severity} />
      {waits ? <DraftMark /> : null}
    </button>
  );
}
