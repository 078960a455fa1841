/** Before closing: what is still open and will be left so. It blocks nothing; it is only a reminder. */
import type { ReactNode } from 'react';
import { isLive } from '../../shared/tasks/finding.ts';
import { useRoom } from '../session/hooks.ts';
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

function counted(number: number, one: string, many: string): string | null {
  if (number === 0) return null;
  return number === 1 ? `one ${one}` : `${number} ${many}`;
}
