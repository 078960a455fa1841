/**
 * What can be done about someone else's task. The row itself has only what is pressing, and only for the people its
 * owner reports to: "Ask Bob: finished?" at the timebox, someone else after a no. The rest is there when the row is
 * unfolded.
 */
import type { ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames, useNow, useSend } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { toast } from '../ui/toasts.ts';
import { PassOn } from './OwnActions.tsx';
import { useLooksAfter } from './standing.ts';
import styles from './Tasks.module.css';

export function LooksAfter({ task }: { readonly task: Task }): ReactNode {
  const looksAfter = useLooksAfter(task);
  if (!looksAfter) return null;
  if (task.status === 'declined')
    return (
      <div className={styles['actions']}>
        <PassOn task={task}>Reassign</PassOn>
        <Cancel task={task} />
      </div>
    );
  if (task.status === 'blocked' || (task.rung !== 'overdue' && task.rung !== 'unacknowledged')) return null;
  return (
    <div className={styles['actions']}>
      {task.status === 'offered' ? <PassOn task={task}>Reassign</PassOn> : null}
      <Chase task={task} />
    </div>
  );
}

export function OthersActions({ task }: { readonly task: Task }): ReactNode {
  return (
    <div className={styles['actions']}>
      <PassOn task={task}>Reassign</PassOn>
      <Cancel task={task} />
      {task.status === 'declined' ? null : <Chase task={task} />}
    </div>
  );
}

const AGAIN_SECONDS = 60;

/**
 * For a minute it says that they were asked; then they may be asked again. Last in its row: no other button moves under
 * the press.
 */
function Chase({ task }: { readonly task: Task }): ReactNode {
  const name = useNames()(task.owner);
  const now = useNow();
  const asked = task.chasedAt === null ? null : Math.max(0, (now - Date.parse(task.chasedAt)) / 1000);
  if (asked !== null && asked < AGAIN_SECONDS) return <span className={styles['asked']}>{name} was just asked</span>;
  const question = task.status === 'offered' ? `Ask ${name} to acknowledge` : `Ask ${name} for status`;
  return (
    <CommandButton type="tasks.chase" data={{ task: task.id }} size="small">
      {question}
    </CommandButton>
  );
}

/** Nothing is lost: the toast restores it. */
export function Cancel({ task: { id, what } }: { readonly task: Task }): ReactNode {
  const send = useSend();
  const restore = async (): Promise<void> => {
    const answer = await send('tasks.restore', { task: id });
    if (!answer.ok) toast({ tone: 'refused', text: answer.message });
  };
  const cancelled = (): void =>
    toast({ tone: 'done', text: `Cancelled: ${what}.`, undo: { label: 'Undo', run: () => void restore() } });
  return (
    <CommandButton type="tasks.cancel" data={{ task: id }} size="small" look="quiet" onDone={cancelled}>
      Cancel task
    </CommandButton>
  );
}
