/** Who owes the next update: whoever has the seat for that audience; nobody in it: the commander. */
import type { RoomState } from '../../shared/room.ts';
import { holdsSeat, seated } from '../../shared/standing.ts';
import type { Audience } from '../../shared/updates/words.ts';
import type { Owed } from './owed.ts';

const NEAR_MS = 5 * 60_000;

export function owesUpdate(room: Pick<RoomState, 'floor' | 'crew'>, you: string, audience: Audience): boolean {
  const seat = `comms-${audience}`;
  return holdsSeat(room, you, [seat]) || (seated(room, seat) === null && room.floor.holder === you);
}

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
