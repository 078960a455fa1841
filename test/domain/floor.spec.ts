/**
 * The handoff: command begins with the incident and passes by an offer, a brief and the receiver's own act. Assuming,
 * requests and challenges are in floor-without-a-giver.spec.ts.
 */
import { describe, it, expect } from 'vitest';
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
  POLICY,
  priya,
  rings,
  sam,
  type Act,
} from '../support/domain/given.ts';

const brief = { trend: 'steady', ifThen: ['If the queue grows past 10k, fail over'] };
const readBack = 'Call the database team';
const offers = (when: string, to = bob, from = priya): Act =>
  at(when, from, 'floor.offer', { to: to.id, brief }, { id: 'o-1' });
const accepts = (when: string, by = bob, more = {}): Act =>
  at(when, by, 'floor.accept', { offerId: 'o-1', readBack, taken: [], ...more });
// A SEV4 has no update rhythm, so nothing but the floor is due in these rooms.
const room = [declared({ severity: 4 }), joins('+10s', bob), joins('+20s', ana)];
const offered = [...room, offers('+60s')];
const passed = [...offered, accepts('+90s')];

describe('command begins', () => {
  it('FL1 the declarer holds the floor provisionally from the first commit', () => {
    const { floor } = given(declared({ severity: 4 })).state;
    expect(floor).toMatchObject({ holder: priya.id, epoch: 1, provisional: true, since: instantOf('+0s') });
    expect(floor.chain).toMatchObject([{ epoch: 1, holder: priya.id, how: 'declared', until: null }]);
  });
  it('FL2 confirming is done once', () => {
    given(...room)
      .when(at('+30s', priya, 'floor.confirm'))
      .then('floor.confirmed');
    given(...room, at('+30s', priya, 'floor.confirm'))
      .when(at('+31s', priya, 'floor.confirm'))
      .isRefused('floor.already-confirmed');
  });
  it("FL3 the first commander's act confirms; offering, withdrawing and chatting do not", () => {
    given(...room)
      .when(at('+30s', priya, 'incident.retitle', { title: 'Payments fail' }))
      .then('incident.retitled', 'floor.confirmed');
    given(...room)
      .when(offers('+30s'))
      .then('floor.offered');
    given(...offered)
      .when(at('+70s', priya, 'floor.withdraw'))
      .then('floor.withdrawn');
    given(...room)
      .when(at('+30s', priya, 'timeline.say', { text: 'hello' }))
      .then('timeline.said');
    expect(given(...room, at('+30s', priya, 'floor.ask-relief')).state.floor.provisional).toBe(false);
  });
  it("FL4 a commander's act says its epoch, the present one, and is the holder's", () => {
    given(...room)
      .when(at('+30s', priya, 'floor.confirm', {}, { epoch: null }))
      .isRefused('floor.epoch-missing');
    given(...passed)
      .when(at('+2m', priya, 'floor.confirm', {}, { epoch: 1 }))
      .isRefused('floor.stale-epoch', { holder: bob.id, since: instantOf('+90s'), epoch: 2 });
    given(...passed)
      .when(at('+2m', priya, 'floor.confirm'))
      .isRefused('floor.not-yours', { holder: bob.id });
  });
  it('FL5 a trained responder takes a provisional floor where the policy says so', () => {
    const trained = [
      declared({ policy: { ...POLICY, firstCommand: 'trained' } }, ana),
      joins('+10s', bob),
      joins('+20s', li),
    ];
    given(...trained)
      .when(at('+30s', bob, 'floor.take'))
      .then({ type: 'floor.taken', data: { from: ana.id, to: bob.id, epoch: 2 } });
    given(...trained)
      .when(at('+30s', ana, 'floor.take'))
      .isRefused('floor.already-yours');
    given(...trained)
      .when(at('+30s', li, 'floor.take'))
      .isRefused('floor.not-trained');
    given(...trained, at('+30s', ana, 'floor.confirm'))
      .when(at('+31s', bob, 'floor.take'))
      .isRefused('floor.not-provisional');
    given(...room)
      .when(at('+30s', bob, 'floor.take'))
      .isRefused('floor.not-for-taking');
    given(...trained, offers('+30s', li, ana))
      .when(at('+40s', bob, 'floor.take'))
      .then({ type: 'floor.offer-ended', data: { cause: 'taken' } }, 'floor.taken');
  });
});

