/** A status report, in three parts that everyone knows where to find: condition, actions, needs. */
import type { ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, within } from '../ui/drafting.ts';
import { Area, Choice } from '../ui/Field.tsx';
import type { TaskDialogProps } from './AnswerDialogs.tsx';
import { tasksDialog } from './screen.ts';
import { rowsOf } from './rows.ts';

interface Report {
  readonly condition: string;
  readonly actions: string;
  readonly needs: string;
}

const EMPTY: Report = { condition: '', actions: '', needs: '' };

const PARTS: ReadonlyArray<{ readonly part: keyof Report; readonly label: string; readonly hint: string }> = [
  { part: 'condition', label: 'Condition', hint: 'What you see now, facts only: “2 of 3 replicas have caught up”.' },
  { part: 'actions', label: 'Actions', hint: 'What you did and what’s next: “restarted replica 3, watching the lag”.' },
  { part: 'needs', label: 'Needs', hint: 'What you need, and who from. Leave empty if nothing.' },
];

export function ReportDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const report = useDraft<Report>(`report.${task.id}`, EMPTY);
  const { condition, actions, needs } = report.value;
  const data = {
    task: task.id,
    condition: condition.trim(),
    ...(actions.trim() === '' ? {} : { actions: actions.trim() }),
    ...(needs.trim() === '' ? {} : { needs: needs.trim() }),
  };
  const send = (
    <CommandButton
      look="primary"
      type="tasks.report"
      sends={report}
      data={data}
      unready={condition.trim() === '' ? 'Enter at least the condition.' : null}
      onDone={onClose}
    >
      Report
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title={`Report: ${isolated(task.what)}`} actions={send}>
      {PARTS.map(({ part, label, hint }) => (
        <Area
          key={part}
          label={label}
          hint={hint}
          rows={2}
          most={4000}
          autoFocus={part === 'condition'}
          draft={within(report.value[part], (text) => report.set((before) => ({ ...before, [part]: text })))}
        />
      ))}
      <WhichOfMine task={task.id} />
    </Dialog>
  );
}

/** With several open tasks the report may be about another of them. */
function WhichOfMine({ task }: { readonly task: string }): ReactNode {
  const tasks = useRoom((room) => room.tasks);
  const teams = useRoom((room) => room.teams);
  const { mine } = rowsOf(tasks, teams, useYou());
  if (mine.length < 2) return null;
  return (
    <Choice
      label="Which task"
      options={mine.map((row) => ({ value: row.task.id, label: row.task.what }))}
      value={task}
      onChoose={(id) => tasksDialog.open({ open: 'report', task: id })}
    />
  );
}
