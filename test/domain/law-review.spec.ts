/**
 * What a second review of the domain found: odd ids, odd times, rooms that don't exist, absences that weren't, state
 * that grows without end, and the cost of a decision in a large old room.
 */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../shared/protocol.ts';
import { utcClock } from '../../shared/instants.ts';
import { explain, REFUSALS } from '../../shared/refusals.ts';
import { decide, initial, watched } from '../../shared/room.ts';
import { caretRole } from '../../shared/scribe/rules.ts';
import { sentences as crewSentences } from '../../shared/crew/sentences.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
import {
  ana,
  at,
  bob,
  clock,
  declared,
  given,
  History,
  instantOf,
  joins,
  losesLink,
  priya,
  START,
  type Act,
} from '../support/domain/given.ts';

const room = [declared({ severity: 4 }), joins('+10s', bob), joins('+20s', ana), at('+30s', priya, 'floor.confirm')];
const brief = { trend: 'steady', ifThen: ['none'] };
const offers = (when: string, from = priya, to = bob): Act =>
  at(when, from, 'floor.offer', { to: to.id, brief }, { id: 'o-1' });
const accepts = (when: string, by = bob): Act =>
  at(when, by, 'floor.accept', { offerId: 'o-1', readBack: 'Call the vendor', taken: [] });
const seatOf = (role: string): readonly Act[] => [
  at('+31s', priya, 'crew.assign', { person: bob.id, role }),
  at('+32s', bob, 'crew.accept', { role }),
];

describe('odd ids, odd times, no room', () => {
  it('LW30 a role named like a JavaScript property is a role like any other', () => {
    const held = given(
      ...room,
      at('+31s', priya, 'crew.add-role', { role: 'constructor', card: 'Builds' }),
      ...seatOf('constructor'),
    );
    expect(crewSentences['crew.accepted']({ person: bob.id, role: 'constructor' }, () => 'Bob L')).toBe(
      'Bob L is now constructor.',
    );
    expect(caretRole(held.state, bob.id)).toBe('constructor');
  });
  it('LW31 ids that name a prototype are no one', () => {
    for (const id of ['__proto__', 'constructor', 'toString']) {
      given(...room)
        .when(at('+1m', priya, 'crew.assign', { person: id, role: 'deputy' }))
        .isRefused('crew.unknown-person');
      given(...room)
        .when(at('+1m', priya, 'floor.offer', { to: id, brief }))
        .isRefused('floor.cannot-receive');
      given(...room)
        .when(at('+1m', priya, 'updates.approve', { draft: id }))
        .isRefused('updates.no-such-draft');
      given(...room)
        .when(at('+1m', priya, 'timeline.strike', { entry: id, why: 'no' }))
        .isRefused('timeline.no-such-entry');
      given(...room)
        .when(at('+1m', { ...ana, id }, 'timeline.say', { text: 'hi' }))
        .isRefused('crew.enter-first');
    }
  });
  it('LW32 an instant whose year has another length is refused: it would not compare', () => {
    const parse = (nextAt: string) => COMMANDS['updates.promise']?.safeParse({ nextAt, why: 'later' }).success;
    expect(parse('2026-03-01T04:00:00+01:00')).toBe(true);
    expect(['9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+23:59', '3000-01-01T00:00:00Z'].map(parse)).toEqual([
      false,
      false,
      false,
    ]);
  });
  it("LW33 before its declaration a room takes nothing, not even someone's arrival", () => {
    const context = { now: START, actor: ana, commandId: 'c-1', version: 1, arrival: { as: 'responder' as const } };
    expect(decide(initial, { id: 'c-1', type: 'timeline.say', data: { text: 'hi' } }, context)).toMatchObject({
      ok: false,
      code: 'room.unknown',
    });
  });
});

describe('absences', () => {
  it('CR26 an absence begins no earlier than its person was back, or gained command', () => {
    const acted = [
      ...room,
      ...seatOf('deputy'),
      losesLink('+2m', priya, '+1m'),
      at('+170s', priya, 'timeline.say', { text: 'by script' }),
    ];
    given(...acted)
      .when(losesLink('+3m', priya, '+1m'))
      .then({ type: 'crew.link-lost', data: { since: instantOf('+170s') } });
    given(...acted, losesLink('+3m', priya, '+1m'))
      .when(at('+4m', bob, 'floor.assume', { why: 'gone' }))
      .isRefused('floor.too-early', { until: instantOf('+290s') });
    const gained = [...room, offers('+5m'), accepts('+6m')];
    given(...gained)
      .when(losesLink('+7m', bob, '+1m'))
      .then({ type: 'crew.link-lost', data: { since: instantOf('+6m') } });
  });
  it('CR27 a person recorded as lost is watched until they are back, and in open rooms only', () => {
    const left = given(
      ...room,
      ...seatOf('comms-internal'),
      losesLink('+2m', bob),
      at('+3m', priya, 'crew.release', { role: 'comms-internal', person: bob.id }),
    );
    expect(watched(left.state).map(({ person }) => person)).toEqual([priya.id, bob.id]);
    expect(watched(given(...room, at('+3m', priya, 'incident.close')).state)).toEqual([]);
  });
});

