/**
 * Signing in with a provider of OpenID Connect: a browser is sent there, and comes back with a code.
 *
 *   GET /auth/oidc/login -> provider -> GET /auth/oidc/callback -> the page that was asked for | the sign-in page, with why not
 *
 * A login is kept for ten minutes and for one use, and bound to its browser by a cookie: a code that someone else began
 * to fetch signs nobody in. Which person it is, the workspace's own domain decides.
 */
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { email as emailShape, visible } from '../../shared/texts.ts';
import type { NotOk } from '../../shared/protocol.ts';
import { returnPath } from '../../shared/return-path.ts';
import { personOfAccount } from '../../shared/workspace/identities.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { ProviderAway, type Claims, type Pending, type Provider } from '../access/oidc.ts';
import { SERVER } from '../access/people.ts';
import { hashOf, type Vault } from '../access/vault.ts';
import type { Budgets } from '../budgets/budgets.ts';
import type { OidcConfig } from '../config/sign-in.ts';
import { no } from '../edge/well-formed.ts';
import { told, type Logger } from '../logger.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { sendUntilKnown } from '../rooms/repeating.ts';
import type { Reply } from './answer.ts';
import { nothing, type Answer } from './answers.ts';
import { openRoute, type Exchange, type Route } from './exchange.ts';
import { freshOpening, openSession, type OpeningParts } from './opening.ts';

const LOGIN_MS = 600_000;
const KIND = 'oidc-login';

export interface OidcRouteParts extends OpeningParts {
  readonly vault: Vault;
  readonly hosting: Hosting;
  readonly budgets: Budgets;
  readonly logger: Logger;
  readonly secure: boolean;
  /** Null: not switched on. */
  readonly oidc: { readonly provider: Provider; readonly config: OidcConfig } | null;
}
type Parts = OidcRouteParts & { readonly oidc: NonNullable<OidcRouteParts['oidc']> };
type Asked = Pick<Exchange<unknown, unknown, unknown>, 'request' | 'response' | 'audit'>;

interface Login extends Pending {
  readonly back: string;
  /** The hash of the cookie of the browser that began it. */
  readonly browser: string;
}

/** Why someone is not signed in; the sign-in page has a sentence for each (client/access/problems.ts). */
type Problem =
  | 'away'
  | 'started-elsewhere'
  | 'refused'
  | 'failed'
  | 'not-allowed'
  | 'no-name'
  | 'deactivated'
  | 'another-account'
  | 'not-a-member'
  | 'busy';

export function oidcRoutes(parts: OidcRouteParts): readonly Route[] {
  const { oidc } = parts;
  const perhaps = (work: (given: Parts) => Promise<Answer<typeof nothing>>): Promise<Answer<typeof nothing>> =>
    oidc === null ? Promise.resolve(no('http.no-such-address')) : work({ ...parts, oidc });
  return [
    openRoute('get', '/auth/oidc/login', {
      id: 'beginOidc',
      gives: [302, nothing],
      about: 'To the sign-in provider (OpenID Connect). `return`: the page to go on to.',
      query: z.object({ return: z.string().max(2000).optional() }),
      handle: ({ query, ...asked }) => perhaps((given) => begin(given, asked, returnPath(query.return))),
    }),
    openRoute('get', '/auth/oidc/callback', {
      id: 'finishOidc',
      gives: [302, nothing],
      about: 'Where the sign-in provider sends browsers back.',
      handle: (asked) => perhaps((given) => finish(given, asked)),
    }),
  ];
}

const to = (Location: string): Reply<undefined> => ({ ok: true, status: 302, headers: { Location } });

function sorry({ audit }: Asked, problem: Problem, back: string): Reply<undefined> {
  audit('session.refused', { way: 'oidc', code: problem });
  return to(`/sign-in?${new URLSearchParams({ problem, return: back }).toString()}`);
}

async function begin(parts: Parts, asked: Asked, back: string): Promise<Answer<typeof nothing>> {
  const { budgets, oidc, vault } = parts;
  if ((await budgets.seldom('sign-in', budgets.addressOf(asked.request))) !== null) return sorry(asked, 'busy', back);
  try {
    const { url, pending } = await oidc.provider.begin();
    const browser = browserIn(parts, asked) ?? randomBytes(32).toString('base64url');
    const login: Login = { ...pending, back, browser: hashOf(browser) };
    await vault.write(KIND, hashOf(pending.state), { record: login, lifeMs: LOGIN_MS });
    asked.response.append('Set-Cookie', cookieOf(parts, browser, LOGIN_MS / 1000));
    return to(url.href);
  } catch (problem) {
    if (problem instanceof ProviderAway) return sorry(asked, 'away', back);
    throw problem;
  }
}

