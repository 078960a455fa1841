/**
 * The commander's word that ends a decision: proceed (over an objection, a no-go or a silent station with a reason), amend (all are
 * asked anew), or drop. What stands against it is read here once more.
 */
import { useState, type ReactNode } from 'react';
import { missingStations, needsReason } from '../../shared/decisions/against.ts';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { enterSends } from '../ui/enter.ts';
import { Area, Choice, Field } from '../ui/Field.tsx';
import styles from './Dialogs.module.css';
import { Objections } from './Objections.tsx';
import { oneLine } from './ProposeDialog.tsx';
import { Refusing } from './Refusing.tsx';
import type { Choice as Way } from './screen.ts';
import { stationName } from './words-said.ts';

interface DecideDialogProps {
  readonly running: RunningDecision;
  readonly choice: Way;
  readonly onClose: () => void;
}

const WAYS = [
  { value: 'proceed', label: 'Proceed' },
  { value: 'amend', label: 'Amend' },
  { value: 'drop', label: 'Drop' },
] as const;

export function DecideDialog({ running, choice, onClose }: DecideDialogProps): ReactNode {
  const [way, setWay] = useState<Way>(choice);
  const [why, setWhy] = useState('');
  const [text, setText] = useState(running.text);
  const over = needsReason(running);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Decide"
      actions={<Say running={running} way={way} why={why.trim()} text={oneLine(text)} onDone={onClose} />}
    >
      <blockquote className={styles['quoted']}>{running.text}</blockquote>
      <Objections running={running} />
      <Refusing running={running} />
      <Choice label="You decide" options={WAYS} value={way} onChoose={setWay} />
      {way === 'amend' ? (
        <Area
          key="text"
          label="The new wording"
          hint="Everybody is asked anew."
          autoFocus
          maxLength={300}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : (
        <div key={way} onKeyDown={enterSends}>
          <Field
            label={
              way === 'drop'
                ? 'Why (optional)'
                : over
                  ? 'Why go on all the same, in one line'
                  : 'A word on why (optional)'
            }
            autoFocus
            maxLength={300}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
        </div>
      )}
      {way === 'proceed' && missingStations(running).length > 0 ? (
        <p className={styles['note']}>
          Goes on without {missingStations(running).map(stationName).join(', ')}: that stands in the log.
        </p>
      ) : null}
    </Dialog>
  );
}

interface SayProps {
  readonly running: RunningDecision;
  readonly way: Way;
  readonly why: string;
  readonly text: string;
  readonly onDone: () => void;
}

function Say({ running, way, why, text, onDone }: SayProps): ReactNode {
  const decision = running.id;
  const reason = why === '' ? {} : { why };
  if (way === 'amend')
    return (
      <CommandButton
        look="primary"
        type="decisions.amend"
        data={{ decision, text }}
        unready={text === '' ? 'Write the new wording.' : null}
        onDone={onDone}
      >
        Ask anew
      </CommandButton>
    );
  if (way === 'drop')
    return (
      <CommandButton look="primary" type="decisions.drop" data={{ decision, ...reason }} onDone={onDone}>
        Drop it
      </CommandButton>
    );
  return (
    <CommandButton look="primary" type="decisions.proceed" data={{ decision, ...reason }} onDone={onDone}>
      Proceed
    </CommandButton>
  );
}
