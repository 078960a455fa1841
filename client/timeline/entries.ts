/**
 * The loaded history as entries, folded as it comes: new commits are added; an older page, other names, or another
 * clock, fold everything again, because a correction may refer to an entry on that page.
 */
import { useMemo } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import { entriesOf, foldEntries, type Entries, type Tell } from '../../shared/timeline/entries.ts';
import { useNames, useRoomStore, useView } from '../session/hooks.ts';
import type { RoomStore } from '../session/room-store.ts';
import { useStore } from '../session/store-hooks.ts';
import { tell } from '../session/telling.ts';
import { clockTold, zone } from '../session/zone.ts';

class Folding {
  #commits: readonly Commit[] = [];
  #tell: Tell | null = null;
  #entries: Entries = new Map();

  fold(commits: readonly Commit[], telling: Tell): Entries {
    const known = this.#commits.length;
    const continues =
      telling === this.#tell && commits[0] === this.#commits[0] && commits[known - 1] === this.#commits[known - 1];
    this.#entries = continues ? foldEntries(this.#entries, commits.slice(known), telling) : entriesOf(commits, telling);
    [this.#commits, this.#tell] = [commits, telling];
    return this.#entries;
  }
}

/** One for each room, whichever list is shown: switching between lists folds nothing again. */
const foldings = new WeakMap<RoomStore, Folding>();

function foldingOf(store: RoomStore): Folding {
  const folding = foldings.get(store) ?? new Folding();
  foldings.set(store, folding);
  return folding;
}

export function useEntries(): Entries {
  const commits = useView((view) => view.commits);
  const name = useNames();
  const shown = useStore(zone);
  const telling = useMemo((): Tell => {
    return (event, named, at) => tell(event, (person) => (named(person), name(person)), clockTold(at, shown));
  }, [name, shown]);
  const folding = foldingOf(useRoomStore());
  return useMemo(() => folding.fold(commits, telling), [folding, commits, telling]);
}
