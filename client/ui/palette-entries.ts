/**
 * What the palette lists for what was typed: the registered actions, each once, the best match first. What the domain
 * refuses now stays in the list with the reason, because a person looking for it must learn why, not search on.
 */
import type { RoomCommand } from '../../shared/commands.ts';
import { score } from './fuzzy.ts';
import { placeOnMap } from './key-help.ts';
import type { Key } from './keys.ts';

export interface Entry {
  readonly action: Key;
  /** The refusal's own sentence; null: it may be done. */
  readonly refused: string | null;
}

/** The domain's verdict on a command in the room that is on screen; null: nothing against it. */
export type Judge = (command: RoomCommand) => string | null;

const MOST = 60;

export function entriesFor(actions: readonly Key[], query: string, judge: Judge): readonly Entry[] {
  const sought = query.trim() !== '';
  const distinct = [
    ...new Map(
      actions.filter((action) => sought || action.onlySought !== true).map((action) => [action.does, action]),
    ).values(),
  ];
  const found = distinct.flatMap((action) => {
    const fit = fitOf(action, query);
    return fit === null ? [] : [{ action, fit }];
  });
  // With nothing typed it is the map of keys, then the rest as registered: people find things again in a list that does
  // not jump.
  const ordered = found.toSorted(
    sought ? (a, b) => b.fit - a.fit : (a, b) => placeOnMap(a.action.key) - placeOnMap(b.action.key),
  );
  return ordered
    .slice(0, MOST)
    .map(({ action }) => ({ action, refused: action.command === undefined ? null : judge(action.command) }));
}

/** Its own words count in full, its other search words a little less. A typed key finds what it does. */
function fitOf({ key, does, also }: Key, query: string): number | null {
  if (key !== undefined && key === query.trim()) return 1_000;
  const own = score(does, query);
  const other = also === undefined ? null : score(`${does} ${also}`, query);
  if (own === null && other === null) return null;
  return Math.max(own ?? 0, (other ?? 0) * 0.8);
}
