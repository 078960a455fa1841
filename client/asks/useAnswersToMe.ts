/** Tells the person who asked about each answer as it arrives, whatever they are looking at. No one else is told. */
import type { AsksEvent } from '../../shared/asks/words.ts';
import type { AnyEvent } from '../../shared/envelope.ts';
import { namesIn } from '../session/names.ts';
import type { RoomView } from '../session/room-store.ts';
import { useFreshCommits } from '../session/useFreshCommits.ts';
import { shortly } from '../ui/today.ts';
import { toast } from '../ui/toasts.ts';
import { answerInWords } from './answer-words.ts';

export function useAnswersToMe(onShow: () => void): void {
  useFreshCommits(({ events }, view) => {
    for (const text of events.flatMap((event) => answerFor(event, view)))
      toast({ tone: 'done', text, undo: { label: 'See it', run: onShow } });
  });
}

function answerFor(event: AnyEvent, { you, room }: RoomView): readonly string[] {
  const known = event as AsksEvent;
  if (known.type !== 'asks.answered' || known.data.asker !== you?.id) return [];
  return [answerInWords(known.data, { name: namesIn(room.crew.members), clock: shortly })];
}
