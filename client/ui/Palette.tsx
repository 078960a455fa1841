/**
 * Everything that can be done here, found by typing: Ctrl or Cmd with K from anywhere, also from inside text. Mounted
 * once, in App.tsx. It opens below the header's facts, as every dialog does; what the domain refuses now is listed with
 * its reason.
 */
import { Dialog } from '@base-ui/react/dialog';
import { useRef, type ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { useFromNowhere, useOpenDialog } from './open-dialogs.ts';
import { giveFocusBack, paletteHere, paletteOpen } from './palette.ts';
import styles from './Palette.module.css';
import { PaletteSearch } from './PaletteSearch.tsx';

paletteHere.set(true);
const close = (): void => paletteOpen.set(false);

export function Palette(): ReactNode {
  const open = useStore(paletteOpen);
  const chosen = useRef<(() => void) | null>(null);
  const fromNowhere = useFromNowhere(open);
  useOpenDialog(open, close);
  const choose = (run: () => void): void => {
    chosen.current = run;
    close();
  };
  // Only once the page behind is active again can the chosen action move the focus or open a window of its own.
  const gone = (): void => {
    const run = chosen.current;
    chosen.current = null;
    if (run === null) return;
    setTimeout(() => {
      giveFocusBack();
      run();
    });
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['scrim']} />
        <Dialog.Popup
          className={styles['palette']}
          aria-label="Everything you can do here"
          finalFocus={() => chosen.current === null && !fromNowhere}
        >
          <PaletteSearch onChoose={choose} onGone={gone} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
