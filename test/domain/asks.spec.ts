/** The rules of asks: who may ask, who is interrupted, who answers and how, and what returns to the commander. */
import { describe, expect, it } from 'vitest';
import { placeOf, queueOf } from '../../shared/asks/queue.ts';
import { rules } from '../../shared/asks/rules.ts';
import { sentences } from '../../shared/asks/sentences.ts';
import { explain } from '../../shared/refusals.ts';
import type { RoomState } from '../../shared/room.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
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
  rings,
  sam,
  type Act,
} from '../support/domain/given.ts';

const name = (person: string): string =>
  ({ [priya.id]: 'Priya N', [bob.id]: 'Bob L', [li.id]: 'Li W', [sam.id]: 'Sam O' })[person] ?? person;
const due = (state: RoomState) => rules.due?.(state);
const sits = (actor: typeof bob, role: string): readonly Act[] => [
  at('+20s', priya, 'crew.assign', { person: actor.id, role }),
  at('+21s', actor, 'crew.accept', { role }),
];
/** SEV4, so no update falls due. Sam observes; Ana has internal comms; Bob and Li are responders without a role. */
const room = [
  declared({ severity: 4 }),
  joins('+1s', bob),
  joins('+2s', ana),
  joins('+3s', li),
  joins('+4s', sam, 'observer'),
  ...sits(ana, 'comms-internal'),
];
const asksFor = (when: string, actor = sam, id = 'a-1'): Act =>
  at(when, actor, 'asks.ask', { kind: 'information', text: 'When is it back?' }, { id });
const asked = [...room, asksFor('+1m')];
const answers = (when: string, data: object, actor = priya): Act =>
  at(when, actor, 'asks.answer', { ask: 'a-1', ...data });
const now = { how: 'now', text: 'In ten minutes' };
const later = { how: 'later', minutes: 5 };
const toBob = { how: 'handed', to: bob.id };
const handsOver = (when: string): readonly Act[] => [
  at(when, priya, 'floor.offer', { to: bob.id, brief: { trend: 'steady', ifThen: ['none'] } }, { id: 'o-1' }),
  at(when, bob, 'floor.accept', { offerId: 'o-1', readBack: 'Call the vendor', taken: [] }),
];

describe('asking', () => {
  it('AK1 anyone in the room asks, observers and shadows too, and only commander and comms are interrupted', () => {
    given(...room)
      .when(asksFor('+1m'))
      .then({
        type: 'asks.asked',
        data: { id: 'a-1', by: sam.id, kind: 'information', text: 'When is it back?', to: [priya.id, ana.id] },
      });
    given(...room)
      .when(asksFor('+1m', bob))
      .then('asks.asked');
    given(...room, at('+30s', priya, 'crew.admit', { person: sam.id, as: 'shadow' }))
      .when(asksFor('+1m'))
      .then('asks.asked');
  });
  it('AK2 a person with both comms roles is told once, and people are not told of their own question', () => {
    const both = [...room, ...sits(ana, 'comms-external')];
    expect(given(...both).when(asksFor('+1m')).events[0]?.data).toMatchObject({ to: [priya.id, ana.id] });
    expect(given(...both).when(asksFor('+1m', ana)).events[0]?.data).toMatchObject({ to: [priya.id] });
  });
  it('AK3 asking and taking back is all that an observer may do here', () => {
    given(...asked)
      .when(answers('+2m', now, sam))
      .isRefused('crew.observers-may-not');
    given(...asked)
      .when(at('+2m', sam, 'decisions.hear'))
      .isRefused('crew.observers-may-not');
    given(...asked)
      .when(at('+2m', sam, 'asks.withdraw', { ask: 'a-1' }))
      .then('asks.withdrawn');
  });
  it('AK4 the person in command can’t ask themselves', () => {
    given(...room)
      .when(asksFor('+1m', priya))
      .isRefused('asks.you-decide');
  });
  it('AK5 three questions of one person are open at most, and a hundred of a room', () => {
    const three = [1, 2, 3].map((n) => asksFor('+1m', sam, `a-${n}`));
    const refused = given(...room, ...three)
      .when(asksFor('+2m', sam, 'a-4'))
      .isRefused('asks.too-many', { most: 3 });
    expect(explain(refused, name)).toBe('3 of your questions are still open. Withdraw one, or wait for an answer.');
    given(...room, ...three, answers('+2m', { how: 'no' }))
      .when(asksFor('+3m', sam, 'a-4'))
      .then('asks.asked');
    const crowd = Array.from({ length: 34 }, (_, n) => ({ ...sam, id: `p-${n}`, name: `P ${n}` }));
    const hundred = crowd.flatMap((who) => [
      joins('+5s', who, 'observer'),
      ...(who.id === 'p-33' ? [1] : [1, 2, 3]).map((n) => asksFor('+1m', who, `${who.id}-${n}`)),
    ]);
    given(...room, ...hundred)
      .when(asksFor('+2m'))
      .isRefused('asks.too-many', { most: 100 });
  });
});

