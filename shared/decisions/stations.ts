/**
 * The roles a go/no-go can ask (stations): which there are, who has them, and whose answer another may replace. Each
 * is answered by the person who has the role now, even if they got it after the question. There can be several experts:
 * any of them answers for the role, but no one turns the no-go of another who still has it into a go.
 */
import { ROLES } from '../seat-names.ts';
import { holdsSeat, seated, type SeesStanding } from '../standing.ts';
import type { CrewState } from '../crew/words.ts';
import type { Station } from './words.ts';

/** The station of the person in command. */
export const COMMANDER = 'commander';

export function isKnown({ crew }: { readonly crew: Pick<CrewState, 'roles'> }, role: string): boolean {
  return (
    role === COMMANDER || (ROLES as readonly string[]).includes(role) || crew.roles.some((each) => each.role === role)
  );
}

/** Who answers for it now; of many the first; null when no one does. */
export function whoAnswers(room: SeesStanding, role: string): string | null {
  return role === COMMANDER ? room.floor.holder : seated(room, role);
}

export function sitsAt(room: SeesStanding, person: string, role: string): boolean {
  return role === COMMANDER ? room.floor.holder === person : holdsSeat(room, person, [role]);
}

/** Their own answer may be changed; another's only when they left the role, or to say no-go. */
export function mayReplace(
  room: SeesStanding,
  { role, answer }: Station,
  said: { by: string; go: boolean; why: string | null },
): boolean {
  if (answer === null) return true;
  if (answer.by === said.by) return answer.go !== said.go || answer.why !== said.why;
  return !said.go || !sitsAt(room, answer.by, role);
}
