/** The rules of the incident: declaring, renaming, severity, the Now block, closing and reopening. */
import { describe, expect, it } from 'vitest';
import { mayWriteDocument } from '../../shared/room.ts';
import { explain } from '../../shared/refusals.ts';
import { DEFAULT_POLICY } from '../../shared/incident/policy.ts';
import { sentences } from '../../shared/incident/sentences.ts';
import { ana, at, bob, declared, given, joins, li, POLICY, priya, sam } from '../support/domain/given.ts';

const criteria = [
  { id: 'c1', text: 'Error rate under 1 %', met: false },
  { id: 'c2', text: 'Queue empty', met: true },
];
const room = () => given(declared(), joins('+1s', ana), joins('+1s', bob));
const seated = (person: typeof ana, role: string) => [
  at('+10s', priya, 'crew.assign', { person: person.id, role }),
  at('+11s', person, 'crew.accept', { role }),
];

describe('declaring', () => {
  it('IN1 an incident is declared once; the person who declares it is in the room and in command', () => {
    const after = given(declared({ impact: 'EU checkout down' })).state;
    expect(after.incident).toMatchObject({
      title: 'Checkout fails in the EU',
      severity: 2,
      status: 'investigating',
      declaredBy: priya.id,
      declaredAt: '2026-03-01T03:00:00.000Z',
    });
    expect(after.incident.now.impact).toMatchObject({ value: 'EU checkout down', version: 1, by: priya.id });
    given(declared()).when(declared()).isRefused('incident.already-declared');
    expect(DEFAULT_POLICY).toEqual(POLICY);
  });

  it('IN2 a security incident is refused until private rooms exist', () => {
    given()
      .when(declared({ kind: 'security' }))
      .isRefused('incident.private-not-yet');
  });
});

describe('title, severity, status, links', () => {
  it('IN3 the commander renames, grades and moves the incident, and the log keeps what it was before', () => {
    room()
      .when(at('+1m', priya, 'incident.retitle', { title: 'Payments down' }))
      .then({ type: 'incident.retitled', data: { from: 'Checkout fails in the EU' } }, 'floor.confirmed');
    const graver = given(declared({ severity: 3 })).when(
      at('+1m', priya, 'incident.set-severity', { severity: 1, why: 'all of EU' }),
    );
    expect(graver.events[0]).toEqual({
      type: 'incident.severity-set',
      data: { severity: 1, from: 3, why: 'all of EU' },
    });
    const moved = room().when(at('+1m', priya, 'incident.set-status', { status: 'monitoring' })).after;
    expect(moved.incident).toMatchObject({ status: 'monitoring', statusSince: '2026-03-01T03:01:00.000Z' });
  });

  it('IN4 going back to an earlier status is allowed', () => {
    const monitoring = given(declared(), at('+1m', priya, 'incident.set-status', { status: 'monitoring' }));
    expect(
      monitoring.when(at('+2m', priya, 'incident.set-status', { status: 'investigating', why: 'it is back' })).events[0]
        ?.data,
    ).toMatchObject({ from: 'monitoring' });
  });

  it('IN5 what changes nothing is refused', () => {
    room()
      .when(at('+1m', priya, 'incident.retitle', { title: 'Checkout fails in the EU' }))
      .isRefused('incident.unchanged');
    room()
      .when(at('+1m', priya, 'incident.set-severity', { severity: 2, why: 'sure' }))
      .isRefused('incident.unchanged');
    room()
      .when(at('+1m', priya, 'incident.set-status', { status: 'investigating' }))
      .isRefused('incident.unchanged');
    room()
      .when(at('+1m', priya, 'incident.set-links', { bridge: null }))
      .isRefused('incident.unchanged');
    room()
      .when(at('+1m', priya, 'incident.set-now', { plan: '', seen: 0 }))
      .isRefused('incident.unchanged');
  });

  it('IN6 no one but the commander changes title, severity, status or links or closes, and not with an old epoch', () => {
    for (const [type, data] of [
      ['incident.retitle', { title: 'x' }],
      ['incident.close', {}],
      ['incident.set-status', { status: 'resolved' }],
    ] as const) {
      room()
        .when(at('+1m', ana, type, data))
        .isRefused('floor.not-yours');
      room()
        .when(at('+1m', priya, type, data, { epoch: 0 }))
        .isRefused('floor.stale-epoch', { holder: priya.id, epoch: 1 });
      room()
        .when(at('+1m', priya, type, data, { epoch: null }))
        .isRefused('floor.epoch-missing');
    }
  });

  it('IN7 a link can be set, kept and removed', () => {
    const linked = given(
      declared(),
      at('+1m', priya, 'incident.set-links', { bridge: 'https://meet.example/1', procedure: 'https://wiki.example/p' }),
    );
    expect(linked.when(at('+2m', priya, 'incident.set-links', { bridge: null })).after.incident.links).toEqual({
      bridge: null,
      procedure: 'https://wiki.example/p',
    });
  });
});

