/**
 * More about the incident: severity with its impact, history and suggestions; impacted services; who stays reachable
 * after closing.
 */
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/incident/policy.ts';
import { sentences } from '../../shared/incident/sentences.ts';
import { commands } from '../../shared/incident/words.ts';
import { explain } from '../../shared/refusals.ts';
import { evolve, initial } from '../../shared/room.ts';
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
  POLICY,
  priya,
  sam,
  type Act,
} from '../support/domain/given.ts';
import type { Actor } from '../../shared/envelope.ts';

const room = [
  declared({ severity: 3, impact: 'Some carts are slow' }),
  joins('+1s', ana),
  joins('+2s', bob),
  joins('+3s', li, 'observer'),
];
const sets = (when: string, severity: number, more: object = {}): Act =>
  at(when, priya, 'incident.set-severity', { severity, why: 'more of the EU', ...more });
const suggests = (when: string, by: Actor = ana, severity = 1): Act =>
  at(when, by, 'incident.suggest-severity', { severity, why: 'all carts fail' });
const keeps = (when: string, data: object = {}): Act => at(when, priya, 'incident.keep-severity', data);

describe('severity', () => {
  it('IN60 grading with an impact writes the Now block in the same commit, when the text differs', () => {
    const graded = given(...room).when(sets('+1m', 1, { impact: 'No cart in the EU can pay' }));
    expect(graded.events.slice(0, 2)).toEqual([
      { type: 'incident.severity-set', data: { severity: 1, from: 3, why: 'more of the EU' } },
      { type: 'incident.now-set', data: { impact: 'No cart in the EU can pay', version: 2 } },
    ]);
    expect(graded.after.incident.now).toMatchObject({
      version: 2,
      impact: { value: 'No cart in the EU can pay', version: 2, by: priya.id },
    });
    const same = given(...room).when(sets('+1m', 1, { impact: 'Some carts are slow' }));
    expect(same.events.map(({ type }) => type)).not.toContain('incident.now-set');
    expect(same.after.incident.now.version).toBe(1);
  });

  it('IN90 an impact that is sent with a severity overwrites nothing that someone else wrote since it was read', () => {
    const scribe = [
      at('+4s', priya, 'crew.assign', { person: ana.id, role: 'scribe' }),
      at('+5s', ana, 'crew.accept', { role: 'scribe' }),
    ];
    const rewritten = [...room, ...scribe, at('+30s', ana, 'incident.set-now', { impact: 'Half of the EU', seen: 1 })];
    given(...rewritten)
      .when(sets('+1m', 1, { impact: 'Some carts are slow now', seen: 1 }))
      .isRefused('incident.now-changed', { field: 'impact', value: 'Half of the EU', by: ana.id });
    expect(
      given(...rewritten).when(sets('+1m', 1, { impact: 'All of the EU', seen: 2 })).after.incident.now.impact?.value,
    ).toBe('All of the EU');
    expect(given(...rewritten).when(sets('+1m', 1, { seen: 1 })).after.incident).toMatchObject({
      severity: 1,
      now: { impact: { value: 'Half of the EU' } },
    });
  });

  it('IN91 no two exit criteria share an id, and each that is open is waived once', () => {
    const criteria = (...ids: string[]) => ids.map((id) => ({ id, text: `no errors ${id}`, met: false }));
    expect(commands['incident.set-now'].safeParse({ exitCriteria: criteria('a', 'a'), seen: 0 }).success).toBe(false);
    expect(commands['incident.set-now'].safeParse({ exitCriteria: criteria('a', 'b'), seen: 0 }).success).toBe(true);
    const open = given(...room, at('+30s', priya, 'incident.set-now', { exitCriteria: criteria('a', 'b'), seen: 1 }));
    const waives = (...ids: string[]): Act =>
      at('+1m', priya, 'incident.close', {
        waived: ids.map((criterion, place) => ({ criterion, why: `reason ${place}` })),
      });
    open.when(waives('a', 'a')).isRefused('incident.criteria-open', { criteria: ['b'] });
    expect(open.when(waives('b', 'a', 'a', 'x')).events[0]).toEqual({
      type: 'incident.closed',
      data: {
        waived: [
          { criterion: 'a', why: 'reason 1' },
          { criterion: 'b', why: 'reason 0' },
        ],
      },
    });
  });

  it('IN61 every severity is kept with its reason, who set it and when; the newest thirty', () => {
    expect(given(...room, sets('+1m', 1)).state.incident.severities).toEqual([
      { severity: 3, why: null, by: priya.id, at: instantOf('+0s') },
      { severity: 1, why: 'more of the EU', by: priya.id, at: instantOf('+1m') },
    ]);
    const many = Array.from({ length: 40 }, (_, minute) =>
      sets(`+${minute + 1}m`, minute % 2 === 0 ? 1 : 2, { why: `minute ${minute + 1}` }),
    );
    const { severities } = given(...room, ...many).state.incident;
    expect(severities).toHaveLength(30);
    expect([severities[0]?.why, severities.at(-1)?.why]).toEqual(['minute 11', 'minute 40']);
  });
});

