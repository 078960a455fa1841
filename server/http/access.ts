/**
 * Being in, over HTTP: who you are, signing out, your other device, tokens, tickets. Links are in links.ts.
 */
import { z } from 'zod';
import { roomId } from '../../shared/protocol.ts';
import { generationOf } from '../../shared/workspace/people.ts';
import type { Caller } from '../access/caller.ts';
import type { Admission } from '../access/admission.ts';
import type { Invites } from '../access/invites.ts';
import type { Passwords } from '../access/passwords.ts';
import type { People } from '../access/people.ts';
import { tooManyLinks, type Budgets } from '../budgets/budgets.ts';
import type { SessionCookie, Sessions } from '../access/sessions.ts';
import type { Tokens } from '../access/tokens.ts';
import { roomFor } from '../edge/room-guard.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { done, reply } from './answer.ts';
import { linkTo, me, nothing, ticketMade, waysIn, type Answer } from './answers.ts';
import { openRoute, route, type Exchange, type Route } from './exchange.ts';
import { whoIs, withEmail } from './people.ts';
import { no } from '../edge/well-formed.ts';

export interface AccessRouteParts {
  readonly passwords: Passwords;
  readonly ways: { readonly passwords: boolean };
  /** What the sign-in page offers. */
  readonly waysIn: () => Promise<z.input<typeof waysIn>>;
  readonly hosting: Hosting;
  readonly budgets: Budgets;
  readonly admission: Admission;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly invites: Invites;
  readonly people: People;
  readonly cookie: SessionCookie;
  readonly address: () => string;
}

const ticket = z.strictObject({ room: roomId });
const empty = z.strictObject({});

export function accessRoutes(parts: AccessRouteParts): readonly Route[] {
  return [
    openRoute('delete', '/api/session', {
      id: 'signOut',
      gives: [204, nothing],
      about: 'Sign out of this browser.',
      handle: (exchange) => signOut(parts, exchange),
    }),
    openRoute('get', '/api/sign-in', {
      id: 'waysIn',
      gives: [200, waysIn],
      about: 'Which ways of signing in are switched on.',
      handle: async () => reply(200, await parts.waysIn()),
    }),
    route('get', '/api/me', {
      id: 'me',
      gives: [200, me],
      about: 'Who you are.',
      handle: ({ caller }) => tellMe(parts, caller),
    }),
    route('post', '/api/device', {
      id: 'makeDeviceLink',
      gives: [201, linkTo],
      about: 'A link for your other device: one use, ten minutes.',
      body: empty,
      handle: ({ caller }) => otherDevice(parts, caller),
    }),
    route('post', '/api/ticket', {
      id: 'makeTicket',
      gives: [201, ticketMade],
      about: 'A ticket for the scribe socket of one room: one use, 30 seconds.',
      body: ticket,
      handle: ({ caller, body }) => makeTicket(parts, caller, body.room),
    }),
  ];
}

async function tellMe({ passwords, ways }: AccessRouteParts, caller: Caller): Promise<Answer<typeof me>> {
  const { person, administrator } = caller;
  if (person === null) return no('access.no-person');
  const known = withEmail(person, whoIs(person, administrator));
  return reply(200, ways.passwords ? { ...known, password: await passwords.has(person) } : known);
}

async function signOut(
  { sessions, cookie }: AccessRouteParts,
  { caller, request, response, audit }: Exchange<Caller | null, unknown, unknown>,
): Promise<Answer<typeof nothing>> {
  const hash = await cookie.hashIn(request);
  if (hash !== null) await sessions.end(hash);
  if (caller !== null) audit('session.ended', { person: caller.person?.id });
  // What the browser has of this Watchfloor's answers goes; what its person keeps there is theirs to keep or to delete.
  response.setHeader('Clear-Site-Data', '"cache"');
  response.setHeader('Set-Cookie', await cookie.carrying(''));
  return done;
}

async function otherDevice(
  { invites, budgets, address }: AccessRouteParts,
  caller: Caller,
): Promise<Answer<typeof linkTo>> {
  // A token's holder could otherwise turn it into a session, which may do more and lasts longer.
  if (caller.kind !== 'session' || caller.person === null) return no('access.no-session');
  const tooMany = await tooManyLinks(budgets, caller);
  if (tooMany !== null) return tooMany;
  return reply(201, {
    url: `${address()}/device/${await invites.device(caller.person.id, generationOf(caller.person))}`,
  });
}

async function makeTicket(
  { admission, hosting }: AccessRouteParts,
  caller: Caller,
  room: string,
): Promise<Answer<typeof ticketMade>> {
  if (caller.kind === 'bootstrap') return no('access.no-person');
  const found = await roomFor(hosting, caller, room);
  if (!found.ok) return found;
  return reply(201, { ticket: await admission.makeTicket({ ...caller, kind: caller.kind }, room) });
}
