/**
 * What this person owes the room now, the most pressing first. A reading of the folded state, so it is the same on every device of
 * theirs, and an item disappears when anybody has dealt with it.
 */
import type { RoomState } from '../../shared/room.ts';
import { holdsSeat, isResponder } from '../../shared/standing.ts';
import type { Audience } from '../../shared/updates/words.ts';

export type Owed =
  | { readonly kind: 'offer'; readonly id: string; readonly from: string; readonly until: string }
  | { readonly kind: 'challenge'; readonly id: string; readonly by: string; readonly until: string }
  | { readonly kind: 'confirm'; readonly id: string }
  | { readonly kind: 'update'; readonly id: string; readonly audience: Audience; readonly until: string; readonly late: boolean }
  | { readonly kind: 'approve'; readonly id: string; readonly draft: string; readonly by: string; readonly at: string }
  | { readonly kind: 'request'; readonly id: string; readonly by: string; readonly at: string }
  | { readonly kind: 'relief'; readonly id: string; readonly by: string }
  | { readonly kind: 'seat'; readonly id: string; readonly role: string; readonly at: string };

const NEAR_MS = 5 * 60_000;

/** Those that a card about command shows already, with the same button. */
const CARDED: ReadonlySet<Owed['kind']> = new Set(['offer', 'challenge', 'confirm', 'request', 'relief']);
export const hasCard = (item: Owed): boolean => CARDED.has(item.kind);

/** `now`: the server's time in milliseconds; an update is owed from five minutes before it is due. */
export function owedBy(room: RoomState, you: string, now: number): readonly Owed[] {
  const { floor } = room;
  if (floor.holder === null) return [];
  const holding = floor.holder === you;
  const offer: readonly Owed[] = floor.offer?.to === you ? [{ kind: 'offer', id: `offer.${floor.offer.id}`, from: floor.offer.from, until: floor.offer.expiresAt }] : [];
  const relief: readonly Owed[] = floor.relief !== null && !holding && isResponder(room, you) && !floor.relief.offeredBy.includes(you)
    ? [{ kind: 'relief', id: `relief.${floor.relief.at}`, by: floor.holder }]
    : [];
  const seats: readonly Owed[] = room.crew.seats.filter((seat) => seat.person === you && !seat.taken).map(({ role, at }) => ({ kind: 'seat', id: `seat.${role}.${at}`, role, at }));
  return [...offer, ...(holding ? ofTheHolder(room) : []), ...updatesOwed(room, you, now), ...seats, ...relief];
}

function ofTheHolder({ floor, updates }: RoomState): readonly Owed[] {
  const challenge: readonly Owed[] = floor.challenge === null ? [] : [{ kind: 'challenge', id: `challenge.${floor.challenge.id}`, by: floor.challenge.by, until: floor.challenge.answerBy }];
  const confirm: readonly Owed[] = floor.provisional ? [{ kind: 'confirm', id: `confirm.${floor.epoch}` }] : [];
  const drafts: readonly Owed[] = updates.drafts.filter((draft) => draft.approvedBy === null && !draft.lapsed).map(({ id, by, at }) => ({ kind: 'approve', id: `draft.${id}`, draft: id, by, at }));
  const requests: readonly Owed[] = floor.requests.map(({ id, by, at }) => ({ kind: 'request', id: `request.${id}`, by, at }));
  return [...challenge, ...confirm, ...drafts, ...requests];
}

/** Whoever has the seat for that audience owes the update; nobody in it: the commander. */
function updatesOwed(room: RoomState, you: string, now: number): readonly Owed[] {
  return (['internal', 'external'] as const).flatMap((audience): readonly Owed[] => {
    const promised = room.updates.promises[audience];
    if (promised === null || Date.parse(promised.nextAt) - now > NEAR_MS) return [];
    const seat = `comms-${audience}`;
    const taken = room.crew.seats.some((each) => each.taken && each.role === seat);
    const mine = holdsSeat(room, you, [seat]) || (!taken && room.floor.holder === you);
    const late = Date.parse(promised.nextAt) <= now;
    return mine ? [{ kind: 'update', id: `update.${audience}.${promised.nextAt}`, audience, until: promised.nextAt, late }] : [];
  });
}
