/** Reopening: the person who does it is in command, provisionally, and the first update is due again. */
import type { ReactNode } from 'react';
import { AlsoCommands } from '../ui/AlsoCommands.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import styles from './Dialogs.module.css';

export function ReopenDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useDraft('reopen.why', '');
  const why = words.value;
  const unready = why.trim() === '' ? 'Say why in one line. It’s recorded in the log.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Reopen the incident"
      actions={
        <CommandButton
          look="primary"
          type="incident.reopen"
          sends={words}
          data={{ why: why.trim() }}
          unready={unready}
          onDone={onClose}
        >
          Reopen and take command
        </CommandButton>
      }
    >
      <Field label="Reason, in one line" autoFocus most={300} placeholder="Errors are back since 09:12" draft={words} />
      <AlsoCommands />
      <p className={styles['note']}>
        Status goes back to “investigating”, you take command until you hand it off, and an update is due.
      </p>
    </Dialog>
  );
}
