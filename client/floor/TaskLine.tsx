/**
 * One open task in a line: who has it, what it is, and its state. Overdue, blocked and declined are shown in words and
 * by a sign.
 */
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames, useNow } from '../session/hooks.ts';
import { Since, Until } from '../ui/Time.tsx';
import styles from './Floor.module.css';
import { needsALook } from './walk.ts';

export function TaskLine({ task, owner }: { readonly task: Task; readonly owner?: true }): ReactNode {
  const name = useNames();
  const now = useNow();
  const marked = needsALook(task, now);
  return (
    <span className={styles['task']} data-marked={marked}>
      {owner === true ? <strong>{name(task.owner)}</strong> : null} {task.what}{' '}
      <span className={styles['stands']}>
        · {marked ? <TriangleAlert size={13} aria-hidden="true" /> : null}
        <Stands task={task} late={marked} />
      </span>
    </span>
  );
}

function Stands({ task, late }: { readonly task: Task; readonly late: boolean }): ReactNode {
  if (task.status === 'blocked') return <>blocked, needs: {task.need}</>;
  if (task.status === 'declined') return <>declined{task.why === null ? '' : `: ${isolated(task.why)}`}</>;
  if (task.dueAt === null)
    return (
      <>
        unacknowledged <Since at={task.offeredAt} />
      </>
    );
  return late ? (
    <>
      overdue <Since at={task.dueAt} />
    </>
  ) : (
    <>
      <Until at={task.dueAt} /> left
    </>
  );
}
