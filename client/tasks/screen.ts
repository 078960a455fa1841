/** What is said about a task, or a new one. Shown by TasksDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export type TasksScreen =
  | { readonly open: 'assign'; readonly sentence?: string }
  | { readonly open: 'report' | 'block' | 'more-time' | 'decline' | 'pass-on' | 'done'; readonly task: string };

export const tasksDialog = new OpenDialog<TasksScreen>();

/** The fields of each form, by which its unsent text is kept. */
export const FORMS = {
  assign: ['assign'],
  all: (task: string) => ['report', 'blocked', 'decline', 'done'].map((act) => `${act}.${task}`),
  of: (act: 'report' | 'block' | 'decline' | 'done', task: string) => [`${act === 'block' ? 'blocked' : act}.${task}`],
};