describe('what is kept', () => {
  it('FL23 a brief takes thirty additions, while offered and after', () => {
    const adds = (when: string): Act => at(when, priya, 'floor.add-to-brief', { text: 'and this' });
    const full = [...room, offers('+60s'), ...Array.from({ length: 30 }, () => adds('+61s'))];
    given(...full)
      .when(adds('+62s'))
      .isRefused('floor.brief-full', { most: 30 });
    given(...full, accepts('+62s'))
      .when(adds('+63s'))
      .isRefused('floor.brief-full');
  });
  it('FL24 the chain keeps every tenure, and the briefs of the latest', () => {
    const there = Array.from({ length: 20 }, () => [
      offers('+1m'),
      accepts('+1m'),
      offers('+1m', bob, priya),
      accepts('+1m', priya),
    ]).flat();
    const { chain } = given(...room, ...there).state.floor;
    expect(chain.map((link) => link.epoch)).toEqual(Array.from({ length: 41 }, (_, place) => place + 1));
    expect([chain[1]?.brief, chain[1]?.readBack, chain[40]?.brief]).toEqual([undefined, 'Call the vendor', brief]);
  });
  it('CR19 a board takes thirty roles of its own', () => {
    const adds = (n: number): Act => at('+1m', priya, 'crew.add-role', { role: `seat-${n}`, card: 'Sits' });
    given(...room, ...Array.from({ length: 30 }, (_, n) => adds(n)))
      .when(adds(30))
      .isRefused('crew.board-full', { most: 30 });
  });
});

describe('races', () => {
  it('FL25 withdrawing what was just accepted is told who has command now; accepting what was withdrawn moves nothing', () => {
    given(...room, offers('+1m'), accepts('+2m'))
      .when(at('+2m', priya, 'floor.withdraw', {}, { epoch: 1 }))
      .isRefused('floor.stale-epoch', { holder: bob.id, since: instantOf('+2m'), epoch: 2 });
    given(...room, offers('+1m'), at('+2m', priya, 'floor.withdraw'))
      .when(accepts('+2m'))
      .isRefused('floor.offer-over', { holder: priya.id });
  });
  it('FL26 a receiver who has become an observer does not get command', () => {
    given(...room, offers('+1m'), at('+2m', priya, 'crew.admit', { person: bob.id, as: 'observer' }))
      .when(accepts('+2m'))
      .isRefused('crew.observers-may-not');
  });
  it('FL27 the second of two who assume is told that someone has command, with the name', () => {
    const lost = [...room, losesLink('+1m', priya), at('+5m', bob, 'floor.assume', { why: 'gone' })];
    const refused = given(...lost)
      .when(at('+5m', ana, 'floor.assume', { why: 'gone' }))
      .isRefused('floor.holder-present', { holder: bob.id });
    expect(explain(refused, () => 'Bob L')).toContain('Bob L has had command since 03:05:00 UTC.');
  });
  it('FL28 a deputy who was removed neither assumes nor keeps others from assuming', () => {
    const gone = [
      ...room,
      ...seatOf('deputy'),
      losesLink('+1m', priya),
      at('+2m', { ...ana, administrator: true }, 'crew.remove', { person: bob.id, why: 'left' }),
    ];
    given(...gone)
      .when(at('+3m', bob, 'floor.assume', { why: 'gone' }))
      .isRefused('crew.removed');
    given(...gone)
      .when(at('+3m', ana, 'floor.assume', { why: 'gone' }))
      .then('floor.assumed');
  });
});

describe('reading it', () => {
  it("TI17 what no person did is told as no one's act, regardless of whose command brought it into the log", () => {
    const late: History = given(...room, offers('+1m'), at('+7m', ana, 'timeline.say', { text: 'hello' }));
    const entries = [...entriesOf(late.commits, (event) => event.type).values()].slice(-2);
    expect(entries.map(({ type, by }) => [type, by])).toEqual([
      ['floor.offer-lapsed', clock.id],
      ['timeline.said', ana.id],
    ]);
  });
  it('LW34 every refusal of the catalogue is complete sentences, even without facts', () => {
    for (const [code, text] of Object.entries(REFUSALS)) {
      expect(text.say({}, String, utcClock), code).toMatch(/^[A-Z].*[.]$/s);
      expect(text.say({}, String, utcClock), code).not.toMatch(/undefined|null|NaN|\d{4}-\d\d-\d\dT/);
    }
  });
});
