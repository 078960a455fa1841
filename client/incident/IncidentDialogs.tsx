/** Shows the one window about the incident that is open. */
import type { ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { LinksDialog } from './LinksDialog.tsx';
import { PolicySheet } from './policy/PolicySheet.tsx';
import { ReopenDialog } from './ReopenDialog.tsx';
import { RetitleDialog } from './RetitleDialog.tsx';
import { incidentDialog } from './screen.ts';
import { SeverityDialog } from './SeverityDialog.tsx';
import { StatusDialog } from './StatusDialog.tsx';
import { SuggestDialog } from './SuggestDialog.tsx';

const DIALOGS = {
  history: HistoryDialog,
  suggest: SuggestDialog,
  status: StatusDialog,
  title: RetitleDialog,
  links: LinksDialog,
  close: CloseDialog,
  reopen: ReopenDialog,
  policy: PolicySheet,
};

export function IncidentDialogs(): ReactNode {
  const screen = useStore(incidentDialog);
  if (screen === null) return null;
  if (screen.open === 'severity')
    return (
      <SeverityDialog
        key={`${screen.severity}.${screen.why}`}
        suggested={screen.severity ?? null}
        because={screen.why ?? ''}
        onClose={incidentDialog.close}
      />
    );
  const Opened = DIALOGS[screen.open];
  return <Opened onClose={incidentDialog.close} />;
}
