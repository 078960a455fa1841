/** Going to one line of the log, wherever it is: what lies between is loaded first. */
import type { RoomStore } from '../session/room-store.ts';
import { Store } from '../session/store.ts';
import type { Row } from './rows.ts';
import { talkTab } from './talk-tab.ts';

interface Jump {
  /** The entry's id. */
  readonly to: string;
}

/** A new object for each time, so that the same line can be gone to twice. */
export const jump = new Store<Jump | null>(null);

let last: Jump | null = null;

/** True once for each: the list that shows the line goes there, whether it was drawn before it was asked for or after. */
export function arrives(to: Jump): boolean {
  const isFirst = to !== last;
  last = to;
  return isFirst;
}

/** Resolves false when the line could not be loaded. */
export async function jumpTo(store: RoomStore, { id, said }: { id: string; said: boolean }): Promise<boolean> {
  const version = Number(id.split('.')[0]);
  while ((store.view.get().commits[0]?.version ?? 1) > version) if (!(await store.older())) return false;
  talkTab.set(said ? 'chat' : 'timeline');
  jump.set({ to: id });
  return true;
}

/** The row that shows this entry; -1 where none does. */
export const rowOfEntry = (rows: readonly Row[], id: string): number =>
  rows.findIndex((row) => {
    if (row.kind === 'arrivals') return row.entries.some((entry) => entry.id === id);
    return row.kind === 'entry' && (row.entry.id === id || row.also.some((entry) => entry.id === id));
  });
