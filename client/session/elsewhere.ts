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
    let current = true;
    const look = async (): Promise<void> => {
      const answer = await ask<PlacesAnswer>('elsewhere', { room });
      if (current && answer?.ok === true) places.set(answer.people);
    };
    void look();
    const again = setInterval(() => void look(), AGAIN_MS);
    return () => {
      current = false;
      clearInterval(again);
    };
  }, [asks, room, here]);
}
