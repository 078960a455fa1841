/**
 * The first five minutes of a commander, as three things to do. Each is ticked by what the room's log says was done, by whomever;
 * a reading of the state, so it ticks on every device.
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
  const steps = FIRST_THINGS.filter((thing) => !away.includes(awayName(thing))).map((thing) => ({ thing, done: DONE[thing](room) }));
  return steps.every(({ done }) => done) ? [] : steps;
}

const DONE: Readonly<Record<FirstThing, (room: RoomState) => boolean>> = {
  say: ({ floor, timeline }) => !floor.provisional && timeline.saidCount > 0,
  impact: ({ incident }) => (incident.now.impact?.value ?? '') !== '',
  give: ({ tasks }) => tasks.count > 0,
};
