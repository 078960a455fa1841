/**
 * How people leave a team without asking: by moving to another one, by gaining command, by no longer being a responder
 * of this room; and the end of all teams when the incident is closed. Always true: a person is in one team at most, as
 * its lead or as a member, and the holder of the floor is in none.
 */
import type { AnyEvent } from '../envelope.ts';
import { isResponder } from '../standing.ts';
import type { Sees } from './sees.ts';
import type { Team, TeamsEvent } from './words.ts';

type Cause = 'left' | 'commands' | 'moved';

export const isIn = (team: Team, person: string): boolean => team.leader === person || team.members.includes(person);

/** Ends this person's part in any team they are in, except the one with the id `except`. */
export function leaves(room: Sees, person: string, cause: Cause, except?: string): readonly TeamsEvent[] {
  return room.teams.teams
    .filter((team) => team.id !== except && isIn(team, person))
    .map((team) => left(room, team, person, cause));
}

/** Looks at the room and not at the event, so that no way of gaining command or of going out is forgotten. */
export function follow(room: Sees, event: AnyEvent): readonly TeamsEvent[] {
  const { teams } = room.teams;
  if (event.type === 'incident.closed')
    return teams.map(({ id, name }) => ({ type: 'teams.dissolved', data: { team: id, name, cause: 'closed' } }));
  return teams.flatMap((team) =>
    [...(team.leader === null ? [] : [team.leader]), ...team.members].flatMap((person): TeamsEvent[] => {
      if (person === room.floor.holder) return [left(room, team, person, 'commands')];
      return isResponder(room, person) ? [] : [left(room, team, person, 'left')];
    }),
  );
}

function left({ floor: { holder } }: Sees, { id: team, name, leader }: Team, person: string, cause: Cause): TeamsEvent {
  if (person !== leader) return { type: 'teams.removed', data: { team, name, person, cause } };
  // Only the commander can name another lead.
  return { type: 'teams.leader-left', data: { team, name, leader, cause, to: holder === null ? [] : [holder] } };
}
