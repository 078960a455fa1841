/**
 * The closed rooms on screen: page after page of the server's list, all of them or those with certain words, and what
 * closed or was reopened since the page came. Only the newest question's answer counts. No React here.
 */
import type { ListedCard } from '../../shared/card.ts';
import { hasWords, wordsOf } from '../../shared/sought.ts';
import { call, type Called } from '../session/me.ts';
import { Store } from '../session/store.ts';
import { closedRooms, type Rooms } from '../session/rooms.ts';

export interface ClosedRooms {
  readonly query: string;
  readonly rooms: readonly ListedCard[];
  /** How many the server has for these words; null before its first answer. */
  readonly total: number | null;
  /** Where the next page begins; null when there is none. */
  readonly cursor: string | null;
  readonly isLoading: boolean;
  readonly problem: string | null;
}

const NONE = { rooms: [], total: null, cursor: null, isLoading: false, problem: null };
export const FIRST_PAGE = 12;
const NEXT_PAGE = 24;
const MOST = 100;

export const closed = new Store<ClosedRooms>({ query: '', ...NONE });

interface Page {
  readonly rooms: readonly ListedCard[];
  readonly total: number;
  readonly cursor?: string;
}

/** Characters that the server takes; more never found more. */
const MOST_SOUGHT = 200;

let asked = 0;

async function ask(query: string, limit: number, cursor: string | null): Promise<Called<Page> | null> {
  const mine = (asked += 1);
  closed.change({ isLoading: true, problem: null });
  const wanted = new URLSearchParams({ state: 'closed', limit: String(limit) });
  if (query !== '') wanted.set('q', query.slice(0, MOST_SOUGHT));
  if (cursor !== null) wanted.set('cursor', cursor);
  const answer = await call<Page>('GET', `/api/rooms?${wanted}`);
  return mine === asked ? answer : null;
}

/** Those with these words from the first page on; as many as were on screen, if the words are the same. */
export async function seekClosed(query: string): Promise<void> {
  const words = query.trim();
  const isSame = words === closed.get().query.trim();
  const limit = isSame ? Math.min(MOST, Math.max(FIRST_PAGE, closed.get().rooms.length)) : FIRST_PAGE;
  closed.change({ query });
  const answer = await ask(words, limit, null);
  if (answer === null) return;
  if (!answer.ok) return closed.change({ isLoading: false, problem: answer.message });
  const { rooms, total, cursor = null } = answer.body;
  closed.change({ rooms, total, cursor, isLoading: false });
}

export async function moreClosed(): Promise<void> {
  const { query, rooms: before, cursor } = closed.get();
  const answer = await ask(query.trim(), NEXT_PAGE, cursor);
  if (answer === null) return;
  if (!answer.ok) return closed.change({ isLoading: false, problem: answer.message });
  const { rooms, total, cursor: next = null } = answer.body;
  closed.change({ rooms: [...before, ...rooms], total, cursor: next, isLoading: false });
}

export interface Shown {
  readonly cards: readonly ListedCard[];
  /** Of all, on screen or not. */
  readonly total: number;
}

/** What is on the pages, as it is now, with what the lobby has heard of since; never past the last page's end. */
export function shownOf(page: ClosedRooms, all: Rooms): Shown {
  const words = wordsOf(page.query);
  const heard = closedRooms(all).filter((card) => hasWords(`${card.id} ${card.title}`, words));
  if (page.total === null) return { cards: heard.slice(0, FIRST_PAGE), total: heard.length };
  const paged = page.rooms.map((card) => newest(card, all.byId[card.id]));
  const known = new Set(paged.map(({ id }) => id));
  const end = page.cursor === null ? '' : (page.rooms.at(-1)?.closedAt ?? '');
  const fresh = heard.filter((card) => !known.has(card.id) && (card.closedAt ?? '') > end);
  const cards = [...fresh, ...paged.filter((card) => card.closedAt !== null)];
  return {
    cards: cards.toSorted((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? '')),
    total: Math.max(cards.length, page.total - page.rooms.length + cards.length),
  };
}

const newest = (one: ListedCard, other: ListedCard | undefined): ListedCard =>
  other !== undefined && other.version > one.version ? other : one;
