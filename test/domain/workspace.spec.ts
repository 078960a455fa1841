/** The rules of the workspace: people, administrators, policy, the register of rooms. */
import { describe, expect, it } from 'vitest';
import { decide, due, evolve, initial, personIdOf } from '../../shared/workspace/rules.ts';
import { spanIn, wishOf } from '../../client/incident/policy/policy-words.ts';
import { DEFAULT_POLICY } from '../../shared/incident/policy.ts';
import { policyProblems, POLICY_TIMES } from '../../shared/incident/policy-bounds.ts';
import { spanText } from '../../shared/instants.ts';
import { explain } from '../../shared/refusals.ts';
import { UnknownEvent } from '../../shared/decider.ts';
import type { Actor } from '../../shared/envelope.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import { sentences } from '../../shared/workspace/sentences.ts';
import { admin, ana, at, bob, clock, declared, given, joins, priya, START } from '../support/domain/given.ts';

const REQUEST = '11111111-1111-4111-8111-111111111111';

function judge(state: WorkspaceState, actor: Actor, type: string, more: { data: object; id?: string }) {
  const id = more.id ?? 'c-1';
  return decide(state, { id, type, data: more.data }, { now: START, actor, commandId: id, version: 1 });
}

function after(state: WorkspaceState, actor: Actor, type: string, more: { data: object; id?: string }): WorkspaceState {
  const verdict = judge(state, actor, type, more);
  if (!verdict.ok) throw new Error(verdict.code);
  return evolve(state, { version: 1, at: START, by: actor.id, events: verdict.events });
}

function refusal(state: WorkspaceState, actor: Actor, type: string, data: object): string {
  const verdict = judge(state, actor, type, { data });
  return verdict.ok ? 'accepted' : verdict.code;
}

const one = after(initial, clock, 'workspace.add-person', { data: { name: 'Ada', administrator: true }, id: 'a' });
const two = after(one, admin, 'workspace.add-person', { data: { name: 'Ana', trained: true }, id: 'b' });
const member = { ...ana, id: personIdOf('b') };

describe('people', () => {
  it('WS1 administrators and the servers add people; a repeated command adds no one twice', () => {
    expect(two.people[personIdOf('b')]).toEqual({
      id: 'p-b',
      name: 'Ana',
      area: null,
      trained: true,
      administrator: false,
      observer: false,
      active: true,
      addedAt: START,
    });
    expect(judge(two, admin, 'workspace.add-person', { data: { name: 'Ana' }, id: 'b' })).toEqual({
      ok: true,
      events: [],
    });
  });

  it('WS2 no one else manages people or policy', () => {
    for (const [type, data] of [
      ['workspace.add-person', { name: 'Eve' }],
      ['workspace.change-person', { person: 'p-a', active: false }],
      ['workspace.set-policy', { policy: {} }],
    ] as const) {
      expect(refusal(two, member, type, data)).toBe('workspace.administrators-only');
    }
  });

  it('WS3 only what differs is changed', () => {
    const changed = judge(two, admin, 'workspace.change-person', { data: { person: 'p-b', name: 'Ana', area: 'db' } });
    expect(changed.ok && changed.events).toEqual([
      { type: 'workspace.person-changed', data: { person: 'p-b', area: 'db' } },
    ]);
    expect(refusal(two, admin, 'workspace.change-person', { person: 'p-b', name: 'Ana' })).toBe('workspace.unchanged');
    expect(refusal(two, admin, 'workspace.change-person', { person: 'p-x', name: 'Ana' })).toBe(
      'workspace.unknown-person',
    );
    expect(refusal(two, admin, 'workspace.change-person', { person: 'constructor', name: 'Ana' })).toBe(
      'workspace.unknown-person',
    );
  });

  it('WS4 the last administrator is neither demoted nor deactivated', () => {
    expect(refusal(two, admin, 'workspace.change-person', { person: 'p-a', administrator: false })).toBe(
      'workspace.last-administrator',
    );
    expect(refusal(two, admin, 'workspace.change-person', { person: 'p-a', active: false })).toBe(
      'workspace.last-administrator',
    );
    const both = after(two, admin, 'workspace.change-person', { data: { person: 'p-b', administrator: true } });
    expect(refusal(both, admin, 'workspace.change-person', { person: 'p-a', active: false })).toBe('accepted');
  });
});

