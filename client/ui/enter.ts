/**
 * Enter in a one-line field sends, as it does everywhere else; in a longer text it is a new line, and Ctrl with Enter
 * sends.
 */
import type { KeyboardEvent } from 'react';

/** The primary button of the dialog that this stands in: the last of its actions. */
export function pressPrimary(inside: HTMLElement): void {
  [...(inside.closest('[role="dialog"]')?.querySelectorAll<HTMLButtonElement>('[data-actions] button') ?? [])]
    .at(-1)
    ?.click();
}

export function enterSends(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  pressPrimary(target);
}
