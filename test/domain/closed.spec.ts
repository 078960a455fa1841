/** What a room keeps of itself for the people who read it afterwards: follow-ups, and what came with each tenure. */
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../client/room/summary.ts';
import { ana, at, bob, declared, given, instantOf, joins, losesLink, priya } from '../support/domain/given.ts';

describe('follow-ups', () => {
  it('IN92 the room lists them with words, author and time; a correction changes one, striking it out takes it away', () => {
    const room = given(
      declared(),
      joins('+1s', ana),
      at('+2m', ana, 'timeline.say', { text: 'TODO no alert on deploy 812' }),
      at('+3m', priya, 'timeline.note', { text: 'TODO the runbook is old', source: { line: 'l-1' } }),
      at('+4m', ana, 'timeline.note', { text: `TODO ${'x'.repeat(400)}` }),
    );
    const [alert, runbook, long] = room.state.timeline.followUps;
    expect(alert).toEqual({ entry: '3.1', text: 'no alert on deploy 812', by: ana.id, at: instantOf('+2m') });
    expect(runbook).toMatchObject({ entry: '4.0', text: 'the runbook is old', by: priya.id });
    expect(long?.text).toMatch(/^x{300}…$/);
    const corrected = room.when(
      at('+5m', ana, 'timeline.correct', { entry: '3.1', text: 'no alert on deploys', why: 'all of them' }),
    );
    expect(corrected.after.timeline.followUps.map(({ text }) => text.slice(0, 20))).toEqual([
      'no alert on deploys',
      'the runbook is old',
      'x'.repeat(20),
    ]);
    const struck = room.when(at('+6m', ana, 'timeline.strike', { entry: '5.0', why: 'nonsense' }));
    expect(struck.after.timeline).toMatchObject({ followUpCount: 3, followUps: [{ entry: '3.1' }, { entry: '4.0' }] });
  });
});

describe('tenures', () => {
  it('IN93 each keeps the brief with what was added, the read-back, and what allowed it to be assumed', () => {
    const brief = { trend: 'steady', ifThen: ['If the queue grows past 10k, fail over'] };
    const readBack = 'Call the database team';
    const room = given(
      declared({ severity: 4 }),
      joins('+10s', bob),
      joins('+11s', ana),
      at('+60s', priya, 'floor.offer', { to: bob.id, brief }, { id: 'o-1' }),
      at('+70s', priya, 'floor.add-to-brief', { text: 'Kim knows the queue' }),
      at('+90s', bob, 'floor.accept', { offerId: 'o-1', readBack, taken: [] }),
      at('+95s', priya, 'floor.add-to-brief', { text: 'The password is with Li' }),
      losesLink('+120s', bob),
      at('+10m', ana, 'floor.assume', { why: 'Bob is gone' }),
    );
    expect(room.state.floor.chain).toMatchObject([
      { epoch: 1, how: 'declared' },
      { epoch: 2, how: 'accepted', brief, readBack, additions: ['Kim knows the queue', 'The password is with Li'] },
      { epoch: 3, how: 'assumed', why: 'Bob is gone', facts: { ground: 'unseen', seconds: 480, asDeputy: false } },
    ]);
  });
});

describe('the summary', () => {
  it('IN94 says how long it took, who commanded for how long, each severity, and how many updates came late', () => {
    const room = given(
      declared({ severity: 2 }),
      joins('+1s', bob),
      at('+5s', priya, 'floor.confirm'),
      at('+2m', priya, 'updates.post', { audience: 'internal', text: 'on time', nextAt: instantOf('+10m') }),
      at('+20m', priya, 'updates.post', { audience: 'internal', text: 'late', nextAt: instantOf('+40m') }),
      at('+21m', priya, 'incident.set-severity', { severity: 1, why: 'all of EU' }),
      at('+22m', priya, 'incident.set-severity', { severity: 3, why: 'a part' }),
      at('+25m', priya, 'decisions.decide', { text: 'Roll back 812' }),
      at('+30m', priya, 'floor.offer', { to: bob.id, brief: { trend: 'better', ifThen: ['none'] } }, { id: 'o-1' }),
      at('+31m', bob, 'floor.accept', { offerId: 'o-1', readBack: 'Watch the errors', taken: [] }),
    );
    expect(summaryOf(room.state)).toBeNull();
    const closed = room.when(at('+1h', bob, 'incident.close', { reviewOwner: priya.id })).after;
    expect(summaryOf(closed)).toEqual({
      declaredAt: instantOf('+0s'),
      closedAt: instantOf('+1h'),
      seconds: 3600,
      commanders: [
        { person: priya.id, seconds: 31 * 60 },
        { person: bob.id, seconds: 29 * 60 },
      ],
      changesOfCommand: 1,
      severities: [
        { severity: 2, at: instantOf('+0s'), why: null },
        { severity: 1, at: instantOf('+21m'), why: 'all of EU' },
        { severity: 3, at: instantOf('+22m'), why: 'a part' },
      ],
      worst: 1,
      updates: { sent: 2, late: 1 },
      decisions: [{ text: 'Roll back 812', objections: [] }],
      tasks: { done: 0, all: 0 },
    });
  });
});