describe('answering', () => {
  it('AK6 an answer now and a no end it, and the asker gets it', () => {
    const answered = given(...asked)
      .when(answers('+2m', now))
      .then({
        type: 'asks.answered',
        data: { ask: 'a-1', asker: sam.id, by: priya.id, how: 'now', text: 'In ten minutes' },
      });
    expect(answered.after.asks).toMatchObject({
      open: [],
      ended: [{ id: 'a-1', status: 'answered', answer: { how: 'now', text: 'In ten minutes', by: priya.id } }],
    });
    expect(given(...asked).when(answers('+2m', { how: 'no', text: 'Not tonight' })).after.asks.ended).toMatchObject([
      { status: 'refused', answer: { text: 'Not tonight' } },
    ]);
  });
  it('AK7 the commander answers with the present epoch; deputy, comms and the person it was forwarded to as themselves', () => {
    given(...asked)
      .when({ ...answers('+2m', now), epoch: 0 })
      .isRefused('floor.stale-epoch');
    given(...asked)
      .when({ ...answers('+2m', now), epoch: null })
      .isRefused('floor.epoch-missing');
    given(...asked)
      .when({ ...answers('+2m', now, ana), epoch: null })
      .then('asks.answered');
    given(...asked, ...sits(li, 'deputy'))
      .when(answers('+2m', now, li))
      .then('asks.answered');
    given(...asked, answers('+2m', toBob))
      .when(answers('+3m', now, bob))
      .then('asks.answered');
    const refused = given(...asked)
      .when(answers('+2m', now, bob))
      .isRefused('asks.not-yours-to-answer', { holder: priya.id });
    expect(explain(refused, name)).toContain(
      'Priya N, the deputy, comms and the person it was forwarded to can answer this',
    );
  });
  it('AK8 "in so many minutes" is a promise with an instant', () => {
    const promised = given(...asked).when(answers('+2m', later));
    expect(promised.events[0]).toMatchObject({
      type: 'asks.answered',
      data: { how: 'later', answerBy: instantOf('+7m') },
    });
    expect(promised.after.asks.open).toMatchObject([
      { status: 'promised', answerBy: instantOf('+7m'), overdue: false },
    ]);
    expect(due(promised.after)).toBe(instantOf('+7m'));
  });
  it('AK9 what is forwarded to a responder is to be answered in 10 minutes, or as said', () => {
    const handed = given(...asked).when(answers('+2m', toBob));
    expect(handed.events[0]?.data).toMatchObject({ to: bob.id, answerBy: instantOf('+12m') });
    expect(handed.after.asks.open).toMatchObject([{ status: 'handed', handedTo: bob.id }]);
    expect(given(...asked).when(answers('+2m', { ...toBob, minutes: 3 })).events[0]?.data).toMatchObject({
      answerBy: instantOf('+5m'),
    });
  });
  it('AK10 it is handed to responders only, and not back to who asked', () => {
    given(...asked, joins('+70s', admin, 'observer'))
      .when(answers('+2m', { how: 'handed', to: admin.id }))
      .isRefused('asks.cannot-answer', { to: admin.id });
    given(...asked)
      .when(answers('+2m', { how: 'handed', to: 'p-nobody' }))
      .isRefused('asks.cannot-answer');
    const refused = given(...room, asksFor('+1m', bob))
      .when(answers('+2m', toBob))
      .isRefused('asks.cannot-answer');
    expect(explain(refused, name)).toBe('Bob L asked this. Forward it to someone who can find the answer.');
  });
  it("AK11 the person it was forwarded to keeps it with their own promise; the commander's takes it back", () => {
    const handed = [...asked, answers('+2m', toBob)];
    expect(given(...handed, answers('+3m', later, bob)).state.asks.open).toMatchObject([
      { status: 'promised', handedTo: bob.id, answerBy: instantOf('+8m') },
    ]);
    expect(given(...handed, answers('+3m', later)).state.asks.open).toMatchObject([
      { status: 'promised', handedTo: null },
    ]);
    given(...handed, answers('+3m', later))
      .when(answers('+4m', now, bob))
      .isRefused('asks.not-yours-to-answer');
    expect(given(...handed, answers('+3m', { how: 'handed', to: li.id }, bob)).state.asks.open).toMatchObject([
      { status: 'handed', handedTo: li.id },
    ]);
  });
  it('AK12 an ended ask cannot be answered any more, and says how it ended', () => {
    const over = (...acts: Act[]) =>
      explain(
        given(...asked, ...acts)
          .when(answers('+5m', now, ana))
          .isRefused('asks.over'),
        name,
      );
    expect(over(answers('+2m', now))).toBe('Priya N already answered this. No action needed.');
    expect(over(answers('+2m', { how: 'no' }))).toBe('Priya N already said no to this. No action needed.');
    expect(over(at('+2m', sam, 'asks.withdraw', { ask: 'a-1' }))).toBe(
      'Sam O withdrew this question. No action needed.',
    );
    given(...asked)
      .when(answers('+2m', { ...now, ask: 'none' }))
      .isRefused('asks.no-such-ask');
  });
  it('AK13 the person who asked may withdraw it, and no one else', () => {
    given(...asked)
      .when(at('+2m', bob, 'asks.withdraw', { ask: 'a-1' }))
      .isRefused('asks.not-yours', { asker: sam.id });
    expect(given(...asked).when(at('+2m', sam, 'asks.withdraw', { ask: 'a-1' })).after.asks).toMatchObject({
      open: [],
      ended: [{ status: 'withdrawn' }],
    });
    given(...asked, answers('+2m', now))
      .when(at('+3m', sam, 'asks.withdraw', { ask: 'a-1' }))
      .isRefused('asks.over');
    given(...asked)
      .when(at('+3m', sam, 'asks.withdraw', { ask: 'none' }))
      .isRefused('asks.no-such-ask');
  });
});

