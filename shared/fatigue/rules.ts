/**
 * The rules of fatigue: after one, two, three and eight hours in a row the clock asks who relieves the commander, each
 * time louder. It asks and tells; nothing is ever blocked, and no one can command it.
 *
 *   one, two: the holder  ->  three: and the deputy  ->  eight: every responder of the room
 *
 * Each tenure is counted for itself. Of the steps that were missed while everything was down only the latest is said.
 */
import { foldBy, refuse, type Rules } from '../decider.ts';
import { isReached, plusSeconds, type Instant } from '../instants.ts';
import { isResponder, seated, type SeesStanding } from '../standing.ts';
import type { FloorState } from '../floor/words.ts';
import type { IncidentState } from '../incident/words.ts';
import { inARow } from './command-time.ts';
import type { FatigueCommand, FatigueEvent, FatigueState, FatigueStep } from './words.ts';

export interface Sees extends SeesStanding {
  readonly fatigue: FatigueState;
  readonly floor: Pick<FloorState, 'holder' | 'epoch' | 'since'>;
  readonly incident: Pick<IncidentState, 'policy'>;
}

interface Prompt {
  readonly step: FatigueStep;
  readonly hours: number;
}

const PROMPTS: readonly Prompt[] = [
  { step: 'one', hours: 1 },
  { step: 'two', hours: 2 },
  { step: 'three', hours: 3 },
  { step: 'eight', hours: 8 },
];

export const rules: Rules<FatigueState, FatigueCommand, FatigueEvent, Sees> = {
  initial: { epoch: 0, step: null },
  authority: {},
  decide: () => refuse('command.unknown-type'),
  evolve: foldBy<FatigueState, FatigueEvent>({ 'fatigue.prompted': (_state, { epoch, step }) => ({ epoch, step }) }),
  due: (room) => {
    const [next] = stepsAhead(room);
    return next === undefined || room.floor.since === null ? null : timeOf(next, room.floor.since, room);
  },
  settle: (room, { now }) => {
    const { holder, epoch, since } = room.floor;
    if (holder === null || since === null) return [];
    const reached = stepsAhead(room).findLast((prompt) => isReached(timeOf(prompt, since, room), now));
    if (reached === undefined) return [];
    return [
      {
        type: 'fatigue.prompted',
        data: {
          holder,
          epoch,
          step: reached.step,
          seconds: inARow(room, now),
          to: [...peopleOf(room, holder, reached.step)],
        },
      },
    ];
  },
};

/** The steps that the present tenure still has ahead. */
function stepsAhead({ floor, fatigue: said }: Sees): readonly Prompt[] {
  const last = said.epoch === floor.epoch ? PROMPTS.findIndex(({ step }) => step === said.step) : -1;
  return PROMPTS.slice(last + 1);
}

function timeOf({ hours }: Prompt, since: Instant, { incident }: Sees): Instant {
  return plusSeconds(since, hours * incident.policy.commandHourSeconds);
}

/** Who is to act on it. */
function peopleOf(room: Sees, holder: string, step: FatigueStep): readonly string[] {
  if (step === 'eight') return Object.keys(room.crew.members).filter((person) => isResponder(room, person));
  const deputy = step === 'three' ? seated(room, 'deputy') : null;
  return deputy === null ? [holder] : [holder, deputy];
}
