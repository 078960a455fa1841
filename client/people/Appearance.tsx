/** The theme of this browser. */
import type { ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { Choice } from '../ui/Field.tsx';
import { chooseTheme, themeChoice, THEMES } from '../ui/theme.ts';

export function Appearance(): ReactNode {
  return <Choice label="Theme on this device" options={THEMES} value={useStore(themeChoice)} onChoose={chooseTheme} />;
}