describe('what comes back', () => {
  it('AK14 a promise that passed comes back to the commander once, and stays open as it was', () => {
    const promised = [...asked, answers('+2m', later)];
    const rung = given(...promised)
      .when(rings('+7m'))
      .then({ type: 'asks.overdue', data: { ask: 'a-1', asker: sam.id, text: 'When is it back?', to: [priya.id] } });
    expect(rung.after.asks.open).toMatchObject([{ status: 'promised', overdue: true, answerBy: instantOf('+7m') }]);
    expect(due(rung.after)).toBeNull();
    given(...promised, rings('+7m'))
      .when(rings('+8m'))
      .changesNothing();
    given(...promised)
      .when(rings('+6m'))
      .changesNothing();
  });
  it('AK15 what was forwarded and not answered comes back the same way, together with others that are late', () => {
    const two = [...asked, asksFor('+61s', li, 'a-2'), answers('+2m', toBob), answers('+2m', { ...later, ask: 'a-2' })];
    given(...two)
      .when(rings('+13m'))
      .then({ type: 'asks.overdue', data: { ask: 'a-1' } }, { type: 'asks.overdue', data: { ask: 'a-2' } });
  });
  it('AK16 a new promise clears that it is overdue, and becomes overdue again', () => {
    const again = given(...asked, answers('+2m', later), rings('+7m'), answers('+8m', later));
    expect(again.state.asks.open).toMatchObject([{ overdue: false, answerBy: instantOf('+13m') }]);
    again.when(rings('+13m')).then('asks.overdue');
  });
  it('AK17 what was forwarded to a person who is removed, or is no longer a responder, waits for the commander again', () => {
    const handed = [...asked, answers('+2m', toBob)];
    const returned = { type: 'asks.returned', data: { ask: 'a-1', asker: sam.id, from: bob.id, to: [priya.id] } };
    const removed = given(...handed).when(at('+3m', priya, 'crew.remove', { person: bob.id, why: 'left' }));
    expect(removed.events).toContainEqual({ ...returned, data: { ...returned.data, text: 'When is it back?' } });
    expect(removed.after.asks.open).toMatchObject([{ status: 'waiting', handedTo: null, answerBy: null }]);
    expect(
      given(...handed, answers('+3m', later, bob)).when(
        at('+4m', priya, 'crew.admit', { person: bob.id, as: 'observer' }),
      ).after.asks.open,
    ).toMatchObject([{ status: 'waiting' }]);
    expect(
      given(...handed).when(at('+3m', priya, 'crew.remove', { person: li.id, why: 'left' })).after.asks.open,
    ).toMatchObject([{ status: 'handed' }]);
  });
  it("AK18 after a handoff the questions are the new holder's, and late answers come back to them", () => {
    const handed = [...asked, answers('+2m', later), ...handsOver('+3m')];
    given(...handed)
      .when(rings('+7m'))
      .then({ type: 'asks.overdue', data: { to: [bob.id] } });
    given(...handed)
      .when({ ...answers('+4m', now), epoch: 1 })
      .isRefused('floor.stale-epoch', { holder: bob.id });
    given(...handed)
      .when(answers('+4m', now))
      .isRefused('asks.not-yours-to-answer', { holder: bob.id });
    given(...handed)
      .when(answers('+4m', now, bob))
      .then('asks.answered');
  });
  it('AK19 it remains when the commander is gone, and the person who assumes command answers', () => {
    given(...asked, losesLink('+61s', priya), at('+7m', bob, 'floor.assume', { why: 'gone' }))
      .when(answers('+8m', now, bob))
      .then('asks.answered');
  });
  it("AK20 what came back by the clock is no one's act", () => {
    const late = given(...asked, answers('+2m', later), at('+8m', li, 'timeline.say', { text: 'hello' }));
    expect(
      [...entriesOf(late.commits, (event) => event.type).values()].slice(-2).map(({ type, by }) => [type, by]),
    ).toEqual([
      ['asks.overdue', clock.id],
      ['timeline.said', li.id],
    ]);
  });
});

