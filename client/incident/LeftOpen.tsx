/** Before closing: what is still open or unsolved and will be left so. It blocks nothing; it is only a reminder. */
import type { ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import { isLive } from '../../shared/tasks/finding.ts';
import { useRoom } from '../session/hooks.ts';
import { STATUS_NAMES } from './names.ts';
import styles from './Dialogs.module.css';

export function LeftOpen(): ReactNode {
  const tasks = useRoom((room) => room.tasks.tasks.filter(isLive).length);
  const asks = useRoom((room) => room.asks.open.length);
  if (tasks + asks === 0) return null;
  const what = [counted(tasks, 'task', 'tasks'), counted(asks, 'question', 'questions')]
    .filter((part) => part !== null)
    .join(' and ');
  return (
    <p className={styles['note']}>
      <strong>Still open: {what}.</strong> Closing leaves {tasks + asks === 1 ? 'it' : 'them'} undone, and the log says
      so.
    </p>
  );
}

/** A fire that nobody said is out. */
export function NotResolved(): ReactNode {
  const { status, severity, now } = useRoom((room) => room.incident);
  if (status === 'resolved') return null;
  return (
    <p className={styles['note']}>
      <strong>
        Not resolved: SEV{severity}, {STATUS_NAMES[status].toLowerCase()}.
      </strong>{' '}
      {now.impact === null ? null : <>Impact: {isolated(now.impact.value)}. </>}
      Closing leaves that as the last word. Change the status first if it’s over.
    </p>
  );
}

function counted(number: number, one: string, many: string): string | null {
  if (number === 0) return null;
  return number === 1 ? `one ${one}` : `${number} ${many}`;
}
