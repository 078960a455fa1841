/**
 * Asks, as rules: anyone in the room asks the commander, never the responders, and gets an answer.
 *
 *   ask (waiting) --> answer: now | no (ended) · later (promised) · handed --answerBy--> overdue, back before the commander
 *
 * Always true: only commander and comms are interrupted, and people an ask was forwarded to; each open ask either waits
 * for the commander or has an instant by which it comes back. They belong to the room: after a handoff the new holder
 * has them.
 */
import { accept, refuse, type Refused, type Rules, type Verdict } from '../decider.ts';
import type { AnyEvent, Context } from '../envelope.ts';
import { earliest, isReached, plusSeconds, type Instant } from '../instants.ts';
import { floorRefusal, holdsSeat, isResponder, type SeesStanding } from '../standing.ts';
import { evolve, initial } from './evolve.ts';
import type { Ask, AsksCommand, AsksEvent, AsksState } from './words.ts';

export interface Sees extends SeesStanding {
  readonly asks: AsksState;
}

type Say<Type extends AsksCommand['type']> = Extract<AsksCommand, { type: Type }>['data'];
type Answer = Verdict<AsksEvent>;

const COMMS: readonly string[] = ['comms-internal', 'comms-external'];
const ANSWERING: readonly string[] = ['deputy', ...COMMS];
/** Open asks of one person, and of a room: more is pressure, not a question. */
const MOST_OF_ONE = 3;
const MOST = 100;
/** Also with those withdrawn or answered meanwhile: each question makes a sound for the commander. */
const MOST_LATELY = 6;
const LATELY_MINUTES = 10;
/** What was forwarded comes back after this long, unless said otherwise. */
const HANDED_MINUTES = 10;

export const rules: Rules<AsksState, AsksCommand, AsksEvent, Sees> = {
  initial,
  authority: {
    'asks.ask': { who: 'member' },
    'asks.answer': { who: 'responder' },
    'asks.withdraw': { who: 'member' },
  },
  decide,
  evolve,
  due: (room) => earliest(room.asks.open.map(ringsAt)),
  settle,
  follow,
};

function decide(room: Sees, command: AsksCommand, context: Context): Answer {
  switch (command.type) {
    case 'asks.ask':
      return ask(room, command.data, context);
    case 'asks.answer':
      return answer(room, command.data, context);
    case 'asks.withdraw':
      return withdraw(room, command.data.ask, context);
  }
}

/** Refusals: you-decide, too-many. */
function ask(room: Sees, { kind, text }: Say<'asks.ask'>, { actor, now, commandId: id }: Context): Answer {
  if (actor.id === room.floor.holder) return refuse('asks.you-decide');
  const refusal = crowdRefusal(room.asks, actor.id, now);
  if (refusal !== null) return refusal;
  const comms = room.crew.seats.filter((seat) => seat.taken && COMMS.includes(seat.role)).map(({ person }) => person);
  const to = new Set([...toHolder(room), ...comms].filter((person) => person !== actor.id));
  return accept({ type: 'asks.asked', data: { id, by: actor.id, kind, text, to: [...to] } });
}

/** Refusals: no-such-ask, over, not-yours-to-answer, cannot-answer, those of the floor. */
function answer(room: Sees, { ask: id, how, text, minutes, to }: Say<'asks.answer'>, context: Context): Answer {
  const found = openAsk(room, id);
  if ('ok' in found) return found;
  const refusal = answererRefusal(room, found, context);
  if (refusal !== null) return refusal;
  const said = { ask: id, asker: found.by, by: context.actor.id, how, ...(text === undefined ? {} : { text }) };
  if (how === 'now' || how === 'no') return accept({ type: 'asks.answered', data: said });
  const answerBy = plusSeconds(context.now, (minutes ?? HANDED_MINUTES) * 60);
  if (how === 'later') return accept({ type: 'asks.answered', data: { ...said, answerBy } });
  const { holder } = room.floor;
  // The commander has it already: forwarded to them it would leave their queue.
  if (to === undefined || to === found.by || to === holder || !isResponder(room, to))
    return refuse('asks.cannot-answer', { to, asker: found.by, holder });
  return accept({ type: 'asks.answered', data: { ...said, answerBy, to } });
}

