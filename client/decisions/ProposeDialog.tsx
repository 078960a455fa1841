/** The commander says what they want to do; everybody has half a minute for a strong objection. What is written survives closing. */
import type { ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area } from '../ui/Field.tsx';
import styles from './Dialogs.module.css';

export interface WordingProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** A proposal is one line, however it was pasted. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function ProposeDialog({ text, onText, onClose }: WordingProps): ReactNode {
  const seconds = useRoom((room) => room.incident.policy.objectionSeconds);
  const wording = oneLine(text);
  const done = (): void => (onText(''), onClose());
  const actions = (
    <CommandButton
      look="primary"
      type="decisions.propose"
      data={{ text: wording }}
      unready={wording === '' ? 'Write what you want to do.' : null}
      onDone={done}
    >
      Ask: any strong objections?
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title="Propose" actions={actions}>
      <Area
        label="I propose that we …"
        hint="One step, in one line."
        autoFocus
        maxLength={300}
        placeholder="drain eu-1 and send its traffic to eu-2"
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <p className={styles['note']}>
        All responders are asked at once: strong objection, or heard. They have {seconds} s. Then you proceed, amend or
        drop. It is not a vote.
      </p>
    </Dialog>
  );
}