describe('suggesting a severity', () => {
  it('IN62 a responder may suggest another severity, with the reason, and it changes nothing by itself', () => {
    const suggested = given(...room)
      .when(suggests('+1m'))
      .then({ type: 'incident.severity-suggested', data: { severity: 1, by: ana.id, why: 'all carts fail' } });
    expect(suggested.after.incident).toMatchObject({
      severity: 3,
      suggestions: [{ severity: 1, by: ana.id, at: instantOf('+1m'), answered: false }],
    });
    given(...room)
      .when(suggests('+1m', li))
      .isRefused('crew.observers-may-not');
    given(...room)
      .when(suggests('+1m', ana, 3))
      .isRefused('incident.unchanged');
  });

  it('IN72 after a close and a reopening everyone may suggest a severity again', () => {
    const again = [
      ...room,
      suggests('+1m'),
      at('+2m', priya, 'incident.close', {}),
      at('+3m', priya, 'incident.reopen', { why: 'it is back' }),
    ];
    given(...again)
      .when(suggests('+4m'))
      .then('incident.severity-suggested');
  });

  it('IN63 the person in command is told to set the severity instead of suggesting one', () => {
    given(...room)
      .when(suggests('+1m', priya))
      .isRefused('incident.set-it-yourself');
  });

  it('IN64 each person suggests once until the severity is next set', () => {
    given(...room, suggests('+1m'))
      .when(suggests('+2m', ana, 2))
      .isRefused('incident.already-suggested', { severity: 1, answered: false, holder: priya.id });
    given(...room, suggests('+1m'))
      .when(suggests('+2m', bob, 2))
      .then('incident.severity-suggested');
    given(...room, suggests('+1m'), keeps('+2m'))
      .when(suggests('+3m', ana, 2))
      .isRefused('incident.already-suggested', { answered: true });
    given(...room, suggests('+1m'), sets('+2m', 2))
      .when(suggests('+3m'))
      .then('incident.severity-suggested');
  });

  it('IN65 the commander answers all that is open by keeping it as it is, or by setting it', () => {
    const open = [...room, suggests('+1m'), suggests('+1m', bob, 2)];
    const kept = given(...open).when(keeps('+2m', { why: 'Only one shop' }));
    expect(kept.events[0]).toEqual({ type: 'incident.severity-kept', data: { severity: 3, why: 'Only one shop' } });
    expect(kept.after.incident.suggestions.map(({ answered }) => answered)).toEqual([true, true]);
    given(...open, keeps('+2m'))
      .when(keeps('+3m'))
      .isRefused('incident.nothing-suggested');
    given(...room)
      .when(keeps('+1m'))
      .isRefused('incident.nothing-suggested');
    given(...open)
      .when(at('+2m', ana, 'incident.keep-severity'))
      .isRefused('floor.not-yours');
    expect(given(...open, sets('+2m', 2)).state.incident.suggestions).toEqual([]);
  });

  it('IN66 a suggestion outlives the commander it was made to, and the next one answers it', () => {
    const assumed = [
      ...room,
      suggests('+1m'),
      losesLink('+2m', priya),
      at('+8m', bob, 'floor.assume', { why: 'Gone' }),
    ];
    given(...assumed)
      .when(at('+9m', bob, 'incident.keep-severity'))
      .then({ type: 'incident.severity-kept', data: { severity: 3 } });
  });
});

