/** The rooms that this person was in, in this browser, the newest first: so that the lobby leads back to them. */
import { own, parsed } from './keeping.ts';

const KEPT = 20;

function read(text: string | null): readonly string[] {
  const found = parsed(text);
  return Array.isArray(found) ? found.map(String) : [];
}

const kept = own('rooms', read, JSON.stringify);

export const myRooms = kept.store;

export function wasIn(room: string): void {
  kept.keep([room, ...myRooms.get().filter((each) => each !== room)].slice(0, KEPT));
}
