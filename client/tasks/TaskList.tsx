/**
 * The list itself. With the keyboard: j and k (or the arrows) move, Enter unfolds, e is done, m is more time, c
 * reports. A row is redrawn only when its own task changed, so that two hundred cost no more than one.
 */
import { useEffect, useMemo, type KeyboardEvent, type ReactNode } from 'react';
import type { Team } from '../../shared/teams/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { keysOn } from '../ui/keys.ts';
import { EndedTasks } from './EndedTasks.tsx';
import { rowsOf, type Rows } from './rows.ts';
import { current, step } from './selection.ts';
import { useCommands, useTakesPart } from './standing.ts';
import { TaskRow } from './TaskRow.tsx';
import styles from './Tasks.module.css';
import { useTaskActs, type Act } from './useTaskActs.ts';

export function useRows(): Rows {
  const tasks = useRoom((room) => room.tasks);
  const teams = useRoom((room) => room.teams);
  const you = useYou();
  return useMemo(() => rowsOf(tasks, teams, you), [tasks, teams, you]);
}

export function TaskList({ rows: { mine, others, ended } }: { readonly rows: Rows }): ReactNode {
  const keys = useListKeys();
  const shown = useMemo(() => [...mine, ...others].map(({ key }) => key), [mine, others]);
  useEffect(() => {
    const here = current.get();
    if (here !== null && !shown.includes(here)) current.set(null);
  }, [shown]);
  const first = [...mine, ...others].find((row) => 'task' in row)?.key;
  return (
    <div className={styles['tasks']} data-tasks onKeyDown={keys}>
      {mine.length === 0 ? null : (
        <ul aria-label="Your tasks" className={styles['list']}>
          {mine.map((row) => (
            <TaskRow key={row.key} row={row} first={row.key === first} mine />
          ))}
        </ul>
      )}
      {others.length === 0 ? null : (
        <ul aria-label="Other tasks" className={styles['list']}>
          {others.map((row) =>
            'team' in row ? (
              <TeamLine key={row.key} team={row.team} />
            ) : (
              <TaskRow key={row.key} row={row} first={row.key === first} />
            ),
          )}
        </ul>
      )}
      {mine.length + others.length === 0 ? <Empty ever={ended.length > 0} /> : null}
      <EndedTasks tasks={ended} />
    </div>
  );
}

function TeamLine({ team }: { readonly team: Team }): ReactNode {
  const name = useNames();
  return (
    <li className={styles['team']}>
      {team.name}, {team.leader === null ? 'no lead' : `led by ${name(team.leader)}`}
    </li>
  );
}

function Empty({ ever }: { readonly ever: boolean }): ReactNode {
  const takesPart = useTakesPart();
  const commands = useCommands();
  const none = ever ? 'No open tasks.' : 'No tasks yet.';
  const teach = commands ? (
    <>
      {' '}
      Type who does what <ByKey />: <q>Kim check the replicas 5m</q>
    </>
  ) : (
    <>
      {' '}
      The commander assigns tasks. Take one on yourself <ByKey />: <q>check the replicas 5m</q>
    </>
  );
  return (
    <p className={styles['empty']}>
      {none}
      {takesPart ? teach : null}
    </p>
  );
}

/** Not where there are no keys. */
const ByKey = (): ReactNode => (
  <span className={styles['byKey']}>
    (<kbd>t</kbd>)
  </span>
);

const ACTS: Readonly<Record<string, Act>> = { e: 'done', m: 'more-time', c: 'report' };

/** Only in the list: other lists of the room answer the same keys for theirs. */
function useListKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const act = useTaskActs();
  return (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
    const onRow = target.matches('[data-row]');
    const way =
      key === 'ArrowDown' && onRow
        ? 1
        : key === 'ArrowUp' && onRow
          ? -1
          : !keysOn.get()
            ? 0
            : key === 'j'
              ? 1
              : key === 'k'
                ? -1
                : 0;
    const wanted = keysOn.get() && Object.hasOwn(ACTS, key) ? ACTS[key] : undefined;
    if (way === 0 && wanted === undefined) return;
    event.preventDefault();
    if (way === 0) act(wanted as Act);
    else step(way);
  };
}
