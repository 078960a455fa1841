/**
 * Sessions of people in browsers: a random value in a cookie that no script can read.
 *
 *   unused for 12 h, or 72 h old -> over.   Except in an open room: nobody is thrown out of an incident by a clock. There the session
 *   goes on past its 72 h, but it no longer administrates, and it ends soon after the room is left.
 */
import type { IncomingMessage } from 'node:http';
import { hashOf, type Vault } from './vault.ts';

const HOUR_MS = 3_600_000;
export const IDLE_MS = 12 * HOUR_MS;
export const ABSOLUTE_MS = 72 * HOUR_MS;
/** What is left of an overdue session when its person leaves the room. */
const FAREWELL_MS = HOUR_MS / 6;
const TOUCH_EVERY_MS = HOUR_MS / 12;

export interface Session {
  readonly person: string;
  readonly createdAt: number;
}

export class Sessions {
  readonly #vault: Vault;
  readonly #now: () => number;
  /** When this server last told the store that a session is in use; bounded by the sweep in `#touch`. */
  readonly #touched = new Map<string, number>();

  constructor(vault: Vault, now: () => number) {
    this.#vault = vault;
    this.#now = now;
  }

  /** The secret for the cookie. */
  open(person: string): Promise<string> {
    const session: Session = { person, createdAt: this.#now() };
    return this.#vault.put('session', session, IDLE_MS);
  }

  async find(hash: string): Promise<Session | null> {
    const session = await this.#vault.read<Session>('session', hash);
    if (session !== null) await this.#touch(hash, session);
    return session;
  }

  isOverdue(session: Session): boolean {
    return this.#now() - session.createdAt >= ABSOLUTE_MS;
  }

  async keepInOpenRoom(hash: string): Promise<void> {
    const session = await this.#vault.read<Session>('session', hash);
    if (session !== null) await this.#vault.keep('session', hash, this.isOverdue(session) ? FAREWELL_MS : IDLE_MS);
  }

  end(hash: string): Promise<void> {
    return this.#vault.drop('session', hash);
  }

  /** Use keeps it alive, but never past its absolute end. */
  async #touch(hash: string, session: Session): Promise<void> {
    const now = this.#now();
    if (now - (this.#touched.get(hash) ?? session.createdAt) < TOUCH_EVERY_MS || this.isOverdue(session)) return;
    if (this.#touched.size > 10_000) this.#touched.clear();
    this.#touched.set(hash, now);
    await this.#vault.keep('session', hash, Math.min(IDLE_MS, session.createdAt + ABSOLUTE_MS - now));
  }
}

/** Only over https may a cookie be bound to this one host by its name; over plain http browsers would refuse it. */
const cookieName = (secure: boolean): string => (secure ? '__Host-watchfloor' : 'watchfloor');

export function cookieFor(secret: string, secure: boolean): string {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return `${cookieName(secure)}=${secret}; ${attributes}; Max-Age=${secret === '' ? 0 : ABSOLUTE_MS / 1000}`;
}

/** The hash of the session that a request's cookie names; null without one. */
export function sessionHash(request: IncomingMessage, secure: boolean): string | null {
  const wanted = `${cookieName(secure)}=`;
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted));
  const secret = found?.slice(wanted.length) ?? '';
  return /^[\w-]{43}$/.test(secret) ? hashOf(secret) : null;
}
