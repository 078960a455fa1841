/**
 * The rules of decisions: who may answer a proposal until when, what it takes to proceed, and what stays on the record.
 */
import { describe, expect, it } from 'vitest';
import { allObjections, needsReason, standingObjections } from '../../shared/decisions/against.ts';
import { rules } from '../../shared/decisions/rules.ts';
import { sentences } from '../../shared/decisions/sentences.ts';
import { explain } from '../../shared/refusals.ts';
import type { RoomState } from '../../shared/room.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
import {
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
  ({ [priya.id]: 'Priya N', [bob.id]: 'Bob L', [ana.id]: 'Ana S' })[person] ?? person;
const due = (state: RoomState) => rules.due?.(state);
const sits = (actor: typeof bob, role: string, area?: string): readonly Act[] => [
  at('+20s', priya, 'crew.assign', { person: actor.id, role, area }),
  at('+21s', actor, 'crew.accept', { role }),
];
/** SEV4, so no update falls due. Bob is tech lead, Ana scribe, Li a responder without a role. */
const room = [
  declared({ severity: 4 }),
  joins('+1s', bob),
  joins('+2s', ana),
  joins('+3s', li),
  ...sits(bob, 'tech-lead'),
  ...sits(ana, 'scribe'),
];
const TEXT = 'Roll back 812';
const proposes = (data: object = {}): Act =>
  at('+1m', priya, 'decisions.propose', { text: TEXT, ...data }, { id: 'd-1' });
const open = [...room, proposes()];
const polled = [...room, proposes({ stations: ['commander', 'tech-lead', 'comms-external'] })];
const objects = (when: string, actor = bob, data: object = {}): Act =>
  at(when, actor, 'decisions.object', { why: 'index not tested', ...data });
const hears = (when: string, actor = ana): Act => at(when, actor, 'decisions.hear');
const says = (when: string, actor: typeof bob, go: boolean, why?: string): Act =>
  at(when, actor, 'decisions.answer', { go, ...(why === undefined ? {} : { why }) });
const proceeds = (when: string, data: object = {}): Act => at(when, priya, 'decisions.proceed', data);
const amends = (when: string, text = 'Roll back 812 in eu-1'): Act => at(when, priya, 'decisions.amend', { text });
const handsOver = (when: string): readonly Act[] => [
  at(when, priya, 'floor.offer', { to: bob.id, brief: { trend: 'steady', ifThen: ['none'] } }, { id: 'o-1' }),
  at(when, bob, 'floor.accept', { offerId: 'o-1', readBack: 'Call the vendor', taken: [] }),
];

describe('proposing', () => {
  it('DE1 the commander proposes, and strong objections count for 30 s', () => {
    given(...room)
      .when(proposes())
      .then({ type: 'decisions.proposed', data: { id: 'd-1', by: priya.id, text: TEXT, until: instantOf('+90s') } });
    expect(due(given(...open).state)).toBe(instantOf('+90s'));
  });
  it('DE2 only the commander proposes, proceeds, amends and drops, with the present epoch', () => {
    for (const [type, data] of [
      ['propose', { text: TEXT }],
      ['proceed', {}],
      ['amend', { text: 'No' }],
      ['drop', {}],
    ] as const) {
      given(...open)
        .when(at('+2m', bob, `decisions.${type}`, data))
        .isRefused('floor.not-yours');
      given(...open)
        .when(at('+2m', priya, `decisions.${type}`, data, { epoch: 0 }))
        .isRefused('floor.stale-epoch');
      given(...open)
        .when(at('+2m', priya, `decisions.${type}`, data, { epoch: null }))
        .isRefused('floor.epoch-missing');
    }
  });
  it('DE3 one decision runs at a time', () => {
    given(...open)
      .when(at('+70s', priya, 'decisions.propose', { text: 'Fail over' }))
      .isRefused('decisions.already-running', { text: TEXT });
    given(...open, at('+70s', priya, 'decisions.drop'))
      .when(at('+71s', priya, 'decisions.propose', { text: 'Fail over' }))
      .then('decisions.proposed');
  });
  it('DE4 a go/no-go names roles and who has them, each once, and gives twice as long', () => {
    const stations = ['commander', 'tech-lead', 'comms-external', 'tech-lead'];
    const named = [
      { role: 'commander', person: priya.id },
      { role: 'tech-lead', person: bob.id },
      { role: 'comms-external', person: null },
    ];
    const { events } = given(...room).when(proposes({ stations }));
    expect(events[0]?.data).toMatchObject({ until: instantOf('+2m'), stations: named });
  });
  it('DE5 a go/no-go can name any role of the board, including those that the room added', () => {
    given(...room)
      .when(proposes({ stations: ['legal'] }))
      .isRefused('decisions.unknown-station', { role: 'legal' });
    given(...room, at('+30s', priya, 'crew.add-role', { role: 'legal', card: 'Reads along' }))
      .when(proposes({ stations: ['legal'] }))
      .then('decisions.proposed');
  });
});

describe('speaking up', () => {
  it('DE6 responders object with a reason or say heard; observers and shadows do not', () => {
    given(...open)
      .when(objects('+61s'))
      .then({ type: 'decisions.objected', data: { decision: 'd-1', by: bob.id, why: 'index not tested' } });
    given(...open)
      .when(hears('+61s'))
      .then({ type: 'decisions.heard', data: { by: ana.id } });
    given(...open, joins('+61s', sam, 'observer'))
      .when(objects('+62s', sam))
      .isRefused('crew.observers-may-not');
    given(...open, joins('+61s', sam, 'shadow'))
      .when(hears('+62s', sam))
      .isRefused('crew.shadows-may-not');
  });
  it("DE7 from the last instant on by the server's clock it is too late, whether the timer has fired or not", () => {
    given(...open)
      .when(objects('+89.999s'))
      .then('decisions.objected');
    for (const act of [objects('+90s'), hears('+90s')])
      given(...open)
        .when(act)
        .isRefused('decisions.too-late', { until: instantOf('+90s'), holder: priya.id });
    given(...open, rings('+90s'))
      .when(objects('+91s'))
      .isRefused('decisions.too-late');
  });
  it('DE8 the person in command decides instead of objecting', () => {
    for (const act of [objects('+61s', priya), hears('+61s', priya)])
      given(...open)
        .when(act)
        .isRefused('decisions.own-proposal');
  });
  it('DE9 heard may become an objection, and nothing is said twice', () => {
    const later = given(...open, hears('+61s')).when(objects('+62s', ana));
    expect(later.after.decisions.running).toMatchObject({ heard: [], objections: [{ by: ana.id, text: TEXT }] });
    for (const before of [hears('+61s'), objects('+61s', ana)])
      given(...open, before)
        .when(hears('+62s'))
        .isRefused('decisions.already-said');
    given(...open, objects('+61s'))
      .when(objects('+62s'))
      .isRefused('decisions.already-said');
  });
  it('DE10 speaking to a decision that ended, or to none, changes nothing and says how it ended', () => {
    given(...room)
      .when(objects('+61s'))
      .isRefused('decisions.none-running');
    const dropped = [...open, at('+65s', priya, 'decisions.drop')];
    const refused = given(...dropped)
      .when(objects('+66s', bob, { decision: 'd-1' }))
      .isRefused('decisions.over', { outcome: 'dropped' });
    expect(explain(refused, name)).toBe(
      'That decision is closed: Priya N dropped it at 03:01:05 UTC. Nothing was changed.',
    );
    given(...dropped, at('+66s', priya, 'decisions.propose', { text: 'Fail over' }))
      .when(proceeds('+2m', { decision: 'd-1' }))
      .isRefused('decisions.over');
  });
});

describe('the end of the window', () => {
  it("DE11 its time runs out once, told to the commander alone, as no one's act", () => {
    const rung = given(...open)
      .when(rings('+90s'))
      .then({ type: 'decisions.window-closed', data: { decision: 'd-1', to: [priya.id] } });
    expect(due(rung.after)).toBeNull();
    given(...open, rings('+90s'))
      .when(rings('+2m'))
      .changesNothing();
    const late = given(...open, at('+2m', ana, 'timeline.say', { text: 'hello' }));
    expect(
      [...entriesOf(late.commits, (event) => event.type).values()].slice(-2).map(({ type, by }) => [type, by]),
    ).toEqual([
      ['decisions.window-closed', clock.id],
      ['timeline.said', ana.id],
    ]);
  });
  it('DE12 before that no one proceeds, but dropping is always possible', () => {
    given(...open)
      .when(proceeds('+89s', { why: 'sure' }))
      .isRefused('decisions.window-open', { until: instantOf('+90s') });
    given(...open)
      .when(at('+61s', priya, 'decisions.drop', { why: 'better idea' }))
      .then({ type: 'decisions.dropped', data: { text: TEXT, why: 'better idea', objections: [] } });
  });
  it('DE13 silence and heard need no reason', () => {
    const done = given(...open, hears('+61s'))
      .when(proceeds('+90s'))
      .then('decisions.window-closed', {
        type: 'decisions.proceeded',
        data: { text: TEXT, objections: [], missing: [] },
      });
    expect(done.after.decisions).toMatchObject({
      running: null,
      made: [{ id: 'd-1', outcome: 'proceeded', by: priya.id, why: null, at: instantOf('+90s') }],
    });
  });
  it('DE14 going on over an objection takes a reason, and both stay on the record in words', () => {
    const refused = given(...open, objects('+61s'))
      .when(proceeds('+2m'))
      .isRefused('decisions.reason-needed', { missing: [] });
    expect(explain(refused, name)).toBe(
      'Bob L objected (index not tested). Say in one line why you’re proceeding, or amend the proposal or drop it.',
    );
    const done = given(...open, objects('+61s'), hears('+62s')).when(
      proceeds('+2m', { why: 'we can roll back in a minute' }),
    );
    const proceeded = {
      type: 'decisions.proceeded',
      data: { why: 'we can roll back in a minute', objections: [{ by: bob.id, why: 'index not tested' }] },
    };
    done.then('decisions.window-closed', proceeded);
    expect(sentences['decisions.proceeded'](done.events[1]?.data as never, name)).toBe(
      'Priya N decided: Roll back 812. Over Bob L’s objection (index not tested): we can roll back in a minute',
    );
    expect(JSON.stringify([done.events, done.after.decisions.made])).not.toMatch(/count|tally|heard/);
  });
});

describe('amending', () => {
  it('DE90 a response to a wording that was changed in the meantime does not count for the new one', () => {
    const amended = [...open, amends('+70s')];
    for (const act of [objects('+71s', bob, { text: TEXT }), at('+71s', ana, 'decisions.hear', { text: TEXT })])
      given(...amended)
        .when(act)
        .isRefused('decisions.reworded', { text: 'Roll back 812 in eu-1' });
    given(...amended)
      .when(at('+71s', ana, 'decisions.hear', { text: 'Roll back 812 in eu-1' }))
      .then('decisions.heard');
    const went = given(...polled, amends('+70s'))
      .when(at('+71s', bob, 'decisions.answer', { go: true, text: TEXT }))
      .isRefused('decisions.reworded');
    expect(explain(went, name)).toContain('it is now: “Roll back 812 in eu-1”');
    expect(explain({ code: 'decisions.reworded' }, name)).toBe(
      'The wording changed while you were answering. Read it, then answer again.',
    );
  });
  it('DE15 the new wording is asked again, and must be new', () => {
    const amended = given(...open, hears('+61s'), objects('+62s'))
      .when(amends('+80s'))
      .then({ type: 'decisions.amended', data: { from: TEXT, until: instantOf('+110s') } });
    expect(amended.after.decisions.running).toMatchObject({ heard: [], windowClosed: false });
    expect(due(given(...open, rings('+90s'), amends('+100s')).state)).toBe(instantOf('+130s'));
    given(...open)
      .when(amends('+61s', TEXT))
      .isRefused('decisions.unchanged');
    given(...open, objects('+61s'), hears('+62s'), amends('+80s'), hears('+81s', bob))
      .when(objects('+82s', ana))
      .then('decisions.objected');
  });
  it('DE16 what was said to the old wording asks for no reason any more, and stays on the record', () => {
    const done = given(...open, objects('+61s'), amends('+80s')).when(proceeds('+2m'));
    done.then('decisions.window-closed', {
      type: 'decisions.proceeded',
      data: { objections: [{ by: bob.id, why: 'index not tested', earlier: TEXT }] },
    });
    expect(sentences['decisions.proceeded'](done.events[1]?.data as never, name)).toContain(
      'Over Bob L’s objection to the earlier wording (index not tested).',
    );
  });
});

describe('go/no-go', () => {
  it('DE17 the named roles answer and no one else; nothing else is answered that way', () => {
    given(...polled)
      .when(says('+61s', bob, true))
      .then({ type: 'decisions.answered', data: { by: bob.id, roles: ['tech-lead'], go: true } });
    given(...polled)
      .when(says('+61s', ana, true))
      .isRefused('decisions.not-a-station');
    for (const act of [objects('+61s'), hears('+61s')])
      given(...polled)
        .when(act)
        .isRefused('decisions.stations-answer');
    given(...open)
      .when(says('+61s', bob, true))
      .isRefused('decisions.not-a-poll');
    given(...polled)
      .when(says('+2m', bob, true))
      .isRefused('decisions.too-late');
    given(...polled)
      .when({ ...says('+61s', priya, true), epoch: 0 })
      .isRefused('floor.stale-epoch');
  });
  it('DE18 a role that is filled later is answered by the person who has it then', () => {
    const filled = [
      ...polled,
      at('+61s', priya, 'crew.assign', { person: li.id, role: 'comms-external' }),
      at('+62s', li, 'crew.accept', { role: 'comms-external' }),
    ];
    given(...filled)
      .when(says('+63s', li, true))
      .then({ type: 'decisions.answered', data: { roles: ['comms-external'] } });
    const moved = [
      ...polled,
      says('+61s', bob, false, 'not ready'),
      at('+62s', priya, 'crew.assign', { person: li.id, role: 'tech-lead' }),
      at('+63s', li, 'crew.accept', { role: 'tech-lead' }),
    ];
    given(...moved)
      .when(says('+64s', bob, true))
      .isRefused('decisions.not-a-station');
    const replaced = given(...moved).when(says('+64s', li, true)).after.decisions.running;
    expect(replaced?.stations?.[1]?.answer).toMatchObject({ by: li.id, go: true });
    expect(replaced === null ? [] : standingObjections(replaced)).toMatchObject([{ by: bob.id, why: 'not ready' }]);
  });
  it('DE19 an answer may be changed to the other and back, and is not given twice', () => {
    const back = given(...polled, says('+61s', bob, true), says('+62s', bob, false, 'alarm')).when(
      says('+63s', bob, true),
    );
    expect(back.after.decisions.running?.objections).toEqual([]);
    given(...polled, says('+61s', bob, true))
      .when(says('+62s', bob, true))
      .isRefused('decisions.already-said');
  });
  it('DE20 with every go there is nothing to wait for', () => {
    const all = [
      ...room,
      proposes({ stations: ['commander', 'tech-lead'] }),
      says('+61s', priya, true),
      says('+62s', bob, true),
    ];
    given(...all)
      .when(proceeds('+63s'))
      .then({ type: 'decisions.proceeded', data: { objections: [], missing: [] } });
    given(...all, says('+63s', bob, false, 'alarm'))
      .when(proceeds('+64s', { why: 'go on' }))
      .isRefused('decisions.window-open');
  });
  it('DE21 a role that did not answer is missing, and going on without it or over a no-go takes a reason', () => {
    const answered = [...polled, says('+61s', priya, true), says('+62s', bob, false, 'not ready')];
    const refused = given(...answered)
      .when(proceeds('+3m'))
      .isRefused('decisions.reason-needed', { missing: ['comms-external'] });
    expect(explain(refused, name)).toContain('Bob L objected (not ready) and external comms didn’t answer.');
    const done = given(...answered).when(proceeds('+3m', { why: 'disk full in 2 min' }));
    done.then('decisions.window-closed', {
      type: 'decisions.proceeded',
      data: { objections: [{ by: bob.id, why: 'not ready' }], missing: ['comms-external'] },
    });
    expect(sentences['decisions.proceeded'](done.events[1]?.data as never, name)).toContain(
      'Over Bob L’s no-go (not ready), without an answer from external comms: disk full in 2 min',
    );
  });
  it("DE22 any expert answers for the experts, and none turns another's no-go into a go", () => {
    const experts = [
      ...room,
      ...sits(li, 'expert', 'database'),
      ...sits(ana, 'expert', 'network'),
      proposes({ stations: ['expert'] }),
    ];
    given(...experts)
      .when(says('+61s', ana, true))
      .then('decisions.answered');
    const refused = given(...experts, says('+61s', li, false, 'replica lags'))
      .when(says('+62s', ana, true))
      .isRefused('decisions.already-said', { by: li.id, role: 'expert' });
    expect(explain(refused, () => 'Li W')).toBe('Li W has already answered for expert. Only they can change it.');
    const both = given(...experts, says('+61s', li, false, 'replica lags'), says('+62s', ana, false, 'link down')).state
      .decisions.running;
    expect(both === null ? [] : allObjections(both).map(({ why }) => why)).toEqual(['replica lags', 'link down']);
  });
  it('DE23 an amended go/no-go is answered again, and old no-gos stay on the record', () => {
    const amended = given(...polled, says('+61s', bob, false, 'not ready'), says('+62s', priya, true))
      .when(amends('+63s'))
      .then({ type: 'decisions.amended', data: { until: instantOf('+123s') } });
    const { running } = amended.after.decisions;
    expect(running?.stations?.map(({ answer }) => answer)).toEqual([null, null, null]);
    expect(running === null ? [] : allObjections(running)).toEqual([
      { by: bob.id, why: 'not ready', earlier: TEXT, noGo: true },
    ]);
  });
});

describe('across tenures', () => {
  it('DE24 after a handoff the new holder decides, and what they had objected stays', () => {
    const handed = [...open, objects('+61s'), ...handsOver('+62s')];
    given(...handed)
      .when(rings('+90s'))
      .then({ type: 'decisions.window-closed', data: { to: [bob.id] } });
    given(...handed)
      .when({ ...proceeds('+2m', { why: 'sure' }), epoch: 1 })
      .isRefused('floor.stale-epoch', { holder: bob.id });
    given(...handed)
      .when(at('+2m', bob, 'decisions.proceed', {}))
      .isRefused('decisions.reason-needed');
    given(...handed)
      .when(at('+2m', bob, 'decisions.drop', {}))
      .then('decisions.window-closed', {
        type: 'decisions.dropped',
        data: { by: bob.id, objections: [{ by: bob.id }] },
      });
    given(...handed)
      .when(hears('+63s', bob))
      .isRefused('decisions.own-proposal');
  });
  it('DE25 it runs on while the commander is away, and belongs to the person who assumes command', () => {
    const assumed = [...open, losesLink('+61s', priya), at('+7m', li, 'floor.assume', { why: 'gone' })];
    expect(given(...assumed).state.decisions.running).toMatchObject({ id: 'd-1', windowClosed: true });
    given(...assumed)
      .when(at('+8m', li, 'decisions.proceed'))
      .then('decisions.proceeded');
  });
  it('DE26 closing leaves it undecided on the record, and after reopening another may be proposed', () => {
    const closed = given(...open, objects('+61s')).when(at('+70s', priya, 'incident.close'));
    expect(closed.events).toContainEqual({ type: 'decisions.left', data: { decision: 'd-1', text: TEXT } });
    expect(closed.after.decisions).toMatchObject({
      running: null,
      made: [{ outcome: 'left', objections: [{ by: bob.id }] }],
    });
    expect(due(closed.after)).toBeNull();
    const shut = [...open, at('+70s', priya, 'incident.close')];
    given(...shut)
      .when(objects('+71s'))
      .isRefused('incident.closed');
    given(...shut, at('+80s', priya, 'incident.reopen', { why: 'back' }))
      .when(at('+81s', priya, 'decisions.propose', { text: TEXT }))
      .then('decisions.proposed', 'floor.confirmed');
  });
  it('DE27 deciding confirms a provisional commander', () => {
    given(declared({ severity: 4 }))
      .when(proposes())
      .then('decisions.proposed', 'floor.confirmed');
  });
  it('DE28 the newest fifty outcomes are kept', () => {
    const many = Array.from({ length: 51 }, (_, n) => [
      at('+1m', priya, 'decisions.propose', { text: `Step ${n}` }),
      at('+1m', priya, 'decisions.drop'),
    ]).flat();
    const { made } = given(...room, ...many).state.decisions;
    expect([made.length, made[0]?.text, made[49]?.text]).toEqual([50, 'Step 1', 'Step 50']);
  });
  it('DE31 however often the wording changes, the newest hundred objections stay in view', () => {
    const many = Array.from({ length: 101 }, (_, n) => [
      objects('+61s', bob, { why: `no ${n}` }),
      amends('+61s', `Step ${n}`),
    ]).flat();
    const { running } = given(...open, ...many).state.decisions;
    expect([running?.objections.length, running?.objections[0]?.why, running?.objections[99]?.why]).toEqual([
      100,
      'no 1',
      'no 100',
    ]);
  });
  it('DE29 what is dropped is told with what was said against it, in names and reasons', () => {
    const dropped = given(...open, objects('+61s')).when(at('+62s', priya, 'decisions.drop', { why: 'test it first' }));
    expect(sentences['decisions.dropped'](dropped.events[0]?.data as never, name)).toBe(
      'Priya N dropped “Roll back 812” after Bob L’s objection (index not tested): test it first',
    );
  });
  it('DE30 whether a reason is needed is the same reading for the button and the rule', () => {
    for (const acts of [[hears('+61s')], [objects('+61s')], [objects('+61s'), amends('+62s')]]) {
      const history = given(...open, ...acts);
      const { running } = history.state.decisions;
      expect(history.judge(proceeds('+5m')).ok).toBe(running !== null && !needsReason(running));
    }
  });
});
