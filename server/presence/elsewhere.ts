/**
 * Where people of a room are who are not in it now: in which other room, as far as the person who asks may see that
 * room; or in none, with a page of the lobby open.
 */
import type { Place } from '../../shared/protocol.ts';
import type { Caller } from '../access/caller.ts';
import { cardFor } from '../edge/room-guard.ts';
import type { Hosting } from '../rooms/hosting.ts';

/** `away`: those people with all rooms that they are in. */
export async function placesFor(
  hosting: Hosting,
  caller: Caller,
  away: ReadonlyMap<string, readonly string[]>,
): Promise<Record<string, Place>> {
  const isInRoom = [...away.values()].some((rooms) => rooms.length > 0);
  const cards = isInRoom ? await hosting.cards() : [];
  const open = new Set(cards.flatMap((card) => cardFor(caller, card)?.id ?? []));
  return Object.fromEntries(
    [...away].flatMap(([person, rooms]) => {
      const room = rooms.length === 0 ? null : rooms.find((each) => open.has(each));
      return room === undefined ? [] : [[person, { room }]];
    }),
  );
}
