/**
 * Thanks for whoever goes to rest, wherever they pressed: with the time that they had command, in a row and in all, so that resting
 * reads as part of the work.
 */
import { useEffect, useRef } from 'react';
import { inTotal } from '../../shared/fatigue/command-time.ts';
import { secondsBetween } from '../../shared/instants.ts';
import type { RoomState } from '../../shared/room.ts';
import { useNow, useRoom, useRoomStore, useYou } from '../session/hooks.ts';
import { serverInstant } from '../session/server-clock.ts';
import { roughly } from '../ui/times.ts';
import { toast } from '../ui/toasts.ts';

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
    toast({ tone: 'done', text: `Thank you, ${room.crew.members[you]?.name ?? ''}. ${commanded(room, you, serverInstant())} Rest well.` });
  }, [resting, store, you]);
}

/** The same words for the card that stays. */
export function useCommanded(): string {
  const you = useYou();
  const room = useRoom((whole) => whole);
  return commanded(room, you, new Date(useNow()).toISOString());
}

/** "You were in command for 1 h 12 min in a row, 2 h 40 min in all." Who never was: how long they have been here. */
export function commanded(room: RoomState, person: string, now: string): string {
  const last = room.floor.chain.findLast(({ holder }) => holder === person);
  const joinedAt = room.crew.members[person]?.joinedAt;
  if (last === undefined) return joinedAt === undefined ? '' : `You have been here for ${roughly(secondsBetween(joinedAt, now))}.`;
  const row = Math.max(0, secondsBetween(last.since, last.until ?? now));
  const all = inTotal(room, person, now);
  return all - row < 1 ? `You were in command for ${roughly(row)}.` : `You were in command for ${roughly(row)} in a row, ${roughly(all)} in all.`;
}
