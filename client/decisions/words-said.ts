/** Who has said what about the running decision: read from the folded room, the same on every screen. */
import { SEAT_CARDS } from '../../shared/crew/cards.ts';
import type { Objection, RunningDecision, Station } from '../../shared/decisions/words.ts';
import type { PersonHere } from '../../shared/protocol.ts';
import { seatName } from '../../shared/seat-names.ts';
import { isResponder, type SeesStanding } from '../../shared/standing.ts';

/** What this person said to the present wording; null: nothing yet. */
export function saidBy(running: RunningDecision, person: string): Objection | 'heard' | null {
  const objection = running.objections.findLast((each) => each.by === person && each.text === running.text);
  return objection ?? (running.heard.includes(person) ? 'heard' : null);
}

/** Those connected who are asked and have said nothing yet. For the commander's eyes only. */
export function silent(
  running: RunningDecision,
  room: SeesStanding,
  people: Readonly<Record<string, PersonHere>>,
): readonly string[] {
  const asked = Object.keys(room.crew.members).filter(
    (person) => person !== room.floor.holder && isResponder(room, person),
  );
  return asked.filter((person) => people[person]?.connected === true && saidBy(running, person) === null);
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
