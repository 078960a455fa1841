/**
 * The first five minutes of a commander, as three things to do, each ticked once it is done. A reading of the room and
 * of what this person has put away.
 */
import type { RoomState } from '../../shared/room.ts';

export type FirstThing = 'say' | 'impact' | 'give';
export const FIRST_THINGS: readonly FirstThing[] = ['say', 'impact', 'give'];
/** Under this name a thing is put away for good. */
export const awayName = (thing: FirstThing): string => `first-command.${thing}`;

export interface FirstStep {
  readonly thing: FirstThing;
  readonly done: boolean;
}

/** Nothing for whoever does not command, and nothing once all that is not put away is done. */
export function firstSteps(room: RoomState, you: string, away: readonly string[]): readonly FirstStep[] {
  if (room.floor.holder !== you) return [];
  const steps = FIRST_THINGS.filter((thing) => !away.includes(awayName(thing))).map((thing) => ({
    thing,
    done: thing === 'say' ? hasSaid(room, away) : DONE[thing](room),
  }));
  return steps.every(({ done }) => done) ? [] : steps;
}

/** That this commander has said so is kept beside what was put away: a line in the chat is nobody's state. */
export const saidName = ({ floor }: Pick<RoomState, 'floor'>): string => `said-command.${floor.since ?? ''}`;
/** Whoever accepted, assumed or took command was told of to everybody at that press. */
const wasTold = ({ floor }: RoomState): boolean =>
  ['accepted', 'assumed', 'taken'].includes(floor.chain.at(-1)?.how ?? '');
const hasSaid = (room: RoomState, away: readonly string[]): boolean =>
  !room.floor.provisional && (wasTold(room) || away.includes(saidName(room)));

const DONE: Readonly<Record<Exclude<FirstThing, 'say'>, (room: RoomState) => boolean>> = {
  impact: ({ incident }) => (incident.now.impact?.value ?? '') !== '',
  // A task of the commander's own is the opposite of it.
  give: ({ tasks, floor }) => tasks.tasks.some(({ owner }) => owner !== floor.holder),
};