describe('the Now block', () => {
  const written = () =>
    given(
      declared(),
      joins('+1s', ana),
      ...seated(ana, 'scribe'),
      at('+1m', ana, 'incident.set-now', { plan: 'Fail over', seen: 0 }),
    );

  it('IN8 only the fields that differ are written, and the version goes up by one', () => {
    const then = written().when(
      at('+2m', priya, 'incident.set-now', { plan: 'Fail over', known: 'DB is full', seen: 1 }),
    );
    expect(then.events[0]).toEqual({ type: 'incident.now-set', data: { known: 'DB is full', version: 2 } });
    expect(then.after.incident.now.plan).toMatchObject({ version: 1, by: ana.id });
  });

  it('IN9 a field that someone else rewrote since the writer looked is refused, with the newer text', () => {
    written()
      .when(at('+2m', priya, 'incident.set-now', { plan: 'Restart', seen: 0 }))
      .isRefused('incident.now-changed', { field: 'plan', value: 'Fail over', version: 1, by: ana.id });
  });

  it('IN10 writing another field, or over your own newer text, is never refused for being late', () => {
    written()
      .when(at('+2m', priya, 'incident.set-now', { known: 'DB is full', seen: 0 }))
      .then('incident.now-set');
    written()
      .when(at('+2m', ana, 'incident.set-now', { plan: 'Fail over now', seen: 0 }))
      .then('incident.now-set');
  });

  it('IN11 deputy and scribe write it without an epoch, others do not', () => {
    given(declared(), joins('+1s', bob), ...seated(bob, 'deputy'))
      .when(at('+1m', bob, 'incident.set-now', { plan: 'x', seen: 0 }, { epoch: null }))
      .then('incident.now-set');
    room()
      .when(at('+1m', ana, 'incident.set-now', { plan: 'x', seen: 0 }))
      .isRefused('floor.not-yours');
  });
});

describe('closing and reopening', () => {
  const close = (data: object = {}) => at('+10m', priya, 'incident.close', data);
  const withCriteria = () =>
    given(declared(), joins('+1s', ana), at('+1m', priya, 'incident.set-now', { exitCriteria: criteria, seen: 0 }));
  const closed = () => given(declared(), joins('+1s', ana), joins('+1s', li, 'observer'), close());

  it('IN12 it closes from any status, once each exit criterion is met or waived with a reason', () => {
    withCriteria()
      .when(close())
      .isRefused('incident.criteria-open', { criteria: ['c1'] });
    const waived = [
      { criterion: 'c1', why: 'measured tomorrow' },
      { criterion: 'c2', why: 'not needed' },
    ];
    const then = withCriteria().when(close({ waived, reviewOwner: ana.id, duplicateOf: 'inc-7' }));
    expect(then.events.find((event) => event.type === 'incident.closed')?.data).toEqual({
      waived: waived.slice(0, 1),
      reviewOwner: ana.id,
      duplicateOf: 'inc-7',
    });
    expect(then.after).toMatchObject({
      incident: { reviewOwner: ana.id, duplicateOf: 'inc-7' },
      floor: { holder: null },
    });
  });

  it('IN13 the review owner is a person in the room', () => {
    room()
      .when(close({ reviewOwner: sam.id }))
      .isRefused('incident.unknown-person', { person: sam.id });
  });

  it('IN14 a closed room refuses everything but lines and reopening', () => {
    closed()
      .when(at('+11m', priya, 'incident.retitle', { title: 'x' }))
      .isRefused('incident.closed');
    closed()
      .when(at('+11m', ana, 'updates.post', { audience: 'internal', text: 'x', nextAt: null }))
      .isRefused('incident.closed');
    closed()
      .when(at('+11m', sam, 'incident.reopen', { why: 'x' }))
      .isRefused('crew.enter-first');
  });

  it('IN15 any responder reopens a closed incident with a reason; it is then investigating again under a new epoch', () => {
    const resolved = given(
      declared(),
      joins('+1s', ana),
      at('+9m', priya, 'incident.set-status', { status: 'resolved' }),
      close({ duplicateOf: 'inc-7' }),
    );
    const then = resolved.when(at('+20m', ana, 'incident.reopen', { why: 'errors are back' }));
    expect(then.after.incident).toMatchObject({ closedAt: null, duplicateOf: null, status: 'investigating' });
    expect(then.after.floor).toMatchObject({ holder: ana.id, epoch: 2, provisional: true });
    closed()
      .when(at('+20m', li, 'incident.reopen', { why: 'x' }))
      .isRefused('crew.observers-may-not');
    room()
      .when(at('+1m', ana, 'incident.reopen', { why: 'x' }))
      .isRefused('incident.not-closed');
  });

  it('IN16 those who work on it write in the document, also after the end; those who watch do not', () => {
    const { state } = closed();
    expect(explain({ code: 'scribe.not-yours-to-write' }, String)).toMatch(/observer/i);
    expect([ana, li, sam].map((person) => mayWriteDocument(state, person.id))).toEqual([true, false, false]);
  });

  it('IN17 what happened is told in plain sentences', () => {
    expect(sentences['incident.severity-set']({ severity: 1, from: 3, why: 'all of EU' }, String)).toBe(
      'Severity raised from SEV3 to SEV1: all of EU',
    );
    expect(sentences['incident.now-set']({ plan: 'x', known: 'y', version: 4 }, String)).toBe('We know: y; Plan: x');
  });
});
