/**
 * Rooms in the palette, by title and number: those that this page knows of, and every other one by asking the server,
 * from any page.
 */
import type { ListedCard } from '../../shared/card.ts';
import { isolated } from '../../shared/isolated.ts';
import { call } from '../session/me.ts';
import type { Key } from '../ui/keys.ts';
import type { Finder } from '../ui/palette.ts';

type Go = (path: string) => void;
const MOST = 20;

export function roomKey({ id, title, severity, closedAt }: ListedCard, go: Go): Key {
  const name = id.toUpperCase();
  const run = (): void => go(`/rooms/${id}`);
  return closedAt === null
    ? { does: `Open ${name}: SEV${severity} ${isolated(title)}`, also: 'join room incident live', run }
    : { does: `Read ${name}, closed: ${isolated(title)}`, also: 'open room incident', onlySought: true, run };
}

/** The newest rooms with these words in their title or number; a sentence when they can't be searched. */
export const findRooms =
  (go: Go): Finder =>
  async (query) => {
    const wanted = new URLSearchParams({ state: 'all', limit: String(MOST), q: query });
    const answer = await call<{ rooms: readonly ListedCard[] }>('GET', `/api/rooms?${wanted}`);
    return answer.ok ? answer.body.rooms.map((card) => roomKey(card, go)) : answer.message;
  };
