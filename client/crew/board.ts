/**
 * The roles of a room in the order of the board: the six that every room has, then those it added; and who has each.
 */
import { SEAT_CARDS, type SeatCard } from '../../shared/crew/cards.ts';
import { seatTitle } from '../../shared/seat-names.ts';
import type { CrewState, Seat } from '../../shared/crew/words.ts';

export interface BoardSeat {
  readonly role: string;
  readonly title: string;
  /** Short, for the header's strip. */
  readonly short: string;
  readonly card: SeatCard | null;
  /** What the room wrote on a card of its own. */
  readonly words: string | null;
}

const SHORT: Readonly<Record<string, string>> = {
  'comms-internal': 'Internal comms',
  'comms-external': 'External comms',
  'tech-lead': 'Tech lead',
};
const SIX: readonly BoardSeat[] = Object.entries(SEAT_CARDS).map(([role, card]) => ({
  role,
  title: card.title,
  short: SHORT[role] ?? card.title,
  card,
  words: null,
}));

export function boardOf(crew: CrewState): readonly BoardSeat[] {
  const added = crew.roles.map(({ role, card }) => {
    const title = seatTitle(role);
    return { role, title, short: title, card: null, words: card };
  });
  return [...SIX, ...added];
}

export const isMany = (role: string): boolean => role === 'expert';
export const inSeat = (crew: CrewState, role: string): readonly Seat[] =>
  crew.seats.filter((seat) => seat.role === role);
