/**
 * Roles (seats in code): who is asked to take which, who accepts, who steps down.
 *
 *   assign --> accept | decline          volunteer --> assign (at once)          release: own, or another's by the commander
 *
 * Always true: one person in each role, except experts, who are many, each with an area; only responders have roles;
 * the holder of the floor is never their own deputy. The commander covers a vacant role.
 */
import { accept, refuse, type Refused } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { ROLES } from '../seat-names.ts';
import { floorRefusal, memberOf } from '../standing.ts';
import { MANY } from './evolve.ts';
import type { CrewVerdict, Data, Sees } from './sees.ts';
import type { CrewEvent, Seat } from './words.ts';

export { ROLES };

/** Roles held or asked, experts' areas included: only a runaway program gets there. */
const MOST_SEATS = 500;

/** Refusals: unknown-person, unknown-role, cannot-hold-seats, holder-cannot-be-deputy, already-seated, board-full. */
export function assign(room: Sees, { person, role, area }: Data<'crew.assign'>, { actor }: Context): CrewVerdict {
  if (memberOf(room, person) === null) return refuse('crew.unknown-person', { person });
  const volunteer = room.crew.volunteers.find((each) => each.person === person && each.role === role);
  const where = area ?? volunteer?.area ?? undefined;
  const refusal = seatRefusal(room, { person, role, area: where });
  if (refusal !== null) return refusal;
  // Someone who is willing is not asked first: they have the role, and the log says so once.
  const willing = volunteer !== undefined || person === actor.id;
  return willing
    ? accept(sitsDown(room, { person, role, area: where }))
    : accept({ type: 'crew.assigned', data: { person, role, area: where } });
}

/** Refusals: not-assigned-to-you, holder-cannot-be-deputy. */
export function acceptSeat(room: Sees, { role }: Data<'crew.accept'>, { actor }: Context): CrewVerdict {
  const asked = askedSeat(room, actor.id, role);
  if (asked === undefined) return refuse('crew.not-assigned-to-you', { role });
  if (role === 'deputy' && room.floor.holder === actor.id)
    return refuse('crew.holder-cannot-be-deputy', { person: actor.id });
  return accept(sitsDown(room, { person: actor.id, role, area: asked.area ?? undefined }));
}

/** Says no to a question, or withdraws an offer to help. Refusals: not-assigned-to-you. */
export function decline(room: Sees, { role, why }: Data<'crew.decline'>, { actor }: Context): CrewVerdict {
  const volunteered = room.crew.volunteers.some((each) => each.person === actor.id && each.role === role);
  if (!volunteered && askedSeat(room, actor.id, role) === undefined)
    return refuse('crew.not-assigned-to-you', { role });
  return accept({ type: 'crew.declined', data: { person: actor.id, role, why } });
}

/** A person who was asked already simply takes the role. Refusals: those of assign, already-volunteered. */
export function volunteer(room: Sees, { role, area }: Data<'crew.volunteer'>, context: Context): CrewVerdict {
  const person = context.actor.id;
  if (askedSeat(room, person, role) !== undefined) return acceptSeat(room, { role }, context);
  const refusal = seatRefusal(room, { person, role, area });
  if (refusal !== null) return refusal;
  if (room.crew.volunteers.some((each) => each.person === person && each.role === role))
    return refuse('crew.already-volunteered', { role });
  return accept({ type: 'crew.volunteered', data: { person, role, area } });
}

/**
 * Your own role, or another's with the floor. An expert steps down from every area. Refusals: those of the floor,
 * not-in-that-seat.
 */
export function release(room: Sees, { role, person }: Data<'crew.release'>, context: Context): CrewVerdict {
  const who = person ?? context.actor.id;
  const refusal = who === context.actor.id ? null : floorRefusal(room, context);
  if (refusal !== null) return refusal;
  const left = leaves(room, who, (seat) => seat.role === role);
  return left.length === 0 ? refuse('crew.not-in-that-seat', { person: who, role }) : accept(...left);
}

/** The events by which a person leaves those of their roles (held or asked) that `which` picks. */
export function leaves(
  { crew }: Pick<Sees, 'crew'>,
  person: string,
  which: (seat: Seat) => boolean,
): readonly CrewEvent[] {
  return crew.seats
    .filter((seat) => seat.person === person && which(seat))
    .map(({ role, area }) => ({ type: 'crew.released', data: { person, role, area: area ?? undefined } }));
}

interface Place {
  readonly person: string;
  readonly role: string;
  readonly area: string | undefined;
}

/** Why this person may not be asked to take this role; null when they may. */
function seatRefusal(room: Sees, { person, role, area }: Place): Refused | null {
  const known = (ROLES as readonly string[]).includes(role) || room.crew.roles.some((each) => each.role === role);
  if (!known) return refuse('crew.unknown-role', { role });
  if (memberOf(room, person)?.as !== 'responder') return refuse('crew.cannot-hold-seats', { person });
  if (role === 'deputy' && person === room.floor.holder) return refuse('crew.holder-cannot-be-deputy', { person });
  const already = room.crew.seats.some(
    (seat) => seat.person === person && seat.role === role && (role !== MANY || seat.area === (area ?? null)),
  );
  if (already) return refuse('crew.already-seated', { person, role });
  return room.crew.seats.length >= MOST_SEATS ? refuse('crew.board-full', { most: MOST_SEATS }) : null;
}

function sitsDown({ crew }: Sees, { person, role, area }: Place): CrewEvent {
  const former = role === MANY ? undefined : crew.seats.find((seat) => seat.taken && seat.role === role)?.person;
  return { type: 'crew.accepted', data: { person, role, area, replaced: former } };
}

function askedSeat({ crew }: Sees, person: string, role: string): Seat | undefined {
  return crew.seats.find((seat) => !seat.taken && seat.person === person && seat.role === role);
}
