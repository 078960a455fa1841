/**
 * What this person is shown of a long command, by the last step that the room's clock has reached. The holder is asked
 * at every step, the deputy from the third hour on, everyone at the eighth. It asks; nothing is ever blocked.
 */
import type { FatigueStep } from '../../shared/fatigue/words.ts';
import type { RoomState } from '../../shared/room.ts';
import { isResponder, seated } from '../../shared/standing.ts';

export interface Tiredness {
  readonly step: FatigueStep;
  readonly holder: string;
  /** Is it this person's own? */
  readonly own: boolean;
  /** The name under which this step of this tenure is dismissed. */
  readonly name: string;
}

export function tirednessFor(room: RoomState, you: string, away: readonly string[]): Tiredness | null {
  const { floor, fatigue } = room;
  if (floor.holder === null || floor.since === null || fatigue.step === null || fatigue.epoch !== floor.epoch)
    return null;
  // Someone is on the way already: an offer is open, or the room was asked.
  if (floor.offer !== null || floor.relief !== null) return null;
  const { step } = fatigue;
  const name = `fatigue.${floor.since}.${step}`;
  const own = floor.holder === you;
  const theirs =
    own || (step === 'three' && seated(room, 'deputy') === you) || (step === 'eight' && isResponder(room, you));
  return theirs && !away.includes(name) ? { step, holder: floor.holder, own, name } : null;
}
