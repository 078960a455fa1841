/**
 * Who the events of teams notify: the lead, the members, and the person who looks at the team again when its time is
 * over.
 */
import type { TeamsEvent } from '../../shared/teams/words.ts';
import { given, late, nobody, POLITE, when, type Calls } from '../attention/calls.ts';

export const calls: Calls<TeamsEvent> = {
  'teams.formed': ({ id, leader, members }, { you }) =>
    leader === you ? given(`team.${id}`) : when(members.includes(you), POLITE),
  'teams.added': ({ person }, { you }) => when(person === you, POLITE),
  'teams.removed': ({ person }, { you }) => when(person === you, POLITE),
  'teams.led': ({ team, leader }, { you }) => when(leader === you, given(`team.${team}`)),
  'teams.leader-left': ({ to }, { you }) => when(to.includes(you), POLITE),
  'teams.goal-set': nobody,
  'teams.due': ({ team, to }, { you }) => when(to.includes(you), late(`team.${team}`)),
  'teams.dissolved': nobody,
};
