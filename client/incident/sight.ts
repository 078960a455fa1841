/** Who of the people here has had the newest Now block on a screen. */
import type { PersonHere } from '../../shared/protocol.ts';

export interface Sight {
  /** How many are here besides the reader. */
  readonly others: number;
  readonly unseen: readonly string[];
}

interface Written {
  /** The log version that brought the block; null when it is older than what is loaded. */
  readonly version: number | null;
  /** The first version that is loaded. */
  readonly firstLoaded: number;
}

/**
 * An older block counts as seen by those who have seen anything that is loaded. `you`, who read this, are not counted:
 * you know.
 */
export function sightOf(people: readonly PersonHere[], you: string, { version, firstLoaded }: Written): Sight {
  const since = version ?? firstLoaded - 1;
  const others = people.filter((person) => person.connected && person.id !== you);
  const unseen = others.filter((person) => person.seen < since).map(({ id }) => id);
  return { others: others.length, unseen };
}
