/**
 * What belongs to the room as a whole: its panes, its times, its sounds, the way out. F6 works everywhere, also inside
 * text; letters only outside of it. Connects the palette to the room's domain.
 */
import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';
import { toggleMute } from '../attention/mute.ts';
import { judge, useRoomStore } from '../session/hooks.ts';
import { serverNow } from '../session/server-clock.ts';
import { useKeys } from '../ui/keys.ts';
import { useJudge } from '../ui/palette.ts';
import { beginning, pastAddress } from '../ui/past-address.ts';
import { toggleZone } from '../session/zone.ts';
import { cycleRegions, goTo, writeInDocument } from './panes.ts';

export function useRoomKeys(): void {
  const store = useRoomStore();
  const [, go] = useLocation();
  useJudge(useCallback(({ type, data }) => judge(store.view.get(), type, data)?.sentence ?? null, [store]));
  useKeys([
    { key: 'g n', does: 'Go to Now', also: 'impact plan pane', run: () => goTo('now') },
    { key: 'g l', does: 'Go to the document', also: 'scribe log pane', run: () => goTo('log') },
    { key: 'g t', does: 'Go to tasks', also: 'assign work pane', run: () => goTo('tasks') },
    { key: 's', does: 'Write in the document', also: 'scribe log line editor', run: writeInDocument },
    { key: 'z', does: 'UTC or local time', also: 'zone clock', run: toggleZone },
    { key: 'v', does: 'Mute for 15 minutes', also: 'sound silence quiet', run: toggleMute },
    {
      does: 'See the room as it was',
      also: 'past history replay earlier moment time then',
      run: () => {
        const { id, room } = store.view.get();
        go(pastAddress(id, beginning(serverNow(), room.incident.declaredAt)));
      },
    },
    { does: 'Go to the lobby', also: 'leave rooms incidents home', run: () => go('/') },
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
