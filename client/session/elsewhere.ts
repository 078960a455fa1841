/**
 * Who of this room is not here but in the lobby or in another room, as far as this person may see that room. Asked for
 * only while something on the screen names people who are not here: whenever someone comes or goes, and every few
 * seconds, because a room isn't told what people do outside it.
 */
import { useEffect } from 'react';
import type { Place, PlacesAnswer } from '../../shared/protocol.ts';
import { ask } from './connection.ts';
import { useView } from './hooks.ts';
import { Store } from './store.ts';

export const places = new Store<Readonly<Record<string, Place>>>({});

const AGAIN_MS = 10_000;

/** What was asked last, and when: several parts of the screen ask as one. */
let last = { room: '', here: '', at: Number.NEGATIVE_INFINITY };

async function look(room: string, here: string): Promise<void> {
  const at = performance.now();
  if (last.room === room && last.here === here && at - last.at < AGAIN_MS / 2) return;
  last = { room, here, at };
  const answer = await ask<PlacesAnswer>('elsewhere', { room });
  if (last.at === at && answer?.ok === true) places.set(answer.people);
}

/** `asks`: whether it matters now. */
export function useElsewhere(asks = true): void {
  const room = useView(({ id }) => id);
  const here = useView(({ people }) =>
    Object.values(people)
      .filter(({ connected }) => connected)
      .map(({ id }) => id)
      .toSorted()
      .join(' '),
  );
  useEffect(() => {
    if (!asks) return undefined;
    void look(room, here);
    const again = setInterval(() => void look(room, here), AGAIN_MS);
    return () => clearInterval(again);
  }, [asks, room, here]);
}
