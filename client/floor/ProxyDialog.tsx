/** The commander speaks on a call and names one person who types for them; the deputy is proposed. */
import { useState, type ReactNode } from 'react';
import { useNames } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './Floor.module.css';
import { ReceiverPicker } from './ReceiverPicker.tsx';
import { useTypist } from './useTypist.ts';

interface ProxyDialogProps {
  readonly to: string | null;
  readonly onClose: () => void;
}

export function ProxyDialog({ to, onClose }: ProxyDialogProps): ReactNode {
  const first = useTypist();
  const name = useNames();
  const [chosen, choose] = useState(to);
  const person = chosen ?? first;
  const actions = (
    <CommandButton
      look="primary"
      type="floor.name-proxy"
      data={{ person: person ?? '' }}
      unready={person === null ? 'No other responder is connected.' : null}
      onDone={onClose}
    >
      {person === null ? 'Let them type' : `Let ${name(person)} type`}
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title="Who types for you?" actions={actions}>
      <ReceiverPicker label="Types for you" value={person} onChoose={choose} />
      <p className={styles['note']}>
        You speak, they type. In your name they assign tasks and roles, set severity and status, write Now, post
        internal updates and log decisions. Each shows “typed by”.
      </p>
      <p className={styles['note']}>
        Only you hand off or confirm command, approve customer updates, resolve, close and remove people. It ends when
        you press Stop, when either of you leaves or loses connection, or when command moves.
      </p>
    </Dialog>
  );
}
