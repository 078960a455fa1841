/** What the lobby's cards say and how they are ordered, as pure functions of what the server sent. */
import { describe, expect, it } from 'vitest';
import { sharing } from '../../client/attention/same-services.ts';
import { shownOf, type ClosedRooms } from '../../client/lobby/closed-rooms.ts';
import { commandersOf } from '../../client/lobby/commanders.ts';
import { commandedBy, opened, openRooms, ownRooms, type Rooms } from '../../client/session/rooms.ts';
import { toCard, type ListedCard } from '../../shared/card.ts';
import { hasWords, wordsOf } from '../../shared/sought.ts';
import { at as occurs, declared, given, priya } from '../support/domain/given.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 3, minute)).toISOString();
const card = (number: number, more: Partial<ListedCard> = {}): ListedCard => ({
  id: `inc-${number}`,
  version: 1,
  title: `Trouble ${number}`,
  severity: 2,
  status: 'investigating',
  kind: 'incident',
  impact: null,
  commander: null,
  nextUpdateAt: null,
  people: 1,
  declaredAt: at(number),
  closedAt: null,
  duplicateOf: null,
  ...more,
});
const all = (...cards: readonly ListedCard[]): Rooms => ({
  known: true,
  byId: Object.fromEntries(cards.map((each) => [each.id, each])),
});
const page = (more: Partial<ClosedRooms>): ClosedRooms => ({
  query: '',
  rooms: [],
  total: 0,
  cursor: null,
  isLoading: false,
  problem: null,
  ...more,
});
const commander = (id: string, area?: string): ListedCard['commander'] => ({
  id,
  name: 'Ana',
  since: at(Number(id)),
  provisional: false,
  ...(area === undefined ? {} : { area }),
});
const ids = (cards: readonly ListedCard[]): readonly string[] => cards.map(({ id }) => id);

describe('the cards of the lobby', () => {
  it('LW48 the pages of closed rooms go on from each other, and take in what closed or was reopened since', () => {
    const [old, older] = [card(2, { closedAt: at(20) }), card(1, { closedAt: at(10) })];
    const first = page({ rooms: [old], total: 2, cursor: 'inc-2' });
    const fresh = card(3, { closedAt: at(30) });
    const before = all(older, old, fresh);
    expect([ids(shownOf(first, before).cards), shownOf(first, before).total]).toEqual([['inc-3', 'inc-2'], 3]);
    const reopened = all({ ...old, version: 2, closedAt: null }, older);
    expect([ids(shownOf(first, reopened).cards), shownOf(first, reopened).total]).toEqual([[], 1]);
    const sought = page({ query: 'TROUBLE 3', rooms: [], total: 0 });
    expect(ids(shownOf(sought, before).cards)).toEqual(['inc-3']);
    expect(hasWords('inc-7 Zoë can’t pay in Łódź', wordsOf('lodz zoe'))).toBe(true);
  });

  it('LW49 one’s own rooms are first, commanders of one name are told apart, and open incidents of the same kind that name the same services find each other', () => {
    const mine = card(4, { severity: 4, commander: commander('1', 'database') });
    const bad = card(5, { severity: 1, commander: commander('2') });
    const been = card(6, { severity: 3 });
    const listed = all(mine, bad, been);
    expect(ids(openRooms(listed, ownRooms(listed, '1', ['inc-6', 'inc-9'])))).toEqual(['inc-4', 'inc-6', 'inc-5']);
    const called = commandersOf([mine, bad]);
    expect([called('1'), called('2')].map((name) => name.replace(/\p{Cf}/gu, ''))).toEqual([
      'Ana (database)',
      'Ana (2)',
    ]);
    const services = [{ id: 'db', name: 'Database' }];
    const about = all(
      card(1, { services }),
      card(2, { services, kind: 'drill' }),
      card(3, { services, closedAt: at(9) }),
      card(4),
    );
    const found = sharing(about, { id: 'inc-8', kind: 'incident', services: [{ id: 'db', name: 'Orders database' }] });
    expect(found.map(({ card: { id }, names }) => [id, names])).toEqual([['inc-1', ['Database']]]);
  });

  it('JR383 a card says that its incident was reopened; what opened since a list was known is told from what was open', () => {
    const before = all(card(1), card(2, { closedAt: at(9) }));
    const after = all(card(1), card(2), card(3), card(4, { closedAt: at(9) }));
    expect(ids(opened(before, after))).toEqual(['inc-2', 'inc-3']);
    expect(opened({ known: false, byId: {} }, after)).toEqual([]);
    const theirs = all(card(1, { commander: commander('1') }), card(2, { commander: commander('2') }));
    expect(ids(commandedBy(theirs, '1'))).toEqual(['inc-1']);
    const closed = given(declared(), occurs('+1m', priya, 'incident.close'));
    expect(toCard(closed.state)?.reopened).toBeUndefined();
    expect(toCard(closed.when(occurs('+2m', priya, 'incident.reopen', { why: 'again' })).after)?.reopened).toBe(true);
  });
});
