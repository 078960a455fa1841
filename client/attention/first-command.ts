/**
 * The first five minutes of a commander, as two things to do, each ticked once it is done. A reading of the room and
 * of what this person has dismissed.
 */
import type { RoomState } from '../../shared/room.ts';

export type FirstThing = 'impact' | 'give';
export const FIRST_THINGS: readonly FirstThing[] = ['impact', 'give'];
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
    done: DONE[thing](room),
  }));
  return steps.every(({ done }) => done) ? [] : steps;
}

const DONE: Readonly<Record<FirstThing, (room: RoomState) => boolean>> = {
  impact: ({ incident }) => (incident.now.impact?.value ?? '') !== '',
  // A task of the commander's own is the opposite of delegating.
  give: ({ tasks, floor }) => tasks.tasks.some(({ owner }) => owner !== floor.holder),
};
