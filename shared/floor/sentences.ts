/**
 * Command in sentences: each event as the log tells it, each refusal as a tired person needs it (what happened, what to do next).
 * Facts may be missing, because other programs refuse too: then the sentence says less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import type { AssumeFacts, FloorEvent, FloorRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;

export const sentences: Sentences<FloorEvent> = {
  'floor.begun': ({ holder, how }, name) =>
    `${name(holder)} has command for now, having ${how === 'declared' ? 'declared' : 'reopened'} the incident; not confirmed yet.`,
  'floor.confirmed': ({ holder }, name) => `${name(holder)} confirmed: I have command.`,
  'floor.taken': ({ from, to }, name) => `${name(to)} took command, which ${name(from)} had held unconfirmed.`,
  'floor.offered': ({ from, to, expiresAt }, name) =>
    `${name(from)} offered command to ${name(to)}, who may answer until ${clock(expiresAt)}.`,
  'floor.brief-added': ({ text }) => `Added to the brief: ${text}`,
  'floor.brief-edited': ({ brief: { trend, ifThen, impact, plan } }) =>
    `The brief was edited. ${TRENDS[trend]}.${field('Impact', impact)}${field('Plan', plan)}${field('If-then', ifThen.join('; '))}`,
  'floor.withdrawn': ({ to }, name) => `The offer of command to ${name(to)} was withdrawn.`,
  'floor.passed': ({ from, to, readBack }, name) =>
    `${name(to)} has command, handed over by ${name(from)}. First: ${readBack}`,
  'floor.declined': ({ from, by, why }, name) => `${name(by)} declined command: ${why}. ${name(from)} still has it.`,
  'floor.extended': ({ expiresAt }) => `The receiver asked for more time; the offer stands until ${clock(expiresAt)}.`,
  'floor.offer-lapsed': ({ from, to }, name) =>
    `The offer of command to ${name(to)} lapsed unanswered. ${name(from)} still has command.`,
  'floor.offer-ended': ({ to, cause }, name) => `The offer of command to ${name(to)} ended, because ${CAUSES[cause]}.`,
  'floor.stood-relieved': ({ person }, name) => `${name(person)} stood relieved.`,
  'floor.requested': ({ by, why }, name) => `${name(by)} asked: do you wish me to take command?${reason(why)}`,
  'floor.request-answered': ({ by, why }, name) =>
    `The commander answered no to ${name(by)}, who had asked to take command.${reason(why)}`,
  'floor.relief-asked': ({ by, why }, name) => `${name(by)} asked the room for relief.${reason(why)}`,
  'floor.relief-offered': ({ by }, name) => `${name(by)} can take command.`,
  'floor.challenged': ({ by, answerBy }, name) =>
    `${name(by)} asked: is there a commander? To be answered by ${clock(answerBy)}.`,
  'floor.presented': ({ holder, how }, name) =>
    how === 'said'
      ? `${name(holder)} answered: I am here and have command.`
      : `${name(holder)} acted, so there is a commander.`,
  'floor.assumed': ({ from, to, why, facts }, name) =>
    `${name(to)} assumed command${facts.asDeputy ? ' as deputy' : ''}: ${why} (${name(from)} ${GROUNDS[facts.ground]}, ${facts.seconds} s before).`,
  'floor.ended': ({ from }, name) => `${name(from)}'s command ended with the incident.`,
};

const TRENDS = { worse: 'Getting worse', steady: 'Steady', better: 'Getting better' } as const;

const CAUSES = {
  assumed: 'somebody assumed command',
  taken: 'somebody took command',
  'receiver-left': 'they can no longer receive it',
  closed: 'the incident was closed',
} as const;

const GROUNDS: Readonly<Record<AssumeFacts['ground'], string>> = {
  removed: 'was removed from the room',
  unseen: 'lost the link',
  silent: 'was asked for and did not answer',
};

export const refusals: Record<FloorRefusal, RefusalText> = {
  'floor.epoch-missing': {
    kind: 'malformed',
    say: () =>
      "This needs command, and did not say which command it means. Reload the page; a program must send the floor's epoch.",
  },
  'floor.stale-epoch': state(
    (facts, name) =>
      `${present(facts, name)} Command has moved since this was on your screen, so nothing was changed. Tell them what you wanted to do.`,
  ),
  'floor.not-yours': {
    kind: 'authority',
    say: (facts, name) => `${present(facts, name)} Only the commander may do that. Tell them, or ask for command.`,
  },
  'floor.already-confirmed': state(
    (facts) => `Command is confirmed already${since(facts)}. There is nothing left to do.`,
  ),
  'floor.already-yours': state((facts) => `You have command yourself${since(facts)}. There is nothing left to do.`),
  'floor.not-provisional': state(
    (facts, name) => `${present(facts, name)} It is confirmed, so it cannot be taken. Ask for command instead.`,
  ),
  'floor.not-for-taking': state(
    (facts, name) => `${present(facts, name)} In this room command is not taken. Ask for it instead.`,
  ),
  'floor.not-trained': {
    kind: 'authority',
    say: () => 'Only people trained to command may take it here. Ask for command instead.',
  },
  'floor.offer-open': state(
    (facts, name) =>
      `Command is already offered to ${person(facts, 'to', name)}. Wait for the answer, or withdraw that offer first.`,
  ),
  'floor.no-offer': state(() => 'No offer is open. It was answered, withdrawn or lapsed; look at who has command now.'),
  'floor.not-offered-to-you': {
    kind: 'authority',
    say: (facts, name) => `This offer is for ${person(facts, 'to', name)}, so only they can answer it.`,
  },
  'floor.offer-over': state(
    (facts, name) =>
      `That offer is over: it lapsed, was withdrawn or was answered. ${present(facts, name)} Ask them for a new offer.`,
  ),
  'floor.cannot-receive': state(
    (facts, name) =>
      `${capital(person(facts, 'to', name))} cannot receive command: they are not a responder in this room. Admit them first, or choose somebody else.`,
  ),
  'floor.not-to-yourself': state(() => 'You have command already. Offer it to somebody else.'),
  'floor.read-back-too-short': {
    kind: 'malformed',
    say: ({ least }) =>
      `Say in at least ${typeof least === 'number' ? least : 10} characters what you will do first. Then press again.`,
  },
  'floor.already-extended': state(
    (facts) => `You had your extra time${until(facts, 'expiresAt')}. Accept or decline now.`,
  ),
  'floor.nothing-to-add-to': state(
    () =>
      'There is no brief of yours to add to: it can be added to while you offer, and for 10 minutes after. Write it in chat instead.',
  ),
  'floor.brief-full': state(
    (facts) =>
      `The brief has ${typeof facts['most'] === 'number' ? facts['most'] : 'too many'} additions already, and nobody reads more. Write the rest in chat.`,
  ),
  'floor.brief-unchanged': state(
    () => 'The brief says that already, so nothing was written. Change something in it first.',
  ),
  'floor.tasks-not-taken': state(
    (facts, name) =>
      `${tasks(facts)} still to be taken over${owners(facts, name)}. Tick "I have it" for each, then take command.`,
  ),
  'floor.own-tasks-open': state(
    (facts) =>
      `${tasks(facts)} your own. Pass each on, stop it, or say why you keep it, then take command: a commander leads and does not fix.`,
  ),
  'floor.cannot-pass-on': state(
    (facts, name) =>
      `${capital(person(facts, 'to', name))} cannot take that task over. Choose another responder of this room, but not yourself.`,
  ),
  'floor.not-relieving': state(() => 'You are not waiting to be relieved, so there is nothing to confirm.'),
  'floor.already-requested': state(
    (facts, name) =>
      `You have asked already. ${capital(person(facts, 'holder', name))} will answer by an offer or a no.`,
  ),
  'floor.no-such-request': state(() => 'That request was answered already, or command has moved since.'),
  'floor.relief-open': state(
    (facts) => `You asked for relief already${since(facts)}. Offer command to somebody who said they can.`,
  ),
  'floor.no-relief-asked': state(() => 'Nobody is asking for relief now. You may ask for command instead.'),
  'floor.already-offered-relief': state(
    (facts, name) => `You have said that you can. ${capital(person(facts, 'holder', name))} may now offer you command.`,
  ),
  'floor.challenge-open': state(
    (facts, name) =>
      `${capital(person(facts, 'by', name))} has asked that already. Wait for the answer${until(facts, 'answerBy')}; if none comes, you may assume command.`,
  ),
  'floor.challenge-too-soon': state(
    (facts, name) =>
      `${capital(person(facts, 'holder', name))} answered a moment ago. You may ask again${from(facts)}.`,
  ),
  'floor.no-challenge': state(() => 'Nobody is asking whether there is a commander, so there is nothing to answer.'),
  'floor.accept-instead': state(
    (facts, name) => `${capital(person(facts, 'from', name))} is offering you command. Accept that offer instead.`,
  ),
  'floor.holder-present': state(
    (facts, name) =>
      `${present(facts, name)} They are connected. Ask "is there a commander?" first, or ask them for command.`,
  ),
  'floor.too-early': state(
    (facts, name) =>
      `You may assume command${from(facts)}. Until then ${person(facts, 'holder', name)} has it; keep trying to reach them.`,
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
function present(facts: Facts, name: Name): string {
  return facts['holder'] === null
    ? 'Nobody has command, because the incident is closed.'
    : `${capital(person(facts, 'holder', name))} has command${since(facts)}.`;
}

function person(facts: Facts, key: string, name: Name): string {
  const id = facts[key];
  return typeof id === 'string' ? name(id) : 'somebody else';
}

const since = (facts: Facts): string => moment(facts['since'], 'since');
const until = (facts: Facts, key: string): string => moment(facts[key], 'until');
const from = (facts: Facts): string => moment(facts['until'], 'from', ' later');
const field = (title: string, said: string | undefined): string =>
  said === undefined ? '' : ` ${title}: ${/[.!?…]$/.test(said) ? said : `${said}.`}`;
const reason = (why: string | undefined): string => (why === undefined ? '' : ` ${why}`);
const clock = (at: string): string => `${at.slice(11, 19)} UTC`;
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function moment(at: unknown, word: string, otherwise = ''): string {
  return typeof at === 'string' ? ` ${word} ${clock(at)}` : otherwise;
}
