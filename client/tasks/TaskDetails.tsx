/**
 * An unfolded task: where it comes from, until when it runs, who its owner reports to, the last report in three parts,
 * the rest of its buttons.
 */
import type { ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { At } from '../ui/Time.tsx';
import { Cancel, OthersActions } from './OthersActions.tsx';
import { FORMS, tasksDialog } from './screen.ts';
import { useTakesPart } from './standing.ts';
import styles from './Tasks.module.css';

interface TaskDetailsProps {
  readonly task: Task;
  readonly mine: boolean;
}

export function TaskDetails({ task, mine }: TaskDetailsProps): ReactNode {
  const takesPart = useTakesPart();
  return (
    <div className={styles['details']}>
      <Facts task={task} />
      <Report task={task} />
      {!takesPart ? null : mine ? <RestOfOwn task={task} /> : <OthersActions task={task} />}
    </div>
  );
}

function Facts({ task }: Pick<TaskDetailsProps, 'task'>): ReactNode {
  const name = useNames();
  const team = useRoom((room) => room.teams.teams.find(({ members }) => members.includes(task.owner)));
  const { by, owner, createdAt, minutes, dueAt, chasedAt, why, status } = task;
  return (
    <ul className={styles['facts']}>
      <li>
        {by === owner ? 'Taken on' : `Assigned by ${name(by)}`} at <At at={createdAt} />, {minutes} min
      </li>
      <li>
        {dueAt === null ? (
          `Not acknowledged by ${name(owner)} yet`
        ) : (
          <>
            Acknowledged, due <At at={dueAt} />
          </>
        )}
      </li>
      {team === undefined ? null : (
        <li>
          Team {team.name}
          {team.leader === null ? ', no lead' : `, reports to ${name(team.leader)}`}
        </li>
      )}
      {chasedAt === null ? null : (
        <li>
          Asked for status at <At at={chasedAt} />
        </li>
      )}
      {why === null || status === 'declined' ? null : <li>Reason: {why}</li>}
    </ul>
  );
}

function Report({ task: { report } }: { readonly task: Task }): ReactNode {
  if (report === null) return null;
  const parts = [
    ['Condition', report.condition],
    ['Actions', report.actions],
    ['Needs', report.needs],
  ].filter(([, said]) => said !== '');
  return (
    <dl className={styles['report']} aria-label="Last report">
      {parts.map(([title, said]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{said}</dd>
        </div>
      ))}
      <div>
        <dt>Reported</dt>
        <dd>
          <At at={report.at} />
        </dd>
      </div>
    </dl>
  );
}

/** What the row says already is not said twice. */
function RestOfOwn({ task }: { readonly task: Task }): ReactNode {
  const { id, status } = task;
  return (
    <div className={styles['actions']}>
      {status === 'offered' ? null : (
        <CommandButton
          type="tasks.done"
          data={{ task: id }}
          size="small"
          look="quiet"
          drafts={FORMS.of('done', id)}
          onPress={() => tasksDialog.open({ open: 'done', task: id })}
        >
          Done, with a result
        </CommandButton>
      )}
      {status === 'offered' ? null : (
        <CommandButton
          type="tasks.decline"
          data={{ task: id, why: '-' }}
          size="small"
          look="quiet"
          drafts={FORMS.of('decline', id)}
          onPress={() => tasksDialog.open({ open: 'decline', task: id })}
        >
          Decline
        </CommandButton>
      )}
      <Cancel task={task} />
    </div>
  );
}
