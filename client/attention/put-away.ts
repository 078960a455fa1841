/** What this person has put away and does not want to see again, kept by this browser: cards for a first command, prompts to rest. */
import { Store } from '../session/store.ts';

const KEY = 'watchfloor.putAway';
/** Prompts belong to one tenure each; of those only the newest need to be known. */
const KEPT = 100;

function kept(): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.map(String) : [];
  } catch {
    return [];
  }
}

export const awayThings = new Store<readonly string[]>(kept());

export function putAway(...things: readonly string[]): void {
  const away = [...awayThings.get().filter((each) => !things.includes(each)), ...things].slice(-KEPT);
  awayThings.set(away);
  localStorage.setItem(KEY, JSON.stringify(away));
}
