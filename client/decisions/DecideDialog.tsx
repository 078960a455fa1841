/**
 * The commander ends a decision: proceed (over an objection, a no-go or a missing answer with a reason), amend
 * (everyone is asked again), or drop. What was said against it is shown here once more.
 */
import { useState, type ReactNode } from 'react';
import { missingStations, needsReason } from '../../shared/decisions/against.ts';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, type TextDraft } from '../ui/drafting.ts';
import { enterSends } from '../ui/enter.ts';
import { Area, Choice, Field } from '../ui/Field.tsx';
import styles from './Decisions.module.css';
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
  const reason = useDraft(`decide.${running.id}.why`, '');
  const why = reason.value;
  const wording = useDraft(`decide.${running.id}.text`, running.text);
  const text = wording.value;
  const over = needsReason(running);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Decide"
      actions={
        <Say
          running={running}
          way={way}
          why={why.trim()}
          text={oneLine(text)}
          sends={way === 'amend' ? wording : reason}
          onDone={onClose}
        />
      }
    >
      <blockquote className={styles['quoted']}>{running.text}</blockquote>
      <Objections running={running} />
      <Refusing running={running} />
      <Choice label="Your decision" options={WAYS} value={way} onChoose={setWay} />
      {way === 'amend' ? (
        <Area key="text" label="New wording" hint="Everyone is asked again." autoFocus most={300} draft={wording} />
      ) : (
        <div key={way} onKeyDown={enterSends}>
          <Field
            label={
              way === 'drop' ? 'Reason (optional)' : over ? 'Why proceed anyway, in one line' : 'Reason (optional)'
            }
            autoFocus
            most={300}
            draft={reason}
          />
        </div>
      )}
      {way === 'proceed' && missingStations(running).length > 0 ? (
        <p className={styles['note']}>
          Proceeds without {missingStations(running).map(stationName).join(', ')}. This is recorded in the log.
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
  readonly sends: TextDraft;
  readonly onDone: () => void;
}

function Say({ running, way, why, text, sends, onDone }: SayProps): ReactNode {
  const decision = running.id;
  const reason = why === '' ? {} : { why };
  if (way === 'amend')
    return (
      <CommandButton
        look="primary"
        type="decisions.amend"
        sends={sends}
        data={{ decision, text }}
        unready={text === '' ? 'Write the new wording.' : null}
        onDone={onDone}
      >
        Ask again
      </CommandButton>
    );
  if (way === 'drop')
    return (
      <CommandButton look="primary" type="decisions.drop" sends={sends} data={{ decision, ...reason }} onDone={onDone}>
        Drop it
      </CommandButton>
    );
  return (
    <CommandButton look="primary" type="decisions.proceed" sends={sends} data={{ decision, ...reason }} onDone={onDone}>
      Proceed
    </CommandButton>
  );
}