describe('impacted services', () => {
  const checkout = { id: 'checkout', name: 'Checkout', owner: ana.id };
  const carts = { id: 'carts', name: 'Carts' };
  const lists = (when: string, services: object[], by: Actor = priya, more: Partial<Act> = {}): Act =>
    at(when, by, 'incident.set-services', { services }, more);
  const scribe = [
    at('+10s', priya, 'crew.assign', { person: bob.id, role: 'scribe' }),
    at('+11s', bob, 'crew.accept', { role: 'scribe' }),
  ];

  it('IN67 commander, deputy and scribe say which services are impacted, each service once; so does whoever declares', () => {
    const listed = given(...room).when(lists('+1m', [checkout, carts, { ...checkout, name: 'Checkout again' }]));
    expect(listed.events[0]).toEqual({ type: 'incident.services-set', data: { services: [checkout, carts] } });
    expect(listed.after.incident.services).toEqual([checkout, carts]);
    const declares = declared({ services: [checkout, carts, { ...checkout, name: 'Checkout again' }] });
    const { state, commits } = given(declares);
    expect(state.incident.services).toEqual([checkout, carts]);
    expect(state.floor.provisional).toBe(true);
    expect(commits[0]?.events[0]).toMatchObject({ type: 'incident.declared', data: { services: [checkout, carts] } });
    given(...room, ...scribe)
      .when(lists('+1m', [carts], bob, { epoch: null }))
      .then('incident.services-set');
    given(...room)
      .when(lists('+1m', [carts], ana))
      .isRefused('floor.not-yours');
  });

  it('IN68 the same services again are refused, and an empty list takes them all away', () => {
    given(...room)
      .when(lists('+1m', []))
      .isRefused('incident.unchanged');
    given(...room, lists('+1m', [checkout]))
      .when(lists('+2m', [checkout, checkout]))
      .isRefused('incident.unchanged');
    const cleared = given(...room, lists('+1m', [checkout])).when(lists('+2m', []));
    cleared.then('incident.services-set');
    expect(cleared.after.incident.services).toEqual([]);
  });
});

describe('closing', () => {
  const closes = (stays: string[]): Act => at('+5m', priya, 'incident.close', { stays, reviewOwner: ana.id });

  it('IN69 closing names who stays reachable: people of this room, each once, until it is reopened', () => {
    const closed = given(...room).when(closes([bob.id, ana.id, bob.id]));
    expect(closed.events.find(({ type }) => type === 'incident.closed')?.data).toEqual({
      waived: [],
      reviewOwner: ana.id,
      stays: [bob.id, ana.id],
    });
    expect(closed.after.incident.stays).toEqual([bob.id, ana.id]);
    given(...room)
      .when(closes([bob.id, sam.id]))
      .isRefused('incident.unknown-person', { person: sam.id });
    expect(
      given(...room, closes([bob.id]), at('+6m', ana, 'incident.reopen', { why: 'back' })).state.incident.stays,
    ).toEqual([]);
  });
});

it('IN70 a room whose log lacks a number of the policy takes the default', () => {
  const {
    acknowledgeSeconds: _a,
    objectionSeconds: _o,
    commandHourSeconds: _c,
    ...older
  } = { ...POLICY, offerSeconds: 200 };
  const event = {
    type: 'incident.declared',
    data: { title: 'Checkout', severity: 2, kind: 'incident', policy: older },
  };
  const { incident } = evolve(initial, { version: 1, at: instantOf('+0s'), by: clock.id, events: [event] });
  expect(incident.policy).toEqual({ ...DEFAULT_POLICY, offerSeconds: 200 });
  expect(DEFAULT_POLICY).toMatchObject({ acknowledgeSeconds: 60, objectionSeconds: 30, commandHourSeconds: 3600 });
});

it('IN71 suggestions, services and who stays are told in plain sentences', () => {
  const name = (person: string): string =>
    ({ [ana.id]: 'Ana S', [bob.id]: 'Bob L', [priya.id]: 'Priya N' })[person] ?? person;
  expect(sentences['incident.severity-suggested']({ severity: 1, by: ana.id, why: 'all carts fail' }, name)).toBe(
    'Ana S suggested SEV1: all carts fail',
  );
  expect(sentences['incident.severity-kept']({ severity: 3 }, name)).toBe('Severity stays SEV3.');
  expect(
    sentences['incident.services-set'](
      {
        services: [
          { id: 'a', name: 'Checkout' },
          { id: 'b', name: 'Carts' },
        ],
      },
      name,
    ),
  ).toBe('Impacted services: Checkout and Carts.');
  expect(sentences['incident.closed']({ waived: [], reviewOwner: ana.id, stays: [bob.id, ana.id] }, name)).toBe(
    'Incident closed. Ana S owns the review. Bob L and Ana S stay reachable.',
  );
  expect(
    explain({ code: 'incident.already-suggested', facts: { severity: 1, answered: true, holder: priya.id } }, name),
  ).toBe(
    'You’ve already suggested SEV1, and each person can suggest once. Priya N kept it as it is. Post new facts in chat.',
  );
});
