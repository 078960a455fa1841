/**
 * Decisions, as rules: the commander proposes, the others object or say heard, and the commander proceeds, amends or
 * drops.
 *
 *   propose --> object | hear (or, named roles: answer) --until--> window-closed --> proceed | amend (asked again) | drop
 *
 *   decide: at once, without asking
 *
 * Always true: one runs at a time; no one objects after `until`, and no one proceeds before it, except when every
 * role said go or everyone online has responded; nothing is ever counted. It belongs to the room: after a handoff the new holder decides. stations.ts
 * knows who answers where, against.ts what stands against it.
 */
import { accept, refuse, type Refused, type Rules, type Verdict } from '../decider.ts';
import type { AnyEvent, Context } from '../envelope.ts';
import type { IncidentState } from '../incident/words.ts';
import { isReached, plusSeconds, type Instant } from '../instants.ts';
import type { CrewState } from '../crew/words.ts';
import { floorRefusal, type SeesStanding } from '../standing.ts';
import {
  allObjections,
  everyStationGoes,
  missingStations,
  needsReason,
  silentOf,
  standingObjections,
} from './against.ts';
import { evolve, initial } from './evolve.ts';
import { COMMANDER, isKnown, mayReplace, sitsAt, whoAnswers } from './stations.ts';
import type { DecisionsCommand, DecisionsEvent, DecisionsState, RunningDecision } from './words.ts';

export interface Sees extends SeesStanding {
  readonly crew: Pick<CrewState, 'members' | 'seats' | 'roles'>;
  readonly incident: Pick<IncidentState, 'policy'>;
  readonly decisions: DecisionsState;
}

type Say<Type extends DecisionsCommand['type']> = Extract<DecisionsCommand, { type: Type }>['data'];
type Answer = Verdict<DecisionsEvent>;

export const rules: Rules<DecisionsState, DecisionsCommand, DecisionsEvent, Sees> = {
  initial,
  authority: {
    'decisions.propose': { who: 'floor', typed: true },
    'decisions.decide': { who: 'floor', typed: true },
    'decisions.object': { who: 'responder' },
    'decisions.hear': { who: 'responder' },
    'decisions.answer': { who: 'responder' },
    'decisions.proceed': { who: 'floor', typed: true },
    'decisions.amend': { who: 'floor', typed: true },
    'decisions.drop': { who: 'floor', typed: true },
  },
  decide,
  evolve,
  due: ({ decisions: { running } }) => (running === null || running.windowClosed ? null : running.until),
  settle: ({ decisions: { running }, floor: { holder } }) =>
    running === null
      ? []
      : [{ type: 'decisions.window-closed', data: { decision: running.id, to: holder === null ? [] : [holder] } }],
  follow,
};

function decide(room: Sees, command: DecisionsCommand, context: Context): Answer {
  if (command.type === 'decisions.propose') return propose(room, command.data, context);
  if (command.type === 'decisions.decide') {
    const { commandId: id, actor } = context;
    return accept({ type: 'decisions.decided', data: { id, by: actor.id, text: command.data.text } });
  }
  const running = runningOf(room.decisions, command.data.decision);
  if ('ok' in running) return running;
  switch (command.type) {
    case 'decisions.object':
    case 'decisions.hear':
      return reworded(running, command.data) ?? speak(room, running, command, context);
    case 'decisions.answer':
      return reworded(running, command.data) ?? answer(room, running, command.data, context);
    case 'decisions.proceed':
      return proceed(room, running, command.data.why, context);
    case 'decisions.amend':
      return amend(room, running, command.data.text, context);
    case 'decisions.drop': {
      const { id: decision, text } = running;
      return accept({
        type: 'decisions.dropped',
        data: {
          decision,
          by: context.actor.id,
          text,
          ...reason(command.data.why),
          objections: [...allObjections(running)],
        },
      });
    }
  }
}

/** Refusals: already-running, unknown-station. */
function propose(
  room: Sees,
  { text, stations }: Say<'decisions.propose'>,
  { now, actor, commandId: id }: Context,
): Answer {
  const { running } = room.decisions;
  if (running !== null) return refuse('decisions.already-running', { text: running.text });
  const roles = stations === undefined ? undefined : [...new Set(stations)];
  const unknown = roles?.find((role) => !isKnown(room, role));
  if (unknown !== undefined) return refuse('decisions.unknown-station', { role: unknown });
  const asked =
    roles === undefined ? {} : { stations: roles.map((role) => ({ role, person: whoAnswers(room, role) })) };
  return accept({
    type: 'decisions.proposed',
    data: { id, by: actor.id, text, until: untilOf(room, roles !== undefined, now), ...asked },
  });
}

/**
 * A strong objection, or "heard"; a person who heard may still object. Refusals: stations-answer, own-proposal,
 * too-late, already-said.
 */