describe('the queue, the close, the sentences', () => {
  it('AK21 the person who asked sees their place: the oldest waiting question is first, promised ones stand aside until they are late', () => {
    const three = [...asked, asksFor('+61s', li, 'a-2'), asksFor('+62s', bob, 'a-3')];
    const places = (...acts: Act[]) =>
      ['a-1', 'a-2', 'a-3', 'none'].map((id) => placeOf(given(...three, ...acts).state.asks, id));
    expect(places()).toEqual([1, 2, 3, null]);
    expect(places(answers('+2m', later))).toEqual([null, 1, 2, null]);
    expect(places(answers('+2m', later), rings('+7m'))).toEqual([1, 2, 3, null]);
    expect(queueOf(given(...three, answers('+2m', now)).state.asks).map(({ id }) => id)).toEqual(['a-2', 'a-3']);
  });
  it('AK22 closing leaves open ones on the record as unanswered; after reopening one may ask again', () => {
    const closed = given(...asked, answers('+2m', later)).when(at('+3m', priya, 'incident.close'));
    expect(closed.events).toContainEqual({ type: 'asks.left', data: { asks: ['a-1'] } });
    expect(closed.after.asks).toMatchObject({ open: [], ended: [{ status: 'left' }] });
    expect(due(closed.after)).toBeNull();
    const shut = [...asked, at('+3m', priya, 'incident.close')];
    given(...shut)
      .when(answers('+4m', now))
      .isRefused('incident.closed');
    given(...shut, at('+5m', bob, 'incident.reopen', { why: 'back' }))
      .when(answers('+6m', now, bob))
      .isRefused('asks.over', { status: 'left' });
    expect(
      given(...shut, at('+5m', bob, 'incident.reopen', { why: 'back' })).when(asksFor('+6m', sam, 'a-2')).events[0]
        ?.data,
    ).toMatchObject({ to: [bob.id, ana.id] });
  });
  it('AK23 the newest fifty that ended are kept', () => {
    const many = Array.from({ length: 51 }, (_, n) => [
      asksFor(`+${2 * n + 1}m`, sam, `a-${n}`),
      at(`+${2 * n + 1}m`, sam, 'asks.withdraw', { ask: `a-${n}` }),
    ]).flat();
    const { ended } = given(...room, ...many).state.asks;
    expect([ended.length, ended[0]?.id, ended[49]?.id]).toEqual([50, 'a-1', 'a-50']);
  });
  it('AK24 each answer is told with who gave it to which person', () => {
    const told = (data: object): string => {
      const [event] = given(...asked).when(answers('+2m', data)).events;
      return sentences['asks.answered'](event?.data as never, name);
    };
    expect([now, { how: 'no' }, later, { ...toBob, text: 'You saw it first' }].map(told)).toEqual([
      'Priya N answered Sam O: In ten minutes',
      'Priya N said no to Sam O.',
      'Priya N will answer Sam O by 03:07 UTC.',
      'Priya N forwarded Sam O’s question to Bob L, answer by 03:12 UTC: You saw it first',
    ]);
  });
  it('AK25 answering confirms a provisional commander', () => {
    given(declared({ severity: 4 }), joins('+4s', sam, 'observer'), asksFor('+1m'))
      .when(answers('+2m', now))
      .then('asks.answered', 'floor.confirmed');
  });
});
