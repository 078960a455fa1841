/**
 * The palette's own state, apart from its drawing so that buttons and the room can use it: whether it is open, and
 * which room's domain it asks. A room answers for as long as it is on screen; elsewhere nothing is refused beforehand.
 */
import { useEffect } from 'react';
import { Store } from '../session/store.ts';
import { isComposing } from './composing.ts';
import { closeDialogs } from './open-dialogs.ts';
import type { Judge } from './palette-entries.ts';

export const paletteOpen = new Store(false);
const NOBODY: Judge = () => null;
let judge: Judge = NOBODY;
let before: Element | null = null;

export const lawSays: Judge = (command) => judge(command);

/** Any other dialog is closed first: there is one question on screen at a time. */
export function openPalette(): void {
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
  if (paletteOpen.get()) paletteOpen.set(false);
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