function speak(
  room: Sees,
  running: RunningDecision,
  command: Extract<DecisionsCommand, { type: 'decisions.object' | 'decisions.hear' }>,
  context: Context,
): Answer {
  const { id: decision, text, until, objections, heard, stations } = running;
  const by = context.actor.id;
  if (stations !== null) return refuse('decisions.stations-answer', { roles: stations.map(({ role }) => role) });
  if (by === room.floor.holder) return refuse('decisions.own-proposal');
  if (isReached(until, context.now)) return refuse('decisions.too-late', { until, holder: room.floor.holder });
  const objected = objections.some((each) => each.by === by && each.text === text);
  if (objected) return refuse('decisions.already-said');
  if (command.type === 'decisions.object')
    return accept({ type: 'decisions.objected', data: { decision, by, why: command.data.why } });
  return heard.includes(by)
    ? refuse('decisions.already-said')
    : accept({ type: 'decisions.heard', data: { decision, by } });
}

/**
 * For every role that the actor has; as commander it takes the epoch. Refusals: not-a-poll, not-a-station, too-late,
 * already-said, those of the floor.
 */
function answer(room: Sees, running: RunningDecision, { go, why }: Say<'decisions.answer'>, context: Context): Answer {
  const { id: decision, stations, until } = running;
  const by = context.actor.id;
  if (stations === null) return refuse('decisions.not-a-poll');
  const own = stations.filter(({ role }) => sitsAt(room, by, role));
  if (own.length === 0) return refuse('decisions.not-a-station', { roles: stations.map(({ role }) => role) });
  if (isReached(until, context.now)) return refuse('decisions.too-late', { until, holder: room.floor.holder });
  const refusal = own.some(({ role }) => role === COMMANDER) ? floorRefusal(room, context) : null;
  if (refusal !== null) return refusal;
  const changed = own.filter((station) => mayReplace(room, station, { by, go, why: why ?? null }));
  if (changed.length === 0) return refuse('decisions.already-said', { by: own[0]?.answer?.by, role: own[0]?.role });
  return accept({
    type: 'decisions.answered',
    data: { decision, by, roles: changed.map(({ role }) => role), go, ...reason(why) },
  });
}

/** Refusals: window-open, reason-needed. */
function proceed(room: Sees, running: RunningDecision, why: string | undefined, { now, actor, here }: Context): Answer {
  const { id: decision, text, until } = running;
  const isPoll = running.stations !== null;
  const answered = !isPoll && here !== undefined && silentOf(running, room, here).length === 0;
  const isOver = isReached(until, now);
  if (!isOver && !everyStationGoes(running) && !answered) return refuse('decisions.window-open', { until });
  const missing = [...missingStations(running)];
  if (why === undefined && needsReason(running))
    return refuse('decisions.reason-needed', { objections: standingObjections(running), missing });
  return accept({
    type: 'decisions.proceeded',
    data: {
      decision,
      by: actor.id,
      text,
      ...reason(why),
      objections: [...allObjections(running)],
      missing,
      ...(!isOver && answered ? { early: true as const } : {}),
    },
  });
}

/** The new wording is asked again. Refusals: unchanged. */
function amend(
  room: Sees,
  { id: decision, text: from, stations }: RunningDecision,
  text: string,
  { now, actor }: Context,
): Answer {
  if (text === from) return refuse('decisions.unchanged');
  return accept({
    type: 'decisions.amended',
    data: { decision, by: actor.id, text, from, until: untilOf(room, stations !== null, now) },
  });
}

/** The one that runs, if it is this one. Refusals: none-running, over. */
function runningOf({ running, made }: DecisionsState, id: string | undefined): RunningDecision | Refused {
  if (running !== null && (id === undefined || id === running.id)) return running;
  if (id === undefined) return refuse('decisions.none-running');
  const { outcome, by, at } = made.find((each) => each.id === id) ?? {};
  return refuse('decisions.over', { outcome, by, at });
}

/** An answer to another wording is not taken for an answer to this one. */
function reworded(
  { id: decision, text, until }: RunningDecision,
  read: { readonly text?: string | undefined },
): Refused | null {
  return read.text === undefined || read.text === text ? null : refuse('decisions.reworded', { decision, text, until });
}

/** The roles' holders have to be found and asked in their own channels, so they get twice as long. */
function untilOf({ incident }: Sees, toStations: boolean, now: Instant): Instant {
  return plusSeconds(now, incident.policy.objectionSeconds * (toStations ? 2 : 1));
}

function follow({ decisions: { running } }: Sees, event: AnyEvent): readonly DecisionsEvent[] {
  if (event.type !== 'incident.closed' || running === null) return [];
  return [{ type: 'decisions.left', data: { decision: running.id, text: running.text } }];
}

const reason = (why: string | undefined): { why?: string } => (why === undefined ? {} : { why });
