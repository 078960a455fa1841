/** Emails of people, and people with the same name: what may be set by whom, and how they are told apart. */
import { describe, expect, it } from 'vitest';
import { email } from '../../shared/texts.ts';
import { calledApart } from '../../shared/workspace/alike.ts';
import { personByEmail } from '../../shared/workspace/emails.ts';
import { sentences } from '../../shared/workspace/sentences.ts';
import type { Actor } from '../../shared/envelope.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import { decide, evolve, initial } from '../../shared/workspace/rules.ts';
import { admin, ana, clock, START } from '../support/domain/given.ts';

function judge(state: WorkspaceState, actor: Actor, [type, data, id = 'c-1']: readonly [string, object, string?]) {
  return decide(state, { id, type, data }, { now: START, actor, commandId: id, version: 1 });
}
function after(state: WorkspaceState, actor: Actor, said: readonly [string, object, string?]): WorkspaceState {
  const verdict = judge(state, actor, said);
  if (!verdict.ok) throw new Error(verdict.code);
  return evolve(state, { version: 1, at: START, by: actor.id, events: verdict.events });
}
function refusal(state: WorkspaceState, actor: Actor, data: object): string {
  const verdict = judge(state, actor, ['workspace.change-person', data]);
  return verdict.ok ? 'accepted' : verdict.code;
}

const ADDED = 'workspace.add-person';
const CHANGED = 'workspace.change-person';
const ada = { ...admin, id: 'p-a' };
const people = [
  [ADDED, { name: 'Ada', administrator: true }, 'a'],
  [ADDED, { name: 'Bea', administrator: true }, 'b'],
  [ADDED, { name: 'Kim', email: 'Kim@Example.org' }, 'k'],
  [ADDED, { name: 'Lee' }, 'l'],
] as const;
const four = people.reduce((state, said) => after(state, clock, said), initial);

describe('emails', () => {
  it('AC96 a person has one email at most, no two active people the same, whatever the capitals, and none is kept by force', () => {
    expect(four.people['p-k']?.email).toBe('Kim@Example.org');
    expect(personByEmail(four, 'kim@example.ORG')?.id).toBe('p-k');
    expect(refusal(four, ada, { person: 'p-l', email: 'KIM@example.org' })).toBe('workspace.email-taken');
    expect(judge(four, ada, [ADDED, { name: 'Kim', email: 'kim@example.org' }])).toMatchObject({
      code: 'workspace.email-taken',
    });
    expect(judge(four, clock, people[2])).toEqual({ ok: true, events: [] });
    const gone = after(four, ada, [CHANGED, { person: 'p-k', active: false }]);
    const moved = after(gone, ada, [CHANGED, { person: 'p-l', email: 'kim@example.org' }]);
    expect(refusal(moved, ada, { person: 'p-k', active: true })).toBe('workspace.email-taken');
    expect(refusal(moved, ada, { person: 'p-k', active: true, email: null })).toBe('accepted');
    const none = after(four, ada, [CHANGED, { person: 'p-k', email: null }]);
    expect(none.people['p-k']).not.toHaveProperty('email');
    expect(refusal(none, ada, { person: 'p-k', email: null })).toBe('workspace.unchanged');
    const tell = (changed: object): string =>
      sentences['workspace.person-changed']({ person: 'p-k', ...changed }, () => 'Kim');
    expect(tell({ email: 'kim@example.org' })).toBe('Kim’s email is now kim@example.org.');
    expect(tell({ email: null })).toBe('Kim has no email now.');
  });

  it('AC97 administrators set emails, but not each other’s; the operator sets every one; a person sets none', () => {
    const kim = { ...ana, id: 'p-k' };
    expect(refusal(four, kim, { person: 'p-k', email: 'kim@example.com' })).toBe('workspace.administrators-only');
    expect(refusal(four, ada, { person: 'p-b', email: 'ada@example.org' })).toBe(
      'workspace.administrators-set-their-own-email',
    );
    for (const [by, person] of [
      [ada, 'p-a'],
      [ada, 'p-k'],
      [admin, 'p-b'],
    ] as const)
      expect(refusal(four, by, { person, email: 'new@example.org' })).toBe('accepted');
  });

  it('AC98 an email is trimmed and composed, has one @ and a domain, and nothing invisible in it', () => {
    expect(email.parse('  Zoe\u0308@example.org ')).toBe('Zo\u00eb@example.org');
    for (const bad of [
      'kim',
      'kim@',
      '@example.org',
      'kim@localhost',
      'a@b@example.org',
      'kim @example.org',
      'kim@exam\u200bple.org',
      'ki\u202em@example.org',
      'kim@ex\u0430mple.org',
      `${'k'.repeat(65)}@example.org`,
      `kim@${'e'.repeat(250)}.org`,
      'kim@example.org\r\nBcc: eve@example.org',
    ])
      expect(email.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  });
});

describe('names', () => {
  it('AC99 people with the same name are told apart by their area, else their email, else a number; others keep their name', () => {
    const called = (...some: ReadonlyArray<{ name: string; area?: string; email?: string; active?: boolean }>) => [
      ...calledApart(some.map(({ area = null, ...each }, at) => ({ id: String(at), area, ...each }))).values(),
    ];
    expect(called({ name: 'Kim' }, { name: 'Lee' })).toEqual(['Kim', 'Lee']);
    expect(called({ name: 'Kim', area: 'database' }, { name: 'kim', area: 'payments' })).toEqual([
      'Kim (database)',
      'kim (payments)',
    ]);
    expect(
      called(
        { name: 'Kim', area: 'web' },
        { name: 'Kim', area: 'Web', email: 'kim@example.org' },
        { name: 'Kim', area: 'database' },
      ),
    ).toEqual(['Kim (1)', 'Kim (kim@example.org)', 'Kim (database)']);
    expect(called({ name: 'Kim' }, { name: 'Kim', active: false })).toEqual(['Kim', 'Kim']);
  });
});
