/**
 * Everything that can be done here, found by typing: Ctrl or Cmd with K from anywhere, also out of text. Lives once, in App.tsx.
 * It opens below the header's facts, as every dialog does; what the law refuses now is listed with its reason.
 */
import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useRef, type ReactNode } from 'react';
import { useStore } from '../session/hooks.ts';
import { useOpenDialog } from './open-dialogs.ts';
import { openPalette, paletteOpen } from './palette.ts';
import styles from './Palette.module.css';
import { PaletteSearch } from './PaletteSearch.tsx';

const close = (): void => paletteOpen.set(false);

export function Palette(): ReactNode {
  const open = useStore(paletteOpen);
  const chosen = useRef<(() => void) | null>(null);
  useOpenDialog(open, close);
  useEffect(() => {
    window.addEventListener('keydown', asked, { capture: true });
    return () => window.removeEventListener('keydown', asked, { capture: true });
  }, []);
  const choose = (run: () => void): void => {
    chosen.current = run;
    close();
  };
  const closed = (now: boolean): void => {
    if (now) return;
    const run = chosen.current;
    chosen.current = null;
    // After the focus is back where it was: a window that opens now gives it back there too.
    if (run !== null) setTimeout(run);
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || close()} onOpenChangeComplete={closed}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['scrim']} />
        <Dialog.Popup className={styles['palette']} aria-label="Everything you can do here">
          <PaletteSearch onChoose={choose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Before the browser's own use of these keys, and before any text field hears them. The same keys close it. */
function asked(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (paletteOpen.get()) close();
  else openPalette();
}