/** Refusals: no-such-ask, over, not-yours. */
function withdraw(room: Sees, id: string, { actor }: Context): Answer {
  const found = openAsk(room, id);
  if ('ok' in found) return found;
  if (found.by !== actor.id) return refuse('asks.not-yours', { asker: found.by });
  return accept({ type: 'asks.withdrawn', data: { ask: id, by: actor.id } });
}

function crowdRefusal({ open, ended }: AsksState, by: string, now: Instant): Refused | null {
  const own = open.filter((each) => each.by === by);
  if (own.length >= MOST_OF_ONE) return refuse('asks.too-many', { most: MOST_OF_ONE, by });
  if (open.length >= MOST) return refuse('asks.too-many', { most: MOST });
  const asked = [...own, ...ended.filter((each) => each.by === by)]
    .map(({ at }) => at)
    .toSorted()
    .at(-MOST_LATELY);
  const until = asked === undefined ? null : plusSeconds(asked, LATELY_MINUTES * 60);
  return until === null || isReached(until, now) ? null : refuse('asks.too-many', { most: MOST_LATELY, by, until });
}

/**
 * The holder answers with the floor's epoch; the deputy, comms and the person it was forwarded to as themselves, but no
 * one their own. A former commander is told that command has moved.
 */
function answererRefusal(room: Sees, { by, handedTo }: Ask, context: Context): Refused | null {
  const {
    actor: { id },
    epoch,
  } = context;
  const { holder, epoch: present } = room.floor;
  const own = id === by;
  if (id !== holder && !own && (id === handedTo || holdsSeat(room, id, ANSWERING))) return null;
  const asCommander = id === holder || (epoch !== undefined && epoch !== present);
  return asCommander ? floorRefusal(room, context) : refuse('asks.not-yours-to-answer', { holder, own });
}

function openAsk({ asks: { open, ended } }: Sees, id: string): Ask | Refused {
  const found = open.find((each) => each.id === id);
  if (found !== undefined) return found;
  const over = ended.find((each) => each.id === id);
  return over === undefined
    ? refuse('asks.no-such-ask')
    : refuse('asks.over', { status: over.status, asker: over.by, by: over.answer?.by });
}

function ringsAt({ answerBy, overdue }: Ask): Instant | null {
  return overdue ? null : answerBy;
}

function settle(room: Sees, { now }: Context): readonly AsksEvent[] {
  const late = room.asks.open.filter((each) => {
    const at = ringsAt(each);
    return at !== null && isReached(at, now);
  });
  return late.map(({ id, by, text }) => ({
    type: 'asks.overdue',
    data: { ask: id, asker: by, text, to: toHolder(room) },
  }));
}

/** What may make a person unable to answer what was forwarded to them: they left, or they are the commander now. */
const UNSEATING: ReadonlySet<string> = new Set([
  'crew.removed',
  'crew.admitted',
  'floor.passed',
  'floor.assumed',
  'floor.taken',
]);

/**
 * Closing leaves the open ones unanswered; what was forwarded to a person who can no longer answer waits for the
 * commander again.
 */
function follow(room: Sees, event: AnyEvent): readonly AsksEvent[] {
  const { open } = room.asks;
  if (event.type === 'incident.closed')
    return open.length === 0 ? [] : [{ type: 'asks.left', data: { asks: open.map(({ id }) => id) } }];
  if (!UNSEATING.has(event.type)) return [];
  return open.flatMap(({ id, by, text, handedTo }): readonly AsksEvent[] =>
    handedTo === null || (handedTo !== room.floor.holder && isResponder(room, handedTo))
      ? []
      : [{ type: 'asks.returned', data: { ask: id, asker: by, from: handedTo, text, to: toHolder(room) } }],
  );
}

const toHolder = ({ floor: { holder } }: SeesStanding): string[] => (holder === null ? [] : [holder]);
