/** Tells a person what was changed about their own place in the room, by whom, and what they can do now. */
import type { CrewEvent } from '../../shared/crew/words.ts';
import type { Commit, Standing } from '../../shared/envelope.ts';
import { isolated } from '../../shared/isolated.ts';
import { nameIn } from '../../shared/standing.ts';
import type { RoomView } from '../session/room-store.ts';
import { useFreshCommits } from '../session/useFreshCommits.ts';
import { toast } from '../ui/toasts.ts';

const NOW: Readonly<Record<Standing, string>> = {
  responder: 'admitted you as a responder. You can write and act now.',
  observer: 'made you an observer. You can still read everything and ask questions.',
  shadow: 'made you a shadow. You can chat and take notes, but not act.',
};

export function useOwnStanding(): void {
  useFreshCommits((commit, view) => {
    for (const text of wordsFor(commit, view)) toast({ tone: 'done', text });
  });
}

function wordsFor({ events, by }: Commit, { you, room }: RoomView): readonly string[] {
  return (events as readonly CrewEvent[]).flatMap((event) =>
    event.type === 'crew.admitted' && event.data.person === you?.id
      ? [`${isolated(nameIn(room, by) ?? 'An administrator')} ${NOW[event.data.as]}`]
      : [],
  );
}
