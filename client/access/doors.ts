/**
 * Requests for getting in and out: what a link is good for, joining by it, a link for someone else or for your own
 * other device, signing out. The only client file that knows these addresses.
 */
import { forgetPerson, unsentOf } from '../scribe/offline/offline-shelf.ts';
import { begunBy, draftOf, forgetDrafts, type Begun } from '../session/drafts.ts';
import { forgetAllOf, ofTab, parsed } from '../session/keeping.ts';
import { freshId } from '../session/ids.ts';
import { call, learnMe, me, type Called } from '../session/me.ts';
import { waitingOf } from '../session/outbox.ts';

/** What a link would do. Looking does not use it up. */
export interface Looked {
  readonly kind: 'invite' | 'device' | 'welcome' | 'password';
  readonly role: 'responder' | 'observer' | 'administrator';
  readonly room: string | null;
  /** Whose device this becomes; null for a link that makes a new person. */
  readonly name: string | null;
}

export interface Newcomer {
  readonly code: string;
  readonly name?: string;
  readonly area?: string;
}

export const look = (code: string): Promise<Called<Looked>> => call('GET', `/api/links/${encodeURIComponent(code)}`);

interface Attempt {
  readonly newcomer: Newcomer;
  readonly id: string;
}

/**
 * What was sent and not answered, and as which attempt: the same words sent again are the same attempt, also after a
 * reload, so that a lost answer uses no link up.
 */
const unanswered = ofTab('joining');
const lastAttempt = (): Attempt | null => parsed(unanswered.get()) as Attempt | null;

/** What someone has typed about themselves, for as long as this tab is open: no one is signed in who could keep it. */
export interface Typed {
  readonly name: string;
  readonly area: string;
}

const typed = ofTab('newcomer');

export function keepTyped(code: string, words: Typed): void {
  typed.set(JSON.stringify({ code, ...words }));
}

/** Typed for another link, it was another person's perhaps. */
export function typedFor(code: string): Typed {
  const kept = parsed(typed.get()) as (Typed & { readonly code: string }) | null;
  return kept?.code === code ? { name: kept.name, area: kept.area } : { name: '', area: '' };
}

export async function comeIn(newcomer: Newcomer): Promise<Called<{ readonly room?: string | null }>> {
  const last = lastAttempt();
  const isSame = JSON.stringify(last?.newcomer) === JSON.stringify(newcomer);
  const attempt = isSame && last !== null ? last : { newcomer, id: freshId() };
  unanswered.set(JSON.stringify(attempt));
  const answer = await call<{ room?: string | null }>('POST', '/api/session', { ...newcomer, attempt: attempt.id });
  if (answer.ok) {
    unanswered.set(null);
    typed.set(null);
    await learnMe();
  }
  return answer;
}

/** A link that is used up may be so by this tab, whose answer was lost. Resolves with where that leads, or null. */
export async function joinedAfterAll(code: string): Promise<string | null> {
  const last = lastAttempt();
  if (last?.newcomer.code !== code) return null;
  const answer = await comeIn(last.newcomer);
  return answer.ok ? wayIn(answer.body) : null;
}

export const wayIn = ({ room }: { readonly room?: string | null }): string =>
  typeof room === 'string' ? `/rooms/${room}` : '/';

export interface Invitation {
  readonly role: 'responder' | 'observer';
  readonly room?: string;
  readonly uses?: number;
  readonly expiresInHours?: number;
}

export const invite = (wish: Invitation): Promise<Called<{ readonly url: string }>> =>
  call('POST', '/api/invites', wish);
export const otherDevice = (): Promise<Called<{ readonly url: string }>> => call('POST', '/api/device', {});

/** What one room has of this person that is not known to be on the server. */
export interface Unsent {
  readonly room: string;
  /** Changes of the document. */
  readonly changes: number;
  /** Lines for chat and timeline that wait for the link. */
  readonly lines: readonly string[];
  /** Fields with half-written words; the form of one may be gone. */
  readonly drafts: readonly Begun[];
}

export async function unsent(): Promise<readonly Unsent[]> {
  const person = me.get()?.id ?? '';
  const changes = new Map((await unsentOf(person)).map((each) => [each.room, each.changes]));
  const [lines, drafts] = [waitingOf(person), begunBy(person)];
  const rooms = [...new Set([...changes.keys(), ...lines.keys(), ...drafts.keys()])].toSorted();
  return rooms.map((room) => ({
    room,
    changes: changes.get(room) ?? 0,
    lines: lines.get(room) ?? [],
    drafts: drafts.get(room) ?? [],
  }));
}

export const discard = (room: string, { field }: Begun): void => draftOf(me.get()?.id ?? '', room, field).set(null);

/** Nobody else could let people in or change what administrators decide. */
export async function isOnlyAdministrator(): Promise<boolean> {
  if (me.get()?.administrator !== true) return false;
  const answer = await call<{ readonly people: ReadonlyArray<{ administrator?: boolean; active?: boolean }> }>(
    'GET',
    '/api/people',
  );
  return answer.ok && answer.body.people.filter(({ administrator, active }) => administrator && active).length === 1;
}

/**
 * `keep`: unsent text waits in this browser for its author, and is not shown to or sent by anyone else. Otherwise it is
 * deleted with the session.
 */
export async function signOut(keep = false): Promise<Called<unknown>> {
  const person = me.get()?.id;
  const answer = await call('DELETE', '/api/session');
  if (!answer.ok) return answer;
  if (person !== undefined && !keep) {
    void forgetPerson(person);
    forgetDrafts(person);
    forgetAllOf(person);
  }
  me.set(null);
  return answer;
}
