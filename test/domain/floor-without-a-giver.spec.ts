/**
 * Command without a handoff: the commander is gone or silent, someone offers to take it, or someone asks for a
 * commander.
 */
import { describe, it, expect } from 'vitest';
import {
  admin,
  ana,
  at,
  bob,
  clock,
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

// A SEV4 has no update rhythm, so nothing but the floor is due in these rooms.
const room = [
  declared({ severity: 4 }),
  joins('+10s', bob),
  joins('+20s', ana),
  joins('+21s', sam, 'shadow'),
  joins('+22s', li, 'observer'),
];
const confirmed = [...room, at('+30s', priya, 'floor.confirm')];
const withDeputy = [
  ...confirmed,
  at('+31s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }),
  at('+32s', bob, 'crew.accept', { role: 'deputy' }),
];
const why = 'The commander is gone';
const assumes = (when: string, by = bob): Act => at(when, by, 'floor.assume', { why });
const offers = (when: string): Act =>
  at(when, priya, 'floor.offer', { to: ana.id, brief: { trend: 'worse', ifThen: ['none'] } }, { id: 'o-1' });

describe("assuming an unseen holder's command", () => {
  const lost = [...withDeputy, losesLink('+75s', priya, '+60s')];
  it("FL30 is the deputy's after two minutes", () => {
    given(...lost)
      .when(assumes('+179.999s'))
      .isRefused('floor.too-early', { until: instantOf('+180s'), holder: priya.id });
    given(...lost)
      .when(assumes('+180s'))
      .then(
        {
          type: 'floor.assumed',
          data: {
            from: priya.id,
            to: bob.id,
            epoch: 2,
            why,
            facts: { ground: 'unseen', since: instantOf('+60s'), seconds: 120, asDeputy: true },
          },
        },
        { type: 'crew.released', data: { person: bob.id, role: 'deputy' } },
        'crew.shadows-followed',
      );
  });
  it("FL31 is any responder's after five minutes while the deputy is here", () => {
    given(...lost)
      .when(assumes('+180s', ana))
      .isRefused('floor.too-early', { until: instantOf('+6m') });
    given(...lost)
      .when(assumes('+6m', ana))
      .then({ type: 'floor.assumed', data: { facts: { asDeputy: false, seconds: 300 } } }, 'crew.shadows-followed');
  });
  it("FL32 is any responder's after two minutes when no deputy is here", () => {
    given(...confirmed, losesLink('+60s', priya))
      .when(assumes('+180s', ana))
      .then('floor.assumed', 'crew.shadows-followed');
    given(...lost, losesLink('+100s', bob))
      .when(assumes('+180s', ana))
      .then('floor.assumed', 'crew.shadows-followed');
    given(...confirmed, at('+31s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }), losesLink('+60s', priya))
      .when(assumes('+180s', ana))
      .then('floor.assumed', 'crew.shadows-followed');
  });
  it('FL33 restarts with any accepted command of the holder, and ends when they are back', () => {
    given(...lost, at('+170s', priya, 'timeline.say', { text: 'here' }))
      .when(assumes('+180s'))
      .isRefused('floor.holder-present', { holder: priya.id });
    given(...lost, at('+170s', clock, 'crew.restore-link', { person: priya.id }))
      .when(assumes('+180s'))
      .isRefused('floor.holder-present');
  });
  it('FL34 ends an open offer, whose own receiver accepts instead', () => {
    const offered = [...withDeputy, offers('+50s'), losesLink('+75s', priya, '+60s')];
    given(...offered)
      .when(assumes('+180s', ana))
      .isRefused('floor.accept-instead', { from: priya.id, offerId: 'o-1' });
    given(...offered)
      .when(assumes('+180s'))
      .then(
        { type: 'floor.offer-ended', data: { cause: 'assumed', to: ana.id } },
        'floor.assumed',
        'crew.released',
        'crew.shadows-followed',
      );
  });
  it("FL35 is neither a shadow's, nor an observer's, nor the holder's", () => {
    given(...lost)
      .when(assumes('+9m', sam))
      .isRefused('crew.shadows-may-not');
    given(...lost)
      .when(assumes('+9m', li))
      .isRefused('crew.observers-may-not');
    given(...withDeputy)
      .when(assumes('+9m', priya))
      .isRefused('floor.already-yours');
  });
  it("FL36 refuses the former holder's acts from then on, and the chain says assumed", () => {
    const assumed = given(...lost, assumes('+180s'));
    expect(assumed.state.floor.chain).toMatchObject([
      { until: instantOf('+180s') },
      { how: 'assumed', why, since: instantOf('+180s'), until: null },
    ]);
    assumed
      .when(at('+181s', priya, 'incident.retitle', { title: 'New' }, { epoch: 1 }))
      .isRefused('floor.stale-epoch', { holder: bob.id });
  });
  it('FL37 after an administrator removed the holder: the deputy at once, any responder after 30 s', () => {
    const removed = [...withDeputy, at('+60s', admin, 'crew.remove', { person: priya.id, why: 'account stolen' })];
    expect(given(...removed).state.floor.holder).toBe(priya.id);
    given(...removed)
      .when(at('+61s', priya, 'incident.retitle', { title: 'New' }))
      .isRefused('crew.removed');
    given(...removed)
      .when(assumes('+60s'))
      .then(
        { type: 'floor.assumed', data: { facts: { ground: 'removed' } } },
        'crew.released',
        'crew.shadows-followed',
      );
    given(...removed)
      .when(assumes('+89s', ana))
      .isRefused('floor.too-early', { until: instantOf('+90s') });
    given(...removed)
      .when(assumes('+90s', ana))
      .then('floor.assumed', 'crew.shadows-followed');
  });
});

describe('"is there a commander?"', () => {
  const asks = (when: string, by = ana): Act => at(when, by, 'floor.challenge');
  it('FL40 unanswered, lets any responder assume: after 30 s from a provisional holder, 2 min from a confirmed one', () => {
    given(...room, asks('+40s'))
      .when(assumes('+69s'))
      .isRefused('floor.too-early', { until: instantOf('+70s'), ground: 'silent' });
    given(...room, asks('+40s'))
      .when(assumes('+70s'))
      .then({ type: 'floor.assumed', data: { facts: { ground: 'silent', seconds: 30 } } }, 'crew.shadows-followed');
    given(...confirmed, asks('+40s'))
      .when(assumes('+159s'))
      .isRefused('floor.too-early', { until: instantOf('+160s') });
    given(...confirmed, asks('+40s'))
      .when(assumes('+160s'))
      .then('floor.assumed', 'crew.shadows-followed');
  });
  it("FL41 does not overtake the deputy when a confirmed holder's link is lost", () => {
    given(...withDeputy, asks('+40s'), losesLink('+50s', priya))
      .when(assumes('+170s', ana))
      .isRefused('floor.too-early', { until: instantOf('+350s') });
  });
  it('FL42 is answered by saying so, once', () => {
    given(...confirmed, asks('+40s'))
      .when(at('+50s', priya, 'floor.present'))
      .then({ type: 'floor.presented', data: { how: 'said' } });
    given(...room, asks('+40s'))
      .when(at('+50s', priya, 'floor.present'))
      .then('floor.presented', 'floor.confirmed');
    given(...confirmed)
      .when(at('+50s', priya, 'floor.present'))
      .isRefused('floor.no-challenge');
  });
  it('FL43 is answered by any accepted act of the holder, but by no deadline that their command settles', () => {
    given(...confirmed, asks('+40s'))
      .when(at('+50s', priya, 'timeline.say', { text: 'on it' }))
      .then('timeline.said', { type: 'floor.presented', data: { how: 'act' } });
    given(...confirmed, asks('+40s'))
      .when(at('+50s', bob, 'timeline.say', { text: 'hm' }))
      .then('timeline.said');
    given(...confirmed, offers('+40s'), asks('+290s'))
      .when(at('+340s', priya, 'floor.present'))
      .then('floor.offer-lapsed', { type: 'floor.presented', data: { how: 'said' } });
  });
  it('FL44 is one question at a time, not by the holder, and not within 5 minutes of an answer', () => {
    given(...confirmed, asks('+40s'))
      .when(asks('+41s', bob))
      .isRefused('floor.challenge-open', { by: ana.id });
    given(...confirmed)
      .when(asks('+40s', priya))
      .isRefused('floor.already-yours');
    const answered = [...confirmed, asks('+40s'), at('+50s', priya, 'floor.present')];
    given(...answered)
      .when(asks('+349s'))
      .isRefused('floor.challenge-too-soon', { until: instantOf('+350s') });
    given(...answered)
      .when(asks('+350s'))
      .then('floor.challenged');
  });
  it('FL45 may be asked by a shadow, not by an observer', () => {
    given(...confirmed)
      .when(asks('+40s', sam))
      .then('floor.challenged');
    given(...confirmed)
      .when(asks('+40s', li))
      .isRefused('crew.observers-may-not');
  });
  it('FL46 ends when command passes', () => {
    const passed = given(
      ...confirmed,
      offers('+35s'),
      asks('+40s'),
      at('+50s', ana, 'floor.accept', { offerId: 'o-1', readBack: 'Call the vendor', taken: [] }),
    );
    expect(passed.state.floor.challenge).toBeNull();
  });
});

describe('asking for command, asking for relief', () => {
  const requests = (when: string, by = ana): Act =>
    at(when, by, 'floor.request', { why: 'I know this system' }, { id: `r-${by.name}` });
  it('FL50 anyone in the room may ask once for command; the holder answers by a no or an offer', () => {
    given(...confirmed)
      .when(requests('+40s', li))
      .then('floor.requested');
    given(...confirmed)
      .when(requests('+40s', priya))
      .isRefused('floor.already-yours');
    given(...confirmed, requests('+40s'))
      .when(requests('+41s'))
      .isRefused('floor.already-requested');
    const no = { requestId: 'r-Ana S', answer: 'no' };
    given(...confirmed, requests('+40s'))
      .when(at('+50s', priya, 'floor.answer-request', no))
      .then({ type: 'floor.request-answered', data: { by: ana.id } });
    given(...confirmed)
      .when(at('+50s', priya, 'floor.answer-request', no))
      .isRefused('floor.no-such-request');
    expect(given(...confirmed, requests('+40s'), offers('+50s')).state.floor.requests).toEqual([]);
  });
  it('FL51 unanswered requests pass to the new holder, but for their own', () => {
    const moved = given(
      ...confirmed,
      requests('+40s', bob),
      requests('+41s', li),
      losesLink('+60s', priya),
      assumes('+180s'),
    );
    expect(moved.state.floor.requests).toMatchObject([{ by: li.id }]);
  });
  it('FL52 the holder asks for relief once, responders say "I can" once', () => {
    const relief = [...confirmed, at('+40s', priya, 'floor.ask-relief', { why: 'tired' })];
    given(...relief)
      .when(at('+41s', priya, 'floor.ask-relief'))
      .isRefused('floor.relief-open');
    given(...relief)
      .when(at('+41s', bob, 'floor.offer-relief'))
      .then('floor.relief-offered');
    given(...relief)
      .when(at('+41s', priya, 'floor.offer-relief'))
      .isRefused('floor.already-yours');
    given(...confirmed)
      .when(at('+41s', bob, 'floor.offer-relief'))
      .isRefused('floor.no-relief-asked');
    given(...relief, at('+41s', bob, 'floor.offer-relief'))
      .when(at('+42s', bob, 'floor.offer-relief'))
      .isRefused('floor.already-offered-relief');
  });
});
