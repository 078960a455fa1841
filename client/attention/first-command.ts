/**
 * The first five minutes of a commander, as three things to do, each ticked once it is done. A reading of the room and
 * of what this person has dismissed.
 */
import type { RoomState } from '../../shared/room.ts';

export type FirstThing = 'say' | 'impact' | 'give';
export const FIRST_THINGS: readonly FirstThing[] = ['say', 'impact', 'give'];
/** The name under which a thing is dismissed for good. */
export const awayName = (thing: FirstThing): string => `first-command.${thing}`;

export interface FirstStep {
  readonly thing: FirstThing;
  readonly done: boolean;
}

/** Nothing for people who do not command, and nothing once everything is done or dismissed. */
export function firstSteps(room: RoomState, you: string, away: readonly string[]): readonly FirstStep[] {
  if (room.floor.holder !== you) return [];
  const steps = FIRST_THINGS.filter((thing) => !away.includes(awayName(thing))).map((thing) => ({
    thing,
    done: thing === 'say' ? hasSaid(room, away) : DONE[thing](room),
  }));
  return steps.every(({ done }) => done) ? [] : steps;
}

/** That this commander has said so is kept with what was dismissed: a line in the chat is not part of the state. */
export const saidName = ({ floor }: Pick<RoomState, 'floor'>): string => `said-command.${floor.since ?? ''}`;
/** Everyone was told of a commander who accepted, assumed or took command when they did so. */
const wasTold = ({ floor }: RoomState): boolean =>
  ['accepted', 'assumed', 'taken'].includes(floor.chain.at(-1)?.how ?? '');
const hasSaid = (room: RoomState, away: readonly string[]): boolean =>
  !room.floor.provisional && (wasTold(room) || away.includes(saidName(room)));

const DONE: Readonly<Record<Exclude<FirstThing, 'say'>, (room: RoomState) => boolean>> = {
  impact: ({ incident }) => (incident.now.impact?.value ?? '') !== '',
  // A task of the commander's own is the opposite of delegating.
  give: ({ tasks, floor }) => tasks.tasks.some(({ owner }) => owner !== floor.holder),
};
