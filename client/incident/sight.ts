/** Who of the people here has had the newest Now block on a screen. */
import type { PersonHere } from '../../shared/protocol.ts';

export interface Sight {
  readonly here: number;
  readonly unseen: readonly string[];
}

interface Written {
  /** The log version that brought the block; null when it is older than what is loaded. */
  readonly version: number | null;
  /** The first version that is loaded. */
  readonly firstLoaded: number;
}

/**
 * An older block counts as seen by those who have seen anything that is loaded. `you`, who read this, have it on a
 * screen, whatever the server has heard so far.
 */
export function sightOf(people: readonly PersonHere[], you: string, { version, firstLoaded }: Written): Sight {
  const since = version ?? firstLoaded - 1;
  const here = people.filter((person) => person.connected);
  const unseen = here.filter((person) => person.id !== you && person.seen < since).map(({ id }) => id);
  return { here: here.length, unseen };
}
