/**
 * Which row of the list the keyboard is on, and which one is unfolded. Kept outside of the list, so that moving redraws
 * two rows and not two hundred.
 */
import { useSyncExternalStore } from 'react';
import { Store } from '../session/store.ts';

export const current = new Store<string | null>(null);
const unfolded = new Store<string | null>(null);

export const toggle = (task: string): void => unfolded.set(unfolded.get() === task ? null : task);

const useIs = (store: Store<string | null>, task: string): boolean =>
  useSyncExternalStore(store.subscribe, () => store.get() === task);

export const useIsUnfolded = (task: string): boolean => useIs(unfolded, task);

/** One row is reached with Tab; from there j and k go on. Before the first move it is the first row. */
export function useTabStop(task: string, first: boolean): 0 | -1 {
  const here = useIs(current, task);
  const nowhere = useSyncExternalStore(current.subscribe, () => current.get() === null);
  return here || (nowhere && first) ? 0 : -1;
}

/** The row that has the focus, or in which something has it. */
export function taskInFocus(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset['task'] ?? null;
}

/** Moves the focus to the next or previous row; from anywhere else to the first. */
export function step(by: 1 | -1): void {
  const list = [...document.querySelectorAll<HTMLElement>('[data-tasks]')].find((each) => each.checkVisibility());
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const here = rows.findIndex((row) => row.closest('[data-task]')?.contains(document.activeElement));
  rows[here === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, here + by))]?.focus();
}
