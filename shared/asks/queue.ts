/**
 * The queue of asks, as a reading: who waits for the commander, in which place. Waiting and overdue asks are in it,
 * oldest first; what is promised for later or forwarded has left it until that time has passed.
 */
import type { Ask, AsksState } from './words.ts';

export function queueOf({ open }: AsksState): readonly Ask[] {
  return open.filter((ask) => ask.status === 'waiting' || ask.overdue);
}

/** 1 for the first in the queue; null when this ask does not wait there. */
export function placeOf(state: AsksState, ask: string): number | null {
  const place = queueOf(state).findIndex(({ id }) => id === ask);
  return place === -1 ? null : place + 1;
}
