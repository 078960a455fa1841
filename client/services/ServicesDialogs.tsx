/** The windows about services, opened from anywhere in a room. The map is asked for anew each time: it is small, and may have changed. */
import { useEffect, type ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { ImpactedDialog } from './ImpactedDialog.tsx';
import { learnMap } from './map.ts';
import { servicesScreen } from './screen.ts';
import { WhoOwns } from './WhoOwns.tsx';

export function ServicesDialogs(): ReactNode {
  const screen = useStore(servicesScreen);
  useEffect(() => {
    if (screen.open !== null) void learnMap();
  }, [screen]);
  if (screen.open === null) return null;
  return screen.open === 'impacted' ? <ImpactedDialog /> : <WhoOwns begin={screen.service} />;
}
