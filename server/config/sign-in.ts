/**
 * The ways in besides links: which are switched on, and what the sign-in page calls this organisation.
 */
import { z } from 'zod';
import { visible } from '../../shared/texts.ts';
import { BadConfig, commaList, flag, protocolOf, valuesOf, type Environment, type Rule } from './rule.ts';

export interface SignInConfig {
  /** By email and password. */
  readonly passwords: boolean;
  /** Whose Watchfloor this is; null: not said. */
  readonly organisation: string | null;
  /** By a provider of OpenID Connect; null: not switched on. */
  readonly oidc: OidcConfig | null;
}

export interface OidcConfig {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it: the button says "Continue with ...". */
  readonly name: string;
  readonly scopes: string;
  readonly groupsClaim: string;
  /** Empty: groups decide nothing about administrators. */
  readonly adminGroups: readonly string[];
  readonly trainedGroups: readonly string[];
  /** Empty: everyone who has an account there. */
  readonly allowedGroups: readonly string[];
  /** In small letters. */
  readonly trustedDomains: readonly string[];
  readonly justInTime: boolean;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
const isSafe = (value: string): boolean =>
  protocolOf(value) === 'https:' || (protocolOf(value) === 'http:' && LOCAL.has(new URL(value).hostname));
const group = z.string().max(200);
const token = z.string().regex(/^[\x21-\x7e]{1,500}$/);
const groups = commaList(group);
const GROUPS = 'names of groups, separated by commas, 200 characters each';

const RULES = {
  PASSWORD_SIGN_IN: { schema: flag.default(false), allowed: '1 or 0' },
  ORGANISATION: { schema: visible(80).optional(), allowed: '1 to 80 visible characters on one line' },
  OIDC_ISSUER: {
    schema: z
      .string()
      .refine((value) => isSafe(value) && !/[?#@]/.test(value))
      .transform((value) => new URL(value))
      .optional(),
    allowed:
      'an https address such as https://login.example.org, without a question mark or a password (http only for localhost)',
  },
  OIDC_CLIENT_ID: { schema: token.optional(), allowed: '1 to 500 printable characters without spaces' },
  OIDC_CLIENT_SECRET: {
    schema: token.optional(),
    allowed: '1 to 500 printable characters without spaces',
    secret: true,
  },
  OIDC_NAME: { schema: visible(40).default('single sign-on'), allowed: '1 to 40 visible characters on one line' },
  OIDC_SCOPES: {
    schema: z
      .string()
      .regex(/^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/)
      .refine((value) => value.split(' ').includes('openid'))
      .default('openid profile email groups'),
    allowed: 'scopes with spaces between them, openid among them',
  },
  OIDC_GROUPS_CLAIM: {
    schema: z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/)
      .default('groups'),
    allowed: 'the name of a claim',
  },
  OIDC_ADMIN_GROUPS: { schema: groups, allowed: GROUPS },
  OIDC_TRAINED_GROUPS: { schema: groups, allowed: GROUPS },
  OIDC_ALLOWED_GROUPS: { schema: groups, allowed: GROUPS },
  OIDC_TRUSTED_DOMAINS: {
    schema: commaList(z.string().regex(/^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,63}$/i)),
    allowed: 'domains such as example.org, separated by commas',
  },
  OIDC_JUST_IN_TIME: { schema: flag.default(true), allowed: '1 or 0' },
} satisfies Record<string, Rule>;

export function signInConfig(environment: Environment): SignInConfig {
  const values = valuesOf(RULES, environment);
  return {
    passwords: values.PASSWORD_SIGN_IN,
    organisation: values.ORGANISATION ?? null,
    oidc: oidcConfig(values),
  };
}

/** The first three or none: half a provider would be found out only by the first person who signs in. */
function oidcConfig(values: ReturnType<typeof valuesOf<typeof RULES>>): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer && clientId && clientSecret)
    return {
      issuer,
      clientId,
      clientSecret,
      name: values.OIDC_NAME,
      scopes: values.OIDC_SCOPES,
      groupsClaim: values.OIDC_GROUPS_CLAIM,
      adminGroups: values.OIDC_ADMIN_GROUPS,
      trainedGroups: values.OIDC_TRAINED_GROUPS,
      allowedGroups: values.OIDC_ALLOWED_GROUPS,
      trustedDomains: values.OIDC_TRUSTED_DOMAINS.map((domain) => domain.toLowerCase()),
      justInTime: values.OIDC_JUST_IN_TIME,
    };
  const all = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
  const missing = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 3) return null;
  throw new BadConfig(
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing; to sign in with OpenID Connect set all of ${Object.keys(all).join(', ')}, else none.`,
  );
}
