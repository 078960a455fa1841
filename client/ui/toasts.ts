/**
 * Short messages about something just done: a list that App.tsx shows. A toast may offer the plain inverse as a new
 * command.
 */
import { Store } from '../session/store.ts';

export interface Toast {
  readonly id: number;
  /** `news`: not about what was just done here. */
  readonly tone: 'done' | 'refused' | 'news';
  readonly text: string;
  readonly undo?: { readonly label: string; readonly run: () => void };
}

export const toasts = new Store<readonly Toast[]>([]);
let count = 0;

const SHOWN_MS: Readonly<Record<Toast['tone'], number>> = { done: 6_000, refused: 9_000, news: 15_000 };

export function toast(words: Omit<Toast, 'id'>): void {
  const id = (count += 1);
  toasts.set([...toasts.get().slice(-2), { ...words, id }]);
  setTimeout(() => dismiss(id), SHOWN_MS[words.tone]);
}

export const dismiss = (id: number): void => toasts.set(toasts.get().filter((each) => each.id !== id));
