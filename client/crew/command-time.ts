/** How long someone had command here: the last time in a row, and in total, in seconds. Null: never. */
import { inTotal } from '../../shared/fatigue/command-time.ts';
import { secondsBetween } from '../../shared/instants.ts';
import type { RoomState } from '../../shared/room.ts';

export interface Commanded {
  readonly inARow: number;
  readonly inAll: number;
}

export function commandedBy({ floor }: Pick<RoomState, 'floor'>, person: string, now: string): Commanded | null {
  const last = floor.chain.findLast(({ holder }) => holder === person);
  if (last === undefined) return null;
  return { inARow: Math.max(0, secondsBetween(last.since, last.until ?? now)), inAll: inTotal({ floor }, person, now) };
}
