/**
 * The commander has decided and said so aloud; the record follows. For when seconds count: no one is asked, and the log
 * says so.
 */
import type { ReactNode } from 'react';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { enterSends } from '../ui/enter.ts';
import { Field } from '../ui/Field.tsx';
import styles from './Decisions.module.css';
import { oneLine, type WordingProps } from './ProposeDialog.tsx';

export function DecideNowDialog({ words, onClose }: WordingProps): ReactNode {
  const wording = oneLine(words.value);
  const actions = (
    <CommandButton
      look="primary"
      type="decisions.decide"
      sends={words}
      data={{ text: wording }}
      unready={wording === '' ? 'Say what you decided.' : null}
      onDone={onClose}
    >
      Log decision
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title="Decide now" actions={actions}>
      <div onKeyDown={enterSends}>
        <Field label="I decided to …" autoFocus most={300} placeholder="roll back 812" draft={words} />
      </div>
      <p className={styles['note']}>
        No one is asked. The log says you decided without asking. If there’s time for objections, propose it instead.
      </p>
    </Dialog>
  );
}
