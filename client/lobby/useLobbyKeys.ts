/** What can be done in the lobby: declare, switch the time zone, and open any room of the list. */
import { useMemo, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { useStore } from '../session/store-hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { toggleZone } from '../session/zone.ts';
import { roomKey } from './room-keys.ts';
import { closedRooms, openRooms, rooms } from '../session/rooms.ts';

export function useLobbyKeys(sentence: RefObject<HTMLInputElement | null>): void {
  const all = useStore(rooms);
  const [, go] = useLocation();
  const doors = useMemo(() => [...openRooms(all), ...closedRooms(all)].map((card) => roomKey(card, go)), [all, go]);
  useKeys([
    {
      key: 'd',
      does: 'Declare an incident',
      also: 'new room start something is broken',
      run: () => sentence.current?.focus(),
    },
    { key: 'z', does: 'UTC or local time', also: 'zone clock my own', run: toggleZone },
    ...doors,
  ]);
}
