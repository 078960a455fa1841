/**
 * How this browser's person wants to come into rooms: chosen in the lobby, kept by the browser, said once at the first entry.
 * Who is in a room already keeps the standing that the room's log knows.
 */
import type { Arrival } from '../../shared/envelope.ts';
import { Store } from './store.ts';

const KEY = 'watchfloor.arrival';

function kept(): Arrival {
  try {
    const { as, area } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Arrival>;
    return {
      as: as === 'observer' || as === 'shadow' ? as : 'responder',
      ...(typeof area === 'string' && area !== '' ? { area } : {}),
    };
  } catch {
    return { as: 'responder' };
  }
}

export const arrival = new Store<Arrival>(kept());

export function comeAs(next: Arrival): void {
  arrival.set(next);
  localStorage.setItem(KEY, JSON.stringify(next));
}
