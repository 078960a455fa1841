/**
 * The owner's answers about a task, where one press is not enough: done with a result, more time, blocked, declined.
 */
import { useState, type ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import type { Task } from '../../shared/tasks/words.ts';
import { serverNow } from '../session/server-clock.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { enterSends } from '../ui/enter.ts';
import { MinutesField } from '../ui/MinutesField.tsx';
import { MINUTES, MOST_MINUTES } from './composer-draft.ts';
import styles from './Tasks.module.css';

export interface TaskDialogProps {
  readonly task: Task;
  readonly onClose: () => void;
}

const USUAL_MORE = 5;

export function DoneDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const words = useDraft(`done.${task.id}`, '');
  const result = words.value;
  const data = { task: task.id, ...(result.trim() === '' ? {} : { result: result.trim() }) };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Done: ${isolated(task.what)}`}
      actions={
        <CommandButton look="primary" type="tasks.done" sends={words} data={data} onDone={onClose}>
          Done
        </CommandButton>
      }
    >
      <div onKeyDown={enterSends}>
        <Field
          label="Result (optional)"
          hint="One line for the log: what you found, what changed."
          placeholder="replica 3 was 40 s behind, caught up now"
          most={4000}
          draft={words}
        />
      </div>
    </Dialog>
  );
}

/** The owner knows best: their own estimate, counted from now. It never ends before what they have already. */
export function MoreTimeDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const [left] = useState(() => minutesLeft(task));
  const usual = MINUTES.filter((each) => each > left);
  const [minutes, setMinutes] = useState<number | null>(
    usual.find((each) => each >= USUAL_MORE) ?? Math.min(left + USUAL_MORE, MOST_MINUTES),
  );
  const unready =
    minutes === null
      ? 'A timebox is 1 to 480 minutes.'
      : minutes < left
        ? `You still have ${left} min. Choose more than that.`
        : null;
  const send = (
    <CommandButton
      look="primary"
      type="tasks.more-time"
      data={{ task: task.id, minutes: minutes ?? 0 }}
      unready={unready}
      onDone={onClose}
    >
      {`${minutes ?? ''} min from now`.trim()}
    </CommandButton>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${task.status === 'blocked' ? 'Continue' : 'More time'}: ${isolated(task.what)}`}
      actions={send}
    >
      <div onKeyDown={enterSends}>
        <MinutesField
          label="Your own estimate, from now"
          usual={usual}
          most={MOST_MINUTES}
          value={minutes}
          onChange={setMinutes}
          until="by"
        />
      </div>
      {task.status === 'blocked' ? <p className={styles['means']}>You’re no longer blocked and can continue.</p> : null}
    </Dialog>
  );
}

const minutesLeft = ({ dueAt }: Task): number =>
  dueAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(dueAt) - serverNow()) / 60_000));

export function BlockDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const words = useDraft(`blocked.${task.id}`, '');
  const need = words.value;
  const send = (
    <CommandButton
      look="primary"
      type="tasks.block"
      sends={words}
      data={{ task: task.id, need: need.trim() }}
      unready={need.trim() === '' ? 'Say what you need, so someone can help.' : null}
      onDone={onClose}
    >
      Blocked
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title={`Blocked: ${isolated(task.what)}`} actions={send}>
      <div onKeyDown={enterSends}>
        <Field
          label="What you need to continue"
          hint="A person, access, a decision. The commander sees it right away."
          placeholder="someone with write access to db-7"
          most={300}
          draft={words}
        />
      </div>
    </Dialog>
  );
}

export function DeclineDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const words = useDraft(`decline.${task.id}`, '');
  const why = words.value;
  const send = (
    <CommandButton
      look="primary"
      type="tasks.decline"
      sends={words}
      data={{ task: task.id, why: why.trim() }}
      unready={why.trim() === '' ? 'Say why in a few words, so the right person can be found.' : null}
      onDone={onClose}
    >
      Decline
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title={`Decline: ${isolated(task.what)}`} actions={send}>
      <div onKeyDown={enterSends}>
        <Field
          label="Reason"
          hint="It’s OK to say no. The task goes to someone else."
          placeholder="no access to the replicas"
          most={300}
          draft={words}
        />
      </div>
    </Dialog>
  );
}
