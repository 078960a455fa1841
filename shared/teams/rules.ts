/**
 * The rules of sub-teams: the commander forms them, names the lead, and dissolves them; a lead manages their own team's
 * people, goal and time; a member may leave. When a team's time is over, its lead and the commander look at it again;
 * nothing else happens by itself. leaving.ts has who leaves a team without being asked, span.ts who then still reports
 * straight to the commander.
 */
import { accept, refuse, type Refused, type Rules } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { earliest, isReached, plusSeconds } from '../instants.ts';
import { floorRefusal, isResponder } from '../standing.ts';
import { evolve, initial } from './evolve.ts';
import { follow, isIn, leaves } from './leaving.ts';
import type { Data, Sees, TeamsVerdict } from './sees.ts';
import type { Team, TeamsCommand, TeamsEvent, TeamsState } from './words.ts';

/** Each lead reports to the commander: more teams than this no one can follow. */
const MOST_TEAMS = 20;

export const rules: Rules<TeamsState, TeamsCommand, TeamsEvent, Sees> = {
  initial,
  authority: {
    'teams.form': { who: 'floor' },
    'teams.add': { who: 'responder' },
    'teams.remove': { who: 'responder' },
    'teams.lead': { who: 'floor' },
    'teams.set-goal': { who: 'responder' },
    'teams.dissolve': { who: 'floor' },
  },
  decide,
  evolve,
  due: (room) => earliest(room.teams.teams.map((team) => (team.rung ? null : team.until))),
  settle: (room, { now }) =>
    room.teams.teams.filter((team) => !team.rung && isReached(team.until, now)).map((team) => due(room, team)),
  follow,
};

function decide(room: Sees, command: TeamsCommand, context: Context): TeamsVerdict {
  if (command.type === 'teams.form') return form(room, command.data, context);
  const team = room.teams.teams.find(({ id }) => id === command.data.team);
  if (team === undefined) return refuse('teams.no-such-team', { team: command.data.team });
  switch (command.type) {
    case 'teams.add':
      return add(room, team, command.data.person, context);
    case 'teams.remove':
      return remove(room, team, command.data.person, context);
    case 'teams.lead':
      return lead(room, team, command.data.leader);
    case 'teams.set-goal':
      return setGoal(room, team, command.data, context);
    case 'teams.dissolve': {
      const { why } = command.data;
      return accept({
        type: 'teams.dissolved',
        data: { team: team.id, name: team.name, cause: 'asked', ...(why === undefined ? {} : { why }) },
      });
    }
  }
}

/** The people it takes from another team leave that one. Refusals: name-taken, too-many, cannot-lead, cannot-join. */
function form(
  room: Sees,
  { name, leader, goal, minutes, members: named }: Data<'teams.form'>,
  { now, commandId: id }: Context,
): TeamsVerdict {
  const namesake = room.teams.teams.find((team) => team.name.toLowerCase() === name.toLowerCase());
  if (namesake !== undefined) return refuse('teams.name-taken', { team: namesake.id, name: namesake.name });
  if (room.teams.teams.length >= MOST_TEAMS) return refuse('teams.too-many', { most: MOST_TEAMS });
  const members = [...new Set(named)];
  const refusal = leaderRefusal(room, leader) ?? firstRefusal(members, (person) => memberRefusal(room, person, leader));
  if (refusal !== null) return refusal;
  const former = [leader, ...members].flatMap((person) => leaves(room, person, 'moved'));
  return accept(...former, {
    type: 'teams.formed',
    data: { id, name, leader, goal, until: plusSeconds(now, minutes * 60), members },
  });
}

/** From another team only the commander takes people. Refusals: not-yours, already-in, cannot-join. */
function add(room: Sees, team: Team, person: string, context: Context): TeamsVerdict {
  const refusal = careRefusal(room, team, context);
  if (refusal !== null) return refusal;
  if (isIn(team, person)) return refuse('teams.already-in', { person, name: team.name, leads: person === team.leader });
  const barred = memberRefusal(room, person, team.leader);
  if (barred !== null) return barred;
  const former = leaves(room, person, 'moved');
  if (former.length > 0 && context.actor.id !== room.floor.holder)
    return refuse('teams.cannot-join', { person, because: 'elsewhere' });
  return accept(...former, { type: 'teams.added', data: { team: team.id, name: team.name, person } });
}

/** Members may always remove themselves. A lead goes when the commander names another. Refusals: not-yours, not-in. */
function remove(room: Sees, team: Team, person: string, context: Context): TeamsVerdict {
  const refusal = context.actor.id === person ? null : careRefusal(room, team, context);
  if (refusal !== null) return refusal;
  if (!team.members.includes(person))
    return refuse('teams.not-in', { person, name: team.name, leads: person === team.leader });
  return accept({ type: 'teams.removed', data: { team: team.id, name: team.name, person, cause: 'asked' } });
}

/** The former lead stays in the team. Refusals: already-in (leads it), cannot-lead. */
function lead(room: Sees, team: Team, leader: string): TeamsVerdict {
  if (team.leader === leader) return refuse('teams.already-in', { person: leader, name: team.name, leads: true });
  const refusal = leaderRefusal(room, leader);
  if (refusal !== null) return refusal;
  const former = team.leader === null ? {} : { former: team.leader };
  return accept(...leaves(room, leader, 'moved', team.id), {
    type: 'teams.led',
    data: { team: team.id, name: team.name, leader, ...former },
  });
}

/** The time counts from now, and ends with a reminder again. Refusals: not-yours. */
function setGoal(room: Sees, team: Team, { goal, minutes }: Data<'teams.set-goal'>, context: Context): TeamsVerdict {
  const until = plusSeconds(context.now, minutes * 60);
  return (
    careRefusal(room, team, context) ??
    accept({ type: 'teams.goal-set', data: { team: team.id, name: team.name, goal, until } })
  );
}

/** A team is managed by its lead, and by the commander with the floor's epoch. */
function careRefusal(room: Sees, { name, leader }: Team, context: Context): Refused | null {
  const { holder, epoch } = room.floor;
  if (context.actor.id === leader) return null;
  const speaksAsCommander = context.actor.id === holder || (context.epoch !== undefined && context.epoch !== epoch);
  return speaksAsCommander ? floorRefusal(room, context) : refuse('teams.not-yours', { name, leader, holder });
}

function leaderRefusal(room: Sees, leader: string): Refused | null {
  if (leader === room.floor.holder) return refuse('teams.cannot-lead', { person: leader, because: 'commands' });
  return isResponder(room, leader) ? null : refuse('teams.cannot-lead', { person: leader, because: 'no-responder' });
}

function memberRefusal(room: Sees, person: string, leader: string | null): Refused | null {
  if (person === room.floor.holder) return refuse('teams.cannot-join', { person, because: 'commands' });
  if (person === leader) return refuse('teams.cannot-join', { person, because: 'leads' });
  return isResponder(room, person) ? null : refuse('teams.cannot-join', { person, because: 'no-responder' });
}

function firstRefusal(people: readonly string[], refusalOf: (person: string) => Refused | null): Refused | null {
  return people.map(refusalOf).find((refusal) => refusal !== null) ?? null;
}

function due({ floor: { holder } }: Sees, { id: team, name, goal, leader }: Team): TeamsEvent {
  return { type: 'teams.due', data: { team, name, goal, to: [leader, holder].filter((person) => person !== null) } };
}
