/** Trainees who shadow the commander, and who may relieve a commander where trained people are here. */
import { describe, expect, it } from 'vitest';
import { owed } from '../../client/floor/owed.ts';
import { tellerOf } from '../../shared/compose.ts';
import { CAPABILITIES } from '../../shared/capabilities.ts';
import { shadowOf } from '../../shared/standing.ts';
import {
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

const name = (person: string): string => ({ [bob.id]: 'Bob L', [sam.id]: 'Sam O' })[person] ?? person;
const plain = (text: string): string => text.replace(/[\u2066-\u2069]/gu, '');
const brief = { trend: 'steady', ifThen: ['none'] };
const room = [declared(), joins('+1s', bob), joins('+2s', ana), joins('+3s', li)];
const hands: readonly Act[] = [
  at('+1m', priya, 'floor.offer', { to: bob.id, brief }, { id: 'o-1' }),
  at('+2m', bob, 'floor.accept', { offerId: 'o-1', readBack: 'Call the vendor', taken: [] }),
];

describe('shadows', () => {
  const shadowed = [...room, joins('+4s', sam, 'shadow')];
  it('CR46 a shadow follows command to the new commander and is told; they chat and note, but do not offer, assume or act', () => {
    expect(shadowOf(given(...shadowed).state, sam.id)).toBe(priya.id);
    const [offer, accept] = hands as [Act, Act];
    const { events, after } = given(...shadowed, offer).when(accept);
    const followed = events.find(({ type }) => type === 'crew.shadows-followed');
    expect(followed?.data).toEqual({ people: [sam.id], to: bob.id });
    expect(plain(tellerOf(CAPABILITIES)(followed as never, name))).toBe('Sam O now shadows Bob L.');
    expect(shadowOf(after, sam.id)).toBe(bob.id);
    expect(shadowOf(after, ana.id)).toBeNull();
    const lost = [...shadowed, losesLink('+1m', priya)];
    expect(
      given(...lost)
        .when(at('+10m', bob, 'floor.assume', { why: 'gone' }))
        .events.map(({ type }) => type),
    ).toContain('crew.shadows-followed');
    expect(
      given(...room, offer)
        .when(accept)
        .events.map(({ type }) => type),
    ).not.toContain('crew.shadows-followed');
    for (const type of ['timeline.say', 'timeline.note'])
      expect(given(...shadowed).judge(at('+1m', sam, type, { text: 'errors climb' })).ok).toBe(true);
    for (const [type, data] of [
      ['floor.offer', { to: bob.id, brief }],
      ['floor.assume', { why: 'gone' }],
      ['floor.take', {}],
      ['tasks.take', { what: 'look', minutes: 5 }],
      ['decisions.hear', {}],
    ] as const)
      expect(given(...lost).judge(at('+10m', sam, type, data)).ok, type).toBe(false);
    given(...shadowed)
      .when(at('+1m', priya, 'floor.offer', { to: sam.id, brief }))
      .isRefused('floor.cannot-receive');
  });

  it('CR47 the room knows who is trained to command from the time they join, and learns a change with their next act', () => {
    const { crew } = given(...room).state;
    expect([priya, bob, ana].map(({ id }) => crew.members[id]?.trained ?? false)).toEqual([true, true, false]);
    const { after } = given(...room)
      .when(at('+1m', { ...ana, trained: true }, 'timeline.say', { text: 'hello' }))
      .then('timeline.said', { type: 'crew.training-noted', data: { person: ana.id, trained: true } });
    expect(after.crew.members[ana.id]?.trained).toBe(true);
    const back = given(...room, at('+1m', { ...bob, trained: false }, 'timeline.say', { text: 'hello' }));
    expect(back.state.crew.members[bob.id]?.trained).toBe(false);
  });
});

describe('relief', () => {
  const asked = [...room, at('+1m', priya, 'floor.ask-relief')];
  const can = (actor: typeof bob, more: Partial<Act> = {}): Act => at('+2m', actor, 'floor.offer-relief', {}, more);
  const everyone = [priya.id, bob.id, ana.id, li.id];
  it('FL99 only trained people say that they can, where any of them is here and connected; everyone where there is none', () => {
    given(...asked)
      .when(can(bob))
      .then('floor.relief-offered');
  });
  it('FL99 an untrained person is refused while a trained one is here, and not while they are away, offline or lost', () => {
    given(...asked)
      .when(can(ana, { here: everyone }))
      .isRefused('floor.trained-first', { people: [bob.id] });
    const away: ReadonlyArray<readonly [string, readonly Act[], readonly string[]]> = [
      ['offline', [], [priya.id, ana.id, li.id]],
      ['resting', [at('+90s', bob, 'crew.set-availability', { availability: 'resting' })], everyone],
      ['lost', [losesLink('+90s', bob)], everyone],
      ['an observer', [at('+90s', priya, 'crew.admit', { person: bob.id, as: 'observer' })], everyone],
    ];
    for (const [why, acts, here] of away) expect(given(...asked, ...acts).judge(can(ana, { here })).ok, why).toBe(true);
    const now = Date.parse(instantOf('+2m'));
    const { state } = given(...asked);
    expect([bob, ana, li].map(({ id }) => owed(state, id, now).length)).toEqual([1, 0, 0]);
    const untrained = given(
      declared(),
      joins('+2s', ana),
      joins('+3s', li),
      at('+1m', priya, 'floor.ask-relief'),
    ).state;
    expect([ana, li].map(({ id }) => owed(untrained, id, now).length)).toEqual([1, 1]);
  });
});
