/**
 * What each event about decisions changes in the folded state, and nothing else: there are no rules here. Always true
 * afterwards: at most one runs; what was said against it is never dropped while it runs, only set apart from the
 * present wording; of what was decided the newest fifty are kept.
 */
import { foldBy } from '../decider.ts';
import type { Stamp } from '../envelope.ts';
import { allObjections, missingStations } from './against.ts';
import type { DecisionsEvent, DecisionsState, MadeDecision, Objection, RunningDecision, Station } from './words.ts';

const MOST_MADE = 50;
/** Of one decision, the newest: enough for a whole room and several wordings; the log has all. */
const MOST_OBJECTIONS = 100;

export const initial: DecisionsState = { running: null, made: [] };

export const evolve = foldBy<DecisionsState, DecisionsEvent>({
  'decisions.proposed': (state, { id, by, text, until, stations }, { at }) => ({
    ...state,
    running: {
      id,
      by,
      text,
      until,
      proposedAt: at,
      windowClosed: false,
      objections: [],
      heard: [],
      stations: stations?.map((station) => ({ ...station, answer: null })) ?? null,
    },
  }),
  'decisions.objected': (state, { by, why }, { at }) =>
    change(state, ({ objections, heard, text }) => ({
      objections: [...objections, { by, why, at, text }],
      heard: heard.filter((person) => person !== by),
    })),
  'decisions.heard': (state, { by }) => change(state, ({ heard }) => ({ heard: [...heard, by] })),
  'decisions.answered': (state, { by, roles, go, why = null }, { at }) =>
    change(state, (running) => {
      const answered = (running.stations ?? []).filter(({ role }) => roles.includes(role));
      return {
        objections: [...running.objections, ...noGosOf(answered, running.text).filter((noGo) => noGo.by !== by)],
        stations:
          running.stations?.map((station) =>
            roles.includes(station.role) ? { ...station, answer: { go, why, by, at } } : station,
          ) ?? null,
      };
    }),
  'decisions.window-closed': (state) => change(state, () => ({ windowClosed: true })),
  'decisions.amended': (state, { text, until }) =>
    change(state, (running) => ({
      text,
      until,
      windowClosed: false,
      objections: [...running.objections, ...noGosOf(running.stations ?? [], running.text)],
      heard: [],
      stations: running.stations?.map((station) => ({ ...station, answer: null })) ?? null,
    })),
  'decisions.proceeded': (state, { text, why, by, objections, missing }, stamp) =>
    end(state, { text, outcome: 'proceeded', why: why ?? null, by, objections, missing }, stamp),
  'decisions.dropped': (state, { text, why, by, objections }, stamp) =>
    end(state, { text, outcome: 'dropped', why: why ?? null, by, objections, missing: [] }, stamp),
  'decisions.decided': ({ running, made }, { id, by, text }, { at }) => ({
    running,
    made: [...made, { id, text, outcome: 'decided' as const, why: null, by, at, objections: [], missing: [] }].slice(
      -MOST_MADE,
    ),
  }),
  'decisions.left': (state, { text }, stamp) => {
    if (state.running === null) return state;
    const [objections, missing] = [allObjections(state.running), missingStations(state.running)];
    return end(state, { text, outcome: 'left', why: null, by: stamp.by, objections, missing }, stamp);
  },
});

function change(state: DecisionsState, how: (running: RunningDecision) => Partial<RunningDecision>): DecisionsState {
  if (state.running === null) return state;
  const running = { ...state.running, ...how(state.running) };
  return { ...state, running: { ...running, objections: running.objections.slice(-MOST_OBJECTIONS) } };
}

function end(
  { running, made }: DecisionsState,
  outcome: Omit<MadeDecision, 'id' | 'at'>,
  { at }: Stamp,
): DecisionsState {
  return running === null
    ? { running, made }
    : { running: null, made: [...made, { id: running.id, ...outcome, at }].slice(-MOST_MADE) };
}

/** No-gos whose role is about to be asked again, as objections to the wording they were said to. */
function noGosOf(stations: readonly Station[], text: string): readonly Objection[] {
  return stations.flatMap(({ answer }) =>
    answer === null || answer.go ? [] : [{ by: answer.by, why: answer.why ?? '', at: answer.at, text }],
  );
}
