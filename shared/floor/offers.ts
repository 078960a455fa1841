/**
 * The handoff: an offer with a brief, and its one receiver's answer.
 *
 *   offer --> accept (command moves at that press) | decline | withdraw | lapse at `expiresAt` | ended by another's act
 *
 * Always true: at most one offer stands; its giver is the holder until the receiver's own act; an answer at or after
 * the deadline comes too late, because what is due is settled before any command is judged.
 */
import { accept, refuse, type Refused } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { isReached, plusSeconds } from '../instants.ts';
import { floorRefusal, isResponder } from '../standing.ts';
import type { Data, FloorVerdict, Sees } from './sees.ts';
import { dealtWith, dealtWithShort, leftOf, walkOf, walkRefusal } from './walk.ts';
import type { Brief, FloorEvent, Offer } from './words.ts';
import { READ_BACK_LEAST, saysEnough } from './read-back.ts';

/** The receiver says the first thing that they will do, in at least this many characters. */

/** More than this is no longer a brief. */
const MOST_ADDITIONS = 30;

/** Refusals: offer-open, not-to-yourself, cannot-receive. */
export function offer(
  { floor, crew, incident }: Sees,
  { to, brief, aloud }: Data<'floor.offer'>,
  context: Context,
): FloorVerdict {
  const { now, actor, commandId: id } = context;
  if (floor.offer !== null) return refuse('floor.offer-open', { to: floor.offer.to, expiresAt: floor.offer.expiresAt });
  if (to === actor.id) return refuse('floor.not-to-yourself');
  if (!isResponder({ crew }, to)) return refuse('floor.cannot-receive', { to });
  const expiresAt = plusSeconds(now, incident.policy.offerSeconds);
  return accept({
    type: 'floor.offered',
    data: { id, from: actor.id, to, brief, expiresAt, ...(aloud ? { aloud } : {}) },
  });
}

/** "Handed over aloud", or not after all. Refusals: no-offer, aloud-unchanged. */
export function setAloud({ floor: { offer: open } }: Sees, { aloud }: Data<'floor.set-aloud'>): FloorVerdict {
  if (open === null) return refuse('floor.no-offer');
  const { id: offerId, from, to, aloud: before = false } = open;
  if (before === aloud) return refuse('floor.aloud-unchanged', { to });
  return accept({ type: 'floor.aloud-set', data: { offerId, from, to, aloud } });
}

/** Refusals: no-offer, offer-over (another offer is open by now). */
export function withdraw({ floor }: Sees, { offerId }: Data<'floor.withdraw'>): FloorVerdict {
  if (floor.offer === null) return refuse('floor.no-offer');
  if (offerId !== undefined && offerId !== floor.offer.id) return refuse('floor.offer-over', { holder: floor.holder });
  return accept({ type: 'floor.withdrawn', data: { offerId: floor.offer.id, to: floor.offer.to } });
}

/**
 * Command moves here. Refusals: already-yours, offer-over, not-offered-to-you, read-back-too-short, not-aloud, those of
 * the walk.
 */
export function acceptOffer(room: Sees, data: Data<'floor.accept'>, context: Context): FloorVerdict {
  const standing = answered(room, data.offerId, context);
  if (!('to' in standing)) return standing;
  if (!saysEnough(data.readBack)) return refuse('floor.read-back-too-short', { least: READ_BACK_LEAST });
  const { id: offerId, from, to } = standing;
  const passed = { offerId, from, to, epoch: room.floor.epoch + 1, readBack: data.readBack };
  if (data.short === true) {
    if (standing.aloud !== true) return refuse('floor.not-aloud', { from });
    const listed = dealtWithShort(room, standing, context.now);
    return accept({ type: 'floor.passed', data: { ...passed, ...listed, short: true } });
  }
  const said = dealtWith(room, standing, data);
  const refused = walkRefusal(room, to, walkOf(room, standing), said);
  return refused ?? accept({ type: 'floor.passed', data: { ...passed, ...said } });
}

