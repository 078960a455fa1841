/** What can be done in the lobby: declare, switch the time zone, and open any room of the list. */
import { useMemo, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { isolated } from '../../shared/isolated.ts';
import { peopleKeys } from '../people/people-keys.ts';
import { me } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { toggleZone } from '../ui/times.ts';
import { closedRooms, openRooms, rooms } from './rooms.ts';

export function useLobbyKeys(sentence: RefObject<HTMLInputElement | null>): void {
  const all = useStore(rooms);
  const [, go] = useLocation();
  const doors = useMemo(
    () => [
      ...openRooms(all).map((card): Key => ({
        does: `Open ${card.id.toUpperCase()}: SEV${card.severity} ${isolated(card.title)}`,
        also: 'join room incident live',
        run: () => go(`/rooms/${card.id}`),
      })),
      ...closedRooms(all).map((card): Key => ({
        does: `Read ${card.id.toUpperCase()}, closed: ${isolated(card.title)}`,
        also: 'open room incident',
        onlySought: true,
        run: () => go(`/rooms/${card.id}`),
      })),
    ],
    [all, go],
  );
  useKeys([
    {
      key: 'd',
      does: 'Declare an incident',
      also: 'new room start something is broken',
      run: () => sentence.current?.focus(),
    },
    { key: 'z', does: 'UTC or local time', also: 'zone clock my own', run: toggleZone },
    ...peopleKeys(useStore(me), go),
    { does: 'Services', also: 'map of services who owns what owner dependencies', run: () => go('/services') },
    ...doors,
  ]);
}
