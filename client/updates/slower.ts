/**
 * When an incident has gone on for two hours, a slower schedule of updates is offered, once: the reading behind the
 * quiet prompt. Never in the first hour, never right after it got worse or was reopened.
 */
import type { RoomState } from '../../shared/room.ts';
import { rhythmSeconds } from '../../shared/updates/rhythm.ts';

const STEPS = [15, 20, 30, 60, 120].map((minutes) => minutes * 60);
/** As hours of the room's policy. */
const AFTER_HOURS = 2;

export interface Slower {
  readonly everySeconds: number;
  readonly insteadOf: number;
  /** The name under which it is dismissed. */
  readonly name: string;
}

/** `now`: the server's time in milliseconds. Null: nothing to offer. */
export function slowerRhythm({ incident, updates, floor }: RoomState, now: number): Slower | null {
  const reopened = floor.chain.findLast(({ how }) => how === 'reopened')?.since;
  const began = [incident.declaredAt, incident.severities.at(-1)?.at, reopened].reduce<string>(
    (latest, at) => (at != null && at > latest ? at : latest),
    '',
  );
  const hours = (now - Date.parse(began)) / (incident.policy.commandHourSeconds * 1000);
  const present = rhythmSeconds({ incident, updates }, 'internal');
  // Someone has chosen it already.
  if (present === null || updates.byHand.internal !== undefined || !(hours >= AFTER_HOURS)) return null;
  const everySeconds = STEPS.find((step) => step > present);
  return everySeconds === undefined ? null : { everySeconds, insteadOf: present, name: `slower.${began}` };
}
