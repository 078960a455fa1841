/**
 * Shows the one window about tasks that is open, closes it when its task is over, and answers the keys about tasks.
 * Lives once, in the layout.
 */
import { useEffect, type ComponentType, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { BlockDialog, DeclineDialog, DoneDialog, MoreTimeDialog, type TaskDialogProps } from './AnswerDialogs.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { PassOnDialog } from './PassOnDialog.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { isLive } from './rows.ts';
import { tasksDialog } from './screen.ts';
import { useTaskKeys } from './useTaskKeys.ts';
import type { Act } from './useTaskActs.ts';

const WINDOWS: Readonly<Record<Act, ComponentType<TaskDialogProps>>> = {
  report: ReportDialog,
  block: BlockDialog,
  'more-time': MoreTimeDialog,
  decline: DeclineDialog,
  'pass-on': PassOnDialog,
  done: DoneDialog,
};

export function TasksDialogs(): ReactNode {
  const screen = useStore(tasksDialog);
  useTaskKeys();
  useEffect(() => tasksDialog.close, []);
  if (screen === null) return null;
  if (screen.open === 'assign') return <AssignDialog sentence={screen.sentence} onClose={tasksDialog.close} />;
  return <AboutTask task={screen.task} window={WINDOWS[screen.open]} />;
}

function AboutTask({
  task: id,
  window: Window,
}: {
  readonly task: string;
  readonly window: ComponentType<TaskDialogProps>;
}): ReactNode {
  const task = useRoom((room) => room.tasks.tasks.find((each) => each.id === id));
  const over = task === undefined || !isLive(task);
  useEffect(() => (over ? tasksDialog.close() : undefined), [over]);
  return over ? null : <Window task={task} onClose={tasksDialog.close} />;
}
