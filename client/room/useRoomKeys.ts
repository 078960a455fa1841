/** The keys that belong to the room as a whole. F6 works everywhere, also inside text; letters only outside of it. */
import { useEffect } from 'react';
import { toggleMute } from '../attention/mute.ts';
import { useKeys } from '../ui/keys.ts';
import { toggleZone } from '../ui/times.ts';
import { cycleRegions, goTo } from './panes.ts';

export function useRoomKeys(): void {
  useKeys([
    { key: 'g n', does: 'Go to Now', run: () => goTo('now') },
    { key: 'g l', does: 'Go to the log document', run: () => goTo('log') },
    { key: 'g c', does: 'Go to timeline and chat', run: () => goTo('talk') },
    { key: 'z', does: 'UTC or local time', run: toggleZone },
    { key: 'v', does: 'Mute for 15 minutes', run: toggleMute },
  ]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      cycleRegions(event.shiftKey ? 'back' : 'on');
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
