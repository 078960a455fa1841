/**
 * Thanks for a person who goes to rest, from wherever they did it: with the time that they had command, in a row and in
 * total, so that resting reads as part of the work.
 */
import { useEffect, useRef } from 'react';
import { secondsBetween } from '../../shared/instants.ts';
import { isolated } from '../../shared/isolated.ts';
import type { RoomState } from '../../shared/room.ts';
import { useNow, useRoom, useRoomStore, useYou } from '../session/hooks.ts';
import { serverInstant } from '../session/server-clock.ts';
import { roughly } from '../ui/times.ts';
import { toast } from '../ui/toasts.ts';
import { commandedBy } from './command-time.ts';

export function useThanks(): void {
  const you = useYou();
  const resting = useRoom((room) => room.crew.members[you]?.availability === 'resting');
  const store = useRoomStore();
  const before = useRef(resting);
  useEffect(() => {
    const went = resting && !before.current;
    before.current = resting;
    if (!went) return;
    const { room } = store.view.get();
    toast({
      tone: 'done',
      text: `Thank you, ${isolated(room.crew.members[you]?.name ?? '')}. ${words(room, you, serverInstant())} Rest well.`,
    });
  }, [resting, store, you]);
}

/** The same words for the card that stays. */
export function useCommanded(): string {
  const you = useYou();
  const room = useRoom((whole) => whole);
  return words(room, you, new Date(useNow()).toISOString());
}

/**
 * "You were in command for 1 h 12 min in a row, 2 h 40 min in total." For people who never were: how long they have
 * been here.
 */
function words(room: RoomState, person: string, now: string): string {
  const commanded = commandedBy(room, person, now);
  const joinedAt = room.crew.members[person]?.joinedAt;
  if (commanded === null)
    return joinedAt === undefined ? '' : `You’ve been here for ${roughly(secondsBetween(joinedAt, now))}.`;
  const { inARow, inAll } = commanded;
  return inAll - inARow < 1
    ? `You were in command for ${roughly(inARow)}.`
    : `You were in command for ${roughly(inARow)} in a row, ${roughly(inAll)} in total.`;
}
