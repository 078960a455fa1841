/** Striking a line: it stays readable, crossed out, with the reason. */
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import styles from './Talk.module.css';

export function StrikeDialog({
  entry,
  onClose,
}: {
  readonly entry: TimelineEntry;
  readonly onClose: () => void;
}): ReactNode {
  const words = useDraft(`strike.${entry.id}`, '');
  const why = words.value;
  const unready = why.trim() === '' ? 'Say why. It’s shown next to the line.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Strike out line"
      actions={
        <CommandButton
          look="danger"
          type="timeline.strike"
          sends={words}
          data={{ entry: entry.id, why: why.trim() }}
          unready={unready}
          onDone={onClose}
        >
          Strike out
        </CommandButton>
      }
    >
      <blockquote className={styles['quoted']}>{entry.text}</blockquote>
      <Field label="Reason, in one line" autoFocus most={300} placeholder="That was another customer" draft={words} />
    </Dialog>
  );
}
