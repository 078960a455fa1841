/** The tasks that were open, and how much of their time was left. */
import type { ReactNode } from 'react';
import { namesIn } from '../../session/names.ts';
import { isLive } from '../../tasks/rows.ts';
import { timeWords } from '../../tasks/TaskState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './Past.module.css';
import type { Then } from './then.ts';

export function PastTasks({ then: { room, moment } }: { readonly then: Then }): ReactNode {
  const name = namesIn(room.crew.members);
  const tasks = room.tasks.tasks.filter(isLive);
  return (
    <Panel title="Tasks" aside={tasks.length === 0 ? undefined : `${tasks.length} open`}>
      {tasks.length === 0 ? (
        <p className={styles['none']}>No open tasks.</p>
      ) : (
        <ul className={styles['rows']}>
          {tasks.map((task) => (
            <li key={task.id}>
              <span>
                <strong>{name(task.owner)}</strong> {task.what}
              </span>
              <small>
                {task.status === 'declined' || task.status === 'blocked'
                  ? task.status
                  : timeWords(task, Date.parse(moment)).words}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
