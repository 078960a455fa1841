/**
 * Breaking the glass: when may someone take command that no one gave them?
 *
 *   removed   the holder was removed from the room          the deputy at once, any responder after 30 s
 *   unseen    the holder's link is lost, and nothing since  the deputy after 2 min, any responder after 5 (2 when no deputy is here)
 *   silent    "is there a commander?" stands unanswered     30 s while provisional; 2 min when confirmed and connected
 *
 * Any accepted act of the holder brings their link back and answers the question, so both clocks start afresh. Numbers:
 * policy.
 */
import { accept, refuse } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { isReached, plusSeconds, secondsBetween, type Instant } from '../instants.ts';
import { memberOf, seated } from '../standing.ts';
import { ended } from './offers.ts';
import type { FloorVerdict, Sees } from './sees.ts';
import type { AssumeFacts } from './words.ts';

/** A removed holder's floor is the deputy's for this long, then anyone's. */
const REMOVED_SECONDS = 30;

/** One reason to assume: since when it holds, and from when on this person may act on it. */
export interface Ground {
  readonly ground: AssumeFacts['ground'];
  readonly since: Instant;
  readonly from: Instant;
}

/** Refusals: already-yours, accept-instead, holder-present, too-early (with `until`). */
export function assume(room: Sees, why: string, { now, actor }: Context): FloorVerdict {
  const { holder, since, epoch, offer } = room.floor;
  if (holder === null || holder === actor.id) return refuse('floor.already-yours', { since });
  if (offer !== null && offer.to === actor.id)
    return refuse('floor.accept-instead', { from: offer.from, offerId: offer.id });
  const ground = groundToAssume(room, actor.id);
  if (ground === null) return refuse('floor.holder-present', { holder, since });
  if (!isReached(ground.from, now))
    return refuse('floor.too-early', { until: ground.from, holder, ground: ground.ground });
  const facts: AssumeFacts = {
    ground: ground.ground,
    since: ground.since,
    seconds: Math.floor(secondsBetween(ground.since, now)),
    asDeputy: seated(room, 'deputy') === actor.id,
  };
  return accept(...ended(room, 'assumed'), {
    type: 'floor.assumed',
    data: { from: holder, to: actor.id, epoch: epoch + 1, why, facts },
  });
}

/**
 * The ground that lets this person assume soonest, reached or not; null when the holder is here and no one has asked.
 */
export function groundToAssume(room: Sees, person: string): Ground | null {
  const asDeputy = seated(room, 'deputy') === person;
  const grounds = [removed(room, asDeputy), unseen(room, asDeputy), silent(room)];
  return grounds.reduce(
    (first, next) => (next !== null && (first === null || next.from < first.from) ? next : first),
    null,
  );
}

function removed({ floor, crew }: Sees, asDeputy: boolean): Ground | null {
  const since = floor.holder === null ? null : (crew.members[floor.holder]?.removedAt ?? null);
  return since === null
    ? null
    : { ground: 'removed', since, from: asDeputy ? since : plusSeconds(since, REMOVED_SECONDS) };
}

function unseen(room: Sees, asDeputy: boolean): Ground | null {
  const since = linkLostAt(room, room.floor.holder);
  if (since === null) return null;
  const { deputyAfter, anyoneAfter } = assumeTimes(room);
  return { ground: 'unseen', since, from: plusSeconds(since, asDeputy ? deputyAfter : anyoneAfter) };
}

/**
 * How many seconds the holder's link must be lost, as the room is now: with a deputy here, everyone else leaves the
 * deputy some time; without one, no one waits for anyone.
 */
export function assumeTimes(room: Pick<Sees, 'crew' | 'incident'>): {
  readonly deputy: string | null;
  readonly deputyAfter: number;
  readonly anyoneAfter: number;
} {
  const { deputyAfterSeconds: deputyAfter, anyoneAfterSeconds } = room.incident.policy;
  const deputy = seated(room, 'deputy');
  const isHere = deputy !== null && linkLostAt(room, deputy) === null;
  return { deputy: isHere ? deputy : null, deputyAfter, anyoneAfter: isHere ? anyoneAfterSeconds : deputyAfter };
}

/** A confirmed holder whose link is lost is not silent but unseen: their deputy comes first. */
function silent(room: Sees): Ground | null {
  const { challenge, provisional, holder } = room.floor;
  if (challenge === null || (!provisional && linkLostAt(room, holder) !== null)) return null;
  return { ground: 'silent', since: challenge.askedAt, from: challenge.answerBy };
}

function linkLostAt(room: Pick<Sees, 'crew'>, person: string | null): Instant | null {
  return person === null ? null : (memberOf(room, person)?.linkLostAt ?? null);
}
