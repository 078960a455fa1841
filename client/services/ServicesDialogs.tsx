/**
 * The windows about services, opened from anywhere in a room. The map is loaded again each time: it is small, and may
 * have changed.
 */
import { useEffect, type ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { ImpactedDialog } from './ImpactedDialog.tsx';
import { learnMap } from './map.ts';
import { servicesDialog } from './screen.ts';
import { WhoOwns } from './WhoOwns.tsx';

export function ServicesDialogs(): ReactNode {
  const screen = useStore(servicesDialog);
  useEffect(() => {
    if (screen !== null) void learnMap();
  }, [screen]);
  if (screen === null) return null;
  return screen.open === 'impacted' ? <ImpactedDialog /> : <WhoOwns begin={screen.service ?? null} />;
}
