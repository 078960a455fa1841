/** Email and password over HTTP: signing in, setting and changing one's own, and an administrator's link to set one. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NotOk } from '../../shared/protocol.ts';
import { linkRefusal, personIn } from '../../shared/workspace/people.ts';
import { emailKey } from '../../shared/workspace/emails.ts';
import { MOST_CHARACTERS, passwordRefusal } from '../../shared/workspace/passwords.ts';
import type { Person } from '../../shared/workspace/words.ts';
import type { Caller } from '../access/caller.ts';
import { overdueRefusal } from '../access/overdue.ts';
import type { Passwords } from '../access/passwords.ts';
import { makerOf } from '../access/invites.ts';
import { HashingBusy } from '../access/password-hash.ts';
import { tooManyLinks, type Budgets } from '../budgets/budgets.ts';
import { no } from '../edge/well-formed.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { reply } from './answer.ts';
import { linkTo, signedIn, type Answer } from './answers.ts';
import { openRoute, route, type Exchange, type Route } from './exchange.ts';
import { freshOpening, openSession, type OpeningParts } from './opening.ts';
import { whoIs } from './people.ts';

export interface PasswordRouteParts extends OpeningParts {
  readonly hosting: Hosting;
  readonly budgets: Budgets;
  readonly passwords: Passwords;
  readonly address: () => string;
  /** Switched on. */
  readonly ways: { readonly passwords: boolean };
}

const words = z.string().min(1).max(MOST_CHARACTERS);
const wanted = z
  .strictObject({ current: words.optional(), code: z.string().min(20).max(100).optional(), password: words })
  .refine(({ current, code }) => current === undefined || code === undefined, 'give the current one or a code');
/** Who signs in: any text is compared, so that a mistyped email answers like an unknown one. */
export const credentials = { email: z.string().max(254).optional(), password: words.optional() };

type Asked<Body> = Exchange<Caller | null, Body, unknown>;
type Wanted = z.output<typeof wanted>;

export function passwordRoutes(parts: PasswordRouteParts): readonly Route[] {
  return [
    openRoute('post', '/api/password', {
      id: 'setPassword',
      gives: [200, signedIn],
      about:
        'Set your password: with a session, and your `current` one if you have one; or by the `code` of a link, which signs you in. Your other sessions end.',
      body: wanted,
      handle: (exchange) =>
        withTurns(() =>
          exchange.body.code === undefined
            ? changeOwn(parts, exchange)
            : setByLink(parts, exchange, exchange.body.code),
        ),
    }),
    route('put', '/api/people/{id}/password', {
      id: 'makePasswordLink',
      gives: [200, linkTo],
      about: 'A link with which this person sets their password and signs in: one use, 24 hours (administrators).',
      body: z.strictObject({}),
      handle: (exchange) => makeLink(parts, exchange),
    }),
  ];
}

export async function signInByPassword(
  parts: PasswordRouteParts,
  exchange: Asked<unknown>,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Answer<typeof signedIn>> {
  if (!parts.ways.passwords) return no('access.way-off');
  const { budgets, passwords } = parts;
  const address = budgets.addressOf(exchange.request);
  const tooMany =
    (await budgets.seldom('sign-in', address)) ??
    (await budgets.seldom('failed-password', address)) ??
    (await budgets.guess(accountOf(email)));
  if (tooMany !== null) return tooMany;
  const person = await withTurns(() => passwords.personBy(email.trim().normalize('NFC'), password, address));
  if (person === null) {
    exchange.audit('session.refused', { way: 'password' });
    return no('access.wrong-password');
  }
  if ('ok' in person) return person;
  await Promise.all([budgets.right(accountOf(email)), budgets.windows.giveBack('failed-password', address)]);
  const isOpen = await openSession(parts, exchange, { person, way: { way: 'password' }, ...freshOpening() });
  return isOpen ? reply(201, { ...whoIs(person), room: null }) : no('unavailable');
}

async function changeOwn(parts: PasswordRouteParts, asked: Asked<Wanted>): Promise<Answer<typeof signedIn>> {
  const { caller, body, audit } = asked;
  const { passwords, budgets, sessions } = parts;
  if (caller?.kind !== 'session' || caller.person === null) return no('access.no-session');
  if (!parts.ways.passwords) return no('access.way-off');
  const { person } = caller;
  const refusal = overdueRefusal(caller, null) ?? chosenRefusal(body.password, person);
  if (refusal !== null) return refusal;
  if (await passwords.has(person)) {
    const tooMany = await budgets.guess(accountOf(person.email ?? person.id));
    if (tooMany !== null) return tooMany;
    if (!(await passwords.isRight(person, body.current ?? ''))) return no('access.wrong-current-password');
    await budgets.right(accountOf(person.email ?? person.id));
  }
  await passwords.set(person, body.password);
  await sessions.endOthers(person.id, caller.credential);
  audit('password.set', { person: person.id, way: 'own' });
  return reply(200, { ...whoIs(person), room: null });
}

async function setByLink(
  parts: PasswordRouteParts,
  asked: Asked<Wanted>,
  code: string,
): Promise<Answer<typeof signedIn>> {
  const { budgets, passwords, sessions } = parts;
  return budgets.attempt('sign-in', budgets.addressOf(asked.request), {
    exists: async () => (await passwords.look(code)) !== null,
    work: async () => {
      const person = parts.ways.passwords ? await passwords.look(code) : null;
      if (person === null) return no('access.invite-over');
      const refusal = chosenRefusal(asked.body.password, person);
      if (refusal !== null) return refusal;
      if (!(await passwords.setByLink(code, person, asked.body.password))) return no('access.invite-over');
      asked.audit('password.set', { person: person.id, way: 'link' });
      // Whoever knew the older one is out: that is why most people ask for this link.
      await sessions.endOthers(person.id, '');
      await budgets.right(accountOf(person.email ?? person.id));
      const isOpen = await openSession(parts, asked, { person, way: { link: 'password' }, ...freshOpening() });
      return isOpen ? reply(200, { ...whoIs(person), room: null }) : no('unavailable');
    },
  });
}

async function makeLink(
  parts: PasswordRouteParts,
  { caller, params, audit }: Exchange<Caller, unknown, unknown>,
): Promise<Answer<typeof linkTo>> {
  const person = personIn((await parts.hosting.workspace.fresh()).state, params['id'] ?? '');
  if (!caller.administrator) return no('access.not-administrator');
  if (!parts.ways.passwords) return no('access.way-off');
  if (person === null) return no('http.no-such-address');
  const refused = linkRefusal(caller.actor, person);
  if (refused !== null) return no(refused.code, refused.facts);
  if (person.email === undefined) return no('access.no-email');
  const tooMany = await tooManyLinks(parts.budgets, caller);
  if (tooMany !== null) return tooMany;
  const code = await parts.passwords.makeLink(person, makerOf(caller));
  audit('link.made', { by: caller.actor.id, person: person.id, for: 'password' });
  return reply(200, { url: `${parts.address()}/password/${code}` });
}

function chosenRefusal(password: string, { name, email }: Person): NotOk | null {
  if (email === undefined) return no('access.no-email');
  const refused = passwordRefusal(password, { name, email });
  return refused === null ? null : no(refused.code, refused.facts);
}

async function withTurns<Result>(work: () => Promise<Result>): Promise<Result | NotOk> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof HashingBusy) return no('busy', { retryAfterMs: 2_000 });
    throw problem;
  }
}

/** What guesses are counted under: an email is not kept in the store's keys as it is. */
const accountOf = (email: string): string =>
  createHash('sha256')
    .update(emailKey(email.trim().normalize('NFC')))
    .digest('base64url');