describe('what people change about themselves', () => {
  it('WS101 a person changes their own name and area, and nothing else about themselves and nothing about others', () => {
    const renamed = after(two, member, 'workspace.change-person', {
      data: { person: 'p-b', name: 'Ana L', area: 'database' },
    });
    expect(renamed.people['p-b']).toMatchObject({ name: 'Ana L', area: 'database' });
    const without = after(renamed, member, 'workspace.change-person', { data: { person: 'p-b', area: null } });
    expect(without.people['p-b']).toMatchObject({ name: 'Ana L', area: null });
    for (const data of [
      { person: 'p-b', trained: false },
      { person: 'p-b', administrator: true },
      { person: 'p-b', active: false },
      { person: 'p-b', name: 'Ana L', administrator: true },
      { person: 'p-a', name: 'Eve' },
      { person: 'p-x', area: 'database' },
    ])
      expect(refusal(two, member, 'workspace.change-person', data)).toBe('workspace.administrators-only');
    const gone = after(two, admin, 'workspace.change-person', { data: { person: 'p-b', active: false } });
    expect(refusal(gone, member, 'workspace.change-person', { person: 'p-b', name: 'Ana L' })).toBe(
      'workspace.unknown-person',
    );
  });

  it('WS102 a room calls a person by their new name and says so in its log, once; only the servers tell it', () => {
    const told = (by: Actor) => at('+20s', by, 'crew.rename', { person: bob.id, name: 'Bob Lima' });
    const room = given(declared(), joins('+10s', bob));
    for (const by of [bob, admin, priya]) room.when(told(by)).isRefused('crew.clock-only');
    const renamed = room
      .when(told(clock))
      .then({ type: 'crew.renamed', data: { person: bob.id, name: 'Bob Lima', was: bob.name } });
    expect(renamed.after.crew.members[bob.id]?.name).toBe('Bob Lima');
    room.when(told(clock)).changesNothing();
    given(declared()).when(told(clock)).isRefused('crew.unknown-person');
  });

  it('WS103 what changed about a person is told in plain sentences, one for each thing', () => {
    const tell = (changed: object): string =>
      sentences['workspace.person-changed']({ person: 'p-b', ...changed }, () => 'Ana');
    expect(tell({ name: 'Ana L', area: 'database' })).toBe('Ana is now called Ana L. Ana’s area is now database.');
    expect(tell({ area: null, trained: false })).toBe('Ana has no area now. Ana is no longer trained to command.');
    expect(tell({ administrator: true, active: true })).toBe('Ana was reactivated. Ana is now an administrator.');
    expect(tell({ observer: false, rooms: null })).toBe('Ana is now a responder. Ana sees every room now.');
  });
});

