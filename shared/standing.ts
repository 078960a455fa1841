/**
 * Standing: how an actor belongs to a room. Holder, role, responder: the few questions that every capability's rules
 * ask. Built from the words of incident, floor and crew only, so that any rules.ts may import it. Pure; returns a
 * refusal or null.
 */
import { calledIn } from './called.ts';
import { CLOCK, type Commit, type Context, type Standing } from './envelope.ts';
import { refuse, type Refused } from './decider.ts';
import type { CrewState, Member, Seat } from './crew/words.ts';
import type { FloorState } from './floor/words.ts';
import type { Instant } from './instants.ts';

export interface SeesStanding {
  readonly floor: Pick<FloorState, 'holder' | 'epoch' | 'since'>;
  readonly crew: Pick<CrewState, 'members' | 'seats'>;
}

/** The member with this id, unless they were removed; null when not in the room. */
export function memberOf(room: Pick<SeesStanding, 'crew'>, person: string): Member | null {
  const member = Object.hasOwn(room.crew.members, person) ? room.crew.members[person] : undefined;
  return member === undefined || member.removedAt !== null ? null : member;
}

/**
 * Whether this room is closed to this person, because they were removed from it. A person whom the servers removed was
 * deactivated: if they are active again after the room closed, when no commander could admit them, it is as open to
 * them as to anyone.
 */
export function isShutOut(
  { crew, incident }: Pick<SeesStanding, 'crew'> & { readonly incident: { readonly closedAt: Instant | null } },
  person: string,
): boolean {
  const member = Object.hasOwn(crew.members, person) ? crew.members[person] : undefined;
  if (member === undefined || member.removedAt === null) return false;
  return incident.closedAt === null || member.removedBy !== CLOCK;
}

/** Whether the room may be closed to someone since this commit to whom it was open. */
export const mayShutOut = ({ events }: Pick<Commit, 'events'>): boolean =>
  events.some(({ type }) => type === 'crew.removed' || type === 'incident.reopened');

export function isResponder(room: Pick<SeesStanding, 'crew'>, person: string): boolean {
  return memberOf(room, person)?.as === 'responder';
}

/** Before this moment an absence of this person means nothing: they were not here yet, were back, or gained command. */
export function absenceCountsFrom({ crew, floor }: SeesStanding, person: string): Instant {
  const { joinedAt, backAt } = crew.members[person] as Member;
  const gained = person === floor.holder ? floor.since : null;
  return [backAt, gained].reduce<Instant>((latest, at) => (at !== null && at > latest ? at : latest), joinedAt);
}

/** The commander whom this person shadows: whoever has command now; null for everyone who is no shadow. */
export function shadowOf(
  room: Pick<SeesStanding, 'crew'> & { floor: Pick<FloorState, 'holder'> },
  person: string,
): string | null {
  return memberOf(room, person)?.as === 'shadow' ? room.floor.holder : null;
}

/** The roles that a person has accepted. */
export function seatsOf(room: Pick<SeesStanding, 'crew'>, person: string): readonly Seat[] {
  return room.crew.seats.filter((seat) => seat.taken && seat.person === person);
}

export function holdsSeat(room: Pick<SeesStanding, 'crew'>, person: string, roles: readonly string[]): boolean {
  return seatsOf(room, person).some((seat) => roles.includes(seat.role));
}

/** Who has a role that one person can have; null when it is vacant. */
export function seated(room: Pick<SeesStanding, 'crew'>, role: string): string | null {
  return room.crew.seats.find((seat) => seat.taken && seat.role === role)?.person ?? null;
}

/** What the room calls this person, removed or not; null for someone who never joined. */
export function nameIn(room: Pick<SeesStanding, 'crew'>, person: string): string | null {
  return Object.hasOwn(room.crew.members, person) ? calledIn(room.crew.members)(person) : null;
}

/**
 * How a person belongs here, for display: `as` is null outside the crew; roles are the floor and the roles they have
 * taken.
 */
export function placeOf(
  room: SeesStanding,
  person: string,
): { readonly as: Standing | null; readonly roles: readonly string[] } {
  const commands = room.floor.holder === person ? ['commander'] : [];
  return {
    as: memberOf(room, person)?.as ?? null,
    roles: [...commands, ...seatsOf(room, person).map((seat) => seat.role)],
  };
}

/** Whether everyone belongs here as they did before: what nameIn and placeOf say of them is the same. */
export const areAsBefore = (before: SeesStanding, now: SeesStanding): boolean =>
  before.crew === now.crew && before.floor === now.floor;

/** Null when the actor holds the floor and said its present epoch; else why not: missing, stale, or not theirs. */
export function floorRefusal(room: SeesStanding, context: Context): Refused | null {
  const { holder, since, epoch } = room.floor;
  if (context.epoch === undefined) return refuse('floor.epoch-missing');
  if (context.epoch !== epoch) return refuse('floor.stale-epoch', { holder, since, epoch });
  if (context.actor.id !== holder) return refuse('floor.not-yours', { holder, since, epoch });
  return memberOf(room, context.actor.id) === null ? refuse('crew.removed') : null;
}
