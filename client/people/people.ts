/**
 * The people of the workspace as this browser knows them, and what may be changed about them: asked of the
 * workspace's own domain before a button is shown. Loaded when needed and after each change. No React here.
 */
import { finds } from '../../shared/sought.ts';
import { explain } from '../../shared/refusals.ts';
import { calledApart } from '../../shared/workspace/alike.ts';
import { emailRefusal, othersEmailRefusal } from '../../shared/workspace/emails.ts';
import { changePerson, strangerToChange, type PersonWish } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { call, learnMe, me, type Called, type Me } from '../session/me.ts';
import { Store } from '../session/store.ts';

export type Listed = Omit<Person, 'addedAt' | 'generation'>;
export interface Change extends PersonWish {
  readonly withBrought?: true;
}
export type Changed = Called<{ readonly name: string; readonly deactivated?: readonly string[] }>;

export interface People {
  /** Before the first answer an empty list means nothing. */
  readonly known: boolean;
  /** By name, as one looks for them. */
  readonly people: readonly Listed[];
  /** What each is called: those with the same name told apart. */
  readonly called: ReadonlyMap<string, string>;
  /** Why it could not be read. */
  readonly problem: string | null;
}

export const people = new Store<People>({ known: false, people: [], called: new Map(), problem: null });

export async function learnPeople(): Promise<void> {
  const answer = await call<{ readonly people: readonly Listed[] }>('GET', '/api/people');
  if (!answer.ok) return people.change({ problem: answer.message });
  const byName = answer.body.people.toSorted((one, other) => one.name.localeCompare(other.name));
  people.set({ known: true, people: byName, called: calledApart(answer.body.people), problem: null });
}

export async function change(id: string, wish: Change): Promise<Changed> {
  const answer: Changed = await call('PATCH', `/api/people/${id}`, wish);
  if (answer.ok && id === me.get()?.id) await learnMe();
  if (me.get()?.administrator === true) await learnPeople();
  return answer;
}

export const add = (person: object): Promise<Called<{ readonly id: string }>> => call('POST', '/api/people', person);

export interface Session {
  readonly id: string;
  readonly device: string | null;
  /** The one of this browser. */
  readonly current: boolean;
  readonly opened: string;
  readonly lastUsed: string;
}
export const sessionsOf = (person: string): Promise<Called<{ readonly sessions: readonly Session[] }>> =>
  call('GET', `/api/people/${person}/sessions`);
/** null: all but the one of this browser. */
export const endSession = (person: string, session: string | null): Promise<Called<object>> =>
  call('DELETE', `/api/people/${person}/sessions${session === null ? '' : `/${session}`}`);
export const signInLink = (person: string): Promise<Called<{ readonly url: string }>> =>
  call('POST', `/api/people/${person}/link`, {});

export const passwordLink = (person: string): Promise<Called<{ readonly url: string }>> =>
  call('PUT', `/api/people/${person}/password`, {});

/** Why this may not be changed about them; null when it may. */
export function unready(all: readonly Listed[], by: Me, person: string, wish: PersonWish): string | null {
  const known = Object.fromEntries(all.map((each) => [each.id, each as Person]));
  const verdict =
    strangerToChange(by, person, wish) ??
    emailRefusal({ people: known }, by, { person, ...wish }) ??
    changePerson({ people: known }, { person, ...wish });
  return verdict.ok || verdict.code === 'workspace.unchanged' ? null : explain(verdict, String);
}

/** Why this administrator may not set their email; null when they may. */
export function unreadyEmail(all: readonly Listed[], by: Me, person: string): string | null {
  const known = Object.fromEntries(all.map((each) => [each.id, each as Person]));
  const refusal = othersEmailRefusal({ people: known }, by, person);
  return refusal === null ? null : explain(refusal, String);
}

/** Those with every word that was typed somewhere in their name, email, area or rights. */
export function matching(all: readonly Listed[], query: string): readonly Listed[] {
  return all.filter((each) => finds([each.name, each.email ?? '', ...facts(each)].join(' '), query));
}

export function facts({ area, administrator, trained, observer, rooms }: Listed): readonly string[] {
  const standing = !observer
    ? null
    : rooms === undefined
      ? 'observer'
      : `observer in ${rooms.map((room) => room.toUpperCase()).join(', ')} only`;
  return [area, administrator ? 'administrator' : standing, trained ? 'trained to command' : null].filter(
    (each) => each !== null,
  );
}
