/**
 * What this person has dismissed and does not want to see again in this browser: cards for a first command, prompts to
 * rest.
 */
import { own, parsed } from './keeping.ts';

/** Prompts belong to one tenure each; of those only the newest need to be known. */
const KEPT = 100;

function read(text: string | null): readonly string[] {
  const found = parsed(text);
  return Array.isArray(found) ? found.map(String) : [];
}

const kept = own('putAway', read, JSON.stringify);

export const awayThings = kept.store;

export function putAway(...things: readonly string[]): void {
  kept.keep([...awayThings.get().filter((each) => !things.includes(each)), ...things].slice(-KEPT));
}
