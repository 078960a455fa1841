/**
 * Admission: from a cookie, a bearer token or a ticket to the caller behind it. The same three questions every time: does the secret
 * stand, is its person still here, what does this way of coming in allow.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Person } from '../../shared/workspace/words.ts';
import type { Access, Caller } from './caller.ts';
import type { People } from './people.ts';
import { sessionHash, type Session, type Sessions } from './sessions.ts';
import type { Token, Tokens } from './tokens.ts';
import { hashOf, type Vault } from './vault.ts';

const TICKET_MS = 30_000;

/** The token of a request's `Authorization: Bearer`; null without one, and then its cookie counts. */
export const bearerOf = (request: IncomingMessage): string | null =>
  /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

interface Ticket {
  readonly room: string;
  readonly kind: 'session' | 'token';
  readonly credential: string;
}

export interface AdmissionParts {
  readonly vault: Vault;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly people: People;
  readonly bootstrapToken: string | null;
  /** Served over https: the cookie carries the name that only https allows. */
  readonly secure: boolean;
}

export class Admission implements Access {
  readonly #parts: AdmissionParts;
  readonly #bootstrap: string | null;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
    this.#bootstrap = parts.bootstrapToken === null ? null : hashOf(parts.bootstrapToken);
  }

  async whoIs(request: IncomingMessage): Promise<Caller | null> {
    const bearer = bearerOf(request);
    if (bearer !== null) return this.byToken(bearer);
    const hash = sessionHash(request, this.#parts.secure);
    return hash === null ? null : this.#bySession(hash);
  }

  async byToken(secret: string): Promise<Caller | null> {
    if (this.#bootstrap !== null && equal(hashOf(secret), this.#bootstrap)) return bootstrapCaller(this.#bootstrap);
    return this.#byTokenHash(hashOf(secret));
  }

  async redeemTicket(ticket: string, room: string): Promise<Caller | null> {
    const kept = await this.#parts.vault.take<Ticket>('ticket', hashOf(ticket));
    if (kept === null || kept.room !== room) return null;
    return kept.kind === 'session' ? this.#bySession(kept.credential) : this.#byTokenHash(kept.credential);
  }

  /** A ticket for one room: 30 seconds, one use. For clients that can set neither header nor cookie. */
  makeTicket(caller: Caller & { kind: 'session' | 'token' }, room: string): Promise<string> {
    const ticket: Ticket = { room, kind: caller.kind, credential: caller.credential };
    return this.#parts.vault.put('ticket', ticket, TICKET_MS);
  }

  async recheck(callers: readonly Caller[]): Promise<ReadonlyArray<Caller | null>> {
    const needed = callers.flatMap(({ kind, credential, lineage }) =>
      kind === 'bootstrap' ? [] : [credential, ...lineage].map((hash) => ({ kind, hash })),
    );
    const stand = await this.#parts.vault.stand(needed);
    const ended = new Set(needed.filter((_, index) => stand[index] === false).map(({ hash }) => hash));
    return callers.map((caller) => {
      if (caller.kind === 'bootstrap') return caller;
      return [caller.credential, ...caller.lineage].some((hash) => ended.has(hash)) ? null : this.#asNow(caller);
    });
  }

  async keepInOpenRoom(caller: Caller): Promise<void> {
    if (caller.kind === 'session') await this.#parts.sessions.keepInOpenRoom(caller.credential);
  }

  #asNow(caller: Caller): Caller | null {
    const person = this.#parts.people.known(caller.person?.id ?? '');
    if (person === null) return null;
    const administrator = caller.administrator && person.administrator;
    return {
      ...caller,
      person,
      administrator,
      actor: { ...caller.actor, name: person.name, trained: person.trained, administrator },
    };
  }

  async #bySession(hash: string): Promise<Caller | null> {
    const session = await this.#parts.sessions.find(hash);
    if (session === null) return null;
    const person = await this.#parts.people.find(session.person);
    return person === null ? null : this.#sessionCaller(person, session, hash);
  }

  async #byTokenHash(hash: string): Promise<Caller | null> {
    const token = await this.#parts.tokens.find(hash);
    const person = token === null ? null : await this.#parts.people.find(token.person);
    return token === null || person === null ? null : tokenCaller(person, token, hash);
  }

  #sessionCaller(person: Person, session: Session, credential: string): Caller {
    const administrator = person.administrator && !this.#parts.sessions.isOverdue(session);
    const actor = { id: person.id, name: person.name, trained: person.trained, administrator };
    return {
      kind: 'session',
      person,
      actor,
      scopes: { read: true, write: true },
      administrator,
      credential,
      lineage: [],
    };
  }
}

function tokenCaller(person: Person, token: Token, credential: string): Caller {
  const all = token.scopes.length === 0;
  const write = all || token.scopes.includes('write');
  const actor = { id: person.id, name: person.name, trained: person.trained, administrator: false };
  return {
    kind: 'token',
    person,
    actor,
    scopes: { read: write || token.scopes.includes('read'), write },
    administrator: false,
    credential,
    lineage: token.lineage,
  };
}

function bootstrapCaller(credential: string): Caller {
  const actor = { id: 'operator', name: 'Operator', trained: false, administrator: true };
  return {
    kind: 'bootstrap',
    person: null,
    actor,
    scopes: { read: true, write: false },
    administrator: true,
    credential,
    lineage: [],
  };
}

const equal = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
