/**
 * What is done, was cancelled or was left at a close, folded into one line that opens. The newest first; what was not
 * done can be restored from here too.
 */
import { useMemo, type ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { At } from '../ui/Time.tsx';
import { useLooksAfter, useTakesPart } from './standing.ts';
import styles from './Tasks.module.css';

const HOW: Partial<Record<Task['status'], string>> = {
  done: 'done',
  cancelled: 'cancelled',
  left: 'open at close',
};

export function EndedTasks({ tasks }: { readonly tasks: readonly Task[] }): ReactNode {
  const summary = useMemo(
    () =>
      Object.entries(HOW)
        .map(([status, word]) => ({ word, count: tasks.filter((task) => task.status === status).length }))
        .filter(({ count }) => count > 0),
    [tasks],
  );
  if (tasks.length === 0) return null;
  return (
    <details className={styles['ended']}>
      <summary>{summary.map(({ word, count }) => `${count} ${word}`).join(', ')}</summary>
      <ul>
        {tasks.map((task) => (
          <Ended key={task.id} task={task} />
        ))}
      </ul>
    </details>
  );
}

function Ended({ task }: { readonly task: Task }): ReactNode {
  const name = useNames();
  const { owner, what, status, result, why, endedAt } = task;
  const said = status === 'done' ? result : why;
  return (
    <li>
      <span className={styles['words']}>
        <strong>{name(owner)}</strong> {what}
        {said === null ? null : <span className={styles['said']}> {said}</span>}
      </span>
      <span className={styles['how']}>
        {HOW[status]}
        {endedAt === null ? null : (
          <>
            {' '}
            <At at={endedAt} />
          </>
        )}
      </span>
      {status === 'cancelled' || status === 'left' ? <Restore task={task} /> : null}
    </li>
  );
}

function Restore({ task }: { readonly task: Task }): ReactNode {
  const takesPart = useTakesPart();
  return useLooksAfter(task) && takesPart ? (
    <CommandButton type="tasks.restore" data={{ task: task.id }} size="small">
      Restore
    </CommandButton>
  ) : null;
}
