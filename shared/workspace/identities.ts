/**
 * Accounts at a sign-in provider, and the people they belong to. An account is known by a hash of the provider's address
 * and of its name for the account, which never changes there; never by an email, which may pass to someone else.
 *
 *   first sign-in --a person has the verified email--> theirs | --nobody has it--> a new person's, where that is allowed
 *
 * What always holds: an account is one person's for good; a person has one account at a provider; an account whose
 * person, or whose email's person, was deactivated brings nobody in.
 */
import { accept, refuse, type Folds, type Refused, type Verdict } from '../decider.ts';
import { CLOCK, type Context } from '../envelope.ts';
import { emailKey, takenRefusal, withEmail } from './emails.ts';
import { differing, isLastAdministrator, personIdOf, personIn } from './people.ts';
import type { Person, WorkspaceCommand, WorkspaceEvent, WorkspaceState } from './words.ts';

type Said = Extract<WorkspaceCommand, { type: 'workspace.sign-in-by-account' }>['data'];
type IdentityEvent = Extract<WorkspaceEvent, { type: `workspace.account-${string}` }>;
type Answer = Verdict<WorkspaceEvent>;

/** The person of this account; null: nobody's yet. */
export function personOfAccount(state: WorkspaceState, account: string): Person | null {
  const bound = Object.hasOwn(state.accounts, account) ? state.accounts[account] : undefined;
  return bound === undefined ? null : personIn(state, bound.person);
}

/**
 * Said by the servers. Refusals: administrators-only, access.deactivated, access.another-account, access.not-a-member.
 */
export function signInByAccount(state: WorkspaceState, said: Said, { actor, commandId }: Context): Answer {
  if (actor.id !== CLOCK) return refuse('workspace.administrators-only');
  const own = personOfAccount(state, said.account);
  const owner = own ?? ownerByEmail(state, said);
  if (owner !== null && 'code' in owner) return owner;
  if (owner === null) return comesNew(state, said, commandId);
  if (!owner.active) return refuse('access.deactivated');
  const change = changeOf(state, owner, said);
  const bound: WorkspaceEvent[] = own === null ? [bind(said, owner.id)] : [];
  const changed: WorkspaceEvent[] =
    change === null ? [] : [{ type: 'workspace.person-changed', data: { person: owner.id, ...change } }];
  return accept(...bound, ...changed);
}

const bind = ({ account, issuer }: Said, person: string): WorkspaceEvent => ({
  type: 'workspace.account-bound',
  data: { account, issuer, person },
});

/** Whose account this becomes, because the provider vouches for their email. */
function ownerByEmail(state: WorkspaceState, { email, issuer }: Said): Person | Refused | null {
  if (email === undefined) return null;
  const having = withEmail(state, email);
  const owner = having.find(({ active }) => active);
  if (owner === undefined) return having.length === 0 ? null : refuse('access.deactivated');
  const hasOther = Object.values(state.accounts).some((other) => other.person === owner.id && other.issuer === issuer);
  return hasOther ? refuse('access.another-account') : owner;
}

function comesNew(state: WorkspaceState, said: Said, commandId: string): Answer {
  if (!said.mayJoin || said.name === undefined) return refuse('access.not-a-member');
  const person = personIdOf(commandId);
  if (Object.hasOwn(state.people, person)) return accept();
  const { name, email, administrator = false, trained = false } = said;
  const vouched = email === undefined ? {} : { email, emailVerified: true as const };
  return accept(
    { type: 'workspace.person-added', data: { person, name, ...vouched, trained, administrator, observer: false } },
    bind(said, person),
  );
}

/** What this sign-in says of them anew; the last administrator stays one. */
function changeOf(state: WorkspaceState, known: Person, { email, administrator, trained }: Said) {
  const isKept = administrator === false && isLastAdministrator(state, known);
  const roles = differing({ administrator: isKept ? undefined : administrator, trained }, known) ?? {};
  const isSame =
    email === undefined || (known.emailVerified === true && emailKey(known.email ?? '') === emailKey(email));
  const vouched =
    isSame || takenRefusal(state, email, known.id) !== null ? {} : { email, emailVerified: true as const };
  const change = { ...roles, ...vouched };
  return Object.keys(change).length === 0 ? null : change;
}

/** Refusals: unknown-person, unchanged. */
export function releaseAccount(state: WorkspaceState, person: string): Answer {
  if (personIn(state, person) === null) return refuse('workspace.unknown-person', { person });
  return Object.values(state.accounts).some((each) => each.person === person)
    ? accept({ type: 'workspace.account-released', data: { person } })
    : refuse('workspace.unchanged');
}

export const accountFolds: Folds<WorkspaceState, IdentityEvent> = {
  'workspace.account-bound': (state, { account, issuer, person }) => ({
    ...state,
    accounts: { ...state.accounts, [account]: { issuer, person } },
  }),
  'workspace.account-released': (state, { person }) => ({
    ...state,
    accounts: Object.fromEntries(Object.entries(state.accounts).filter(([, each]) => each.person !== person)),
  }),
};
