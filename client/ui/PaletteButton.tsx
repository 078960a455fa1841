/** The way to the palette for people who do not use keys. */
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { openPalette } from './palette.ts';
import styles from './Palette.module.css';

export function PaletteButton(): ReactNode {
  return (
    <button
      type="button"
      className={styles['open']}
      aria-label="Everything you can do here"
      title="Everything you can do here (Ctrl K)"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openPalette()}
    >
      <Search size={16} aria-hidden="true" />
    </button>
  );
}
