/**
 * A task's state, in a word and a time: the only part of a row that redraws each second. Amber means that someone has
 * to act.
 */
import type { ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useNow } from '../session/hooks.ts';
import { duration } from '../ui/times.ts';
import styles from './Tasks.module.css';

export function TaskState({ task }: { readonly task: Task }): ReactNode {
  if (task.status === 'declined')
    return (
      <span className={styles['state']} data-late="true">
        declined
      </span>
    );
  if (task.status === 'blocked')
    return (
      <span className={styles['state']} data-late="true">
        blocked
      </span>
    );
  return <Ticking task={task} />;
}

function Ticking({ task }: { readonly task: Task }): ReactNode {
  const { words, late } = timeWords(task, useNow());
  return (
    <span className={styles['state']} data-late={late} role="timer" aria-live="off">
      {words}
    </span>
  );
}

/** "2:10 left", "overdue 1:05", "unacknowledged 0:40". */
export function timeWords(
  { status, dueAt, offeredAt, rung }: Task,
  now: number,
): { readonly words: string; readonly late: boolean } {
  if (status === 'blocked') return { words: 'blocked', late: true };
  if (status === 'offered' || dueAt === null)
    return {
      words: `unacknowledged ${duration(Math.max(0, (now - Date.parse(offeredAt)) / 1000))}`,
      late: rung !== 'none',
    };
  const left = Math.floor((Date.parse(dueAt) - now) / 1000);
  return left >= 0
    ? { words: `${duration(left)} left`, late: false }
    : { words: `overdue ${duration(left)}`, late: true };
}
