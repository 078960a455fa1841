/**
 * The rules of status updates: what is promised to which audience, what settles it, and how incident and updates move
 * each other.
 */
import { describe, expect, it } from 'vitest';
import { sentences } from '../../shared/updates/sentences.ts';
import { tableSeconds } from '../../shared/updates/rhythm.ts';
import { plusSeconds, utcClockAt } from '../../shared/instants.ts';
import { ana, at, bob, declared, given, instantOf, joins, priya, sam, type Act } from '../support/domain/given.ts';

const post = (when: string, nextAt: string | null, more: object = {}) =>
  at(when, priya, 'updates.post', {
    audience: 'internal',
    text: 'Looking into it',
    nextAt: nextAt === null ? null : instantOf(nextAt),
    ...more,
  });
const external = { audience: 'external' };
const severity = (when: string, to: number) =>
  at(when, priya, 'incident.set-severity', { severity: to, why: 'because' });
const status = (when: string, to: string) => at(when, priya, 'incident.set-status', { status: to });
const promises = (...acts: Act[]) => {
  const { promises: open, nextAt, everySeconds } = given(...acts).state.updates;
  return { internal: open.internal?.nextAt ?? null, external: open.external?.nextAt ?? null, nextAt, everySeconds };
};

describe('the first promise', () => {
  it('UP1 it is made at declaration: within 5 minutes at SEV1 and 2, at the rhythm at SEV3, not at SEV4', () => {
    expect(promises(declared())).toEqual({
      internal: instantOf('+5m'),
      external: null,
      nextAt: instantOf('+5m'),
      everySeconds: 1200,
    });
    expect(promises(declared({ severity: 1 })).internal).toBe(instantOf('+5m'));
    expect(promises(declared({ severity: 3 })).internal).toBe(instantOf('+30m'));
    expect(promises(declared({ severity: 4 }))).toEqual({
      internal: null,
      external: null,
      nextAt: null,
      everySeconds: null,
    });
  });

  it('UP2 the rhythm goes by severity and phase', () => {
    const rows = ([1, 2, 3, 4] as const).map((row) =>
      (['investigating', 'identified', 'mitigated', 'monitoring', 'resolved'] as const).map(
        (phase) => (tableSeconds(row, phase) ?? 0) / 60,
      ),
    );
    expect(rows).toEqual([
      [15, 20, 30, 30, 0],
      [20, 30, 60, 60, 0],
      [30, 60, 120, 120, 0],
      [0, 0, 0, 0, 0],
    ]);
  });

  it('UP3 closing clears every promise; reopening makes a first one again', () => {
    const close = at('+6m', priya, 'incident.close', {});
    expect(promises(declared(), close).nextAt).toBeNull();
    expect(promises(declared(), close, at('+20m', priya, 'incident.reopen', { why: 'back' }))).toMatchObject({
      internal: instantOf('+25m'),
      everySeconds: 1200,
    });
  });

  it('UP102 customers who were told of it before it was closed are owed an update as soon as it is reopened; others are not', () => {
    const again = [at('+6m', priya, 'incident.close', {}), at('+20m', priya, 'incident.reopen', { why: 'back' })];
    expect(promises(declared(), post('+2m', '+22m', external), ...again)).toMatchObject({
      internal: instantOf('+25m'),
      external: instantOf('+25m'),
    });
    expect(promises(declared(), post('+2m', '+22m'), ...again).external).toBeNull();
  });
});

