/**
 * What a commander owes another incident that they command: nothing in this room says it, and they are the only one who
 * is reminded there. From five minutes before its update is due. Pure.
 */
import { commandedBy, type Rooms } from '../session/rooms.ts';
import type { Owed } from './owed.ts';

const SOON_MS = 5 * 60_000;

/** `goes`: leads to that room. */
export function elsewhere(
  all: Rooms,
  here: string,
  [you, now]: readonly [string, number],
  goes: (room: string) => void,
): readonly Owed[] {
  return commandedBy(all, you).flatMap(({ id, severity, nextUpdateAt }): readonly Owed[] => {
    if (id === here || nextUpdateAt === null || Date.parse(nextUpdateAt) - now > SOON_MS) return [];
    const isLate = Date.parse(nextUpdateAt) <= now;
    const name = `${id.toUpperCase()} (SEV${severity}), yours too: update`;
    return [
      {
        id: `elsewhere.${id}.${nextUpdateAt}`,
        pressure: isLate ? 'overdue' : 'soon',
        urgent: isLate,
        words: isLate ? [`${name} overdue `, { since: nextUpdateAt }] : [`${name} in `, { until: nextUpdateAt }],
        press: { verb: `Go to ${id.toUpperCase()}`, opens: () => goes(id) },
      },
    ];
  });
}
