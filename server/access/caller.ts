/**
 * The caller: who is behind a request or a socket, and what this way in allows. Made by admission.ts from
 * a cookie, a bearer token or a ticket; nothing that a client writes into a payload ever becomes part of it.
 *
 *   session    a person in a browser                             may administrate if the person may, for 72 hours
 *   token      a program acting for a person                     never administrates; narrowed by its scopes
 *   bootstrap  the operator's token, no person                   administrates and reads; never declares, joins, commands or writes
 */
import type { IncomingMessage } from 'node:http';
import type { Bound } from './tokens.ts';
import type { Actor, Arrival } from '../../shared/envelope.ts';
import type { Person } from '../../shared/workspace/words.ts';

export interface Caller {
  readonly kind: 'session' | 'token' | 'bootstrap';
  readonly person: Person | null;
  /** The person as whom the domain is asked. For a bootstrap token an id that no person has. */
  readonly actor: Actor;
  readonly scopes: { readonly read: boolean; readonly write: boolean };
  readonly administrator: boolean;
  /** Hash of the session or token that admitted this caller: checked again while a socket lives. */
  readonly credential: string;
  /** What else must be valid: the tokens from which this one came. */
  readonly lineage: readonly string[];
  /** The people who must not have been deactivated since, besides the person: the one who made this token for them. */
  readonly bound?: readonly Bound[];
  /** When this session is 72 hours old, in milliseconds. Absent: it is not a session. */
  readonly overdueAt?: number;
  /** It is older than that, and an open room keeps it alive (overdue.ts). */
  readonly overdue?: boolean;
}

export interface Access {
  /**
   * By `Authorization: Bearer`, else by the session cookie. The code that asks checks the Origin before. Throws
   * Unavailable.
   */
  whoIs(request: IncomingMessage): Promise<Caller | null>;
  byToken(token: string): Promise<Caller | null>;
  /** The caller this ticket was made for, once, and only for this room. */
  redeemTicket(ticket: string, room: string): Promise<Caller | null>;
  /**
   * The same callers as they are now: null for each whose session, token or person has ended. Throws Unavailable (then
   * nothing is known, and no one should be disconnected). One call to the store for all of them.
   */
  recheck(callers: readonly Caller[]): Promise<ReadonlyArray<Caller | null>>;
  /**
   * Is this caller's person still not deactivated? Known here at once, at most two seconds old, without asking the
   * store.
   */
  stands(caller: Caller): boolean;
  /** Is this an active person, as this server knows it now? */
  isActive(person: string): boolean;
  /** This caller is at work in an open room: their session must not end while they work. */
  keepInOpenRoom(caller: Caller): Promise<void>;
}

/** A person who may act: not a token without a person, not a token that may only read. */
export const mayAct = (caller: Caller): caller is Caller & { person: Person } =>
  caller.person !== null && caller.scopes.write;

/**
 * A page says whose it is: what one person wrote there is never taken as another's who has signed in beside it since.
 */
export const isSomebodyElse = (caller: Caller, said: unknown): boolean =>
  typeof said === 'string' && said !== '' && said !== caller.person?.id;

/**
 * How this caller joins a room; undefined when they may not join by what they do. Invited observers are always
 * observers.
 */
export function arrivalOf(caller: Caller, wanted: Partial<Arrival> = {}): Arrival | undefined {
  if (!mayAct(caller) || caller.overdue === true) return undefined;
  const area = wanted.area ?? caller.person.area ?? undefined;
  return {
    as: caller.person.observer ? 'observer' : (wanted.as ?? 'responder'),
    ...(area === undefined ? {} : { area }),
  };
}
