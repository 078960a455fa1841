/**
 * The list of rooms, in pages: the open ones, or the closed ones, or those of either with certain words in their title
 * or number.
 */
import { z } from 'zod';
import type { ListedCard } from '../../shared/card.ts';
import { hasWords, wordsOf } from '../../shared/sought.ts';
import type { Caller } from '../access/caller.ts';
import { cardFor } from '../edge/room-guard.ts';
import type { rooms } from './answers.ts';

const PAGE = 100;

export const listing = z.strictObject({
  state: z.enum(['open', 'closed', 'all']).optional(),
  /** Words in the title or the number, in any order. */
  q: z.string().max(200).optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE).optional(),
});

export const visible = (cards: readonly ListedCard[], caller: Caller): readonly ListedCard[] =>
  cards.flatMap((each) => cardFor(caller, each) ?? []);

/**
 * The cursor is the last room of the page before, with the instant by which it was in order: so the next page begins
 * after it, also when it has been reopened or is not visible any more.
 */
export function pageOf(
  cards: readonly ListedCard[],
  { state = 'open', q = '', cursor, limit = PAGE }: z.output<typeof listing>,
): z.input<typeof rooms> {
  const words = wordsOf(q);
  const keyOf = (card: ListedCard): Place => ({
    at: state === 'closed' ? (card.closedAt ?? '') : '',
    number: numberOf(card.id),
  });
  const wanted = cards
    .filter((card) => state === 'all' || (card.closedAt === null) === (state === 'open'))
    .filter((card) => hasWords(`${card.id} ${card.title}`, words))
    .map((card) => ({ card, place: keyOf(card) }))
    .sort((one, other) => newestFirst(one.place, other.place));
  const after = cursor === undefined ? null : placeIn(cursor);
  const from = after === null ? wanted : wanted.filter(({ place }) => newestFirst(after, place) < 0);
  const shown = from.slice(0, limit);
  const last = shown.at(-1);
  return {
    rooms: shown.map(({ card }) => card),
    total: wanted.length,
    ...(from.length > shown.length && last !== undefined ? { cursor: cursorOf(last.card.id, last.place) } : {}),
  };
}

interface Place {
  /** When it closed; empty where the number alone is the order. */
  readonly at: string;
  readonly number: number;
}

const newestFirst = (one: Place, other: Place): number =>
  other.at === one.at ? other.number - one.number : other.at < one.at ? -1 : 1;

const cursorOf = (id: string, { at }: Place): string => (at === '' ? id : `${id}.${at}`);

function placeIn(cursor: string): Place {
  const end = cursor.indexOf('.');
  return end === -1
    ? { at: '', number: numberOf(cursor) }
    : { at: cursor.slice(end + 1), number: numberOf(cursor.slice(0, end)) };
}

const numberOf = (room: string): number => Number(room.slice(room.indexOf('-') + 1));