async function finish(parts: Parts, asked: Asked): Promise<Answer<typeof nothing>> {
  const { budgets, oidc, vault, logger } = parts;
  const { search, searchParams } = new URL(asked.request.originalUrl, 'http://localhost');
  if ((await budgets.seldom('sign-in', budgets.addressOf(asked.request))) !== null) return sorry(asked, 'busy', '/');
  // Used up first: whatever comes of it, it can't be tried twice.
  const login = await vault.take<Login>(KIND, hashOf(searchParams.get('state') ?? ''));
  const browser = browserIn(parts, asked);
  if (login === null || browser === null || !isSame(hashOf(browser), login.browser))
    return sorry(asked, 'started-elsewhere', '/');
  const { back } = login;
  try {
    const person = await personBy(parts, await oidc.provider.finish(search, login));
    if (typeof person === 'string') return sorry(asked, person, back);
    asked.response.append('Set-Cookie', cookieOf(parts, '', 0));
    const isOpen = await openSession(parts, asked, { person, way: { way: 'oidc' }, ...freshOpening() });
    return isOpen ? to(back) : sorry(asked, 'failed', back);
  } catch (problem) {
    logger.warn('oidc.failed', { problem: told(problem) });
    return sorry(asked, problem instanceof ProviderAway ? 'away' : isRefusal(problem) ? 'refused' : 'failed', back);
  }
}

/** Whoever signs in pressed "Cancel" there, or the provider doesn't let them use this Watchfloor. */
const isRefusal = (problem: unknown): boolean =>
  problem instanceof Error && 'error' in problem && problem.error === 'access_denied';

/** The person of these claims, or why there is none. */
async function personBy({ oidc: { config }, hosting }: Parts, claims: Claims): Promise<Person | Problem> {
  const groups = groupsIn(claims, config);
  const among = (some: readonly string[]): boolean => some.some((each) => groups.has(each));
  if (config.allowedGroups.length > 0 && !among(config.allowedGroups)) return 'not-allowed';
  const account = createHash('sha256')
    .update(JSON.stringify([claims.iss, claims.sub]))
    .digest('hex');
  const { workspace } = hosting;
  const [name, email] = [nameIn(claims), trustedEmail(claims, config)];
  const known = personOfAccount((await workspace.fresh()).state, account);
  if (name === undefined && known === null && config.justInTime) return 'no-name';
  const data = {
    account,
    issuer: claims.iss,
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(config.adminGroups.length === 0 ? {} : { administrator: among(config.adminGroups) }),
    ...(config.trainedGroups.length === 0 ? {} : { trained: among(config.trainedGroups) }),
    mayJoin: config.justInTime,
  };
  const wish = { id: randomUUID(), type: 'workspace.sign-in-by-account', data };
  const answer = await sendUntilKnown(workspace, wish, { actor: SERVER });
  if (!answer.ok) return problemOf(answer);
  return personOfAccount((await workspace.fresh()).state, account) ?? 'failed';
}

const problemOf = ({ code }: NotOk): Problem =>
  code === 'access.deactivated'
    ? 'deactivated'
    : code === 'access.another-account'
      ? 'another-account'
      : code === 'access.not-a-member'
        ? 'not-a-member'
        : 'failed';

function groupsIn(claims: Claims, { groupsClaim }: OidcConfig): ReadonlySet<string> {
  const said = claims[groupsClaim];
  return new Set((Array.isArray(said) ? said : [said]).filter((each) => typeof each === 'string'));
}

/** The first name that can stand on a screen. */
function nameIn({ name, preferred_username: user, email }: Claims): string | undefined {
  const said = [name, user, typeof email === 'string' ? email.split('@')[0] : undefined];
  return said.map((each) => visible(80).safeParse(each)).find(({ success }) => success)?.data;
}

/**
 * An email by which a known person may be found: the provider says that it is verified, and its domain is one for which
 * this provider is trusted. Letters that only become equal by composing them are not taken for the same.
 */
function trustedEmail({ email, email_verified: verified }: Claims, { trustedDomains }: OidcConfig): string | undefined {
  const parsed = emailShape.safeParse(email);
  if (!parsed.success || verified !== true || parsed.data !== email) return undefined;
  const domain = parsed.data.slice(parsed.data.lastIndexOf('@') + 1).toLowerCase();
  return trustedDomains.includes(domain) ? parsed.data : undefined;
}

/** Bound to the host by its name on https, like the session's. */
const cookieName = ({ secure }: Parts): string => (secure ? '__Host-watchfloor-login' : 'watchfloor-login');

const cookieOf = (parts: Parts, value: string, seconds: number): string =>
  `${cookieName(parts)}=${value}; Path=/; HttpOnly; SameSite=Lax${parts.secure ? '; Secure' : ''}; Max-Age=${seconds}`;

function browserIn(parts: Parts, { request }: Asked): string | null {
  const begins = `${cookieName(parts)}=`;
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(begins));
  const value = found?.slice(begins.length) ?? '';
  return /^[\w-]{43}$/.test(value) ? value : null;
}

const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other));
