/** Reopening: whoever does it is in command, provisionally, and the first update is due again. */
import { useState, type ReactNode } from 'react';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './Dialogs.module.css';

export function ReopenDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [why, setWhy] = useState('');
  const unready = why.trim() === '' ? 'Say why in one line: it stands in the log.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Reopen the incident"
      actions={
        <CommandButton
          look="primary"
          type="incident.reopen"
          data={{ why: why.trim() }}
          unready={unready}
          onDone={onClose}
        >
          Reopen and take command
        </CommandButton>
      }
    >
      <Field
        label="Why, in one line"
        autoFocus
        maxLength={300}
        placeholder="Errors are back since 09:12"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <p className={styles['note']}>
        It starts again at “investigating”, you are in command until you hand it on, and an update is due.
      </p>
    </Dialog>
  );
}
