/**
 * Who of this room is not here but in another room, as far as this person may see that room. Asked for only while
 * something on the screen lists people who are not here, and again whenever someone comes or goes.
 */
import { useEffect } from 'react';
import type { Place, PlacesAnswer } from '../../shared/protocol.ts';
import { ask } from './connection.ts';
import { useView } from './hooks.ts';
import { Store } from './store.ts';

export const places = new Store<Readonly<Record<string, Place>>>({});

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
    void ask<PlacesAnswer>('elsewhere', { room }).then((answer) => {
      if (current && answer?.ok === true) places.set(answer.people);
    });
    return () => void (current = false);
  }, [asks, room, here]);
}
