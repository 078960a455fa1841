/**
 * Who leaves a team without anyone asking for it: by going to another one, by gaining command, by being no responder
 * of this room any more; and the end of all teams when the incident is closed.
 *
 * Always true: a person is in one team at most, as its leader or as a member, and the holder of the floor is in none.
 */
import type { AnyEvent } from '../envelope.ts';
import { isResponder } from '../standing.ts';
import type { Sees } from './sees.ts';
import type { Team, TeamsEvent } from './words.ts';

type Cause = 'left' | 'commands' | 'moved';

export const isIn = (team: Team, person: string): boolean => team.leader === person || team.members.includes(person);

/** This person's end in whatever team they are in, but for the one with the id `except`. */
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
  // Only the commander can name another leader.
  return { type: 'teams.leader-left', data: { team, name, leader, cause, to: holder === null ? [] : [holder] } };
}
