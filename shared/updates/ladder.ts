/**
 * The ladder: the reminders of a promised time T, when, and for which people.
 *
 *   T-5 soon: commander, comms  ->  T due: and the deputy  ->  T+5 overdue: the room  ->  T+10 the deputy is offered a holding update
 *
 * A rung that was past when the promise was made never fires; of several that were missed only the latest does. People
 * whose link is lost are left out, and a rung with no one left passes to the people of the next, at last to every
 * responder. After the last rung a promise is silent: the header goes on telling how late it is.
 */
import { isReached, plusSeconds, type Instant } from '../instants.ts';
import { memberOf, seated, type SeesStanding } from '../standing.ts';
import type { Audience, Promised, Rung } from './words.ts';

type Rings = Exclude<Rung, 'none'>;
interface Step {
  readonly rung: Rings;
  /** Seconds after the promised instant; negative before it. */
  readonly afterSeconds: number;
}

export const HOLDING_AFTER_SECONDS = 600;
const LADDER: readonly Step[] = [
  { rung: 'soon', afterSeconds: -300 },
  { rung: 'due', afterSeconds: 0 },
  { rung: 'overdue', afterSeconds: 300 },
  { rung: 'holding-offered', afterSeconds: HOLDING_AFTER_SECONDS },
];

/** When this promise fires next; null when nothing is left to fire. */
export function nextRingAt(promised: Promised | null): Instant | null {
  if (promised === null) return null;
  const step = stepsLeft(promised)[0];
  return step === undefined ? null : plusSeconds(promised.nextAt, step.afterSeconds);
}

/** The latest rung that has been reached and has not fired; null when none is. */
export function reachedRung(promised: Promised | null, now: Instant): Rings | null {
  if (promised === null) return null;
  return (
    stepsLeft(promised).findLast((step) => isReached(plusSeconds(promised.nextAt, step.afterSeconds), now))?.rung ??
    null
  );
}

/** Who is to act on a rung. */
export function peopleOf(
  room: Pick<SeesStanding, 'floor' | 'crew'>,
  rung: Rings,
  audience: Audience,
): readonly string[] {
  const [commander, deputy, comms] = [room.floor.holder, seated(room, 'deputy'), seated(room, `comms-${audience}`)];
  const everyone = Object.keys(room.crew.members).filter((person) => memberOf(room, person)?.as === 'responder');
  const owed = [commander, comms];
  const groups: Readonly<Record<Rings, ReadonlyArray<ReadonlyArray<string | null>>>> = {
    soon: [owed, [...owed, deputy], everyone],
    due: [[...owed, deputy], everyone],
    overdue: [everyone],
    'holding-offered': [[deputy], everyone],
  };
  const reachable = groups[rung].map((group) => connected(room, group));
  return reachable.find((group) => group.length > 0) ?? [];
}

function stepsLeft(promised: Promised): readonly Step[] {
  const rung = LADDER.findIndex((step) => step.rung === promised.rung);
  return LADDER.slice(rung + 1).filter((step) => plusSeconds(promised.nextAt, step.afterSeconds) > promised.madeAt);
}

function connected(room: Pick<SeesStanding, 'crew'>, group: ReadonlyArray<string | null>): readonly string[] {
  const people = new Set(group.filter((person) => person !== null));
  return [...people].filter((person) => memberOf(room, person)?.linkLostAt === null);
}
