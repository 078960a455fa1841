/**
 * What the palette lists for what was typed: the registered actions, each once, the best match first. What the domain
 * refuses now stays in the list with the reason, because a person looking for it must learn why, not search on. A
 * reason that several have is said once, above them.
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
  const entries = ordered
    .slice(0, MOST)
    .map(({ action }) => ({ action, refused: action.command === undefined ? null : judge(action.command) }));
  return sought ? entries : refusedLast(entries);
}

/** With nothing typed: what is refused for one and the same reason stands together, behind what can be done. */
function refusedLast(entries: readonly Entry[]): readonly Entry[] {
  const reasons = [...new Set(entries.map(({ refused }) => refused))].filter(
    (reason) => reason !== null && entries.filter(({ refused }) => refused === reason).length > 1,
  );
  const place = ({ refused }: Entry): number => reasons.indexOf(refused);
  return entries.toSorted((one, other) => place(one) - place(other));
}

/** Entries as they are drawn: neighbours with one reason share it. A reason of one entry alone is its own. */
export interface Together {
  readonly reason: string | null;
  readonly entries: readonly Entry[];
}

export function together(entries: readonly Entry[]): readonly Together[] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (entry.refused !== null && last?.[0]?.refused === entry.refused) last.push(entry);
    else runs.push([entry]);
  }
  return runs.map((run) => ({ reason: run.length > 1 ? (run[0]?.refused ?? null) : null, entries: run }));
}

/** Its own words count in full, its other search words a little less. A typed key finds what it does. */
function fitOf({ key, does, also }: Key, query: string): number | null {
  if (key !== undefined && key === query.trim()) return 1_000;
  const own = score(does, query);
  const other = also === undefined ? null : score(`${does} ${also}`, query);
  if (own === null && other === null) return null;
  return Math.max(own ?? 0, (other ?? 0) * 0.8);
}
