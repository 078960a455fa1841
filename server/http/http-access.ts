/**
 * Coming in and letting in, over HTTP: links, sessions, people, tokens, tickets. Looking at a link uses nothing up; only a POST does.
 */
import { z } from 'zod';
import { invite, person, roomId, token, type NotOk } from '../../shared/protocol.ts';
import { line } from '../../shared/texts.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { mayAct, type Caller } from '../access/caller.ts';
import type { Admission } from '../access/admission.ts';
import type { Grant, Invites, Redeemed } from '../access/invites.ts';
import { SERVER, type NewPerson, type People } from '../access/people.ts';
import { cookieFor, sessionHash, type Sessions } from '../access/sessions.ts';
import type { Tokens } from '../access/tokens.ts';
import { readable } from '../door/commanding.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { openRoute, reply, route, type Exchange, type Reply, type Route } from './http-exchange.ts';
import type { Journal } from '../journal.ts';
import { no } from '../door/well-formed.ts';

export interface AccessRouteParts {
  readonly hosting: Hosting;
  readonly admission: Admission;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly invites: Invites;
  readonly people: People;
  readonly journal: Journal;
  readonly secure: boolean;
  readonly address: () => string;
}

const code = z.string().min(20).max(100);
const arrival = z
  .strictObject({
    code: code.optional(),
    invite: code.optional(),
    name: line(80).optional(),
    area: line(60).optional(),
  })
  .refine((said) => (said.code === undefined) !== (said.invite === undefined), 'give the code of one link');
const ticket = z.strictObject({ room: roomId });
const nothing = z.strictObject({});

export function accessRoutes(parts: AccessRouteParts): readonly Route[] {
  const { invites, people } = parts;
  return [
    openRoute('get', '/api/links/{code}', {
      about: 'What a link would do. Looking does not use it up.',
      handle: async ({ params }) => lookedAt(parts, await invites.look(params['code'] ?? '')),
    }),
    openRoute('post', '/api/session', {
      about: 'Come in by a link: answers who you are and sets the session cookie.',
      body: arrival,
      handle: (exchange) => comeIn(parts, exchange),
    }),
    openRoute('delete', '/api/session', {
      about: 'Sign out of this browser.',
      handle: (exchange) => signOut(parts, exchange),
    }),
    route('get', '/api/me', {
      about: 'Who you are.',
      handle: async ({ caller }) =>
        caller.person === null ? no('access.no-person') : reply(200, whoIs(caller.person, caller.administrator)),
    }),
    route('post', '/api/device', {
      about: 'A link for your other device: one use, ten minutes.',
      body: nothing,
      handle: ({ caller }) => otherDevice(parts, caller),
    }),
    route('post', '/api/invites', {
      about: 'A link that lets somebody in.',
      body: invite,
      handle: ({ caller, body }) => makeInvite(parts, caller, body),
    }),
    route('get', '/api/people', {
      about: 'The people of this workspace.',
      handle: async () => reply(200, { people: (await people.all()).map((each) => whoIs(each, each.administrator)) }),
    }),
    route('post', '/api/people', {
      about: 'Add a person (administrators).',
      body: person,
      handle: ({ caller, body }) => addPerson(parts, caller, body),
    }),
    route('post', '/api/tokens', {
      about: 'A token for a program that acts for a person.',
      body: token,
      handle: ({ caller, body }) => makeToken(parts, caller, body),
    }),
    route('delete', '/api/tokens/{id}', {
      about: 'Take a token back.',
      handle: ({ caller, params }) => endToken(parts, caller, params['id'] ?? ''),
    }),
    route('post', '/api/ticket', {
      about: 'A ticket for the scribe socket of one room: one use, 30 seconds.',
      body: ticket,
      handle: ({ caller, body }) => makeTicket(parts, caller, body.room),
    }),
  ];
}

const whoIs = ({ id, name, area, trained, observer, active }: Person, administrator: boolean): object => ({
  id,
  name,
  area,
  administrator,
  trained,
  observer,
  active,
});

async function lookedAt({ people }: AccessRouteParts, grant: Grant | null): Promise<Reply | NotOk> {
  if (grant === null) return no('access.invite-over');
  switch (grant.kind) {
    case 'invite':
      return reply(200, { kind: 'invite', role: grant.role, room: grant.room, name: null });
    case 'administrator':
      return grant.first && (await people.hasAdministrator())
        ? no('access.invite-over')
        : reply(200, { kind: 'welcome', role: 'administrator', room: null, name: null });
    case 'device': {
      const known = await people.find(grant.person);
      return known === null
        ? no('access.invite-over')
        : reply(200, { kind: 'device', role: known.observer ? 'observer' : 'responder', room: null, name: known.name });
    }
  }
}

