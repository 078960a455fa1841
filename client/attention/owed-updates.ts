/** Which updates this person owes soon. */
import type { RoomState } from '../../shared/room.ts';
import { owesUpdate } from '../updates/owes.ts';
import type { Owed } from './owed.ts';

const NEAR_MS = 5 * 60_000;

/** Owed from five minutes before it is due. */
export function updatesOwed(room: RoomState, you: string, now: number): readonly Owed[] {
  return (['internal', 'external'] as const).flatMap((audience): readonly Owed[] => {
    const promised = room.updates.promises[audience];
    if (promised === null || Date.parse(promised.nextAt) - now > NEAR_MS || !owesUpdate(room, you, audience)) return [];
    return [
      {
        kind: 'update',
        id: `update.${audience}.${promised.nextAt}`,
        audience,
        until: promised.nextAt,
        late: Date.parse(promised.nextAt) <= now,
      },
    ];
  });
}