describe('posting', () => {
  it("UP4 a post settles its own audience's promise only", () => {
    const both = [declared(), post('+1m', '+30m', external), post('+2m', '+22m')];
    expect(promises(...both)).toMatchObject({
      internal: instantOf('+22m'),
      external: instantOf('+30m'),
      nextAt: instantOf('+22m'),
    });
    expect(promises(declared(), post('+1m', '+30m', external))).toMatchObject({
      internal: instantOf('+5m'),
      external: instantOf('+30m'),
    });
  });

  it('UP5 it says when the next comes, in the future', () => {
    given(declared()).when(post('+2m', '+2m')).isRefused('updates.next-in-the-past');
    given(declared()).when(post('+2m', null)).isRefused('updates.next-needed', { status: 'investigating' });
  });

  it('OW1 it is promised up to 30 days ahead, in a post, a draft and a new promise', () => {
    const [ahead, tooFar] = [
      plusSeconds(instantOf('+2m'), 30 * 86_400),
      plusSeconds(instantOf('+2m'), 30 * 86_400 + 1),
    ];
    for (const [nextAt, isPossible] of [
      [ahead, true],
      [tooFar, false],
    ] as const) {
      for (const [type, data] of [
        ['updates.post', { audience: 'internal', text: 'steady', nextAt }],
        ['updates.draft', { audience: 'external', text: 'steady', nextAt }],
        ['updates.promise', { audience: 'internal', why: 'nothing before Thursday', nextAt }],
      ] as const) {
        const outcome = given(declared()).when(at('+2m', priya, type, data));
        if (!isPossible) outcome.isRefused('updates.next-too-far');
        else expect(outcome.events.length, type).toBeGreaterThan(0);
      }
    }
  });

  it('OW2 on the timeline it has its day where that is another than the day it was promised on', () => {
    const told = (nextAt: string): string =>
      sentences['updates.promised'](
        { audience: 'internal', nextAt, cause: 'snoozed' },
        (person) => person,
        utcClockAt('2026-11-30T03:00:00.000Z'),
      );
    expect(told('2026-11-30T03:40:00.000Z')).toBe('Next internal update due 03:40 UTC (snoozed).');
    expect(told('2026-12-03T03:40:00.000Z')).toBe('Next internal update due 03:40 UTC on 3 Dec (snoozed).');
  });

  it('UP6 it may be the last from mitigated on, or while the rhythm is off', () => {
    for (const phase of ['mitigated', 'monitoring', 'resolved'])
      expect(promises(declared(), status('+1m', phase), post('+2m', null)).internal).toBeNull();
    expect(promises(declared({ severity: 4 }), post('+2m', null)).internal).toBeNull();
    given(declared(), status('+1m', 'identified')).when(post('+2m', null)).isRefused('updates.next-needed');
  });

  it('UP7 how late it came is on the record', () => {
    given(declared(), joins('+1s', ana))
      .when(post('+7m', '+27m'))
      .then('updates.due', { type: 'updates.posted', data: { lateSeconds: 120 } }, 'floor.confirmed');
  });

  it('UP100 one that came a minute or more after its promise counts as late, as its sentence says', () => {
    const told = (when: string) => {
      const { events, after } = given(declared(), joins('+1s', ana)).when(post(when, '+27m'));
      const posted = events.find(({ type }) => type === 'updates.posted');
      return [sentences['updates.posted'](posted?.data as never, (person) => person), after.updates.lateCount];
    };
    expect(told('+5m')).toEqual([expect.stringMatching(/^Internal update: /), 0]);
    expect(told('+359s')).toEqual([expect.stringMatching(/^Internal update: /), 0]);
    expect(told('+6m')).toEqual([expect.stringMatching(/^Internal update \(1 min late\): /), 1]);
  });

  it('UP8 inside, commander, deputy and comms post without an epoch; others do not', () => {
    given(declared())
      .when({ ...post('+1m', '+9m'), epoch: null })
      .then('updates.posted', 'floor.confirmed');
    const seats = ['deputy', 'comms-internal', 'comms-external'].map((role) =>
      given(
        declared(),
        joins('+1s', bob),
        at('+2s', priya, 'crew.assign', { person: bob.id, role }),
        at('+3s', bob, 'crew.accept', { role }),
      ),
    );
    for (const room of seats) room.when({ ...post('+1m', '+9m'), actor: bob, epoch: null }).then('updates.posted');
    given(declared(), joins('+1s', ana))
      .when({ ...post('+1m', '+9m'), actor: ana })
      .isRefused('updates.not-yours-to-post');
    given(declared(), joins('+1s', sam, 'shadow'))
      .when({ ...post('+1m', '+9m'), actor: sam })
      .isRefused('crew.shadows-may-not');
  });
});

