/**
 * Admission: from a cookie, a bearer token or a ticket to the caller behind it. The same three questions every time: is
 * the secret valid, is its person still here, what does this way in allow.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { generationOf } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import type { Access, Caller } from './caller.ts';
import type { People } from './people.ts';
import { overdueFrom, type Session, type SessionCookie, type Sessions } from './sessions.ts';
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
  readonly cookie: SessionCookie;
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
    const hash = await this.#parts.cookie.hashIn(request);
    return hash === null ? null : this.#bySession(hash);
  }

  /**
   * Whether its bearer token, cookie or ticket names something that exists; in one call to the store, and nothing is
   * used up. Throws Unavailable.
   */
  async isNamed(request: IncomingMessage): Promise<boolean> {
    const bearer = bearerOf(request);
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket');
    if (bearer !== null && this.#bootstrap !== null && equal(hashOf(bearer), this.#bootstrap)) return true;
    const hash = bearer === null ? await this.#parts.cookie.hashIn(request) : hashOf(bearer);
    const named = hash === null ? [] : [{ kind: bearer === null ? 'session' : 'token', hash }];
    const shown = ticket === null ? named : [...named, { kind: 'ticket', hash: hashOf(ticket) }];
    return (await this.#parts.vault.stand(shown)).includes(true);
  }

  async byToken(secret: string): Promise<Caller | null> {
    if (this.#bootstrap !== null && equal(hashOf(secret), this.#bootstrap)) return bootstrapCaller(this.#bootstrap);
    return this.#byTokenHash(hashOf(secret));
  }

  async redeemTicket(ticket: string, room: string): Promise<Caller | null> {
    const kept = await this.#parts.vault.read<Ticket>('ticket', hashOf(ticket));
    if (kept === null || kept.room !== room) return null;
    const caller = await (kept.kind === 'session'
      ? this.#bySession(kept.credential)
      : this.#byTokenHash(kept.credential));
    // Used up last: if its person could not be looked up just now, it is good for another try.
    return (await this.#parts.vault.take('ticket', hashOf(ticket))) === null ? null : caller;
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

  stands({ person, bound = [] }: Caller): boolean {
    const { people } = this.#parts;
    return (
      (person === null || people.stands(person.id, generationOf(person))) &&
      bound.every((each) => people.stands(each.person, each.generation))
    );
  }

  isActive(person: string): boolean {
    return this.#parts.people.known(person) !== null;
  }

  async keepInOpenRoom(caller: Caller): Promise<void> {
    if (caller.kind === 'session') await this.#parts.sessions.keepInOpenRoom(caller.credential);
  }

  #asNow(caller: Caller): Caller | null {
    const person = this.#parts.people.known(caller.person?.id ?? '');
    if (person === null || !this.stands(caller)) return null;
    const overdue = this.#parts.sessions.isPast(caller.overdueAt);
    const administrator = caller.administrator && person.administrator && !overdue;
    return {
      ...caller,
      person,
      overdue,
      administrator,
      actor: { ...caller.actor, name: person.name, trained: person.trained, administrator },
    };
  }

  async #bySession(hash: string): Promise<Caller | null> {
    const session = await this.#parts.sessions.find(hash);
    if (session === null) return null;
    const person = await this.#parts.people.find(session.person);
    return person === null || generationOf(person) !== (session.generation ?? 0)
      ? null
      : this.#sessionCaller(person, session, hash);
  }

  async #byTokenHash(hash: string): Promise<Caller | null> {
    const token = await this.#parts.tokens.find(hash);
    const person = token === null ? null : await this.#parts.people.find(token.person);
    if (token === null || person === null) return null;
    const bound = token.bound ?? [{ person: person.id, generation: 0 }];
    // This server may not know its maker yet.
    await Promise.all(bound.map((each) => this.#parts.people.find(each.person)));
    return bound.every((each) => this.#parts.people.stands(each.person, each.generation))
      ? tokenCaller(person, token, hash)
      : null;
  }

  #sessionCaller(person: Person, session: Session, credential: string): Caller {
    const overdueAt = overdueFrom(session);
    const overdue = this.#parts.sessions.isPast(overdueAt);
    const administrator = person.administrator && !overdue;
    const actor = { id: person.id, name: person.name, trained: person.trained, administrator };
    return {
      kind: 'session',
      person,
      actor,
      scopes: { read: true, write: true },
      administrator,
      credential,
      lineage: [],
      overdueAt,
      overdue,
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
    bound: token.bound ?? [],
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