/** What a short acceptance left. Refusals: no-walk, those of the walk. */
export function walkOn(room: Sees, data: Data<'floor.walk'>, { actor: { id: by }, now }: Context): FloorVerdict {
  const { walk } = room.floor;
  if (walk === null || isReached(walk.until, now)) return refuse('floor.no-walk');
  const said = dealtWith(room, { to: by }, data);
  return walkRefusal(room, by, leftOf(room), said) ?? accept({ type: 'floor.walked', data: { by, ...said } });
}

/** Refusals: already-yours, offer-over, not-offered-to-you. */
export function decline(room: Sees, { offerId, why }: Data<'floor.decline'>, context: Context): FloorVerdict {
  const standing = answered(room, offerId, context);
  if (!('to' in standing)) return standing;
  return accept({ type: 'floor.declined', data: { offerId, from: standing.from, by: standing.to, why } });
}

/**
 * As long again, counted from the press; once. Refusals: already-yours, offer-over, not-offered-to-you,
 * already-extended.
 */
export function extend(room: Sees, { offerId }: Data<'floor.extend'>, context: Context): FloorVerdict {
  const standing = answered(room, offerId, context);
  if (!('to' in standing)) return standing;
  if (standing.extended) return refuse('floor.already-extended', { expiresAt: standing.expiresAt });
  return accept({
    type: 'floor.extended',
    data: { offerId, expiresAt: plusSeconds(context.now, room.incident.policy.offerSeconds) },
  });
}

/**
 * The holder while offering, then the giver for ten minutes. Refusals: those of the floor, nothing-to-add-to,
 * brief-full.
 */
export function addToBrief(room: Sees, { text }: Data<'floor.add-to-brief'>, context: Context): FloorVerdict {
  const { offer: open, watch, holder } = room.floor;
  const giving = watch !== null && watch.giver === context.actor.id && !isReached(watch.until, context.now);
  if (context.actor.id === holder && open !== null) {
    const refusal = floorRefusal(room, context);
    if (refusal !== null) return refusal;
  } else if (!giving) return refuse('floor.nothing-to-add-to');
  const { additions = [] } = (context.actor.id === holder ? open : watch) ?? {};
  if (additions.length >= MOST_ADDITIONS) return refuse('floor.brief-full', { most: MOST_ADDITIONS });
  return accept({ type: 'floor.brief-added', data: { text } });
}

/** The receiver reads it live. Refusals: no-offer, brief-unchanged. */
export function editBrief({ floor: { offer: open } }: Sees, changed: Data<'floor.edit-brief'>): FloorVerdict {
  if (open === null) return refuse('floor.no-offer');
  const brief: Brief = { ...open.brief, ...withoutBlanks(changed) };
  if (JSON.stringify(brief) === JSON.stringify(open.brief)) return refuse('floor.brief-unchanged');
  return accept({ type: 'floor.brief-edited', data: { offerId: open.id, brief } });
}

/** A field that is named but not given says nothing. */
function withoutBlanks(changed: Partial<Brief>): Partial<Brief> {
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
}

/** "I stand relieved." Refusals: not-relieving. */
export function relieved({ floor }: Sees, { actor }: Context): FloorVerdict {
  if (floor.watch === null || floor.watch.giver !== actor.id || floor.watch.relieved)
    return refuse('floor.not-relieving');
  return accept({ type: 'floor.stood-relieved', data: { person: actor.id } });
}

/** The event that an open offer ended because of someone else's act; none when there is no offer. */
export function ended(
  { floor }: Pick<Sees, 'floor'>,
  cause: 'assumed' | 'taken' | 'receiver-left' | 'closed',
): readonly FloorEvent[] {
  if (floor.offer === null) return [];
  const { id: offerId, from, to } = floor.offer;
  return [{ type: 'floor.offer-ended', data: { offerId, from, to, cause } }];
}

/**
 * The open offer, if it is this one and the actor is its receiver. A second press of "I have command" is told that it
 * worked.
 */
function answered({ floor }: Sees, offerId: string, { actor }: Context): Offer | Refused {
  const { offer: open, holder, since } = floor;
  if (open === null || open.id !== offerId) {
    return holder === actor.id
      ? refuse('floor.already-yours', { since })
      : refuse('floor.offer-over', { holder, since });
  }
  return open.to === actor.id ? open : refuse('floor.not-offered-to-you', { to: open.to });
}
