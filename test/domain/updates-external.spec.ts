/**
 * The rules of customer updates: drafted, approved by the commander, posted as approved; and what makes an approval
 * expire.
 */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../shared/envelope.ts';
import { owed } from '../../client/updates/owed.ts';
import { publisherOf } from '../../shared/updates/publisher.ts';
import {
  ana,
  at,
  bob,
  declared,
  given,
  instantOf,
  joins,
  losesLink,
  priya,
  type Act,
} from '../support/domain/given.ts';

const TEXT = 'Some payments fail. We are working on it.';
const seat = (person: Actor, role: string) => [
  at('+2s', priya, 'crew.assign', { person: person.id, role }),
  at('+3s', person, 'crew.accept', { role }),
];
const draft = (text = TEXT) =>
  at('+1m', ana, 'updates.draft', { audience: 'external', text, nextAt: instantOf('+40m') }, { id: 'd-1' });
const approve = (when = '+2m', actor = priya) => at(when, actor, 'updates.approve', { draft: 'd-1' });
const post = (data: object = {}, actor = ana) =>
  at('+3m', actor, 'updates.post', { audience: 'external', text: TEXT, nextAt: instantOf('+40m'), ...data });
const room = (...acts: Act[]) =>
  given(
    declared(),
    joins('+1s', ana),
    joins('+1s', bob),
    ...seat(ana, 'comms-external'),
    ...seat(bob, 'deputy'),
    ...acts,
  );

