/**
 * Command in sentences: each event as the log tells it, each refusal as a tired person needs it (what happened, what to
 * do next). Facts may be missing, because other programs refuse too: then the sentence says less, never something
 * wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { spanText, utcClock, type Clock } from '../instants.ts';
import { seatName } from '../seat-names.ts';
import type { AssumeFacts, FloorEvent, FloorRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;

export const sentences: Sentences<FloorEvent> = {
  'floor.begun': ({ holder, how }, name) =>
    `${name(holder)} ${how === 'declared' ? 'declared' : 'reopened'} the incident and has provisional command.`,
  'floor.confirmed': ({ holder }, name) => `${name(holder)} confirmed command.`,
  'floor.taken': ({ from, to }, name) => `${name(to)} took command from ${name(from)}, who hadn’t confirmed it.`,
  'floor.offered': ({ from, to, expiresAt, aloud }, name, clock = utcClock) =>
    `${name(from)} offered command to ${name(to)}${aloud === true ? ', handed over aloud' : ''}. The offer expires at ${clock(expiresAt, 'seconds')}.`,
  'floor.aloud-set': ({ from, to, aloud }, name) =>
    aloud
      ? `${name(from)} handed over to ${name(to)} aloud.`
      : `${name(from)} takes back that they handed over to ${name(to)} aloud.`,
  'floor.brief-added': ({ text }) => `Added to the brief: ${text}`,
  'floor.brief-edited': ({ brief: { trend, ifThen, impact, plan } }) =>
    `The brief was edited. ${TRENDS[trend]}.${field('Impact', impact)}${field('Plan', plan)}${field('If-then', ifThen.join('; '))}`,
  'floor.withdrawn': ({ to }, name) => `The offer of command to ${name(to)} was withdrawn.`,
  'floor.passed': ({ from, to, readBack, short, later = [] }, name) =>
    `${name(to)} has command, handed off by ${name(from)}${short === true ? ` aloud (short handoff${later.length === 0 ? '' : `, ${later.length === 1 ? 'a task' : `${later.length} tasks`} left to review`})` : ''}. First: ${readBack}`,
  'floor.walked': ({ by }, name) => `${name(by)} reviewed the tasks left by the short handoff.`,
  'floor.declined': ({ from, by, why }, name) => `${name(by)} declined command: ${why}. ${name(from)} still has it.`,
  'floor.extended': ({ expiresAt }, _, clock = utcClock) =>
    `The receiver asked for more time. The offer now expires at ${clock(expiresAt, 'seconds')}.`,
  'floor.offer-lapsed': ({ from, to }, name) =>
    `The offer of command to ${name(to)} expired without an answer. ${name(from)} still has command.`,
  'floor.offer-ended': ({ to, cause }, name) => `The offer of command to ${name(to)} ended: ${CAUSES[cause]}.`,
  'floor.stood-relieved': ({ person }, name) => `${name(person)} stands relieved.`,
  'floor.requested': ({ by, why }, name) => `${name(by)} offered to take command.${reason(why)}`,
  'floor.request-answered': ({ by, why }, name) =>
    `The commander declined ${name(by)}’s offer to take command.${reason(why)}`,
  'floor.relief-asked': ({ by, why }, name) => `${name(by)} asked to be relieved of command.${reason(why)}`,
  'floor.relief-offered': ({ by }, name) => `${name(by)} can take over command.`,
  'floor.challenged': ({ by, answerBy }, name, clock = utcClock) =>
    `${name(by)} asked: is there a commander? Answer due ${clock(answerBy, 'seconds')}.`,
  'floor.presented': ({ holder, how }, name) =>
    how === 'said'
      ? `${name(holder)} answered: I’m here and I have command.`
      : `${name(holder)} acted, so the room has a commander.`,
  'floor.proxy-named': ({ holder, proxy }, name) => `${name(proxy)} types for ${name(holder)}.`,
  'floor.proxy-ended': ({ holder, proxy, cause }, name) =>
    `${name(proxy)} no longer types for ${name(holder)}${PROXY_ENDINGS[cause]}.`,
  'floor.assumed': ({ from, to, why, facts }, name) =>
    `${name(to)} assumed command${facts.asDeputy ? ' as deputy' : ''}: ${why} (${name(from)} ${GROUNDS[facts.ground]} ${spanText(facts.seconds)} earlier).`,
  'floor.ended': ({ from }, name) => `${name(from)}’s command ended with the incident.`,
};

const TRENDS = { worse: 'Getting worse', steady: 'Steady', better: 'Getting better' } as const;

const PROXY_ENDINGS = {
  stopped: '',
  left: ': one of them left',
  disconnected: ': one of them lost connection',
} as const;

const CAUSES = {
  assumed: 'someone assumed command',
  taken: 'someone took command',
  'receiver-left': 'they can no longer accept it',
  closed: 'the incident was closed',
} as const;

const GROUNDS: Readonly<Record<AssumeFacts['ground'], string>> = {
  removed: 'was removed from the room',
  unseen: 'lost connection',
  silent: 'didn’t answer when asked',
};

export const refusals: Record<FloorRefusal, RefusalText> = {
  'floor.epoch-missing': {
    kind: 'malformed',
    say: () =>
      'This needs command, but the request didn’t say which term of command. Reload the page. API clients must send the floor’s epoch.',
  },
  'floor.stale-epoch': state(
    (facts, name, clock) =>
      `${present(facts, name, clock)} Command changed since your screen was updated, so nothing was changed. Tell them what you wanted to do.`,
  ),
  'floor.not-yours': {
    kind: 'authority',
    say: (facts, name, clock) =>
      `${present(facts, name, clock)} Only ${mayDoIt(facts)} can do that. Tell them, or offer to take command.`,
  },
  'floor.already-confirmed': state(
    (facts, _, clock) => `Command is already confirmed${since(facts, clock)}. No action needed.`,
  ),
  'floor.already-yours': state(
    (facts, _, clock) => `You already have command${since(facts, clock)}. No action needed.`,
  ),
  'floor.not-provisional': state(
    (facts, name, clock) =>
      `${present(facts, name, clock)} They confirmed it, so you can’t take it. Offer to take command instead.`,
  ),
  'floor.not-for-taking': state(
    (facts, name, clock) =>
      `${present(facts, name, clock)} This room doesn’t allow taking command. Offer to take it instead.`,
  ),
  'floor.not-trained': {
    kind: 'authority',
    say: () => 'Only trained commanders can take command here. Offer to take it instead.',
  },
  'floor.offer-open': state(
    (facts, name) =>
      `Command is already offered to ${person(facts, 'to', name)}. Wait for their answer, or withdraw the offer first.`,
  ),
  'floor.no-offer': state(() => 'No offer is open. It was answered, withdrawn or expired. Check who has command now.'),
  'floor.not-offered-to-you': {
    kind: 'authority',
    say: (facts, name) => `This offer is for ${person(facts, 'to', name)}. Only they can answer it.`,
  },
  'floor.offer-over': state(
    (facts, name, clock) =>
      `That offer has expired, was withdrawn or was answered. ${present(facts, name, clock)} Ask them for a new offer.`,
  ),
  'floor.cannot-receive': state(
    (facts, name) =>
      `${capital(person(facts, 'to', name))} can’t take command: they’re not a responder in this room. Admit them first, or choose someone else.`,
  ),
  'floor.not-to-yourself': state(() => 'You already have command. Offer it to someone else.'),
  'floor.read-back-too-short': {
    kind: 'malformed',
    say: ({ least }) =>
      `Say what you’ll do first, in at least ${typeof least === 'number' ? least : 10} characters. Then try again.`,
  },
  'floor.already-extended': state(
    (facts, _, clock) => `You’ve already had extra time${until(facts, 'expiresAt', clock)}. Accept or decline now.`,
  ),
  'floor.nothing-to-add-to': state(
    () =>
      'You can’t add to the brief now: only while you’re offering command, and for 10 minutes after. Post it in chat instead.',
  ),
  'floor.brief-full': state(
    (facts) =>
      `The brief already has ${typeof facts['most'] === 'number' ? facts['most'] : 'too many'} additions, which is the limit. Post the rest in chat.`,
  ),
  'floor.brief-unchanged': state(() => 'The brief hasn’t changed. Edit it first.'),
  'floor.tasks-not-taken': state(
    (facts, name) =>
      `${tasks(facts)} not taken over yet${owners(facts, name)}. Tick “I have it” for each, then take command.`,
  ),
  'floor.own-tasks-open': state(
    (facts) =>
      `${tasks(facts)} your own. Reassign or stop each one, or say why you’re keeping it, then take command: a commander leads and doesn’t fix.`,
  ),
  'floor.cannot-pass-on': state(
    (facts, name) =>
      `${capital(person(facts, 'to', name))} can’t take over that task. Choose another responder in this room, but not yourself.`,
  ),
  'floor.not-aloud': state(
    (facts, name) =>
      `${capital(person(facts, 'from', name))} hasn’t said that they handed over aloud. Review the tasks, or ask them to tick it.`,
  ),
  'floor.aloud-unchanged': state(
    (facts, name) => `That’s what ${person(facts, 'to', name)} already sees. Nothing changed.`,
  ),
  'floor.no-walk': state(
    () => 'There are no tasks left to review from the handoff: they were reviewed, or the 10 minutes are over.',
  ),
  'floor.cannot-type': state(
    (facts, name) =>
      `${capital(person(facts, 'person', name))} can’t type for you: only another responder in this room can. Choose someone else.`,
  ),
  'floor.not-here': state(
    (facts, name) => `${capital(person(facts, 'person', name))} isn’t connected. Choose someone who is.`,
  ),
  'floor.already-typing': state(
    (facts, name) => `${capital(person(facts, 'person', name))} already types for you. Nothing changed.`,
  ),
  'floor.no-proxy': state(() => 'No one types for the commander now. Nothing changed.'),
  'floor.not-relieving': state(() => 'You’re not waiting to be relieved, so there’s nothing to confirm.'),
  'floor.already-requested': state(
    (facts, name) =>
      `You’ve already offered. ${capital(person(facts, 'holder', name))} will offer you command or decline.`,
  ),
  'floor.no-such-request': state(() => 'That offer was already answered, or command has changed since.'),
  'floor.relief-open': state(
    (facts, _, clock) =>
      `You already asked to be relieved${since(facts, clock)}. Offer command to someone who said they can take it.`,
  ),
  'floor.no-relief-asked': state(() => 'No one is asking to be relieved. You can offer to take command instead.'),
  'floor.already-offered-relief': state(
    (facts, name) =>
      `You’ve already said you can. ${capital(person(facts, 'holder', name))} can now offer you command.`,
  ),
  'floor.trained-first': state((facts, name) => {
    const people = Array.isArray(facts['people']) ? facts['people'].map(String).map(name) : [];
    return `Someone trained to command is here${people.length === 0 ? '' : `: ${people.join(', ')}`}. They’re asked first. You can still offer to take command.`;
  }),
  'floor.challenge-open': state(
    (facts, name, clock) =>
      `${capital(person(facts, 'by', name))} already asked that. Wait for the answer${until(facts, 'answerBy', clock)}. If there is none, you can assume command.`,
  ),
  'floor.challenge-too-soon': state(
    (facts, name, clock) =>
      `${capital(person(facts, 'holder', name))} answered a moment ago. You can ask again${from(facts, clock)}.`,
  ),
  'floor.no-challenge': state(() => 'No one is asking whether there’s a commander, so there’s nothing to answer.'),
  'floor.accept-instead': state(
    (facts, name) => `${capital(person(facts, 'from', name))} is offering you command. Accept that offer instead.`,
  ),
  'floor.holder-present': state(
    (facts, name, clock) =>
      `${present(facts, name, clock)} They’re online. Ask “Is there a commander?” first, or offer to take command.`,
  ),
  'floor.too-early': state(
    (facts, name, clock) =>
      `You can assume command${from(facts, clock)}. Until then ${person(facts, 'holder', name)} has it. Keep trying to reach them.`,
  ),
};

/** "3 tasks are", "A task is". */
function tasks(facts: Facts): string {
  const count = Array.isArray(facts['tasks']) ? facts['tasks'].length : 1;
  return count === 1 ? 'A task is' : `${count} tasks are`;
}

