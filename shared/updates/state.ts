/**
 * The state of updates and how its own events change it: promises, drafts, rhythm, the last post to each audience.
 *
 * No rules here: whatever the log says happened. `nextAt` is always the earliest of the open promises. Drafts are few:
 * lapsed ones go when a new one comes, one that was sent back when its author writes another or customers are told
 * otherwise, and only the newest ten are kept, so that the state does not grow with the incident.
 */
import { foldBy } from '../decider.ts';
import type { Stamp } from '../envelope.ts';
import { earliest } from '../instants.ts';
import { isLate } from './rhythm.ts';
import type { Audience, Draft, Promised, Rung, UpdatesEvent, UpdatesState } from './words.ts';

const MOST_DRAFTS = 10;

export const initial: UpdatesState = {
  nextAt: null,
  promises: { internal: null, external: null },
  everySeconds: null,
  byHand: {},
  drafts: [],
  last: { internal: null, external: null },
  postedCount: 0,
  lateCount: 0,
};

export const evolve = foldBy<UpdatesState, UpdatesEvent>({
  'updates.rhythm-set': (state, { audience, everySeconds }) => {
    const byHand = { ...state.byHand, [audience]: everySeconds };
    return audience === 'internal' ? { ...state, byHand, everySeconds } : { ...state, byHand };
  },
  'updates.rhythm-followed': (state, { everySeconds, byHandEnded }) => ({
    ...state,
    everySeconds,
    byHand: byHandEnded ? {} : state.byHand,
  }),
  'updates.drafted': (state, data, { at }) => {
    const draft: Draft = { ...data, at, approvedBy: null, lapsed: false, sentBack: null };
    // Whoever writes it again means this one, and no longer what still waits for approval.
    const kept = state.drafts.filter(({ by, approvedBy, lapsed, sentBack }) =>
      by === data.by ? approvedBy !== null && !lapsed : !lapsed || sentBack !== null,
    );
    return { ...state, drafts: [...kept, draft].slice(-MOST_DRAFTS) };
  },
  'updates.edited': (state, { draft, text }) => changeDraft(state, draft, { text }),
  'updates.approved': (state, { draft, by }) => changeDraft(state, draft, { approvedBy: by }),
  'updates.approval-lapsed': (state, { draft }) => changeDraft(state, draft, { lapsed: true, approvedBy: null }),
  'updates.rejected': (state, { draft, why, text }) =>
    changeDraft(state, draft, {
      lapsed: true,
      sentBack: why,
      approvedBy: null,
      ...(text === undefined ? {} : { text }),
    }),
  'updates.posted': posted,
  'updates.promised': (state, { audience, nextAt }, { at }) =>
    promise(state, audience, { nextAt, madeAt: at, rung: 'none' }),
  'updates.cleared': (state, { audience }) => promise(state, audience, null),
  'updates.soon': (state, { audience }) => climb(state, audience, 'soon'),
  'updates.due': (state, { audience }) => climb(state, audience, 'due'),
  'updates.overdue': (state, { audience }) => climb(state, audience, 'overdue'),
  'updates.holding-offered': (state, { audience }) => climb(state, audience, 'holding-offered'),
});

function posted(
  state: UpdatesState,
  data: Extract<UpdatesEvent, { type: 'updates.posted' }>['data'],
  stamp: Stamp,
): UpdatesState {
  const { audience, text, by, nextAt, draft, lateSeconds } = data;
  const settled = promise(state, audience, nextAt === null ? null : { nextAt, madeAt: stamp.at, rung: 'none' });
  return {
    ...settled,
    last: { ...state.last, [audience]: { text, by, at: stamp.at } },
    postedCount: state.postedCount + 1,
    lateCount: state.lateCount + (isLate(lateSeconds) ? 1 : 0),
    drafts: state.drafts.filter((each) => each.id !== draft && (audience === 'internal' || each.sentBack === null)),
  };
}

function promise(state: UpdatesState, audience: Audience, promised: Promised | null): UpdatesState {
  const promises = { ...state.promises, [audience]: promised };
  return {
    ...state,
    promises,
    nextAt: earliest([promises.internal?.nextAt ?? null, promises.external?.nextAt ?? null]),
  };
}

function climb(state: UpdatesState, audience: Audience, rung: Rung): UpdatesState {
  const promised = state.promises[audience];
  return promised === null ? state : { ...state, promises: { ...state.promises, [audience]: { ...promised, rung } } };
}

function changeDraft(state: UpdatesState, id: string, change: Partial<Draft>): UpdatesState {
  return { ...state, drafts: state.drafts.map((draft) => (draft.id === id ? { ...draft, ...change } : draft)) };
}
