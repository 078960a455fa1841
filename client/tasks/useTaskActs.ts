/**
 * What a key or the palette does to a task: to the one whose row has the focus, otherwise to your own most pressing
 * one. The domain is asked before a window opens, so that no one fills in a form for a no.
 */
import type { RoomCommand } from '../../shared/commands.ts';
import { judge, useRoomStore } from '../session/hooks.ts';
import { toast } from '../ui/toasts.ts';
import { tasksDialog, type TasksScreen } from './screen.ts';
import { taskInFocus } from './selection.ts';
import { another, ownTasks } from './standing.ts';

export type Act = Extract<NonNullable<TasksScreen>, { task: string }>['open'];

/** A sample of what would be sent, so that the domain can be asked. */
export function sample(act: Act, task: string, to: string): RoomCommand {
  switch (act) {
    case 'report':
      return { type: 'tasks.report', data: { task, condition: '-' } };
    case 'block':
      return { type: 'tasks.block', data: { task, need: '-' } };
    case 'more-time':
      return { type: 'tasks.more-time', data: { task, minutes: 5 } };
    case 'decline':
      return { type: 'tasks.decline', data: { task, why: '-' } };
    case 'pass-on':
      return { type: 'tasks.pass-on', data: { task, to } };
    case 'done':
      return { type: 'tasks.done', data: { task } };
  }
}

export function useTaskActs(): (act: Act) => void {
  const store = useRoomStore();
  return (act) => {
    const view = store.view.get();
    const you = view.you?.id ?? '';
    const task = taskInFocus() ?? ownTasks(view.room, you)[0]?.id;
    if (task === undefined) return toast({ tone: 'refused', text: 'You have no open task. Press t to take one.' });
    const owner = view.room.tasks.tasks.find(({ id }) => id === task)?.owner ?? you;
    const { type, data } = sample(act, task, another(view.room, owner) ?? '');
    const refused = judge(view, type, data);
    if (refused === null) tasksDialog.open({ open: act, task });
    else toast({ tone: 'refused', text: refused.sentence });
  };
}
