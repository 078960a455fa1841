/**
 * Links over HTTP: looking one up and joining by one. A lookup uses nothing up; only a POST does. A person who is
 * signed in and opens an invite stays the same person.
 */
import { z } from 'zod';
import type { NotOk } from '../../shared/protocol.ts';
import { visible, uuid } from '../../shared/texts.ts';
import { generationOf } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { attemptOf, type Attempt } from '../access/attempts.ts';
import type { Caller } from '../access/caller.ts';
import { linkOf, type Grant, type Invites } from '../access/invites.ts';
import type { Inviting, OpenInvite } from '../access/inviting.ts';
import { overdueRefusal } from '../access/overdue.ts';
import { SERVER, type People } from '../access/people.ts';
import type { Session } from '../access/sessions.ts';
import { hashOf, type Vault } from '../access/vault.ts';
import { closedTo, opensTooMuch } from '../edge/room-guard.ts';
import { no } from '../edge/well-formed.ts';
import { reply } from './answer.ts';
import { linkSeen, signedIn, type Answer } from './answers.ts';
import { openRoute, type Exchange, type Route } from './exchange.ts';
import { short } from './invites.ts';
import { openSession, type SigningIn } from './opening.ts';
import { credentials, signInByPassword, type PasswordRouteParts } from './passwords.ts';
import { whoIs } from './people.ts';

export interface LinkRouteParts extends PasswordRouteParts {
  readonly vault: Vault;
  readonly invites: Invites;
  readonly inviting: Inviting;
  readonly people: People;
}

const code = z.string().min(20).max(100);
/** `attempt`: coined by the browser for this press; the same again is the same press. */
const arrival = z
  .strictObject({
    code: code.optional(),
    invite: code.optional(),
    attempt: uuid.optional(),
    name: visible(80).optional(),
    area: visible(60).optional(),
    ...credentials,
  })
  .refine(
    ({ code, invite, email, password }) =>
      [code, invite, email].filter((each) => each !== undefined).length === 1 &&
      (email === undefined) === (password === undefined),
    'give the code of one link, or an email and a password',
  );

type Arriving = Exchange<Caller | null, z.output<typeof arrival>, unknown>;

export function linkRoutes(parts: LinkRouteParts): readonly Route[] {
  const { budgets } = parts;
  return [
    openRoute('get', '/api/links/{code}', {
      id: 'lookAtLink',
      gives: [200, linkSeen],
      about: 'What a link would do. Looking does not use it up.',
      handle: ({ params, request }) =>
        budgets.attempt('look', budgets.addressOf(request), {
          exists: () => exists(parts, params['code'] ?? ''),
          work: () => lookAt(parts, params['code'] ?? ''),
        }),
    }),
    openRoute('post', '/api/session', {
      id: 'join',
      gives: [201, signedIn],
      about:
        'Join by a link, or sign in by email and password: answers who you are and sets the session cookie. Someone signed in who opens an invite stays the same person.',
      body: arrival,
      handle: (exchange) => {
        const { email, password } = exchange.body;
        if (email !== undefined && password !== undefined)
          return signInByPassword(parts, exchange, { email, password });
        return budgets.attempt('sign-in', budgets.addressOf(exchange.request), {
          exists: () => exists(parts, codeIn(exchange)),
          work: () => comeIn(parts, exchange),
        });
      },
    }),
  ];
}

const codeIn = ({ body }: Arriving): string => body.code ?? body.invite ?? '';

async function exists({ invites, inviting, passwords }: LinkRouteParts, secret: string): Promise<boolean> {
  if ((await inviting.look(secret)) !== null || (await invites.look(secret)) !== null) return true;
  return (await passwords.look(secret)) !== null;
}

async function lookAt(
  { people, invites, inviting, passwords }: LinkRouteParts,
  secret: string,
): Promise<Answer<typeof linkSeen>> {
  const open = await inviting.look(secret);
  if (open !== null) return reply(200, { kind: 'invite', role: open.role, room: open.room, name: null });
  const grant = await invites.look(secret);
  if (grant === null) {
    const setting = await passwords.look(secret);
    return setting === null
      ? no('access.invite-over')
      : reply(200, { kind: 'password', role: 'responder', room: null, name: setting.name });
  }
  if (grant.kind === 'administrator')
    return grant.first && (await people.hasAdministrator())
      ? no('access.invite-over')
      : reply(200, { kind: 'welcome', role: 'administrator', room: null, name: null });
  const known = await ownerOf(people, grant);
  return known === null
    ? no('access.invite-over')
    : reply(200, { kind: 'device', role: known.observer ? 'observer' : 'responder', room: null, name: known.name });
}

/** The same try again gets the same answer; else it is an invite, a link for one person, or nothing. */
async function comeIn(parts: LinkRouteParts, exchange: Arriving): Promise<Answer<typeof signedIn>> {
  const secret = codeIn(exchange);
  const attempt = await attemptOf(parts.vault, secret, exchange.body.attempt ?? null);
  const session = await parts.sessions.look(attempt.hash);
  if (session !== null)
    return parts.sessions.isJustOpened(session)
      ? again(parts, exchange, { attempt, session })
      : no('access.invite-over');
  const open = await parts.inviting.look(secret);
  const answer =
    open === null && (await parts.invites.look(secret)) !== null
      ? await comeByLink(parts, exchange, { secret, attempt })
      : await comeByInvite(parts, exchange, { open, secret, attempt });
  if (!answer.ok) exchange.audit('session.refused', { code: answer.code });
  return answer;
}