function owners(facts: Facts, name: Name): string {
  const people = Array.isArray(facts['owners']) ? facts['owners'].filter((each) => typeof each === 'string') : [];
  return people.length === 0 ? '' : ` (${people.map(name).join(', ')})`;
}

function state(say: RefusalText['say']): RefusalText {
  return { kind: 'state', say };
}

/** "Priya N has command since 03:12 UTC." */
function present(facts: Facts, name: Name, clock: Clock): string {
  return facts['holder'] === null
    ? 'No one has command because the incident is closed.'
    : `${capital(person(facts, 'holder', name))} ${since(facts, clock) === '' ? 'has command' : `has had command${since(facts, clock)}`}.`;
}

function person(facts: Facts, key: string, name: Name): string {
  const id = facts[key];
  return typeof id === 'string' ? name(id) : 'someone else';
}

const since = (facts: Facts, clock: Clock): string => moment(facts['since'], 'since', clock);
const until = (facts: Facts, key: string, clock: Clock): string => moment(facts[key], 'until', clock);
const from = (facts: Facts, clock: Clock): string => moment(facts['until'], 'from', clock) || ' later';
const field = (title: string, said: string | undefined): string =>
  said === undefined ? '' : ` ${title}: ${/[.!?…。！？؟]\u2069?$/u.test(said) ? said : `${said}.`}`;
const reason = (why: string | undefined): string => (why === undefined ? '' : ` ${why}`);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function moment(at: unknown, word: string, clock: Clock): string {
  return typeof at === 'string' ? ` ${word} ${clock(at, 'seconds')}` : '';
}

/** The commander, and the roles that the refusal names besides. */
function mayDoIt({ seats }: Facts): string {
  const all = ['commander', ...(Array.isArray(seats) ? seats.map((role) => seatName(String(role))) : [])];
  const [last = '', ...others] = all.map((each) => `the ${each}`).toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} or ${last}`;
}