describe('rooms and policy', () => {
  it('WS5 rooms are numbered without a gap, and the same request registers the same room', () => {
    const first = after(two, member, 'workspace.register-room', { data: { request: REQUEST } });
    const again = judge(first, member, 'workspace.register-room', { data: { request: REQUEST } });
    expect(again).toEqual({ ok: true, events: [] });
    const second = after(first, member, 'workspace.register-room', { data: { request: REQUEST.replaceAll('1', '2') } });
    expect(Object.values(second.rooms)).toEqual(['inc-1', 'inc-2']);
  });

  it('WS6 a room is registered by an active person of the workspace', () => {
    const gone = after(two, admin, 'workspace.change-person', { data: { person: 'p-b', active: false } });
    expect(refusal(gone, member, 'workspace.register-room', { request: REQUEST })).toBe('workspace.unknown-person');
    expect(refusal(two, admin, 'workspace.register-room', { request: REQUEST })).toBe('workspace.unknown-person');
  });

  it('WS7 the policy for new rooms is kept number by number', () => {
    const strict = after(two, admin, 'workspace.set-policy', { data: { policy: { offerSeconds: 60 } } });
    expect(after(strict, admin, 'workspace.set-policy', { data: { policy: { graceSeconds: 90 } } }).policy).toEqual({
      offerSeconds: 60,
      graceSeconds: 90,
    });
    expect(refusal(strict, admin, 'workspace.set-policy', { policy: { offerSeconds: 60 } })).toBe(
      'workspace.unchanged',
    );
  });

  it('WS104 every time has a least and a most, and the later of two is never sooner; what is outside is refused', () => {
    const sets = (policy: object) => {
      const answer = judge(two, admin, 'workspace.set-policy', { data: { policy } });
      return answer.ok ? 'set' : explain(answer, String);
    };
    for (const [name, { least, most }] of Object.entries(POLICY_TIMES)) {
      expect(sets({ [name]: least - 1 }), name).toMatch(/: from .* to .*\. Nothing was changed\./);
      expect(sets({ [name]: most + 1 }), name).toMatch(/: from .* to .*\. Nothing was changed\./);
    }
    expect(sets({ deputyAfterSeconds: 600 })).toMatch(/“.*Anyone may assume.*” can’t be shorter than “.*Deputy/);
    expect(sets({ deputyAfterSeconds: 600, anyoneAfterSeconds: 600 })).toBe('set');
    const late = { policy: { provisionalChallengeSeconds: 121 } };
    expect(refusal(two, admin, 'workspace.set-policy', late)).toBe('workspace.policy-order');
    expect(policyProblems(DEFAULT_POLICY)).toEqual([]);
  });

  it('WS106 a time is written with its unit, and what is wrong is said beside it', () => {
    expect(['2 min 30 s', '90s', '1 h', '1h5m', ' 5 Minutes '].map(spanIn)).toEqual([150, 90, 3600, 3900, 300]);
    expect(['5', '', 'soon', '5 min soon', '-5 min'].map(spanIn)).toEqual([null, null, null, null, null]);
    expect([90, 3600, 5400, 30].map(spanText)).toEqual(['1 min 30 s', '1 h', '1 h 30 min', '30 s']);
    expect(
      wishOf(DEFAULT_POLICY, {
        offerSeconds: '5',
        graceSeconds: '5 min',
        deputyAfterSeconds: '10 min',
        objectionSeconds: '1 h',
      }),
    ).toEqual({
      changes: { deputyAfterSeconds: 600, objectionSeconds: 3600 },
      problems: {
        offerSeconds: 'Write a number with its unit, like 5 min or 30 s.',
        anyoneAfterSeconds: 'Can’t be shorter than “Deputy may assume”.',
        objectionSeconds: 'From 10 s to 10 min.',
      },
    });
  });

  it('WS107 setting what is the default already changes nothing, and a change is told in a sentence', () => {
    expect(refusal(two, admin, 'workspace.set-policy', { policy: { offerSeconds: 300 } })).toBe('workspace.unchanged');
    expect(sentences['workspace.policy-set']({ policy: { firstCommand: 'trained', offerSeconds: 90 } }, String)).toBe(
      'The policy for new rooms changed: a trained person may take command first, Offer of command 1 min 30 s.',
    );
  });

  it('WS8 words it does not know are refused as commands and stop the fold as events', () => {
    expect(refusal(two, admin, 'workspace.dance', {})).toBe('command.unknown-type');
    expect(() =>
      evolve(two, { version: 9, at: START, by: 'x', events: [{ type: 'workspace.danced', data: {} }] }),
    ).toThrow(UnknownEvent);
    expect(due()).toBeNull();
  });
});
