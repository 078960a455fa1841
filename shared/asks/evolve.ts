/**
 * What each event about asks changes in the folded state, and nothing else: there are no rules here. Always true
 * afterwards: an ask is either open (waiting, promised, forwarded) or among the newest fifty that ended; open ones keep
 * the order in which they were asked, whatever is answered meanwhile.
 */
import { foldBy } from '../decider.ts';
import type { Ask, AsksEvent, AsksState, How } from './words.ts';

const MOST_ENDED = 50;

export const initial: AsksState = { open: [], ended: [] };

const STATUS: Readonly<Record<How, Ask['status']>> = {
  now: 'answered',
  no: 'refused',
  later: 'promised',
  handed: 'handed',
};

export const evolve = foldBy<AsksState, AsksEvent>({
  'asks.asked': (state, { id, by, kind, text }, { at }) => ({
    ...state,
    open: [
      ...state.open,
      { id, by, kind, text, at, status: 'waiting', answerBy: null, overdue: false, handedTo: null, answer: null },
    ],
  }),
  'asks.answered': (state, { ask: id, by, how, text = null, answerBy = null, to }, { at }) => {
    const answered = (ask: Ask): Partial<Ask> => ({
      status: STATUS[how],
      answerBy,
      overdue: false,
      handedTo: handedTo(ask, by, to),
      answer: { how, text, by, at },
    });
    return how === 'now' || how === 'no' ? end(state, [id], answered) : change(state, id, answered);
  },
  'asks.withdrawn': (state, { ask }) => end(state, [ask], () => ({ status: 'withdrawn' })),
  'asks.overdue': (state, { ask }) => change(state, ask, () => ({ overdue: true })),
  'asks.returned': (state, { ask }) =>
    change(state, ask, () => ({ status: 'waiting', answerBy: null, overdue: false, handedTo: null })),
  'asks.left': (state, { asks }) => end(state, asks, () => ({ status: 'left' })),
});

/** The person it was forwarded to keeps it when they answer; anyone else's answer takes it back. */
function handedTo(ask: Ask, by: string, to: string | undefined): string | null {
  return to ?? (ask.handedTo === by ? by : null);
}

function change(state: AsksState, id: string, how: (ask: Ask) => Partial<Ask>): AsksState {
  return { ...state, open: state.open.map((ask) => (ask.id === id ? { ...ask, ...how(ask) } : ask)) };
}

function end({ open, ended }: AsksState, ids: readonly string[], how: (ask: Ask) => Partial<Ask>): AsksState {
  const over = open.filter(({ id }) => ids.includes(id)).map((ask) => ({ ...ask, ...how(ask) }));
  return { open: open.filter(({ id }) => !ids.includes(id)), ended: [...ended, ...over].slice(-MOST_ENDED) };
}
