/**
 * What each word about command changes in the folded state, and nothing else: no rule stands here.
 *
 *   begun | taken | passed | assumed  --> a new tenure: the chain's last link is closed, the next one opened, at the same instant
 *   everything else                   --> the open offer, challenge, requests, relief or watch card
 *
 * Always true afterwards: the chain's last link is the present tenure, and it ends only with `floor.ended`.
 */
import { foldBy } from '../decider.ts';
import { plusSeconds, type Instant } from '../instants.ts';
import type { FloorEvent, FloorState, Offer, Tenure } from './words.ts';

/** How long after a handoff the giver may still add to the brief, and the receiver goes through what was left. */
const WATCH_SECONDS = 600;
/** For how many tenures the chain keeps the brief. */
const BRIEFS_KEPT = 20;
/** How many tenures, requests and offers of relief the state knows; the log has all. */
const TENURES_KEPT = 200;
const ASKING_KEPT = 100;

export const initial: FloorState = {
  holder: null,
  epoch: 0,
  since: null,
  provisional: false,
  offer: null,
  challenge: null,
  answeredAt: null,
  requests: [],
  relief: null,
  watch: null,
  walk: null,
  proxy: null,
  chain: [],
};

export const evolve = foldBy<FloorState, FloorEvent>({
  'floor.begun': (state, { holder, epoch, how }, { at }) => ({
    ...tenure(state, { epoch, holder, how }, at),
    provisional: true,
  }),
  'floor.confirmed': (state) => ({ ...state, provisional: false }),
  'floor.taken': (state, { to, epoch }, { at }) => tenure(state, { epoch, holder: to, how: 'taken' }, at),
  'floor.assumed': (state, { to, epoch, why, facts }, { at }) =>
    tenure(state, { epoch, holder: to, how: 'assumed', why, facts }, at),
  'floor.passed': (state, { from, to, epoch, readBack, later = [] }, { at }) => {
    const { brief, additions } = state.offer ?? {};
    const until = plusSeconds(at, WATCH_SECONDS);
    const walk = later.length === 0 ? null : { tasks: later, until };
    const link = { epoch, holder: to, how: 'accepted', readBack, brief, additions, why: brief?.why } as const;
    const next = { ...tenure(state, link, at), walk };
    if (brief === undefined || additions === undefined) return next;
    return {
      ...next,
      watch: { giver: from, until, relieved: false, brief, additions },
    };
  },
  'floor.walked': (state) => ({ ...state, walk: null }),
  'floor.offered': (state, { id, from, to, brief, expiresAt, aloud }, { at }) => ({
    ...state,
    offer: {
      id,
      from,
      to,
      brief,
      additions: [],
      offeredAt: at,
      expiresAt,
      extended: false,
      ...(aloud ? { aloud } : {}),
    },
    // An offer is the answer to its receiver's own question.
    requests: state.requests.filter((request) => request.by !== to),
  }),
  'floor.brief-added': (state, { text }, { by }) => {
    const { offer, watch, chain } = state;
    if (offer !== null && offer.from === by)
      return { ...state, offer: { ...offer, additions: [...offer.additions, text] } };
    if (watch === null) return state;
    const additions = [...watch.additions, text];
    return {
      ...state,
      watch: { ...watch, additions },
      chain: chain.map((link) => (link.until === null ? { ...link, additions } : link)),
    };
  },
  'floor.brief-edited': (state, { brief }) => withOffer(state, { brief }),
  'floor.aloud-set': (state, { aloud }) => withOffer(state, { aloud }),
  'floor.extended': (state, { expiresAt }) => withOffer(state, { expiresAt, extended: true }),
  'floor.withdrawn': (state) => ({ ...state, offer: null }),
  'floor.declined': (state) => ({ ...state, offer: null }),
  'floor.offer-lapsed': (state) => ({ ...state, offer: null }),
  'floor.offer-ended': (state) => ({ ...state, offer: null }),
  'floor.stood-relieved': (state) =>
    state.watch === null ? state : { ...state, watch: { ...state.watch, relieved: true } },
  'floor.requested': (state, { id, by, why }, { at }) => ({
    ...state,
    requests: [...state.requests, { id, by, why, at }].slice(-ASKING_KEPT),
  }),
  'floor.request-answered': (state, { requestId }) => ({
    ...state,
    requests: state.requests.filter(({ id }) => id !== requestId),
  }),
  'floor.relief-asked': (state, { why }, { at }) => ({ ...state, relief: { why, at, offeredBy: [] } }),
  'floor.relief-offered': (state, { by }) =>
    state.relief === null
      ? state
      : { ...state, relief: { ...state.relief, offeredBy: [...state.relief.offeredBy, by].slice(-ASKING_KEPT) } },
  'floor.challenged': (state, { id, by, answerBy }, { at }) => ({
    ...state,
    challenge: { id, by, askedAt: at, answerBy },
  }),
  'floor.presented': (state, _, { at }) => ({ ...state, challenge: null, answeredAt: at }),
  'floor.proxy-named': (state, { proxy }) => ({ ...state, proxy }),
  'floor.proxy-ended': (state) => ({ ...state, proxy: null }),
  'floor.ended': (state, _, { at }) => ({ ...initial, epoch: state.epoch, chain: closed(state.chain, at) }),
});

/**
 * A new holder: everything between the former one and the room ends; requests for command stay, except the new holder's
 * own.
 */
function tenure(state: FloorState, link: Omit<Tenure, 'since' | 'until'>, at: Instant): FloorState {
  return {
    ...initial,
    holder: link.holder,
    epoch: link.epoch,
    since: at,
    requests: state.requests.filter((request) => request.by !== link.holder),
    chain: [...closed(state.chain, at), { ...link, since: at, until: null }].slice(-TENURES_KEPT),
  };
}

/**
 * Ends the last link. Older ones keep who, when, how and why; their briefs are in the log, so that the state stays
 * small.
 */
function closed(chain: readonly Tenure[], at: Instant): readonly Tenure[] {
  return chain.map((link, place) => {
    const ended = link.until === null ? { ...link, until: at } : link;
    return place < chain.length - BRIEFS_KEPT ? { ...ended, brief: undefined, additions: undefined } : ended;
  });
}

function withOffer(state: FloorState, change: Partial<Offer>): FloorState {
  return state.offer === null ? state : { ...state, offer: { ...state.offer, ...change } };
}
