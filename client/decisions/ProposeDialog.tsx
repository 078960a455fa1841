/**
 * The commander says what they want to do; everyone has half a minute for a strong objection. What is written survives
 * closing.
 */
import type { ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import type { TextDraft } from '../ui/drafting.ts';
import { Area } from '../ui/Field.tsx';
import styles from './Decisions.module.css';

export interface WordingProps {
  readonly words: TextDraft;
  readonly onClose: () => void;
}

/** A proposal is one line, however it was pasted. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function ProposeDialog({ words, onClose }: WordingProps): ReactNode {
  const seconds = useRoom((room) => room.incident.policy.objectionSeconds);
  const wording = oneLine(words.value);
  const unready = wording === '' ? 'Say what you want to do.' : null;
  const actions = (
    <>
      <CommandButton
        look="quiet"
        type="decisions.decide"
        sends={words}
        data={{ text: wording }}
        unready={unready}
        onDone={onClose}
      >
        Decide now, without asking
      </CommandButton>
      <CommandButton
        look="primary"
        type="decisions.propose"
        sends={words}
        data={{ text: wording }}
        unready={unready}
        onDone={onClose}
      >
        Ask: any strong objections?
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Propose" actions={actions}>
      <Area
        label="I propose that we …"
        hint="One step, in one line."
        autoFocus
        most={300}
        placeholder="drain eu-1 and send its traffic to eu-2"
        draft={words}
      />
      <p className={styles['note']}>
        All responders are asked: strong objection, or heard. They have {seconds} s. Then you proceed, amend or drop it.
        It’s not a vote.
      </p>
    </Dialog>
  );
}
