/** Who has said what about the running decision: read from the folded room, the same on every screen. */
import { SEAT_CARDS } from '../../shared/crew/cards.ts';
import { silentOf } from '../../shared/decisions/against.ts';
import type { RunningDecision, Station } from '../../shared/decisions/words.ts';
import type { PersonHere } from '../../shared/protocol.ts';
import { seatName } from '../../shared/seat-names.ts';
import type { SeesStanding } from '../../shared/standing.ts';

/** Those connected who are asked and have said nothing yet. For the commander's eyes only. */
export function silent(
  running: RunningDecision,
  room: SeesStanding,
  people: Readonly<Record<string, PersonHere>>,
): readonly string[] {
  const here = Object.keys(room.crew.members).filter((person) => people[person]?.connected === true);
  return silentOf(running, room, here);
}

/** "Tech lead", as a title. */
export function stationName(role: string): string {
  const name = seatName(role);
  return SEAT_CARDS[role]?.title ?? name.charAt(0).toUpperCase() + name.slice(1);
}

export type Stand = 'go' | 'no-go' | 'waiting' | 'missing';

/** An answer that did not come in time is missing: never a go. */
export function standOf(station: Station, over: boolean): Stand {
  if (station.answer === null) return over ? 'missing' : 'waiting';
  return station.answer.go ? 'go' : 'no-go';
}
