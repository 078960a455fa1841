/**
 * How the person signed in here wants to join rooms: chosen in the lobby, kept for them, sent once at the first entry.
 * A person who is in a room already keeps the standing that the room's log knows.
 */
import type { Arrival } from '../../shared/envelope.ts';
import { own, parsed } from './keeping.ts';

function read(kept: string | null): Arrival {
  const { as, area } = (parsed(kept) ?? {}) as Partial<Arrival>;
  return {
    as: as === 'observer' || as === 'shadow' ? as : 'responder',
    ...(typeof area === 'string' && area !== '' ? { area } : {}),
  };
}

const kept = own('arrival', read, JSON.stringify);

export const arrival = kept.store;
export const comeAs = kept.keep;
