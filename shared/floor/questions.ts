/**
 * What people may ask about command without moving it: "shall I take command?", "who can relieve me?", "is there a
 * commander?". Each question is open until it is answered, or until command moves.
 */
import { accept, refuse } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { isReached, plusSeconds } from '../instants.ts';
import { memberOf } from '../standing.ts';
import type { Data, FloorVerdict, Sees } from './sees.ts';

/** Refusals: already-yours, already-requested. */
export function request(
  { floor }: Sees,
  { why }: Data<'floor.request'>,
  { actor, commandId: id }: Context,
): FloorVerdict {
  if (floor.holder === actor.id) return refuse('floor.already-yours', { since: floor.since });
  if (floor.requests.some(({ by }) => by === actor.id))
    return refuse('floor.already-requested', { holder: floor.holder });
  return accept({ type: 'floor.requested', data: { id, by: actor.id, why } });
}

/** The answer "no"; the answer "yes" is an offer. Refusals: no-such-request. */
export function answerRequest({ floor }: Sees, { requestId, answer, why }: Data<'floor.answer-request'>): FloorVerdict {
  const asked = floor.requests.find(({ id }) => id === requestId);
  if (asked === undefined) return refuse('floor.no-such-request');
  return accept({ type: 'floor.request-answered', data: { requestId, by: asked.by, answer, why } });
}

/** Refusals: relief-open. */
export function askRelief({ floor }: Sees, { why }: Data<'floor.ask-relief'>, { actor }: Context): FloorVerdict {
  if (floor.relief !== null) return refuse('floor.relief-open', { since: floor.relief.at });
  return accept({ type: 'floor.relief-asked', data: { by: actor.id, why } });
}

/** "I can." Refusals: already-yours, no-relief-asked, already-offered-relief, trained-first. */
export function offerRelief(room: Sees, { actor, here }: Context): FloorVerdict {
  const { floor } = room;
  if (floor.holder === actor.id) return refuse('floor.already-yours', { since: floor.since });
  if (floor.relief === null) return refuse('floor.no-relief-asked');
  if (floor.relief.offeredBy.includes(actor.id))
    return refuse('floor.already-offered-relief', { holder: floor.holder });
  const trained = actor.trained ? [] : trainedHere(room, here);
  if (trained.length > 0) return refuse('floor.trained-first', { people: trained });
  return accept({ type: 'floor.relief-offered', data: { by: actor.id } });
}

/**
 * The trained responders who could relieve the commander now: here by their own word, and connected as far as is known.
 * Where there are any, only they are asked.
 */
export function trainedHere(
  { crew, floor }: Pick<Sees, 'crew' | 'floor'>,
  here?: readonly string[],
): readonly string[] {
  return Object.keys(crew.members).filter((person) => {
    const member = memberOf({ crew }, person);
    if (member?.as !== 'responder' || member.trained !== true || person === floor.holder) return false;
    return member.availability === 'here' && member.linkLostAt === null && here?.includes(person) !== false;
  });
}

/** "Is there a commander?" Refusals: already-yours, challenge-open, challenge-too-soon. */
export function challenge({ floor, incident }: Sees, { actor, now, commandId: id }: Context): FloorVerdict {
  const { provisionalChallengeSeconds, challengeSeconds, graceSeconds } = incident.policy;
  if (floor.holder === actor.id) return refuse('floor.already-yours', { since: floor.since });
  if (floor.challenge !== null)
    return refuse('floor.challenge-open', { by: floor.challenge.by, answerBy: floor.challenge.answerBy });
  const until = floor.answeredAt === null ? null : plusSeconds(floor.answeredAt, graceSeconds);
  if (until !== null && !isReached(until, now))
    return refuse('floor.challenge-too-soon', { until, holder: floor.holder });
  const answerBy = plusSeconds(now, floor.provisional ? provisionalChallengeSeconds : challengeSeconds);
  return accept({ type: 'floor.challenged', data: { id, by: actor.id, answerBy } });
}

/** "I am here." Refusals: no-challenge. */
export function present({ floor }: Sees, { actor }: Context): FloorVerdict {
  if (floor.challenge === null) return refuse('floor.no-challenge');
  return accept({ type: 'floor.presented', data: { holder: actor.id, how: 'said' } });
}
