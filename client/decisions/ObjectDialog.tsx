/**
 * The one line that a strong objection, or a no-go, needs. The countdown stays in sight; the line goes to the log word
 * for word.
 */
import { useState, type ReactNode } from 'react';
import type { RunningDecision } from '../../shared/decisions/words.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { enterSends } from '../ui/enter.ts';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Countdown } from './Countdown.tsx';
import styles from './Decisions.module.css';

export function ObjectDialog({
  running,
  onClose,
}: {
  readonly running: RunningDecision;
  readonly onClose: () => void;
}): ReactNode {
  const words = useDraft(`against.${running.id}`, '');
  const text = words.value;
  const [opened] = useState(running.text);
  const why = text.trim();
  const unready = why === '' ? 'Say why in one line. The commander needs your reason.' : null;
  const poll = running.stations !== null;
  const say = poll ? (
    <CommandButton
      look="primary"
      type="decisions.answer"
      sends={words}
      data={{ decision: running.id, text: running.text, go: false, why }}
      unready={unready}
      onDone={onClose}
    >
      Say no-go
    </CommandButton>
  ) : (
    <CommandButton
      look="primary"
      type="decisions.object"
      sends={words}
      data={{ decision: running.id, text: running.text, why }}
      unready={unready}
      onDone={onClose}
    >
      Object
    </CommandButton>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          {poll ? 'No-go' : 'Strong objection'}{' '}
          <span className={styles['time']}>
            <Countdown running={running} />
          </span>
        </>
      }
      actions={say}
    >
      {opened === running.text ? null : (
        <Notice tone="act" title="The wording changed while you were writing. Read it again before you send." />
      )}
      <blockquote className={styles['quoted']}>{running.text}</blockquote>
      <div onKeyDown={enterSends}>
        <Field
          label="Reason, in one line"
          autoFocus
          most={300}
          placeholder="the replicas are ten minutes behind"
          draft={words}
        />
      </div>
    </Dialog>
  );
}
