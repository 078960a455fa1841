/**
 * The dialogs that are open in this tab, so that whatever must come first can close them, and single letters know to be
 * silent. While one is open, the tab's history has one entry more: Back (on a phone, above all) closes the dialog and
 * does not leave the room. If it is closed in another way, the entry stays for the next dialog; Back then skips it.
 * Nothing goes back by itself when a dialog closes: a step back under way would undo the next navigation.
 */
import { useEffect, useRef, useState } from 'react';
import { Store } from '../session/store.ts';

const open = new Set<() => void>();
const ENTRY = 'dialog';
const isAtEntry = (): boolean => (history.state as Record<string, unknown> | null)?.[ENTRY] === true;
let wasAtEntry = false;

function addEntry(): void {
  if (!isAtEntry()) history.pushState({ ...(history.state as object | null), [ENTRY]: true }, '');
  wasAtEntry = true;
}

function moved(): void {
  const leftIt = wasAtEntry && !isAtEntry();
  wasAtEntry = isAtEntry();
  if (!leftIt) return;
  const top = [...open].at(-1);
  if (top === undefined) return history.back();
  top();
  // Another one is still open below it.
  if (open.size > 1) addEntry();
}

if (typeof window !== 'undefined') {
  wasAtEntry = isAtEntry();
  window.addEventListener('popstate', moved);
}

/** Whether any is: what floats above the page gives way to it. */
export const anyDialog = new Store(false);
export const dialogIsOpen = (): boolean => open.size > 0;

/** Closed as by Esc: nothing that was typed is lost, because forms keep their drafts with the caller. */
export function closeDialogs(): void {
  for (const close of open) close();
}

export function useOpenDialog(shown: boolean, onClose: () => void): void {
  const latest = useRef(onClose);
  useEffect(() => void (latest.current = onClose));
  useEffect(() => {
    if (!shown) return;
    const close = (): void => latest.current();
    open.add(close);
    anyDialog.set(true);
    addEntry();
    return () => {
      open.delete(close);
      anyDialog.set(open.size > 0);
    };
  }, [shown]);
}

/**
 * True: when it opened the focus was nowhere, and it goes back there, so that single keys work again. Otherwise it
 * would go to whatever text had it long ago.
 */
export function useFromNowhere(shown: boolean): boolean {
  const [before, setBefore] = useState({ shown: false, nowhere: false });
  if (before.shown !== shown)
    setBefore({ shown, nowhere: shown ? document.activeElement === document.body : before.nowhere });
  return before.nowhere;
}
