/**
 * Which window about tasks is open in this tab. Buttons, keys, the palette and the owed items open them from anywhere; only
 * TasksDialogs shows them.
 */
import { Store } from '../session/store.ts';

export type TasksScreen =
  | { readonly open: 'assign'; readonly sentence?: string }
  | { readonly open: 'report' | 'block' | 'more-time' | 'decline' | 'pass-on' | 'done'; readonly task: string }
  | null;

export const tasksScreen = new Store<TasksScreen>(null);
export const openTasks = (screen: NonNullable<TasksScreen>): void => tasksScreen.set(screen);
export const closeTasks = (): void => tasksScreen.set(null);
