/** The severity in the header. Pressed, it shows its history. */
import type { ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { SeverityChip } from '../ui/Severity.tsx';
import styles from './Now.module.css';
import { incidentDialog } from './screen.ts';

export function SeverityFact(): ReactNode {
  const severity = useRoom((room) => room.incident.severity);
  return (
    <button
      type="button"
      className={styles['severity']}
      data-fact="severity"
      title="Severity history"
      onClick={() => incidentDialog.open({ open: 'history' })}
    >
      <SeverityChip severity={severity} />
    </button>
  );
}
