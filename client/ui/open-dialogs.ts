/** The dialogs that are open in this tab, so that whoever must come first can close them, and single letters know to be silent. */
import { useEffect, useRef, useState } from 'react';

const open = new Set<() => void>();

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
    return () => void open.delete(close);
  }, [shown]);
}

/**
 * True: when it opened the focus was nowhere, and it goes back there, so that single keys go on. Else it would fall into whatever
 * text had it long ago.
 */
export function useFromNowhere(shown: boolean): boolean {
  const [before, setBefore] = useState({ shown: false, nowhere: false });
  if (before.shown !== shown)
    setBefore({ shown, nowhere: shown ? document.activeElement === document.body : before.nowhere });
  return before.nowhere;
}
