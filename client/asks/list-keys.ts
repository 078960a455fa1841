/** j and k (or the arrows) move among the asks of the list they are pressed in, Enter opens the one that is chosen. */
import type { KeyboardEvent } from 'react';
import { isTyping, keysOn } from '../ui/keys.ts';

const LETTERS: Readonly<Record<string, number>> = { j: 1, k: -1 };
const ARROWS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export function moveAmongAsks(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const way = ARROWS[event.key] ?? (keysOn.get() ? LETTERS[event.key] : undefined);
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  if (way === undefined || rows.length === 0) return;
  event.preventDefault();
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  rows[here === -1 ? 0 : Math.min(Math.max(here + way, 0), rows.length - 1)]?.focus();
}

/** On the row itself: its buttons answer Enter themselves. */
export function onEnter(open: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) open();
  };
}
