/** Accounts at a sign-in provider, and whose they are. */
import { expect, it } from 'vitest';
import { personOfAccount } from '../../shared/workspace/identities.ts';
import { sentences } from '../../shared/workspace/sentences.ts';
import type { Actor } from '../../shared/envelope.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import { decide, evolve, initial } from '../../shared/workspace/rules.ts';
import { admin, ana, clock, START } from '../support/domain/given.ts';

const account = (digit: number): string => String(digit).repeat(64);
const says = (more: object) => ({
  account: account(1),
  issuer: 'https://login.example.org',
  mayJoin: true,
  name: 'Kim',
  ...more,
});

function judge(state: WorkspaceState, actor: Actor, type: string, data: object) {
  return decide(
    state,
    { id: 'c', type, data },
    { now: START, actor, commandId: `c${Object.keys(state.people).length}`, version: 1 },
  );
}
function after(state: WorkspaceState, actor: Actor, type: string, data: object): WorkspaceState {
  const verdict = judge(state, actor, type, data);
  if (!verdict.ok) throw new Error(verdict.code);
  return evolve(state, { version: 1, at: START, by: actor.id, events: verdict.events });
}
const SIGN_IN = 'workspace.sign-in-by-account';
const code = (state: WorkspaceState, data: object, by: Actor = clock, type = SIGN_IN): string => {
  const verdict = judge(state, by, type, data);
  return verdict.ok ? `${verdict.events.length} events` : verdict.code;
};

it('AC121 an account is one person’s for good and a person has one at a provider; only the servers say so, and only an administrator releases it', () => {
  const kim = after(initial, clock, 'workspace.add-person', { name: 'Kim', email: 'kim@example.org' });
  const email = 'KIM@example.org';
  expect(code(kim, says({ email }), admin)).toBe('workspace.administrators-only');
  expect(code(kim, says({ mayJoin: false }))).toBe('access.not-a-member');
  const bound = after(kim, clock, SIGN_IN, says({ email }));
  expect(personOfAccount(bound, account(1))).toMatchObject({ id: 'p-c0', email, emailVerified: true });
  expect(code(bound, says({}))).toBe('0 events');
  expect(code(bound, says({ email }))).toBe('0 events');
  expect(code(bound, says({ email, account: account(2) }))).toBe('access.another-account');
  expect(code(bound, says({ email, account: account(2), issuer: 'https://other.example.org' }))).toBe('1 events');
  const moved = after(bound, clock, SIGN_IN, says({ email: 'kim.r@example.org', mayJoin: false }));
  expect(personOfAccount(moved, account(1))).toMatchObject({ id: 'p-c0', email: 'kim.r@example.org' });
  const chief = after(bound, clock, SIGN_IN, says({ administrator: true }));
  expect(code(chief, says({ administrator: false }))).toBe('0 events');
  const gone = after(bound, clock, 'workspace.change-person', { person: 'p-c0', active: false });
  for (const data of [says({}), says({ email, account: account(2) })])
    expect(code(gone, data)).toBe('access.deactivated');
  const release = 'workspace.release-account';
  expect(code(bound, { person: 'p-c0' }, { ...ana, id: 'p-c0' }, release)).toBe('workspace.administrators-only');
  expect(code(bound, { person: 'p-x' }, admin, release)).toBe('workspace.unknown-person');
  const free = after(bound, admin, release, { person: 'p-c0' });
  expect(code(free, { person: 'p-c0' }, admin, release)).toBe('workspace.unchanged');
  expect(personOfAccount(after(free, clock, SIGN_IN, says({ email, account: account(2) })), account(2))?.id).toBe(
    'p-c0',
  );
  const name = (): string => 'Kim';
  expect(sentences['workspace.account-released']({ person: 'p-c0' }, name)).toBe(
    'Kim can sign in with another account now.',
  );
});
