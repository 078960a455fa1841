/**
 * What each event about people changes in the folded state, and nothing else: there are no rules here. Always true
 * afterwards: no one is ever deleted (a removed member keeps their name for those who read the log later), and a role
 * for one person has at most one holder and at most one other person asked.
 */
import { foldBy } from '../decider.ts';
import type { CrewEvent, CrewState, Member, Seat } from './words.ts';

/** The one role that many may have, each with an area. */
export const MANY = 'expert';
/** How many volunteers the state knows, the newest; the log has all. */
const VOLUNTEERS_KEPT = 200;

export const initial: CrewState = { members: {}, seats: [], volunteers: [], roles: [] };

export const evolve = foldBy<CrewState, CrewEvent>({
  'crew.joined': (state, { person, name, as, area, trained }, { at }) => ({
    ...state,
    members: {
      ...state.members,
      [person]: {
        name,
        as,
        area: area ?? null,
        joinedAt: at,
        availability: 'here',
        linkLostAt: null,
        backAt: null,
        removedAt: null,
        ...(trained === true ? { trained } : {}),
      },
    },
  }),
  'crew.assigned': (state, { person, role, area }, { at, by }) => ({
    ...state,
    // Asking someone else withdraws the question from the person asked before.
    seats: [
      ...state.seats.filter((seat) => role === MANY || seat.role !== role || seat.taken),
      { role, person, area: area ?? null, taken: false, at, by },
    ],
  }),
  'crew.accepted': (state, { person, role, area }, { at }) => ({
    ...state,
    seats: [
      ...state.seats.filter((seat) => seat.role !== role || (role === MANY && !sameSeat(seat, person, area))),
      { role, person, area: area ?? null, taken: true, at, by: null },
    ],
    volunteers: withoutVolunteer(state, person, role),
  }),
  'crew.declined': (state, { person, role }) => ({
    ...state,
    seats: state.seats.filter((seat) => seat.role !== role || seat.person !== person || seat.taken),
    volunteers: withoutVolunteer(state, person, role),
  }),
  'crew.volunteered': (state, { person, role, area }, { at }) => ({
    ...state,
    volunteers: [...state.volunteers, { role, person, area: area ?? null, at }].slice(-VOLUNTEERS_KEPT),
  }),
  'crew.released': (state, { person, role, area }) => ({
    ...state,
    seats: state.seats.filter((seat) => seat.role !== role || !sameSeat(seat, person, area)),
    volunteers: withoutVolunteer(state, person, role),
  }),
  'crew.admitted': (state, { person, as }) =>
    withMember(as === 'responder' ? state : withoutOffers(state, person), person, {
      as,
      removedAt: null,
      ...(state.members[person]?.removedAt == null ? {} : { linkLostAt: null }),
    }),
  'crew.removed': (state, { person }, { at, by }) =>
    withMember(withoutOffers(state, person), person, { removedAt: at, removedBy: by }),
  'crew.availability-set': (state, { person, availability }) => withMember(state, person, { availability }),
  'crew.role-added': (state, { role, card }) => ({ ...state, roles: [...state.roles, { role, card }] }),
  'crew.link-lost': (state, { person, since }) => withMember(state, person, { linkLostAt: since }),
  'crew.renamed': (state, { person, name }) => withMember(state, person, { name }),
  'crew.shadows-followed': (state) => state,
  'crew.training-noted': (state, { person, trained }) => withMember(state, person, { trained }),
  'crew.link-back': (state, { person }, { at }) => withMember(state, person, { linkLostAt: null, backAt: at }),
});

function withMember(state: CrewState, person: string, change: Partial<Member>): CrewState {
  const member = state.members[person];
  return member === undefined ? state : { ...state, members: { ...state.members, [person]: { ...member, ...change } } };
}

/**
 * Roles that they have are released by events of their own; what was only asked or volunteered is dropped without an
 * event.
 */
function withoutOffers(state: CrewState, person: string): CrewState {
  return {
    ...state,
    seats: state.seats.filter((seat) => seat.taken || seat.person !== person),
    volunteers: state.volunteers.filter((volunteer) => volunteer.person !== person),
  };
}

function withoutVolunteer(state: CrewState, person: string, role: string): CrewState['volunteers'] {
  return state.volunteers.filter((volunteer) => volunteer.person !== person || volunteer.role !== role);
}

function sameSeat(seat: Seat, person: string, area: string | undefined): boolean {
  return seat.person === person && seat.area === (area ?? null);
}
