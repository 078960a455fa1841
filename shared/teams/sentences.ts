/**
 * Sub-teams in sentences: each event as the log tells it, each refusal as a tired person needs it (what happened, what to do next).
 */
import type { RefusalText, Sentences } from '../decider.ts';
import type { TeamsEvent, TeamsRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;

const clockTime = (at: string): string => `${at.slice(11, 16)} UTC`;
/** A text somebody wrote, closed like a sentence before ours follows. */
const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const LEFT = {
  asked: '',
  left: ' and is no responder here any more',
  commands: ' and has command now',
  moved: ' and is in another team now',
} as const;

export const sentences: Sentences<TeamsEvent> = {
  'teams.formed': ({ name: team, leader, goal, until, members }, name) =>
    `Team ${team} is formed. ${name(leader)} leads${members.length === 0 ? '' : `, with ${list(members.map(name))}`}. Goal until ${clockTime(until)}: ${closed(goal)}`,
  'teams.added': ({ name: team, person }, name) => `${name(person)} is in team ${team} now.`,
  'teams.removed': ({ name: team, person, cause }, name) => `${name(person)} is out of team ${team}${LEFT[cause]}.`,
  'teams.led': ({ name: team, leader, former }, name) =>
    `${name(leader)} leads team ${team} now${former === undefined ? '.' : `; ${name(former)} stays in it.`}`,
  'teams.leader-left': ({ name: team, leader, cause }, name) =>
    `${name(leader)} does not lead team ${team} any more${LEFT[cause]}. Its members report to the commander until somebody leads it.`,
  'teams.goal-set': ({ name: team, goal, until }) => `Team ${team}, goal until ${clockTime(until)}: ${closed(goal)}`,
  'teams.due': ({ name: team, goal }) =>
    `The time of team ${team} is over. Its goal was: ${closed(goal)} Reached, more time, or dissolved?`,
  'teams.dissolved': ({ name: team, cause, why }) =>
    `Team ${team} is dissolved${cause === 'closed' ? ', because the incident was closed.' : why === undefined ? '.' : `: ${closed(why)}`}`,
};

export const refusals: Record<TeamsRefusal, RefusalText> = {
  'teams.no-such-team': state(() => 'That team is gone: it was dissolved. Look at the teams that stand now.'),
  'teams.name-taken': state(
    (facts) => `There is a ${teamOf(facts)} already. Choose another name, or add people to that one.`,
  ),
  'teams.cannot-lead': state(
    (facts, name) =>
      `${person(facts, name)} cannot lead a team: ${BARRED[String(facts['because'])] ?? 'they are no responder here'}. Choose another responder.`,
  ),
  'teams.cannot-join': state(
    (facts, name) =>
      `${person(facts, name)} cannot be a member: ${BARRED[String(facts['because'])] ?? 'they are no responder here'}. Leave them out, or choose another responder.`,
  ),
  'teams.already-in': state(
    (facts, name) =>
      `${person(facts, name)} ${facts['leads'] === true ? 'leads' : 'is in'} ${teamOf(facts)} already. There is nothing left to do.`,
  ),
  'teams.not-in': state((facts, name) =>
    facts['leads'] === true
      ? `${person(facts, name)} leads ${teamOf(facts)}. The commander names another leader first, or dissolves the team.`
      : `${person(facts, name)} is not in ${teamOf(facts)}, so there is nothing to leave.`,
  ),
  'teams.not-yours': {
    kind: 'authority',
    say: (facts, name) => `Only ${either(facts, name)} may change ${teamOf(facts)}. Ask them.`,
  },
  'teams.too-many': state(
    (facts) =>
      `There are ${typeof facts['most'] === 'number' ? `${facts['most']} teams` : 'too many teams'} already. Dissolve one that is done, or add people to one that stands.`,
  ),
};

const BARRED: Readonly<Record<string, string>> = {
  elsewhere: 'they are in another team, and only the commander moves people between teams',
  commands: 'they have command, and a commander is in no team',
  leads: 'they lead this team',
  'no-responder': 'they are no responder here',
};

function state(say: RefusalText['say']): RefusalText {
  return { kind: 'state', say };
}

function person(facts: Facts, name: Name): string {
  return typeof facts['person'] === 'string' ? name(facts['person']) : 'This person';
}

function teamOf(facts: Facts): string {
  return typeof facts['name'] === 'string' ? `team ${facts['name']}` : 'this team';
}

/** Its leader and the commander, by name where they are known. */
function either(facts: Facts, name: Name): string {
  const [leader, holder] = [facts['leader'], facts['holder']];
  const known = [leader, holder].filter((each) => typeof each === 'string').map(name);
  return known.length === 0 ? 'its leader and the commander' : list(known);
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
