/** What the owner of a task can say about it: each a press, and those that need words open a window for them. */
import type { ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { toast } from '../ui/toasts.ts';
import { FORMS, tasksDialog } from './screen.ts';
import { another, useTakesPart } from './standing.ts';
import styles from './Tasks.module.css';

export function OwnActions({ task }: { readonly task: Task }): ReactNode {
  if (!useTakesPart()) return null;
  return (
    <div className={styles['actions']} role="group" aria-label={`Your task: ${task.what}`}>
      {task.status === 'offered' ? <Answer task={task} /> : <InHand task={task} />}
    </div>
  );
}

function Answer({ task }: { readonly task: Task }): ReactNode {
  return (
    <>
      <CommandButton type="tasks.acknowledge" data={{ task: task.id }} size="small" look="primary">
        Acknowledge
      </CommandButton>
      <CommandButton
        type="tasks.decline"
        data={{ task: task.id, why: '-' }}
        size="small"
        drafts={FORMS.of('decline', task.id)}
        onPress={() => tasksDialog.open({ open: 'decline', task: task.id })}
      >
        Decline
      </CommandButton>
      <PassOn task={task} />
    </>
  );
}

function InHand({ task }: { readonly task: Task }): ReactNode {
  const { id, what, status } = task;
  return (
    <>
      <CommandButton
        type="tasks.done"
        data={{ task: id }}
        size="small"
        onDone={() => toast({ tone: 'done', text: `Done: ${what}.` })}
      >
        Done
      </CommandButton>
      <CommandButton
        type="tasks.more-time"
        data={{ task: id, minutes: 5 }}
        size="small"
        onPress={() => tasksDialog.open({ open: 'more-time', task: id })}
      >
        {status === 'blocked' ? 'Continue' : 'More time'}
      </CommandButton>
      {status === 'blocked' ? null : (
        <CommandButton
          type="tasks.block"
          data={{ task: id, need: '-' }}
          size="small"
          drafts={FORMS.of('block', id)}
          onPress={() => tasksDialog.open({ open: 'block', task: id })}
        >
          Blocked
        </CommandButton>
      )}
      <CommandButton
        type="tasks.report"
        data={{ task: id, condition: '-' }}
        size="small"
        drafts={FORMS.of('report', id)}
        onPress={() => tasksDialog.open({ open: 'report', task: id })}
      >
        Report
      </CommandButton>
      <PassOn task={task} />
    </>
  );
}

const NOBODY_ELSE = 'No one else is here to take it. Copy an invite link: + next to the people in the header.';

export function PassOn({
  task,
  children = 'Reassign',
}: {
  readonly task: Task;
  readonly children?: ReactNode;
}): ReactNode {
  const to = useRoom((room) => another(room, task.owner));
  return (
    <CommandButton
      type="tasks.pass-on"
      data={{ task: task.id, to: to ?? '' }}
      size="small"
      unready={to === null ? NOBODY_ELSE : null}
      onPress={() => tasksDialog.open({ open: 'pass-on', task: task.id })}
    >
      {children}
    </CommandButton>
  );
}
