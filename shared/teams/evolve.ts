/**
 * What each event about sub-teams changes in the folded state, and nothing else: there are no rules here. Always true
 * afterwards: the state holds the current teams only, oldest first, and no lead is a member of their own team.
 */
import { foldBy } from '../decider.ts';
import type { Team, TeamsEvent, TeamsState } from './words.ts';

export const initial: TeamsState = { teams: [] };

export const evolve = foldBy<TeamsState, TeamsEvent>({
  'teams.formed': ({ teams }, { id, name, leader, goal, until, members }, { at }) => ({
    teams: [...teams, { id, name, leader, goal, until, members, formedAt: at, rung: false }],
  }),
  'teams.added': (state, { team, person }) =>
    changed(state, team, ({ members }) => ({ members: [...members, person] })),
  'teams.removed': (state, { team, person }) =>
    changed(state, team, ({ members }) => ({ members: members.filter((each) => each !== person) })),
  'teams.led': (state, { team, leader, former }) =>
    changed(state, team, ({ members }) => ({
      leader,
      members: [...members.filter((each) => each !== leader), ...(former === undefined ? [] : [former])],
    })),
  'teams.leader-left': (state, { team }) => changed(state, team, () => ({ leader: null })),
  'teams.goal-set': (state, { team, goal, until }) => changed(state, team, () => ({ goal, until, rung: false })),
  'teams.due': (state, { team }) => changed(state, team, () => ({ rung: true })),
  'teams.dissolved': ({ teams }, { team }) => ({ teams: teams.filter(({ id }) => id !== team) }),
});

function changed({ teams }: TeamsState, id: string, change: (team: Team) => Partial<Team>): TeamsState {
  return { teams: teams.map((team) => (team.id === id ? { ...team, ...change(team) } : team)) };
}
