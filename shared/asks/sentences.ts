/**
 * Asks in sentences: who asked the commander what, and which answer came from whom.
 * Facts of refusals may be missing: then the sentence says less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import type { AskKind, AsksEvent, AsksRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;
type Answered = Extract<AsksEvent, { type: 'asks.answered' }>['data'];

const clock = (at: string | undefined): string => (at === undefined ? 'later' : `by ${at.slice(11, 16)} UTC`);
const because = (text: string | undefined): string => (text === undefined ? '.' : `: ${text}`);

const WANTS: Readonly<Record<AskKind, string>> = {
  information: 'for information',
  decision: 'for a decision',
  resource: 'for a resource',
};

export const sentences: Sentences<AsksEvent> = {
  'asks.asked': ({ by, kind, text }, name) => `${name(by)} asked the commander ${WANTS[kind]}: ${text}`,
  'asks.answered': (data, name) => ANSWERS[data.how](data, name),
  'asks.withdrawn': ({ by }, name) => `${name(by)} took a question to the commander back.`,
  'asks.overdue': ({ asker, text }, name) => `The answer promised to ${name(asker)} has not come: ${text}`,
  'asks.returned': ({ asker, from, text }, name) =>
    `The question of ${name(asker)} that ${name(from)} had is the commander's again: ${text}`,
  'asks.left': () => 'Questions to the commander were left unanswered when the incident was closed.',
};

const ANSWERS: Readonly<Record<Answered['how'], (data: Answered, name: Name) => string>> = {
  now: ({ asker, by, text }, name) => `${name(by)} answered ${name(asker)}${because(text)}`,
  no: ({ asker, by, text }, name) => `${name(by)} said no to ${name(asker)}${because(text)}`,
  later: ({ asker, by, text, answerBy }, name) =>
    `${name(by)} will answer ${name(asker)} ${clock(answerBy)}${because(text)}`,
  handed: ({ asker, by, text, answerBy, to }, name) =>
    `${name(by)} handed the question of ${name(asker)} to ${to === undefined ? 'somebody else' : name(to)}, to be answered ${clock(answerBy)}${because(text)}`,
};

export const refusals: Record<AsksRefusal, RefusalText> = {
  'asks.no-such-ask': state(() => 'That question is not in this room, or ended long ago. Look for it in the log.'),
  'asks.over': state(ended),
  'asks.not-yours-to-answer': {
    kind: 'authority',
    say: (facts, name) =>
      facts['own'] === true
        ? 'You asked this, so somebody else answers it. Take it back if you know by now.'
        : `${person(facts, 'holder', name) ?? 'The commander'}, the deputy and comms answer this, and whoever it was handed to. Give them what you know.`,
  },
  'asks.not-yours': {
    kind: 'authority',
    say: (facts, name) => `Only ${person(facts, 'asker', name) ?? 'who asked'} can take this question back.`,
  },
  'asks.too-many': state((facts) => {
    const most = typeof facts['most'] === 'number' ? facts['most'] : 'Too many';
    if (typeof facts['until'] === 'string')
      return `You have asked ${most} questions within ten minutes. Ask again from ${facts['until'].slice(11, 16)} UTC, and put into one what belongs together.`;
    return typeof facts['by'] === 'string'
      ? `${most} of your questions are still open. Take one back, or wait for an answer.`
      : `${most} questions are open in this room already. Wait until some are answered, or ask comms in person.`;
  }),
  'asks.cannot-answer': state((facts, name) => {
    const to = person(facts, 'to', name);
    if (to !== undefined && facts['to'] === facts['asker'])
      return `${to} asked this. Hand it to somebody who can find the answer.`;
    if (to !== undefined && facts['to'] === facts['holder'])
      return `${to} has command, so this is before them already. Answer it, or hand it to somebody else.`;
    return `${to ?? 'This person'} cannot answer this: they are not a responder in this room. Hand it to somebody who is.`;
  }),
  'asks.you-decide': state(
    () => 'You have command, so there is nobody here to ask. Decide, or give somebody the task to find out.',
  ),
};

function state(say: RefusalText['say']): RefusalText {
  return { kind: 'state', say };
}

function ended(facts: Facts, name: Name): string {
  const by = person(facts, 'by', name);
  switch (facts['status']) {
    case 'answered':
      return `${by ?? 'Somebody'} has answered this already. Nothing is left to do.`;
    case 'refused':
      return `${by ?? 'Somebody'} has said no to this already. Nothing is left to do.`;
    case 'withdrawn':
      return `${person(facts, 'asker', name) ?? 'Who asked'} took this question back. Nothing is left to do.`;
    case 'left':
      return 'This question was left when the incident was closed. Ask again if it still matters.';
    default:
      return 'This question is over. Nothing was changed.';
  }
}

function person(facts: Facts, key: string, name: Name): string | undefined {
  const id = facts[key];
  return typeof id === 'string' ? name(id) : undefined;
}
