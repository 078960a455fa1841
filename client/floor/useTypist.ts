/** The person proposed to type for the commander: the deputy, or the first responder who is connected. */
import { useReach } from '../session/attendance.ts';
import { useRoom } from '../session/hooks.ts';
import { receivers } from './offer-draft.ts';

export function useTypist(): string | null {
  const room = useRoom((whole) => whole);
  const reach = useReach();
  return receivers(room).find((person) => reach(person).attendance !== 'gone') ?? null;
}
