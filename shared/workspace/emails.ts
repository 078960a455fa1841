/**
 * Emails of people: what a person signs in with, and by which a provider's account finds the person it belongs to. No
 * two active people have the same; it is compared without regard to capitals and shown as it was written.
 *
 * An administrator's email is their own to change: an administrator who could set another's would become that person at
 * the next sign-in.
 */
import { refuse, type Refused } from '../decider.ts';
import type { Actor } from '../envelope.ts';
import { personIn } from './people.ts';
import type { Person, WorkspaceState } from './words.ts';

type People = Pick<WorkspaceState, 'people'>;

/** The same for emails that differ only in capitals. */
export const emailKey = (email: string): string => email.toLowerCase();

/** The active person with this email; null when there is none. */
export const personByEmail = (state: People, email: string): Person | null =>
  withEmail(state, email).find(({ active }) => active) ?? null;

/** Everyone who has it, active or not. */
export function withEmail({ people }: People, email: string): readonly Person[] {
  const key = emailKey(email);
  return Object.values(people).filter((person) => person.email !== undefined && emailKey(person.email) === key);
}

/** Of a new person. Refusals: email-taken. */
export function takenRefusal(state: People, email: string | undefined, besides = ''): Refused | null {
  const other = email === undefined ? undefined : personByEmail(state, email);
  return other == null || other.id === besides ? null : refuse('workspace.email-taken', { person: other.id });
}

/** Why this actor may not change this person's email. Refusals: administrators-set-their-own-email. */
export function othersEmailRefusal(state: People, actor: Pick<Actor, 'id'>, id: string): Refused | null {
  const isAnothers = actor.id !== id && Object.hasOwn(state.people, actor.id);
  return isAnothers && personIn(state, id)?.administrator === true
    ? refuse('workspace.administrators-set-their-own-email')
    : null;
}

interface Wish {
  readonly person: string;
  readonly email?: string | null | undefined;
  readonly active?: boolean | undefined;
}

/** Why this person can't be changed like this. Refusals: administrators-set-their-own-email, email-taken. */
export function emailRefusal(
  state: People,
  actor: Pick<Actor, 'id'>,
  { person: id, email, active }: Wish,
): Refused | null {
  const known = personIn(state, id);
  if (known === null) return null;
  const isChange = email !== undefined && (email ?? undefined) !== known.email;
  const refusal = isChange ? othersEmailRefusal(state, actor, id) : null;
  const comesBack = active === true && !known.active;
  if (refusal !== null || !(isChange || comesBack) || !(active ?? known.active)) return refusal;
  return takenRefusal(state, isChange ? (email ?? undefined) : known.email, id);
}
