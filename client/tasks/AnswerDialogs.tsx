/** The owner's words about a task, where one press is not enough: done with a result, more time, blocked, declined. */
import { useState, type ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { enterSends } from '../ui/enter.ts';
import styles from './Composer.module.css';
import { MinutesField } from './MinutesField.tsx';

export interface TaskDialogProps {
  readonly task: Task;
  readonly onClose: () => void;
}

const USUAL_MORE = 5;

export function DoneDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const [result, setResult] = useState('');
  const data = { task: task.id, ...(result.trim() === '' ? {} : { result: result.trim() }) };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Done: ${task.what}`}
      actions={
        <CommandButton look="primary" type="tasks.done" data={data} onDone={onClose}>
          Done
        </CommandButton>
      }
    >
      <div onKeyDown={enterSends}>
        <Field
          label="What came of it (optional)"
          hint="One line for the log: what you found, what is different now."
          placeholder="replica 3 lagged by 40 s, is level again"
          maxLength={4000}
          value={result}
          onChange={(event) => setResult(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

/** The owner knows best: their own estimate, counted from now. */
export function MoreTimeDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const [minutes, setMinutes] = useState(USUAL_MORE);
  const fits = Number.isInteger(minutes) && minutes >= 1 && minutes <= 480;
  const send = (
    <CommandButton
      look="primary"
      type="tasks.more-time"
      data={{ task: task.id, minutes }}
      unready={fits ? null : 'A timebox has 1 to 480 minutes.'}
      onDone={onClose}
    >
      {`${fits ? minutes : ''} min from now`.trim()}
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title={`More time: ${task.what}`} actions={send}>
      <div onKeyDown={enterSends}>
        <MinutesField label="Your own estimate, from now" value={minutes} onChange={setMinutes} />
      </div>
      {task.status === 'blocked' ? <p className={styles['means']}>You go on: it is not blocked any more.</p> : null}
    </Dialog>
  );
}

export function BlockDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const [need, setNeed] = useState('');
  const send = (
    <CommandButton
      look="primary"
      type="tasks.block"
      data={{ task: task.id, need: need.trim() }}
      unready={need.trim() === '' ? 'Say what you need: that is what somebody else can help with.' : null}
      onDone={onClose}
    >
      Blocked
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title={`Blocked: ${task.what}`} actions={send}>
      <div onKeyDown={enterSends}>
        <Field
          label="What you need to go on"
          hint="A person, an access, a decision. The commander reads it at once."
          placeholder="somebody with write access to db-7"
          maxLength={300}
          value={need}
          onChange={(event) => setNeed(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

export function DeclineDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const [why, setWhy] = useState('');
  const send = (
    <CommandButton
      look="primary"
      type="tasks.decline"
      data={{ task: task.id, why: why.trim() }}
      unready={why.trim() === '' ? 'Say why, in a few words: then the right person can be found.' : null}
      onDone={onClose}
    >
      Decline
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title={`Decline: ${task.what}`} actions={send}>
      <div onKeyDown={enterSends}>
        <Field
          label="Why"
          hint="A plain no is a good answer: it is given to somebody else."
          placeholder="no access to the replicas"
          maxLength={300}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
