/**
 * The panes of a room and how to get to them: `g n`, `g l`, `g t`, `g c`; F6 and Shift+F6 cycle. On a narrow screen
 * each pane is a tab and one is shown at a time; on a wide one all are side by side and going to one moves the focus.
 */
import { ofPerson, type Kept } from '../session/keeping.ts';
import { Store } from '../session/store.ts';
import { TALK_TABS, talkTab } from '../timeline/talk-tab.ts';
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

let forget = (): void => undefined;

/**
 * A room opens where its reader was last in this browser: the tab of a narrow screen, and the list of the talk pane.
 * What leads to a thing brings its pane in front afterwards.
 */
export function openPlaces(person: string, room: string): void {
  forget();
  const panes = PANES.map(({ pane }) => pane);
  const ends = [
    keptIn(front, panes, ofPerson(person, `front.${room}`)),
    keptIn(talkTab, TALK_TABS, ofPerson(person, `talk.${room}`)),
  ];
  forget = () => ends.forEach((end) => end());
}

/** The first of them is where a room opens that one has not been in. */
function keptIn<Place extends string>(shown: Store<Place>, places: readonly Place[], kept: Kept): () => void {
  shown.set(places.find((place) => place === kept.get()) ?? (places[0] as Place));
  return shown.subscribe(() => kept.set(shown.get()));
}

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
