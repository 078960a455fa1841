/**
 * The palette's own state, apart from its drawing so that buttons and the room can use it: whether it is open, and
 * which room's domain it asks. A room answers for as long as it is on screen; elsewhere nothing is refused beforehand.
 */
import { useEffect } from 'react';
import { Store } from '../session/store.ts';
import { isComposing } from './composing.ts';
import { closeDialogs } from './open-dialogs.ts';
import type { Key } from './keys.ts';
import type { Judge } from './palette-entries.ts';

export const paletteOpen = new Store(false);
/** Whether its code has come. Keys that ask for it before are remembered. */
export const paletteHere = new Store(false);
/** What is typed in it when it opens. */
export const paletteBegins = new Store('');
const NOBODY: Judge = () => null;
let judge: Judge = NOBODY;
let before: Element | null = null;

export const lawSays: Judge = (command) => judge(command);

/** Any other dialog is closed first: there is one question on screen at a time. `begins`: typed already. */
export function openPalette(begins = ''): void {
  paletteBegins.set(begins);
  before = document.activeElement;
  closeDialogs();
  paletteOpen.set(true);
}

/**
 * Before the browser's own use of these keys, before any text field hears them, and while the palette itself is still
 * on its way. The same keys close it.
 */
function asked(event: KeyboardEvent): void {
  if (
    isComposing(event) ||
    event.key.toLowerCase() !== 'k' ||
    !(event.ctrlKey || event.metaKey) ||
    event.altKey ||
    event.shiftKey
  )
    return;
  event.preventDefault();
  event.stopPropagation();
  // Pressed again because nothing is there yet: it still opens once it has come.
  if (paletteOpen.get() && paletteHere.get()) paletteOpen.set(false);
  else openPalette();
}

window.addEventListener('keydown', asked, { capture: true });

/** Back to where the focus was: the chosen action, and any window it opens, finds it there. */
export function giveFocusBack(): void {
  if (before instanceof HTMLElement) before.focus();
}

export function useJudge(law: Judge): void {
  useEffect(() => {
    judge = law;
    return () => void (judge = NOBODY);
  }, [law]);
}

/** Looks further than this page for what was typed: actions, or a sentence why it can't. */
export type Finder = (query: string) => Promise<readonly Key[] | string>;

let finder: Finder | null = null;

export const lookFurther: Finder = async (query) => finder?.(query) ?? [];

export function useFinder(finds: Finder): void {
  useEffect(() => {
    finder = finds;
    return () => void (finder = null);
  }, [finds]);
}
