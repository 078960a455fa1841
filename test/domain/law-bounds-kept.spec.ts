/**
 * What must stay true beyond a bound: a struck entry stays struck, a removed person stays out, and neither uses up the
 * room's space for others.
 */
import { describe, expect, it } from 'vitest';
import { card, mayRead, type RoomState } from '../../shared/room.ts';
import { shownTo } from '../../shared/card.ts';
import type { AnyEvent } from '../../shared/envelope.ts';
import { admin, ana, at, bob, clock, declared, given, History, joins, priya, START } from '../support/domain/given.ts';

/** Applies these events to the room without judging them, as when a log is read. */
function happens(room: History, by: string, ...events: readonly AnyEvent[]): void {
  room.append({ ...at('+5m', { ...ana, id: by }, 'x'), data: {} }, events);
}
const event = (type: string, data: object): AnyEvent => ({ type, data }) as AnyEvent;
/** The command that servers send when an administrator has deactivated someone. */
const server = { ...clock, administrator: true };

describe('what is struck', () => {
  it('LW64 A struck entry stays struck however many others are amended after it, and a room takes 2,000 strikes before it says so', () => {
    const room = given(
      declared({ severity: 4 }),
      joins('+1s', ana),
      at('+2s', ana, 'timeline.note', { text: 'DB is full' }),
      at('+3s', ana, 'timeline.strike', { entry: '3.0', why: 'wrong room' }),
    );
    const corrects = (entry: string) => event('timeline.corrected', { entry, text: 'better', why: 'typo', by: ana.id });
    for (let turn = 0; turn < 500; turn += 1) happens(room, ana.id, corrects(`${turn + 100}.0`));
    room
      .when(at('+10m', ana, 'timeline.correct', { entry: '3.0', text: 'Disk is full', why: 'again' }))
      .isRefused('timeline.already-struck');
    room.when(at('+10m', ana, 'timeline.strike', { entry: '3.0', why: 'again' })).isRefused('timeline.already-struck');
    expect(room.state.timeline.struck).toEqual(['3.0']);
    const struck = Array.from({ length: 2000 }, (_, turn) => `${turn + 1000}.0`);
    room.state = { ...room.state, timeline: { ...room.state.timeline, struck } };
    const fresh = `${room.version + 1}.0`;
    room.when(at('+20m', ana, 'timeline.note', { text: 'one more' })).then('timeline.noted');
    room
      .when(at('+20m', ana, 'timeline.strike', { entry: fresh, why: 'x' }))
      .isRefused('timeline.too-many-struck', { most: 2000 });
    expect(Buffer.byteLength(JSON.stringify(room.state.timeline.struck))).toBeLessThan(24 * 1024);
  });
});

describe('who was removed', () => {
  it('LW63 A room holds 2,000 people, and one who was removed makes room for another; with those removed it keeps 4,000 names', () => {
    const room = given(declared({ severity: 4 }), joins('+1s', ana));
    const holds = (here: number, removed: number): void => {
      const { [ana.id]: member } = room.state.crew.members;
      const many = Object.fromEntries(
        Array.from({ length: here + removed }, (_, turn) => [
          `p-${turn}`,
          { ...member, removedAt: turn < here ? null : START, removedBy: priya.id },
        ]),
      );
      room.state = { ...room.state, crew: { ...room.state.crew, members: many as RoomState['crew']['members'] } };
    };
    holds(2000, 0);
    room.when(joins('+6m', bob)).isRefused('crew.room-full', { most: 2000 });
    holds(1999, 2000);
    expect([mayRead(room.state, 'p-1'), mayRead(room.state, 'p-2007')]).toEqual([true, false]);
    room.when(joins('+7m', bob)).then('crew.joined');
    holds(10, 3990);
    room.when(joins('+8m', bob)).isRefused('crew.room-full');
  });

  it('LW68 In a closed room an administrator, and no one else, admits someone who was removed; who was only deactivated may read it once they are active again', () => {
    const removes = (by: typeof priya, person: string) => at('+40s', by, 'crew.remove', { person, why: 'x' });
    const room = () =>
      given(
        declared({ severity: 4 }),
        joins('+10s', bob),
        joins('+11s', ana),
        removes(priya, bob.id),
        removes(server, ana.id),
      );
    const shows = (who: typeof priya, { state } = room()) => [
      mayRead(state, who.id),
      shownTo({ ...(card(state) as NonNullable<ReturnType<typeof card>>), id: 'inc-1', version: 1 }, who.id) !== null,
    ];
    expect([shows(bob), shows(ana)]).toEqual([
      [false, false],
      [false, false],
    ]);
    const closed = () =>
      new History([
        declared({ severity: 4 }),
        joins('+10s', bob),
        joins('+11s', ana),
        removes(priya, bob.id),
        removes(server, ana.id),
        at('+50s', priya, 'incident.close'),
      ]);
    expect([shows(bob, closed()), shows(ana, closed())]).toEqual([
      [false, false],
      [true, true],
    ]);
    const admits = (by: typeof priya) => at('+60s', by, 'crew.admit', { person: bob.id, as: 'responder' });
    for (const by of [priya, bob, ana]) closed().when(admits(by)).isRefused('incident.closed');
    const after = closed().when(admits(admin)).then('crew.admitted').after;
    expect(mayRead(after, bob.id)).toBe(true);
    given(declared({ severity: 4 }), joins('+10s', bob), removes(priya, bob.id))
      .when(admits(admin))
      .isRefused('crew.enter-first');
  });
});