describe('an offer', () => {
  it('FL6 goes to one other responder of the room at a time', () => {
    given(...offered)
      .when(at('+70s', priya, 'floor.offer', { to: ana.id, brief }))
      .isRefused('floor.offer-open', { to: bob.id });
    given(...room)
      .when(offers('+30s', priya))
      .isRefused('floor.not-to-yourself');
    given(...room)
      .when(offers('+30s', sam))
      .isRefused('floor.cannot-receive', { to: sam.id });
    given(...room, joins('+25s', sam, 'observer'))
      .when(offers('+30s', sam))
      .isRefused('floor.cannot-receive');
    given(...room, joins('+25s', sam, 'shadow'))
      .when(offers('+30s', sam))
      .isRefused('floor.cannot-receive');
  });
  it('FL7 leaves the giver in command until it is accepted', () => {
    expect(given(...offered).state.floor).toMatchObject({
      holder: priya.id,
      epoch: 1,
      offer: { id: 'o-1', to: bob.id, expiresAt: instantOf('+6m') },
    });
  });
  it('FL8 lapses at its deadline, not before', () => {
    given(...offered)
      .when(rings('+359.999s'))
      .changesNothing();
    given(...offered)
      .when(rings('+6m'))
      .then({ type: 'floor.offer-lapsed', data: { from: priya.id, to: bob.id } });
    given(...offered, rings('+6m'))
      .when(rings('+7m'))
      .changesNothing();
  });
  it('FL9 an offer cannot be accepted at or after its deadline, even if no timer has fired, and a new one can be made at once', () => {
    given(...offered)
      .when(accepts('+359.999s'))
      .then('floor.passed');
    given(...offered)
      .when(accepts('+6m'))
      .isRefused('floor.offer-over', { holder: priya.id });
    given(...offered)
      .when(at('+361s', priya, 'floor.offer', { to: ana.id, brief }))
      .then('floor.offer-lapsed', 'floor.offered');
  });
  it('FL10 is answered only by its receiver', () => {
    given(...offered)
      .when(accepts('+70s', ana))
      .isRefused('floor.not-offered-to-you', { to: bob.id });
    given(...offered)
      .when(at('+70s', ana, 'floor.decline', { offerId: 'o-1', why: 'no' }))
      .isRefused('floor.not-offered-to-you');
    given(...offered)
      .when(at('+70s', priya, 'floor.extend', { offerId: 'o-1' }))
      .isRefused('floor.not-offered-to-you');
    given(...offered)
      .when(at('+70s', bob, 'floor.extend', { offerId: 'o-9' }))
      .isRefused('floor.offer-over');
  });
  it('FL11 may be declined with a reason, and withdrawn', () => {
    given(...offered)
      .when(at('+70s', bob, 'floor.decline', { offerId: 'o-1', why: 'On the fix' }))
      .then({ type: 'floor.declined', data: { by: bob.id, from: priya.id } });
    given(...offered, at('+70s', priya, 'floor.withdraw'))
      .when(accepts('+71s'))
      .isRefused('floor.offer-over');
    given(...room)
      .when(at('+70s', priya, 'floor.withdraw'))
      .isRefused('floor.no-offer');
    given(...offered)
      .when(at('+70s', priya, 'floor.withdraw', { offerId: 'o-9' }))
      .isRefused('floor.offer-over');
  });
  it('FL12 is extended once, by five minutes from the press', () => {
    const extended = [...offered, at('+5m', bob, 'floor.extend', { offerId: 'o-1' })];
    expect(given(...extended).state.floor.offer?.expiresAt).toBe(instantOf('+10m'));
    given(...extended)
      .when(at('+6m', bob, 'floor.extend', { offerId: 'o-1' }))
      .isRefused('floor.already-extended');
    given(...extended)
      .when(accepts('+10m'))
      .isRefused('floor.offer-over');
  });
  it('FL13 ends when its receiver is removed or is no longer a responder, and at the close', () => {
    const end = (cause: string) => ({ type: 'floor.offer-ended', data: { offerId: 'o-1', cause } });
    given(...offered)
      .when(at('+70s', admin, 'crew.remove', { person: bob.id, why: 'left the company' }))
      .then('crew.removed', end('receiver-left'));
    given(...offered)
      .when(at('+70s', priya, 'crew.admit', { person: bob.id, as: 'observer' }))
      .then('crew.admitted', end('receiver-left'), 'floor.confirmed');
    const close = given(...offered).when(at('+70s', priya, 'incident.close'));
    expect(close.events).toMatchObject([
      { type: 'incident.closed' },
      end('closed'),
      { type: 'floor.ended', data: { from: priya.id, epoch: 1 } },
      ...close.events.slice(3),
    ]);
  });
  it('FL14 survives the lost link of either side', () => {
    const lost = given(
      ...offered,
      at('+70s', { ...admin, id: 'clock' }, 'crew.lose-link', { person: priya.id, since: instantOf('+70s') }),
    );
    expect(lost.state.floor.offer?.to).toBe(bob.id);
    lost.when(accepts('+80s')).then('floor.passed');
  });
});

