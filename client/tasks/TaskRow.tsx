/**
 * One task: who, what, its state, and what is pressing about it. Unfolded it shows the rest and offers the rest.
 * Anything overdue says so in words and has a tinted background.
 */
import { memo, type ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useAttendance } from '../session/attendance.ts';
import { useNames } from '../session/hooks.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { LooksAfter } from './OthersActions.tsx';
import { OwnActions } from './OwnActions.tsx';
import type { TaskRow as Row } from './rows.ts';
import { need } from './rows.ts';
import { current, toggle, useIsUnfolded, useTabStop } from './selection.ts';
import { TaskDetails } from './TaskDetails.tsx';
import styles from './Tasks.module.css';
import { TaskState } from './TaskState.tsx';

interface TaskRowProps {
  readonly row: Row;
  readonly first: boolean;
  readonly mine?: boolean;
}

const PRESSING = 4;

export const TaskRow = memo(
  function TaskRow({ row: { task, below }, first, mine = false }: TaskRowProps): ReactNode {
    const open = useIsUnfolded(task.id);
    const tabStop = useTabStop(task.id, first);
    const name = useNames();
    const attendance = useAttendance(task.owner);
    const leader = below?.leader ?? null;
    return (
      <li
        className={styles['row']}
        data-task={task.id}
        data-pressing={need(task) < PRESSING}
        data-mine={mine}
        data-below={below !== null}
      >
        <div className={styles['main']}>
          <button
            type="button"
            className={styles['open']}
            data-row
            tabIndex={tabStop}
            aria-expanded={open}
            onFocus={() => current.set(task.id)}
            onClick={() => toggle(task.id)}
          >
            <Avatar name={name(task.owner)} attendance={attendance} size="small" />
            <span className={styles['words']}>
              <strong>{mine ? 'You' : name(task.owner)}</strong> {task.what}
              {leader === null ? null : <span className="visually-hidden"> (reports to {name(leader)})</span>}
            </span>
          </button>
          <TaskState task={task} />
        </div>
        <Note task={task} open={open} />
        {mine ? <OwnActions task={task} /> : open ? null : <LooksAfter task={task} />}
        {open ? <TaskDetails task={task} mine={mine} /> : null}
      </li>
    );
  },
  (before, after) =>
    before.row.task === after.row.task &&
    before.row.below === after.row.below &&
    before.first === after.first &&
    before.mine === after.mine,
);

/** What the owner said last about it; the full report is below when the row is unfolded. */
function Note({
  task: { status, need: needs, why, report },
  open,
}: {
  readonly task: Task;
  readonly open: boolean;
}): ReactNode {
  const said =
    status === 'declined'
      ? `Reason: ${why ?? ''}${needs === null ? '' : `. It was blocked. Needs: ${needs}`}`
      : needs !== null
        ? `${status === 'blocked' ? '' : 'It was blocked. '}Needs: ${needs}`
        : open
          ? undefined
          : report?.condition;
  return said === undefined ? null : <p className={styles['note']}>{said}</p>;
}
