/** How it goes, in three parts that everybody knows where to look for: condition, actions, needs. */
import { useState, type ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area, Choice } from '../ui/Field.tsx';
import type { TaskDialogProps } from './AnswerDialogs.tsx';
import { openTasks } from './screen.ts';
import { rowsOf } from './rows.ts';

interface Report {
  readonly condition: string;
  readonly actions: string;
  readonly needs: string;
}

const PARTS: ReadonlyArray<{ readonly part: keyof Report; readonly label: string; readonly hint: string }> = [
  { part: 'condition', label: 'Condition', hint: 'What you see now, as fact: “two of three replicas are level”.' },
  { part: 'actions', label: 'Actions', hint: 'What you did and do next: “restarted replica 3, watching the lag”.' },
  { part: 'needs', label: 'Needs', hint: 'What you need, from whom. Nothing: leave it empty.' },
];

export function ReportDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const [report, setReport] = useState<Report>({ condition: '', actions: '', needs: '' });
  const { condition, actions, needs } = report;
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
      data={data}
      unready={condition.trim() === '' ? 'Say at least how it stands.' : null}
      onDone={onClose}
    >
      Report
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title={`Report: ${task.what}`} actions={send}>
      {PARTS.map(({ part, label, hint }) => (
        <Area
          key={part}
          label={label}
          hint={hint}
          rows={2}
          maxLength={4000}
          autoFocus={part === 'condition'}
          value={report[part]}
          onChange={(event) => setReport({ ...report, [part]: event.target.value })}
        />
      ))}
      <WhichOfMine task={task.id} />
    </Dialog>
  );
}

/** With several tasks in hand the report may be about another of them. */
function WhichOfMine({ task }: { readonly task: string }): ReactNode {
  const tasks = useRoom((room) => room.tasks);
  const teams = useRoom((room) => room.teams);
  const { mine } = rowsOf(tasks, teams, useYou());
  if (mine.length < 2) return null;
  return (
    <Choice
      label="About which of your tasks"
      options={mine.map((row) => ({ value: row.task.id, label: row.task.what }))}
      value={task}
      onChoose={(id) => openTasks({ open: 'report', task: id })}
    />
  );
}
