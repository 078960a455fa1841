/** What is said about a task, or a new one. Shown by TasksDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export type TasksScreen =
  | { readonly open: 'assign'; readonly sentence?: string }
  | { readonly open: 'report' | 'block' | 'more-time' | 'decline' | 'pass-on' | 'done'; readonly task: string };

export const tasksDialog = new OpenDialog<TasksScreen>();
