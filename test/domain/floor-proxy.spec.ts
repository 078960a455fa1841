/** Typing for the commander: whose act it is, what can be typed, and how it ends. */
import { describe, expect, it } from 'vitest';
import { tellerOf } from '../../shared/compose.ts';
import { CAPABILITIES } from '../../shared/capabilities.ts';
import { watched } from '../../shared/room.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
import {
  admin,
  ana,
  at,
  bob,
  declared,
  given,
  instantOf,
  joins,
  li,
  losesLink,
  priya,
  sam,
  type Act,
} from '../support/domain/given.ts';

const name = (person: string): string =>
  ({ [priya.id]: 'Priya N', [bob.id]: 'Bob L', [ana.id]: 'Ana S' })[person] ?? person;
const plain = (text: string): string => text.replace(/[\u2066-\u2069]/gu, '');
const told = tellerOf(CAPABILITIES);
const brief = { trend: 'steady', ifThen: ['none'] };
/** Priya has command provisionally, Bob and Ana respond, Sam watches. */
const room = [declared(), joins('+1s', bob), joins('+2s', ana), joins('+3s', sam, 'observer'), joins('+4s', li)];
const names = (when = '+10s', person = bob.id, more: Partial<Act> = {}): Act =>
  at(when, priya, 'floor.name-proxy', { person }, more);
const typing = [...room, names()];
const task = { to: ana.id, what: 'check the replicas', minutes: 5 };
const LATER = instantOf('+2h');

