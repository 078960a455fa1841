/** In the palette's place while its code is on its way and someone has asked for it: so no press is lost in silence. */
import { useEffect, type ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { paletteOpen } from './palette.ts';
import styles from './Palette.module.css';
import { partsMissing } from './patiently.ts';

export function PaletteComing(): ReactNode {
  return useStore(paletteOpen) ? <Waiting /> : null;
}

function Waiting(): ReactNode {
  const missing = useStore(partsMissing);
  useEffect(() => {
    const gone = (event: KeyboardEvent): void => void (event.key === 'Escape' && paletteOpen.set(false));
    window.addEventListener('keydown', gone);
    return () => window.removeEventListener('keydown', gone);
  }, []);
  return (
    <p className={styles['coming']} role="status">
      {missing
        ? 'The list of actions can’t be loaded now. It opens as soon as the server can be reached. Esc cancels.'
        : 'Opening the list of actions…'}
    </p>
  );
}
