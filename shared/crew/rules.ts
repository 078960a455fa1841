/**
 * Who belongs to a room, and as what: responder, observer or shadow. Roles are in seats.ts.
 *
 *   outside --join--> member --admit--> another standing --remove--> out (their name stays in the log) --admit--> member again
 *
 * A closed room is read without joining; only the first act in it joins (draft.ts).
 * Always true: the holder of the floor stays a responder until command has moved, except that an administrator may
 * remove them; a member's link is lost only by the servers' word, and is back with the member's next act at the latest.
 */
import { accept, refuse, type Rules } from '../decider.ts';
import { CLOCK, type Actor, type AnyEvent, type Context } from '../envelope.ts';
import { absenceCountsFrom, isShutOut, memberOf } from '../standing.ts';
import { evolve, initial } from './evolve.ts';
import { isSameSeat } from '../seat-names.ts';
import { acceptSeat, assign, decline, leaves, release, ROLES, volunteer } from './seats.ts';
import type { CrewVerdict, Data, Sees } from './sees.ts';
import type { CrewCommand, CrewEvent, CrewState } from './words.ts';

/** Roles that a room may add: no one reads a longer board. */
const MOST_ROLES = 30;
/** How many people may be in: each is in the state that everyone is sent. */
const MOST_MEMBERS = 2000;
/** With those who were removed: their names stay, and that they are out. */
const MOST_EVER = 2 * MOST_MEMBERS;

export const rules: Rules<CrewState, CrewCommand, CrewEvent, Sees> = {
  initial,
  authority: {
    'crew.join': { who: 'newcomer', afterClose: true },
    'crew.assign': { who: 'floor', typed: true },
    'crew.accept': { who: 'responder' },
    'crew.decline': { who: 'responder' },
    'crew.volunteer': { who: 'responder' },
    'crew.release': { who: 'responder' },
    'crew.admit': { who: 'floor', administratorAfterClose: true },
    'crew.remove': { who: 'floor', administrator: true },
    'crew.set-availability': { who: 'member' },
    'crew.add-role': { who: 'floor' },
    'crew.lose-link': { who: 'clock' },
    'crew.restore-link': { who: 'clock' },
    'crew.rename': { who: 'clock' },
  },
  decide,
  evolve,
  follow,
};

function decide(room: Sees, command: CrewCommand, context: Context): CrewVerdict {
  switch (command.type) {
    case 'crew.join':
      return join(room, command.data, context);
    case 'crew.assign':
      return assign(room, command.data, context);
    case 'crew.accept':
      return acceptSeat(room, command.data, context);
    case 'crew.decline':
      return decline(room, command.data, context);
    case 'crew.volunteer':
      return volunteer(room, command.data, context);
    case 'crew.release':
      return release(room, command.data, context);
    case 'crew.admit':
      return admit(room, command.data);
    case 'crew.remove':
      return remove(room, command.data, context);
    case 'crew.set-availability':
      return setAvailability(room, command.data, context);
    case 'crew.add-role':
      return addRole(room, command.data);
    case 'crew.lose-link':
      return loseLink(room, command.data, context);
    case 'crew.restore-link':
      return restoreLink(room, command.data);
    case 'crew.rename':
      return rename(room, command.data);
  }
}

/** Refusals: already-in, removed. */
function join(room: Sees, { as, area }: Data<'crew.join'>, { actor }: Context): CrewVerdict {
  if (memberOf(room, actor.id) !== null) return refuse('crew.already-in');
  if (isShutOut(room, actor.id)) return refuse('crew.removed');
  const ever = Object.values(room.crew.members);
  const isFull = ever.length >= MOST_EVER || ever.filter(({ removedAt }) => removedAt === null).length >= MOST_MEMBERS;
  if (isFull) return refuse('crew.room-full', { most: MOST_MEMBERS });
  return accept({ type: 'crew.joined', data: { person: actor.id, name: actor.name, as, area, ...training(actor) } });
}

/**
 * A new standing, also for a person who was removed; a person who is no longer a responder leaves their roles.
 * Refusals: unknown-person, not-the-holder, unchanged.
 */
function admit(room: Sees, { person, as }: Data<'crew.admit'>): CrewVerdict {
  const member = memberOf(room, person);
  if (member === null)
    return Object.hasOwn(room.crew.members, person) && person !== room.floor.holder
      ? accept({ type: 'crew.admitted', data: { person, as } })
      : refuse('crew.unknown-person', { person });
  if (member.as === as) return refuse('crew.unchanged', { person });
  if (person === room.floor.holder) return refuse('crew.not-the-holder', { person });
  const left = as === 'responder' ? [] : leaves(room, person, (seat) => seat.taken);
  return accept({ type: 'crew.admitted', data: { person, as } }, ...left);
}

