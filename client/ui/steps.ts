/** The arrow keys go from a search field through the links of the list below it, and back. */
import type { KeyboardEvent } from 'react';

export function step(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a')];
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + by];
  if (by === 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