describe('drafting and approving', () => {
  it('UP17 an approved draft is posted word for word, and is used up by it', () => {
    room(draft(), approve())
      .when(post({ draft: 'd-1' }))
      .then({ type: 'updates.posted', data: { audience: 'external', draft: 'd-1', by: ana.id } });
    room(draft(), approve())
      .when(post({ draft: 'd-1', text: `${TEXT} Sorry.` }))
      .isRefused('updates.draft-differs');
    room(draft(), approve(), post({ draft: 'd-1' }))
      .when(post({ draft: 'd-1' }))
      .isRefused('updates.no-such-draft');
  });

  it('UP91 who approves may change the text: the change is on the record, and the changed text is what is published', () => {
    const better = 'Some card payments fail. We are working on it.';
    const edited = { ...approve(), data: { draft: 'd-1', text: better } };
    room(draft())
      .when(edited)
      .then(
        { type: 'updates.edited', data: { draft: 'd-1', by: priya.id, text: better } },
        { type: 'updates.approved', data: { by: priya.id } },
      );
    room(draft(), edited)
      .when(post({ draft: 'd-1', text: better }))
      .then({ type: 'updates.posted', data: { text: better } });
    room(draft(), edited)
      .when(post({ draft: 'd-1' }))
      .isRefused('updates.draft-differs');
    room(draft())
      .when({ ...approve(), data: { draft: 'd-1', text: TEXT } })
      .then('updates.approved');
  });

  const rests = (person: Actor, availability: 'away' | 'resting') =>
    at('+5s', person, 'crew.set-availability', { availability });

  it('UP92 one person publishes: external comms, else the person who wrote it, else the commander, the deputy, internal comms; not who is disconnected, away or resting', () => {
    const publishes = (by: Actor, ...acts: Act[]) => publisherOf(room(...acts).state, { by: by.id });
    const gone = losesLink('+4s', ana);
    expect(publishes(bob)).toBe(ana.id);
    expect(publishes(bob, gone)).toBe(bob.id);
    expect(publishes(ana, gone)).toBe(priya.id);
    expect(publishes(ana, rests(ana, 'resting'))).toBe(priya.id);
    expect(publishes(ana, gone, rests(priya, 'away'))).toBe(bob.id);
    expect(publishes(ana, gone, losesLink('+5s', priya), losesLink('+6s', bob))).toBeNull();
  });

  it('UP93 anyone else who publishes is refused and reads who does; the commander always may, and everyone who writes updates when no one else can', () => {
    const approved = (...acts: Act[]) => room(draft(), approve(), ...acts);
    const publishes = (actor: Actor) => post({ draft: 'd-1' }, actor);
    approved().when(publishes(bob)).isRefused('updates.not-yours-to-publish', { publisher: ana.id });
    approved().when(publishes(priya)).then('updates.posted');
    approved(losesLink('+130s', ana))
      .when(publishes(bob))
      .isRefused('updates.not-yours-to-publish', { publisher: priya.id });
    const alone = [losesLink('+130s', ana), losesLink('+131s', priya)];
    approved(...alone)
      .when(publishes(bob))
      .then('updates.posted');
    approved(...alone, { ...rests(bob, 'away'), at: instantOf('+132s') })
      .when(publishes(bob))
      .then('updates.posted');
  });

  it('UP18 without approval no one but the commander posts to customers', () => {
    room().when(post()).isRefused('updates.approval-needed', { holder: priya.id });
    room(draft())
      .when(post({ draft: 'd-1' }))
      .isRefused('updates.draft-not-approved');
    room(joins('+5s', { ...bob, id: 'p-new' }))
      .when(post({}, { ...bob, id: 'p-new' }))
      .isRefused('updates.not-yours-to-post');
  });

  it("UP19 the commander's own post, with the epoch, is its own approval", () => {
    room().when(post({}, priya)).then('updates.posted');
    room()
      .when({ ...post({}, priya), epoch: null })
      .isRefused('floor.epoch-missing');
    room()
      .when({ ...post(), epoch: 0 })
      .isRefused('floor.stale-epoch');
  });

  it('UP20 a draft is approved once; sent back, it is not approved any more', () => {
    room(draft(), approve()).when(approve('+3m')).isRefused('updates.already-approved', { by: priya.id });
    room(draft(), at('+2m', priya, 'updates.reject', { draft: 'd-1', why: 'names a host' }))
      .when(approve('+3m'))
      .isRefused('updates.draft-lapsed');
    room()
      .when(at('+2m', priya, 'updates.reject', { draft: 'd-9', why: 'x' }))
      .isRefused('updates.no-such-draft');
    room()
      .when({ ...draft(), data: { audience: 'external', text: TEXT, nextAt: null } })
      .isRefused('updates.next-needed');
  });

  it('UP101 what was sent back stays for its author, with its text and the reason, until they draft another or customers are told something else', () => {
    const rejects = at('+2m', priya, 'updates.reject', { draft: 'd-1', why: 'names a host' });
    const drafts = (...acts: Act[]) => room(draft(), rejects, ...acts).state.updates.drafts;
    const by = (actor: Actor) =>
      at('+3m', actor, 'updates.draft', { audience: 'external', text: 'x', nextAt: instantOf('+40m') }, { id: 'd-2' });
    const back = { id: 'd-1', by: ana.id, text: TEXT, lapsed: true, sentBack: 'names a host' };
    expect(drafts()).toMatchObject([back]);
    expect(drafts(by(bob))).toMatchObject([back, { id: 'd-2' }]);
    expect(drafts(by(ana))).toMatchObject([{ id: 'd-2', sentBack: null }]);
    expect(drafts(post({ text: 'All is well.' }, priya))).toEqual([]);
    room(draft(), rejects)
      .when({ ...rejects, at: instantOf('+3m') })
      .isRefused('updates.draft-lapsed');
    for (const who of [ana, priya]) {
      const asked = owed(room(draft(), rejects).state, who.id, Date.parse(instantOf('+3m')));
      expect(asked.some(({ press }) => press.verb === 'Redraft')).toBe(who === ana);
    }
  });

  it('UP103 its reviewer may send back another wording, and whoever drafts again takes back what still waits', () => {
    const rejects = at('+2m', priya, 'updates.reject', { draft: 'd-1', why: 'names a host', text: 'Payments fail.' });
    const again = at('+3m', ana, 'updates.draft', { audience: 'external', text: 'x', nextAt: null }, { id: 'd-2' });
    expect(room(draft(), rejects).state.updates.drafts).toMatchObject([{ id: 'd-1', text: 'Payments fail.' }]);
    const next = { ...again, data: { ...again.data, nextAt: instantOf('+40m') } };
    expect(room(draft(), next).state.updates.drafts.map(({ id }) => id)).toEqual(['d-2']);
    expect(room(draft(), approve(), next).state.updates.drafts.map(({ id }) => id)).toEqual(['d-1', 'd-2']);
  });

  it('UP21 approval, and the wait for it, end when severity or status changes after drafting', () => {
    for (const change of [
      at('+3m', priya, 'incident.set-severity', { severity: 1, why: 'worse' }),
      at('+3m', priya, 'incident.set-status', { status: 'identified' }),
    ]) {
      const moved = room(draft(), approve(), change);
      moved.when({ ...post({ draft: 'd-1' }), at: instantOf('+4m') }).isRefused('updates.draft-lapsed');
      moved.when(approve('+4m')).isRefused('updates.draft-lapsed');
    }
  });
});

describe('the deputy approves', () => {
  it('UP22 when the commander has been unseen for 2 minutes, not before', () => {
    const lost = () => room(draft(), losesLink('+2m', priya));
    lost().when(approve('+239s', bob)).isRefused('updates.not-yours-to-approve', { holder: priya.id });
    lost()
      .when(approve('+4m', bob))
      .then({ type: 'updates.approved', data: { by: bob.id } });
    room(draft()).when(approve('+2m', ana)).isRefused('floor.not-yours');
  });

  it('UP23 when what customers were promised is 10 minutes overdue', () => {
    const promised = () =>
      room(at('+10s', priya, 'updates.post', { audience: 'external', text: TEXT, nextAt: instantOf('+2m') }), draft());
    promised().when(approve('+719s', bob)).isRefused('updates.not-yours-to-approve');
    promised().when(approve('+12m', bob)).then('updates.overdue', 'updates.holding-offered', 'updates.approved');
  });
});
