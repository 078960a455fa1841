/** Tells whoever asked of each answer as it arrives, whatever they are looking at. Nobody else hears of it. */
import { useEffect, useRef } from 'react';
import type { AsksEvent } from '../../shared/asks/words.ts';
import type { AnyEvent } from '../../shared/envelope.ts';
import type { RoomView } from '../session/room-store.ts';
import { useRoomStore } from '../session/hooks.ts';
import { clockTime } from '../ui/times.ts';
import { toast } from '../ui/toasts.ts';
import { answerInWords } from './answer-words.ts';

export function useAnswersToMe(onShow: () => void): void {
  const store = useRoomStore();
  const show = useRef(onShow);
  useEffect(() => void (show.current = onShow));
  useEffect(() => {
    let heard = store.view.get().position.version;
    return store.view.subscribe(() => {
      const view = store.view.get();
      const fresh = view.commits.filter((commit) => commit.version > heard);
      heard = Math.max(heard, view.position.version);
      const told = fresh.flatMap((commit) => commit.events.flatMap((event) => answerFor(event, view)));
      for (const text of told) toast({ tone: 'done', text, undo: { label: 'See it', run: () => show.current() } });
    });
  }, [store]);
}

function answerFor(event: AnyEvent, { you, room }: RoomView): readonly string[] {
  const known = event as AsksEvent;
  if (known.type !== 'asks.answered' || known.data.asker !== you?.id) return [];
  return [answerInWords(known.data, { name: (person) => room.crew.members[person]?.name ?? person, clock: clockTime })];
}
