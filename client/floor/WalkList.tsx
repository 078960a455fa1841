/**
 * The walk through the open tasks, on the screen: your own first, then what is overdue or blocked, then one owner at a
 * time.
 */
import type { ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames } from '../session/hooks.ts';
import styles from './Floor.module.css';
import { OwnTask } from './OwnTask.tsx';
import { TaskLine } from './TaskLine.tsx';
import { isTicked, keysOfMarked, keysOfOwner, ticked, type Walk, type WalkDraft } from './walk.ts';

interface WalkListProps {
  readonly walk: Walk;
  readonly draft: WalkDraft;
  readonly onChange: (draft: WalkDraft) => void;
  readonly receiver: string;
}

export function WalkList({ walk, draft, onChange, receiver }: WalkListProps): ReactNode {
  const { mine, marked, owners, fresh, nobodys } = walk;
  const tick = (keys: readonly string[]) => ({
    on: isTicked(draft, keys),
    onTick: () => onChange(ticked(draft, keys)),
  });
  if (mine.length + marked.length + owners.length + fresh.length + nobodys.length === 0)
    return <p className={styles['note']}>No open tasks to take over.</p>;
  return (
    <fieldset className={styles['walk']}>
      <legend>Open tasks: review each one, then tick it</legend>
      {mine.map((task) => (
        <OwnTask
          key={task.id}
          task={task}
          receiver={receiver}
          fate={draft.fates[task.id]}
          onFate={(fate) => onChange({ ...draft, fates: { ...draft.fates, [task.id]: fate } })}
        />
      ))}
      {marked.map((task) => (
        <Tick key={task.id} {...tick(keysOfMarked(task))}>
          <TaskLine task={task} owner />
        </Tick>
      ))}
      {owners.map(({ owner, tasks }) => (
        <Tick key={owner} {...tick(keysOfOwner(tasks))}>
          <Owners owner={owner} tasks={tasks} />
        </Tick>
      ))}
      {nobodys.length === 0 ? null : (
        <div className={styles['fresh']}>
          <em>declined, unassigned</em>
          <Lines tasks={nobodys} owner />
        </div>
      )}
      {fresh.length === 0 ? null : (
        <div className={styles['fresh']}>
          <em>new since the offer, yours once you accept</em>
          <Lines tasks={fresh} owner />
        </div>
      )}
    </fieldset>
  );
}

/** A single task is beside its owner's name, several are below it. */
function Owners({ owner, tasks }: { readonly owner: string; readonly tasks: readonly Task[] }): ReactNode {
  const name = useNames();
  const [only, more] = tasks;
  return only !== undefined && more === undefined ? (
    <TaskLine task={only} owner />
  ) : (
    <>
      <strong>{name(owner)}</strong>
      <Lines tasks={tasks} />
    </>
  );
}

function Lines({ tasks, owner }: { readonly tasks: readonly Task[]; readonly owner?: true }): ReactNode {
  return (
    <ul>
      {tasks.map((task) => (
        <li key={task.id}>
          <TaskLine task={task} {...(owner === true ? { owner } : {})} />
        </li>
      ))}
    </ul>
  );
}

interface TickProps {
  readonly on: boolean;
  readonly onTick: () => void;
  readonly children: ReactNode;
}

function Tick({ on, onTick, children }: TickProps): ReactNode {
  return (
    <label className={styles['tick']} data-on={on}>
      <input type="checkbox" checked={on} onChange={onTick} />
      <span>
        <span className={styles['have']}>I have it:</span> {children}
      </span>
    </label>
  );
}
