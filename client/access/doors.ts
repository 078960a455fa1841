/**
 * The doors of the workspace, as this browser knocks on them: what a link is good for, coming in by it, a link for somebody else
 * or for one's own other device, signing out. The only file of the browser that knows these addresses.
 */
import { forgetPerson, unsentOf, type Unsent } from '../scribe/offline-shelf.ts';
import { call, learnMe, me, type Called } from '../session/me.ts';

/** What a link would do. Looking does not use it up. */
export interface Looked {
  readonly kind: 'invite' | 'device' | 'welcome';
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

export async function comeIn(newcomer: Newcomer): Promise<Called<{ readonly room?: string | null }>> {
  const answer = await call<{ room?: string | null }>('POST', '/api/session', newcomer);
  if (answer.ok) await learnMe();
  return answer;
}

export interface Invitation {
  readonly role: 'responder' | 'observer';
  readonly room?: string;
  readonly uses?: number;
  readonly expiresInHours?: number;
}

export const invite = (wish: Invitation): Promise<Called<{ readonly url: string }>> =>
  call('POST', '/api/invites', wish);
export const otherDevice = (): Promise<Called<{ readonly url: string }>> => call('POST', '/api/device', {});

export type { Unsent };
/** Words of this person that are not known to be on the server. */
export const unsent = async (): Promise<readonly Unsent[]> => unsentOf(me.get()?.id ?? '');

/** What this browser kept of documents, and of what was being written and read, goes with the session. */
export async function signOut(): Promise<Called<unknown>> {
  const person = me.get()?.id;
  const answer = await call('DELETE', '/api/session');
  if (!answer.ok) return answer;
  if (person !== undefined) {
    void forgetPerson(person);
    forgetWords(person);
  }
  me.set(null);
  return answer;
}

function forgetWords(person: string): void {
  const theirs = [`watchfloor.line.${person}.`, `watchfloor.written.${person}.`, 'watchfloor.now.'];
  for (const storage of [localStorage, sessionStorage])
    for (const key of Object.keys(storage)) if (theirs.some((begin) => key.startsWith(begin))) storage.removeItem(key);
}
