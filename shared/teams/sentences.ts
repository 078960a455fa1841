/**
 * Sub-teams in sentences: each event as the log tells it, each refusal as a tired person needs it (what happened, what
 * to do next).
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { utcClock } from '../instants.ts';
import type { TeamsEvent, TeamsRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;

/** A text a person wrote, closed like a sentence before ours follows. */
const closed = (text: string): string => (/[.!?…。！？؟]\u2069?$/u.test(text) ? text : `${text}.`);

const LEFT = {
  asked: '',
  left: ' and is no longer a responder here',
  commands: ' and now has command',
  moved: ' and is now on another team',
} as const;

export const sentences: Sentences<TeamsEvent> = {
  'teams.formed': ({ name: team, leader, goal, until, members }, name, clock = utcClock) =>
    `Team ${team} formed. ${name(leader)} leads${members.length === 0 ? '' : `, with ${list(members.map(name))}`}. Goal by ${clock(until)}: ${closed(goal)}`,
  'teams.added': ({ name: team, person }, name) => `${name(person)} joined team ${team}.`,
  'teams.removed': ({ name: team, person, cause }, name) =>
    `${name(person)} is no longer on team ${team}${LEFT[cause]}.`,
  'teams.led': ({ name: team, leader, former }, name) =>
    `${name(leader)} now leads team ${team}${former === undefined ? '.' : `. ${name(former)} stays on the team.`}`,
  'teams.leader-left': ({ name: team, leader, cause }, name) =>
    `${name(leader)} no longer leads team ${team}${LEFT[cause]}. Its members report to the commander until someone leads it.`,
  'teams.goal-set': ({ name: team, goal, until }, _, clock = utcClock) =>
    `Team ${team}, goal by ${clock(until)}: ${closed(goal)}`,
  'teams.due': ({ name: team, goal }) =>
    `Team ${team} is out of time. Its goal: ${closed(goal)} Reached, extend or dissolve?`,
  'teams.dissolved': ({ name: team, cause, why }) =>
    `Team ${team} dissolved${cause === 'closed' ? ': the incident was closed.' : why === undefined ? '.' : `: ${closed(why)}`}`,
};

export const refusals: Record<TeamsRefusal, RefusalText> = {
  'teams.no-such-team': state(() => 'That team was dissolved. Check the list of current teams.'),
  'teams.name-taken': state(
    (facts) => `There’s already a ${teamOf(facts)}. Choose another name, or add people to that one.`,
  ),
  'teams.cannot-lead': state(
    (facts, name) =>
      `${person(facts, name)} can’t lead a team: ${BARRED[String(facts['because'])] ?? 'they’re not a responder here'}. Choose another responder.`,
  ),
  'teams.cannot-join': state(
    (facts, name) =>
      `${person(facts, name)} can’t be a member: ${BARRED[String(facts['because'])] ?? 'they’re not a responder here'}. Leave them out, or choose another responder.`,
  ),
  'teams.already-in': state(
    (facts, name) =>
      `${person(facts, name)} ${facts['leads'] === true ? 'already leads' : 'is already on'} ${teamOf(facts)}. No action needed.`,
  ),
  'teams.not-in': state((facts, name) =>
    facts['leads'] === true
      ? `${person(facts, name)} leads ${teamOf(facts)}. The commander must name another lead first, or dissolve the team.`
      : `${person(facts, name)} isn’t on ${teamOf(facts)}, so there’s nothing to leave.`,
  ),
  'teams.not-yours': {
    kind: 'authority',
    say: (facts, name) => `Only ${either(facts, name)} can change ${teamOf(facts)}. Ask them.`,
  },
  'teams.too-many': state(
    (facts) =>
      `There are ${typeof facts['most'] === 'number' ? `${facts['most']} teams` : 'too many teams'}, which is the limit. Dissolve one that is done, or add people to an existing one.`,
  ),
};

const BARRED: Readonly<Record<string, string>> = {
  elsewhere: 'they’re on another team, and only the commander moves people between teams',
  commands: 'they have command, and the commander is on no team',
  leads: 'they lead this team',
  'no-responder': 'they’re not a responder here',
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

/** Its lead and the commander, by name where they are known. */
function either(facts: Facts, name: Name): string {
  const [leader, holder] = [facts['leader'], facts['holder']];
  const known = [leader, holder].filter((each) => typeof each === 'string').map(name);
  return known.length === 0 ? 'the team lead and the commander' : list(known);
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