describe('acceptance', () => {
  it('FL15 moves command at that press, and the chain has no gap', () => {
    const { floor } = given(...passed).state;
    expect(floor).toMatchObject({
      holder: bob.id,
      epoch: 2,
      provisional: false,
      offer: null,
      since: instantOf('+90s'),
    });
    expect(floor.chain).toMatchObject([
      { holder: priya.id, until: instantOf('+90s') },
      { holder: bob.id, how: 'accepted', readBack, brief, since: instantOf('+90s'), until: null },
    ]);
  });
  it('FL16 needs a read-back of ten characters', () => {
    given(...offered)
      .when(accepts('+70s', bob, { readBack: '123456789' }))
      .isRefused('floor.read-back-too-short', { least: 10 });
    given(...offered)
      .when(accepts('+70s', bob, { readBack: '1234567890' }))
      .then('floor.passed');
  });
  it('FL100 a sign of Chinese, Japanese or Korean counts as two characters of a read-back', () => {
    given(...offered)
      .when(accepts('+70s', bob, { readBack: '巻き戻し' }))
      .isRefused('floor.read-back-too-short');
    for (const said of ['巻き戻しを監視する', '롤백을 본다'])
      given(...offered)
        .when(accepts('+70s', bob, { readBack: said }))
        .then('floor.passed');
  });
  it('FL17 keeps what was ticked, passed on, stopped and kept', () => {
    const gives = (n: number, to = bob): Act =>
      at(`+3${n}s`, priya, 'tasks.assign', { to: to.id, what: `task ${n}`, minutes: 5 }, { id: `t-${n}` });
    const tasks = {
      taken: ['t-1'],
      passedOn: [{ taskId: 't-2', to: ana.id }],
      stopped: ['t-3'],
      kept: [{ taskId: 't-4', why: 'alone here' }],
    };
    given(...room, gives(1, ana), gives(2), gives(3), gives(4), offers('+60s'))
      .when(accepts('+70s', bob, tasks))
      .then(
        { type: 'floor.passed', data: tasks },
        'tasks.passed-on',
        'tasks.cancelled',
        'tasks.acknowledged',
        'tasks.kept',
      );
  });
  it('FL18 pressed twice says that it worked', () => {
    given(...passed)
      .when(accepts('+91s'))
      .isRefused('floor.already-yours');
  });
  it('FL19 lets the giver add to the brief for ten minutes', () => {
    const adds = (when: string, by = priya): Act =>
      at(when, by, 'floor.add-to-brief', { text: 'Legal asked for an update by noon' });
    given(...passed)
      .when(adds('+689s'))
      .then('floor.brief-added');
    given(...passed)
      .when(adds('+690s'))
      .isRefused('floor.nothing-to-add-to');
    given(...passed)
      .when(adds('+2m', ana))
      .isRefused('floor.nothing-to-add-to');
    given(...room)
      .when(adds('+2m'))
      .isRefused('floor.nothing-to-add-to');
    expect(given(...offered, adds('+70s')).state.floor.offer?.additions).toHaveLength(1);
    given(...offered)
      .when({ ...adds('+70s'), epoch: null })
      .isRefused('floor.epoch-missing');
    expect(given(...passed, adds('+2m')).state.floor.watch?.additions).toHaveLength(1);
  });
  it('FL20 the giver, and no one else, says once that they stand relieved', () => {
    given(...passed)
      .when(at('+2m', priya, 'floor.relieved'))
      .then('floor.stood-relieved');
    given(...passed)
      .when(at('+2m', ana, 'floor.relieved'))
      .isRefused('floor.not-relieving');
    given(...passed, at('+2m', priya, 'floor.relieved'))
      .when(at('+3m', priya, 'floor.relieved'))
      .isRefused('floor.not-relieving');
  });
  it('FL21 a deputy who gains the floor leaves the deputy role in the same commit', () => {
    const deputy = [
      ...room,
      at('+30s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }),
      at('+31s', bob, 'crew.accept', { role: 'deputy' }),
      offers('+60s'),
    ];
    given(...deputy)
      .when(accepts('+70s'))
      .then('floor.passed', { type: 'crew.released', data: { person: bob.id, role: 'deputy' } });
  });
});

describe('the end of command', () => {
  it('FL22 closing ends the tenure; reopening begins one, provisional, with the next epoch', () => {
    const closed = given(...room, at('+5m', priya, 'incident.close'));
    expect(closed.state.floor).toMatchObject({ holder: null, epoch: 1, offer: null });
    expect(closed.state.floor.chain).toMatchObject([{ until: instantOf('+5m') }]);
    const reopened = closed.when(at('+9m', ana, 'incident.reopen', { why: 'It is back' })).after.floor;
    expect(reopened).toMatchObject({ holder: ana.id, epoch: 2, provisional: true });
    expect(reopened.chain).toMatchObject([
      { epoch: 1 },
      { epoch: 2, holder: ana.id, how: 'reopened', since: instantOf('+9m'), until: null },
    ]);
  });
});
