/**
 * Asks in sentences: who asked the commander what, and who gave which answer. Facts of refusals may be missing: then
 * the sentence says less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { utcClock, type Clock } from '../instants.ts';
import type { AskKind, AsksEvent, AsksRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;
type Answered = Extract<AsksEvent, { type: 'asks.answered' }>['data'];

const until = (at: string | undefined, clock: Clock): string => (at === undefined ? 'later' : `by ${clock(at)}`);
const because = (text: string | undefined): string => (text === undefined ? '.' : `: ${text}`);

const WANTS: Readonly<Record<AskKind, string>> = {
  information: 'for information',
  decision: 'for a decision',
  resource: 'for a resource',
};

export const sentences: Sentences<AsksEvent> = {
  'asks.asked': ({ by, kind, text }, name) => `${name(by)} asked the commander ${WANTS[kind]}: ${text}`,
  'asks.answered': (data, name, clock = utcClock) => ANSWERS[data.how](data, name, clock),
  'asks.withdrawn': ({ by }, name) => `${name(by)} withdrew a question to the commander.`,
  'asks.overdue': ({ asker, text }, name) => `The answer to ${name(asker)} is overdue: ${text}`,
  'asks.returned': ({ asker, from, text }, name) =>
    `${name(asker)}’s question is back with the commander (was with ${name(from)}): ${text}`,
  'asks.left': () => 'The incident was closed with unanswered questions to the commander.',
};

const ANSWERS: Readonly<Record<Answered['how'], (data: Answered, name: Name, clock: Clock) => string>> = {
  now: ({ asker, by, text }, name) => `${name(by)} answered ${name(asker)}${because(text)}`,
  no: ({ asker, by, text }, name) => `${name(by)} said no to ${name(asker)}${because(text)}`,
  later: ({ asker, by, text, answerBy }, name, clock) =>
    `${name(by)} will answer ${name(asker)} ${until(answerBy, clock)}${because(text)}`,
  handed: ({ asker, by, text, answerBy, to }, name, clock) =>
    `${name(by)} forwarded ${name(asker)}’s question to ${to === undefined ? 'someone else' : name(to)}, answer ${until(answerBy, clock)}${because(text)}`,
};

export const refusals: Record<AsksRefusal, RefusalText> = {
  'asks.no-such-ask': state(() => 'That question isn’t in this room, or it ended a while ago. Check the log.'),
  'asks.over': state(ended),
  'asks.not-yours-to-answer': {
    kind: 'authority',
    say: (facts, name) =>
      facts['own'] === true
        ? 'You asked this, so you can’t answer it. Withdraw it if you have the answer now.'
        : `${person(facts, 'holder', name) ?? 'The commander'}, the deputy, comms and the person it was forwarded to can answer this. Tell them what you know.`,
  },
  'asks.not-yours': {
    kind: 'authority',
    say: (facts, name) => `Only ${person(facts, 'asker', name) ?? 'the person who asked'} can withdraw this question.`,
  },
  'asks.too-many': state((facts, _, clock) => {
    const most = typeof facts['most'] === 'number' ? facts['most'] : 'Too many';
    if (typeof facts['until'] === 'string')
      return `You’ve asked ${most} questions in ten minutes. Ask again after ${clock(facts['until'])}, and combine related questions.`;
    return typeof facts['by'] === 'string'
      ? `${most} of your questions are still open. Withdraw one, or wait for an answer.`
      : `${most} questions are already open in this room. Wait until some are answered, or contact comms directly.`;
  }),
  'asks.cannot-answer': state((facts, name) => {
    const to = person(facts, 'to', name);
    if (to !== undefined && facts['to'] === facts['asker'])
      return `${to} asked this. Forward it to someone who can find the answer.`;
    if (to !== undefined && facts['to'] === facts['holder'])
      return `${to} has command, so they already have this question. Answer it, or forward it to someone else.`;
    return `${to ?? 'This person'} can’t answer this: they’re not a responder in this room. Forward it to someone who is.`;
  }),
  'asks.you-decide': state(
    () => 'You’re in command, so there’s no one here to ask. Decide, or assign someone to find out.',
  ),
};

function state(say: RefusalText['say']): RefusalText {
  return { kind: 'state', say };
}

function ended(facts: Facts, name: Name): string {
  const by = person(facts, 'by', name);
  switch (facts['status']) {
    case 'answered':
      return `${by ?? 'Someone'} already answered this. No action needed.`;
    case 'refused':
      return `${by ?? 'Someone'} already said no to this. No action needed.`;
    case 'withdrawn':
      return `${person(facts, 'asker', name) ?? 'The person who asked'} withdrew this question. No action needed.`;
    case 'left':
      return 'This question was still open when the incident was closed. Ask again if it still matters.';
    default:
      return 'This question is closed. Nothing was changed.';
  }
}

function person(facts: Facts, key: string, name: Name): string | undefined {
  const id = facts[key];
  return typeof id === 'string' ? name(id) : undefined;
}