describe('when the incident moves', () => {
  it('UP9 a rise to SEV1 or 2 brings the promise within 5 minutes', () => {
    expect(promises(declared({ severity: 3 }), severity('+1m', 1))).toMatchObject({
      internal: instantOf('+6m'),
      everySeconds: 900,
    });
    expect(promises(declared({ severity: 4 }), severity('+1m', 2)).internal).toBe(instantOf('+6m'));
    expect(promises(declared({ severity: 4 }), severity('+1m', 3)).internal).toBe(instantOf('+31m'));
  });

  it('UP10 no change of severity or status pushes a promise later', () => {
    expect(promises(declared(), severity('+1m', 4)).internal).toBe(instantOf('+5m'));
    expect(promises(declared(), status('+1m', 'identified')).internal).toBe(instantOf('+5m'));
    expect(promises(declared(), post('+1m', '+3m'), severity('+2m', 1)).internal).toBe(instantOf('+3m'));
    expect(promises(declared(), status('+1m', 'resolved'))).toMatchObject({
      internal: instantOf('+5m'),
      everySeconds: null,
    });
  });

  it('UP11 going back to a worse phase brings it nearer, and wakes it after the last update', () => {
    expect(
      promises(declared(), status('+1m', 'monitoring'), post('+2m', '+90m'), status('+3m', 'investigating')).internal,
    ).toBe(instantOf('+23m'));
    expect(
      promises(declared(), status('+1m', 'resolved'), post('+2m', null), status('+3m', 'investigating')).internal,
    ).toBe(instantOf('+23m'));
  });

  it('UP12 customers who wait for news are updated sooner too; others are not promised any', () => {
    expect(promises(declared({ severity: 3 }), post('+1m', '+60m', external), severity('+2m', 1)).external).toBe(
      instantOf('+7m'),
    );
  });
});

describe('rhythm and snooze by hand', () => {
  const rhythm = (when: string, data: object) => at(when, priya, 'updates.set-rhythm', { why: 'calm night', ...data });

  it('UP13 a rhythm set by hand holds, and brings a promise nearer but never later', () => {
    expect(promises(declared(), rhythm('+1m', { everySeconds: 3600 }))).toMatchObject({
      internal: instantOf('+5m'),
      everySeconds: 3600,
    });
    expect(promises(declared({ severity: 4 }), rhythm('+1m', { everySeconds: 600 }))).toMatchObject({
      internal: instantOf('+11m'),
      external: null,
      everySeconds: 600,
    });
    expect(promises(declared(), rhythm('+1m', { everySeconds: 3600 }), status('+2m', 'identified')).everySeconds).toBe(
      3600,
    );
  });

  it('UP14 off is allowed, on the record, and ends the promise', () => {
    given(declared())
      .when(rhythm('+1m', { off: true, audience: 'internal' }))
      .then(
        { type: 'updates.rhythm-set', data: { everySeconds: null, why: 'calm night' } },
        { type: 'updates.cleared', data: { cause: 'off' } },
        'floor.confirmed',
      );
    expect(promises(declared(), rhythm('+1m', { off: true })).nextAt).toBeNull();
  });

  it('UP15 a rise in severity ends what was set by hand', () => {
    expect(promises(declared(), rhythm('+1m', { off: true }), severity('+2m', 1))).toMatchObject({
      internal: instantOf('+7m'),
      everySeconds: 900,
    });
  });

  it('UP16 snoozing is a new promised time with a reason, for what is promised only', () => {
    const snooze = (data: object) =>
      at('+1m', priya, 'updates.promise', { nextAt: instantOf('+15m'), why: 'in a call', ...data });
    given(declared())
      .when(snooze({}))
      .then(
        { type: 'updates.promised', data: { audience: 'internal', cause: 'snoozed', why: 'in a call' } },
        'floor.confirmed',
      );
    given(declared())
      .when(snooze({ audience: 'external' }))
      .isRefused('updates.nothing-promised');
    given(declared())
      .when(snooze({ nextAt: instantOf('+1m') }))
      .isRefused('updates.next-in-the-past');
    given(declared(), joins('+1s', ana))
      .when({ ...snooze({}), actor: ana })
      .isRefused('floor.not-yours');
  });
});