interface Coming {
  readonly secret: string;
  readonly attempt: Attempt;
}

async function again(
  { people, cookie }: LinkRouteParts,
  { response }: Arriving,
  { attempt, session }: { attempt: Attempt; session: Session },
): Promise<Answer<typeof signedIn>> {
  const person = await people.find(session.person);
  if (person === null || generationOf(person) !== session.generation) return no('access.invite-over');
  response.setHeader('Set-Cookie', await cookie.carrying(attempt.secret));
  return reply(201, { ...whoIs(person), room: session.room ?? null });
}

/**
 * `open` is null where the link admits no one any more: then only a use of this very attempt counts, whose answer was
 * lost.
 */
async function comeByInvite(
  parts: LinkRouteParts,
  exchange: Arriving,
  { open, secret, attempt }: Coming & { readonly open: OpenInvite | null },
): Promise<Answer<typeof signedIn>> {
  const { caller, body } = exchange;
  if (open === null && body.attempt === undefined) return no('access.invite-over');
  const known = caller?.kind === 'session' ? caller : null;
  const refusal = open === null ? null : await inviteRefusal(parts, open, { known, body });
  if (refusal !== null) return refusal;
  const comer =
    known?.person == null
      ? { name: body.name ?? '', ...(body.area === undefined ? {} : { area: body.area }) }
      : { person: known.person.id };
  const came = await parts.inviting.use(hashOf(secret), comer, attempt.command);
  if (!came.ok) return came;
  const room = open === null ? parts.inviting.roomOf(hashOf(secret)) : open.room;
  if (open !== null)
    exchange.audit('invite.used', {
      invite: short(open.id),
      by: open.by,
      person: came.person.id,
      known: known !== null,
    });
  return signIn(parts, exchange, {
    person: came.person,
    link: 'invite',
    room,
    attempt,
    once: attempt.command,
    ends: [],
    isSame: known !== null,
  });
}

/** Why no one joins by this invite, or not this one. */
async function inviteRefusal(
  { people, hosting }: LinkRouteParts,
  { by, room, role }: OpenInvite,
  { known, body }: { known: Caller | null; body: Arriving['body'] },
): Promise<NotOk | null> {
  const maker = (await people.all()).find((each) => each.id === by);
  // No one enters by a link of a person who was deactivated, whenever it was made; nor may its maker have been removed
  // from a room since.
  if (maker?.active === false) return no('access.invite-over');
  if ((await opensTooMuch(hosting, { by, room, role, isAdministrator: maker?.administrator ?? true })) !== null)
    return no('access.invite-over');
  if (known?.person == null)
    return body.name === undefined ? no('command.malformed', { problem: 'name: say who you are' }) : null;
  return overdueRefusal(known, null) ?? (room === null ? null : closedTo(hosting, known.person.id, room));
}

async function comeByLink(
  parts: LinkRouteParts,
  exchange: Arriving,
  { secret, attempt }: Coming,
): Promise<Answer<typeof signedIn>> {
  const grant = await parts.invites.look(secret);
  if (grant === null) return no('access.invite-over');
  if (grant.kind === 'administrator' && exchange.body.name === undefined)
    return no('command.malformed', { problem: 'name: say who you are' });
  const came = await personOf(parts, grant, { ...exchange.body, command: attempt.onlyCommand });
  return came.ok
    ? signIn(parts, exchange, {
        person: came.person,
        link: grant.kind,
        room: null,
        attempt,
        once: hashOf(secret),
        ends: [linkOf(secret)],
      })
    : came;
}

/** A sign-in is a fresh value; the browser's older session ends with it. */
async function signIn(
  parts: LinkRouteParts,
  exchange: Arriving,
  { link, ...opening }: Omit<SigningIn, 'way'> & { readonly link: string },
): Promise<Answer<typeof signedIn>> {
  return (await openSession(parts, exchange, { ...opening, way: { link } }))
    ? reply(201, { ...whoIs(opening.person), room: opening.room ?? null })
    : no('access.invite-over');
}

/**
 * Whose device a link makes this; null when they were deactivated since, or may not be let in by the one who made it any
 * more.
 */
async function ownerOf(people: People, { person, generation, by }: Extract<Grant, { kind: 'device' }>) {
  if (by !== undefined) return people.mayStillLetIn({ person, generation, by });
  const known = await people.find(person);
  return known === null || generationOf(known) !== generation ? null : known;
}

/** Which person a link makes of the one who uses it. */
async function personOf(
  { people }: LinkRouteParts,
  grant: Grant,
  { name = '', area, command }: { name?: string | undefined; area?: string | undefined; command: string },
): Promise<{ ok: true; person: Person } | NotOk> {
  if (grant.kind === 'device') {
    const known = await ownerOf(people, grant);
    return known === null ? no('access.invite-over') : { ok: true, person: known };
  }
  if (grant.first && (await people.hasAdministrator(command))) return no('access.invite-over');
  return people.add({ name, area, administrator: true, trained: true }, SERVER, command);
}
