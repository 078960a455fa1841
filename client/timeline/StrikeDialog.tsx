/** Striking a line: it stays readable, crossed out, with the reason. */
import { useState, type ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './Talk.module.css';

export function StrikeDialog({
  entry,
  onClose,
}: {
  readonly entry: TimelineEntry;
  readonly onClose: () => void;
}): ReactNode {
  const [why, setWhy] = useState('');
  const unready = why.trim() === '' ? 'Say why: it stands beside the line.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Strike this line out"
      actions={
        <CommandButton
          look="danger"
          type="timeline.strike"
          data={{ entry: entry.id, why: why.trim() }}
          unready={unready}
          onDone={onClose}
        >
          Strike out
        </CommandButton>
      }
    >
      <blockquote className={styles['quoted']}>{entry.text}</blockquote>
      <Field
        label="Why, in one line"
        autoFocus
        maxLength={300}
        placeholder="That was another customer"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Dialog>
  );
}