async function comeIn(
  parts: AccessRouteParts,
  { body, request, response }: Exchange<Caller | null, z.output<typeof arrival>, unknown>,
): Promise<Reply | NotOk> {
  const secret = body.code ?? body.invite ?? '';
  const grant = await parts.invites.look(secret);
  if (grant !== null && grant.kind !== 'device' && body.name === undefined)
    return no('command.malformed', { problem: 'name: say who you are' });
  const redeemed = await parts.invites.redeem(secret);
  if (redeemed === null) return no('access.invite-over');
  const came = await personOf(parts, redeemed, body);
  if (!came.ok) {
    await redeemed.giveBack();
    return came;
  }
  // A sign-in is a fresh value; the browser's older session ends with it.
  const older = sessionHash(request, parts.secure);
  if (older !== null) await parts.sessions.end(older);
  response.setHeader('Set-Cookie', cookieFor(await parts.sessions.open(came.person.id), parts.secure));
  parts.journal.security('session.opened', { person: came.person.id, link: redeemed.grant.kind });
  const room = redeemed.grant.kind === 'invite' ? redeemed.grant.room : null;
  return reply(201, { ...whoIs(came.person, came.person.administrator), room });
}

/** Who a link makes of the one who redeems it. */
async function personOf(
  { people }: AccessRouteParts,
  { grant }: Redeemed,
  said: { name?: string | undefined; area?: string | undefined },
): Promise<{ ok: true; person: Person } | NotOk> {
  if (grant.kind === 'device') {
    const known = await people.find(grant.person);
    return known === null ? no('access.invite-over') : { ok: true, person: known };
  }
  const newcomer: NewPerson = { name: said.name ?? '', area: said.area };
  if (grant.kind === 'invite')
    return people.add({ ...newcomer, observer: grant.role === 'observer' }, { ...SERVER, id: grant.by });
  if (grant.first && (await people.hasAdministrator())) return no('access.invite-over');
  return people.add({ ...newcomer, administrator: true, trained: true }, SERVER);
}

async function signOut(
  { sessions, secure, journal }: AccessRouteParts,
  { caller, request, response }: Exchange<Caller | null, unknown, unknown>,
): Promise<Reply> {
  const hash = sessionHash(request, secure);
  if (hash !== null) await sessions.end(hash);
  journal.security('session.ended', { person: caller?.person?.id });
  response.setHeader('Set-Cookie', cookieFor('', secure));
  return reply(204);
}

async function otherDevice({ invites, address }: AccessRouteParts, caller: Caller): Promise<Reply | NotOk> {
  // A token's holder could otherwise turn it into a session, which may do more and lasts longer.
  if (caller.kind !== 'session' || caller.person === null) return no('access.no-session');
  return reply(201, { url: `${address()}/device/${await invites.device(caller.person.id)}` });
}

async function makeInvite(
  { invites, hosting, journal, address }: AccessRouteParts,
  caller: Caller,
  wish: z.output<typeof invite>,
): Promise<Reply | NotOk> {
  const mayInvite = caller.administrator || (mayAct(caller) && !caller.person.observer);
  if (!mayInvite) return no(caller.scopes.write ? 'access.not-administrator' : 'access.scope');
  if (wish.room !== undefined && (await readable(hosting, caller, wish.room)) === null) return no('room.unknown');
  const grant = { kind: 'invite', role: wish.role, room: wish.room ?? null, by: caller.actor.id } as const;
  const secret = await invites.invite(grant, { uses: wish.uses, hours: wish.expiresInHours });
  journal.security('invite.made', { by: caller.actor.id, role: wish.role, uses: wish.uses ?? 1 });
  return reply(201, { url: `${address()}/join/${secret}` });
}

async function addPerson(
  { people, journal }: AccessRouteParts,
  caller: Caller,
  wish: z.output<typeof person>,
): Promise<Reply | NotOk> {
  if (!caller.administrator) return no('access.not-administrator');
  const added = await people.add(wish, caller.actor);
  if (!added.ok) return added;
  journal.security('person.added', { by: caller.actor.id, person: added.person.id });
  return reply(201, { id: added.person.id });
}

async function makeToken(
  { tokens, people, journal }: AccessRouteParts,
  caller: Caller,
  wish: z.output<typeof token>,
): Promise<Reply | NotOk> {
  const owner = wish.person ?? caller.person?.id;
  if (owner === undefined) return no('access.no-person');
  if (owner !== caller.person?.id && !caller.administrator) return no('access.not-administrator');
  if (!caller.administrator && !mayAct(caller)) return no('access.scope');
  if ((await people.find(owner)) === null) return no('workspace.unknown-person', { person: owner });
  const lineage = caller.kind === 'token' ? [caller.credential, ...caller.lineage] : [];
  const made = await tokens.make({
    person: owner,
    scopes: wish.scopes ?? [],
    expiresInDays: wish.expiresInDays,
    lineage,
  });
  journal.security('token.made', { by: caller.actor.id, person: owner });
  return reply(201, made);
}

async function endToken({ tokens, journal }: AccessRouteParts, caller: Caller, id: string): Promise<Reply | NotOk> {
  const owner = await tokens.ownerOf(id);
  const isMine = caller.scopes.write && owner !== null && owner === caller.person?.id;
  if (!isMine && !caller.administrator) return no('access.not-administrator');
  await tokens.end(id);
  journal.security('token.ended', { by: caller.actor.id });
  return reply(204);
}

async function makeTicket(
  { admission, hosting }: AccessRouteParts,
  caller: Caller,
  room: string,
): Promise<Reply | NotOk> {
  if (caller.kind === 'bootstrap') return no('access.no-person');
  if ((await readable(hosting, caller, room)) === null) return no('room.unknown');
  return reply(201, { ticket: await admission.makeTicket({ ...caller, kind: caller.kind }, room) });
}
