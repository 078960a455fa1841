/**
 * The panes of a room and how to get to them: `g n`, `g l`, `g t`, `g c`; F6 and Shift+F6 cycle. On a narrow screen
 * each pane is a tab and one is shown at a time; on a wide one all are side by side and going to one moves the focus.
 */
import { Store } from '../session/store.ts';
import { showAndFocus } from '../ui/focus.ts';

export type Pane = 'now' | 'log' | 'tasks' | 'talk' | 'crew';

export const PANES: ReadonlyArray<{ readonly pane: Pane; readonly title: string }> = [
  { pane: 'now', title: 'Now' },
  { pane: 'log', title: 'Document' },
  { pane: 'tasks', title: 'Tasks' },
  { pane: 'talk', title: 'Timeline' },
  { pane: 'crew', title: 'Crew' },
];

/** The tab in front on a narrow screen. */
export const front = new Store<Pane>('now');

const find = (selector: string): HTMLElement | null => document.querySelector(selector);
const place = (pane: Pane): HTMLElement | null =>
  find(`[data-pane='${pane}'] [data-region]`) ?? find(`[data-pane='${pane}']`);

export function goTo(pane: Pane): void {
  showAndFocus(
    () => front.set(pane),
    () => place(pane),
  );
}

/** Puts the caret into the scribe document, or where this person may only read, the focus on the pane. */
export function writeInDocument(): void {
  showAndFocus(
    () => front.set('log'),
    () => find("[data-pane='log'] [contenteditable='true']") ?? place('log'),
  );
}

/** Moves the focus to the next region of the page, or to the previous one; wraps around. */
export function cycleRegions(back: 'back' | 'on'): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) =>
    region.checkVisibility(),
  );
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = back === 'back' ? (here <= 0 ? regions.length - 1 : here - 1) : (here + 1) % regions.length;
  regions[next]?.focus();
}
