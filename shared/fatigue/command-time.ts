/**
 * How long a person has been in command, read from the chain: in a row (the present tenure) and in total (all of
 * theirs, those before a close and a reopening included). Pure; `now` is passed in, so that a screen can draw it each
 * second.
 */
import { secondsBetween, type Instant } from '../instants.ts';
import type { FloorState } from '../floor/words.ts';

interface SeesCommand {
  readonly floor: Pick<FloorState, 'since' | 'chain'>;
}

/** Whole seconds of the present tenure; none while no one has command. */
export function inARow({ floor: { since } }: { readonly floor: Pick<FloorState, 'since'> }, now: Instant): number {
  return since === null ? 0 : wholeSeconds(since, now);
}

/** Whole seconds that this person has had command in this room, the present tenure included. */
export function inTotal({ floor: { chain } }: SeesCommand, person: string, now: Instant): number {
  return chain
    .filter(({ holder }) => holder === person)
    .reduce((sum, { since, until }) => sum + wholeSeconds(since, until ?? now), 0);
}

/** A clock that runs behind must not draw a negative time. */
function wholeSeconds(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor(secondsBetween(from, to)));
}