describe('typing for the commander', () => {
  it('FL94 the commander names one connected responder, in place of anyone who did; no one else does', () => {
    const { after, events } = given(...room)
      .when(names())
      .then({ type: 'floor.proxy-named', data: { holder: priya.id, proxy: bob.id } });
    expect(after.floor.proxy).toBe(bob.id);
    expect(plain(told(events[0] as never, name))).toBe('Bob L types for Priya N.');
    expect(watched(after).map(({ person }) => person)).toContain(bob.id);
    expect(given(...typing, names('+20s', ana.id)).state.floor.proxy).toBe(ana.id);
    given(...typing)
      .when(names('+20s'))
      .isRefused('floor.already-typing');
    given(...room)
      .when(names('+10s', bob.id, { here: [priya.id, ana.id] }))
      .isRefused('floor.not-here', { person: bob.id });
    given(...room, losesLink('+5s', bob))
      .when(names())
      .isRefused('floor.not-here');
    for (const person of [sam.id, priya.id, 'p-nobody'])
      given(...room)
        .when(names('+10s', person))
        .isRefused('floor.cannot-type');
    given(...room)
      .when(at('+10s', bob, 'floor.name-proxy', { person: ana.id }))
      .isRefused('floor.not-yours');
  });

  it.each([
    ['tasks.assign', task],
    ['incident.set-severity', { severity: 1, why: 'all of the EU' }],
    ['incident.set-status', { status: 'identified' }],
    ['incident.set-now', { impact: 'EU payments fail', seen: 0 }],
    ['crew.assign', { person: ana.id, role: 'scribe' }],
    ['updates.post', { audience: 'internal', text: 'On it', nextAt: LATER }],
    ['decisions.propose', { text: 'Roll back 812' }],
    ['decisions.decide', { text: 'Roll back 812' }],
  ] as const)("FL95 %s with the present epoch is the commander's act, told as typed by that person", (type, data) => {
    const history = given(...typing);
    const { events } = history.when(at('+1m', bob, type, data));
    expect(events[0]).toMatchObject({ typed: { for: priya.id, by: bob.id } });
    const entries = [
      ...entriesOf(history.commits, (event, named) => told(event, (id) => (named(id), name(id)))).values(),
    ];
    const entry = entries.find(({ typedBy }) => typedBy === bob.id);
    expect(entry?.by).toBe(priya.id);
    const author = entry?.namesAuthor === true ? plain(entry.text) : 'Priya N (typed by Bob L)';
    expect(author).toContain('Priya N (typed by Bob L)');
    // Nobody else's is, and neither is what carries no epoch, or an old one.
    for (const act of [
      at('+1m', li, type, data),
      at('+1m', bob, type, data, { epoch: null }),
      at('+1m', bob, type, data, { epoch: 0 }),
    ])
      expect(given(...typing).judge(act).ok).toBe(false);
  });

  it('FL96 never an offer, a confirmation, anything for customers, resolving, closing, removing, nor work for the commander', () => {
    const refused: ReadonlyArray<readonly [string, object]> = [
      ['floor.offer', { to: ana.id, brief }],
      ['floor.confirm', {}],
      ['floor.name-proxy', { person: ana.id }],
      ['incident.set-status', { status: 'resolved' }],
      ['incident.close', {}],
      ['crew.remove', { person: ana.id, why: 'left' }],
      ['crew.assign', { person: priya.id, role: 'scribe' }],
      ['tasks.assign', { ...task, to: priya.id }],
      ['updates.post', { audience: 'external', text: 'On it', nextAt: LATER }],
      ['updates.approve', { draft: 'd-1' }],
    ];
    for (const [type, data] of refused) {
      const verdict = given(...typing).judge(at('+1m', bob, type, data));
      expect(verdict.ok, type).toBe(false);
    }
    const own = given(...typing).when(at('+1m', bob, 'tasks.take', { what: 'look', minutes: 5 }));
    expect(own.events[0]).toMatchObject({ type: 'tasks.taken', data: { by: bob.id } });
    expect(own.events[0]).not.toHaveProperty('typed');
    given(...typing)
      .when(at('+1m', bob, 'tasks.assign', task, { epoch: null }))
      .isRefused('tasks.not-yours-to-assign');
  });

  it('FL97 it ends when command moves, when either leaves or loses connection, at the close, and by one press of either', () => {
    const ends = (act: Act, cause: string): void =>
      expect(
        given(...typing)
          .when(act)
          .events.find(({ type }) => type === 'floor.proxy-ended')?.data,
      ).toMatchObject({
        holder: priya.id,
        proxy: bob.id,
        cause,
      });
    ends(at('+1m', priya, 'floor.end-proxy'), 'stopped');
    ends(at('+1m', bob, 'floor.end-proxy'), 'stopped');
    ends(losesLink('+1m', bob), 'disconnected');
    ends(losesLink('+1m', priya), 'disconnected');
    ends(at('+1m', priya, 'crew.admit', { person: bob.id, as: 'observer' }), 'left');
    ends(at('+1m', priya, 'crew.remove', { person: bob.id, why: 'asleep' }), 'left');
    ends(at('+1m', { ...admin }, 'crew.remove', { person: priya.id, why: 'asleep' }), 'left');
    given(...typing)
      .when(at('+1m', ana, 'floor.end-proxy'))
      .isRefused('floor.not-yours');
    given(...room)
      .when(at('+1m', priya, 'floor.end-proxy'))
      .isRefused('floor.no-proxy');
    const passed = [
      at('+1m', priya, 'floor.offer', { to: ana.id, brief }, { id: 'o-1' }),
      at('+2m', ana, 'floor.accept', { offerId: 'o-1', readBack: 'Call the vendor', taken: [] }),
    ];
    for (const acts of [passed, [at('+1m', priya, 'incident.close')]])
      expect(given(...typing, ...acts).state.floor.proxy).toBeNull();
    const late = given(...typing, ...passed);
    late.when(at('+3m', bob, 'decisions.decide', { text: 'Fail over' })).isRefused('floor.not-yours');
  });

  it('FL98 what is typed confirms nothing, answers no challenge and brings no lost link of the commander back', () => {
    const asked = [...typing, at('+20s', ana, 'floor.challenge')];
    const { after } = given(...asked)
      .when(at('+30s', bob, 'tasks.assign', task))
      .then('tasks.assigned');
    expect(after.floor).toMatchObject({ provisional: true, proxy: bob.id, challenge: { by: ana.id } });
    expect(after.tasks.tasks[0]).toMatchObject({ by: priya.id, owner: ana.id });
    given(...typing)
      .when(at('+30s', priya, 'tasks.assign', task))
      .then('tasks.assigned', 'floor.confirmed');
  });
});