/** The holder goes only by another person who is an administrator. Refusals: unknown-person, not-the-holder. */
function remove(room: Sees, { person, why }: Data<'crew.remove'>, { actor }: Context): CrewVerdict {
  if (memberOf(room, person) === null) return refuse('crew.unknown-person', { person });
  if (person === room.floor.holder && (!actor.administrator || actor.id === person))
    return refuse('crew.not-the-holder', { person });
  return accept({ type: 'crew.removed', data: { person, why } }, ...leaves(room, person, (seat) => seat.taken));
}

/** Refusals: unchanged. */
function setAvailability(
  room: Sees,
  { availability }: Data<'crew.set-availability'>,
  { actor: { id: person } }: Context,
): CrewVerdict {
  if (memberOf(room, person)?.availability === availability) return refuse('crew.unchanged', { person });
  return accept({ type: 'crew.availability-set', data: { person, availability } });
}

/** Refusals: role-exists, board-full. */
function addRole(room: Sees, { role, card }: Data<'crew.add-role'>): CrewVerdict {
  const exists = [...ROLES, ...room.crew.roles.map((each) => each.role)].some((each) => isSameSeat(each, role));
  if (exists) return refuse('crew.role-exists', { role });
  if (room.crew.roles.length >= MOST_ROLES) return refuse('crew.board-full', { most: MOST_ROLES });
  return accept({ type: 'crew.role-added', data: { role, card } });
}

/** Said twice it changes nothing, because several servers may say it. Refusals: unknown-person. */
function loseLink(room: Sees, { person, since }: Data<'crew.lose-link'>, { now }: Context): CrewVerdict {
  const member = memberOf(room, person);
  if (member === null) return refuse('crew.unknown-person', { person });
  if (member.linkLostAt !== null) return accept();
  // Never in the future, and never before it could be an absence.
  const from = absenceCountsFrom(room, person);
  const began = from > since ? from : since;
  return accept({ type: 'crew.link-lost', data: { person, since: began < now ? began : now } });
}

/** Refusals: unknown-person. */
function restoreLink(room: Sees, { person }: Data<'crew.restore-link'>): CrewVerdict {
  const member = memberOf(room, person);
  if (member === null) return refuse('crew.unknown-person', { person });
  return member.linkLostAt === null ? accept() : accept({ type: 'crew.link-back', data: { person } });
}

/** Said twice it changes nothing, because several servers may say it. Refusals: unknown-person. */
function rename(room: Sees, { person, name }: Data<'crew.rename'>): CrewVerdict {
  const was = memberOf(room, person)?.name;
  if (was === undefined) return refuse('crew.unknown-person', { person });
  return was === name ? accept() : accept({ type: 'crew.renamed', data: { person, name, was } });
}

/**
 * The person who declares or reopens is in the room; a person who gains the floor leaves the deputy role, and those who
 * shadow command follow them; a person who acts is no longer lost, and the room learns whether they are trained.
 */
function follow(room: Sees, event: AnyEvent, { actor }: Context): readonly CrewEvent[] {
  const member = memberOf(room, actor.id);
  const followed: CrewEvent[] = [];
  if (event.type === 'incident.declared' && member === null) {
    followed.push({
      type: 'crew.joined',
      data: { person: actor.id, name: actor.name, as: 'responder', ...training(actor) },
    });
  }
  if (room.floor.holder === actor.id) followed.push(...leaves(room, actor.id, (seat) => seat.role === 'deputy'));
  followed.push(...shadowsFollow(room, event));
  if (member !== null && actor.id !== CLOCK && (member.trained ?? false) !== actor.trained && !isTraining(event))
    followed.push({ type: 'crew.training-noted', data: { person: actor.id, trained: actor.trained } });
  const aboutLinks = event.type === 'crew.link-lost' || event.type === 'crew.link-back';
  if (member !== null && member.linkLostAt !== null && !aboutLinks)
    followed.push({ type: 'crew.link-back', data: { person: actor.id } });
  return followed;
}

const training = ({ trained }: Actor): { trained?: true } => (trained ? { trained } : {});

const isTraining = ({ type }: AnyEvent): boolean => type === 'crew.joined' || type === 'crew.training-noted';

const MOVES: readonly string[] = ['floor.passed', 'floor.assumed', 'floor.taken', 'floor.begun'];

/** A trainee is bound to command, not to the person who had it. */
function shadowsFollow({ crew, floor }: Sees, { type }: AnyEvent): readonly CrewEvent[] {
  if (!MOVES.includes(type) || floor.holder === null) return [];
  const people = Object.keys(crew.members).filter((person) => memberOf({ crew }, person)?.as === 'shadow');
  return people.length === 0 ? [] : [{ type: 'crew.shadows-followed', data: { people, to: floor.holder } }];
}
