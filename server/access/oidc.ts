/**
 * The provider of OpenID Connect: found when it is first needed and asked again while it is away, so that this server
 * starts without it. Always the code flow with PKCE (S256), state and nonce; the ID token's signature is checked too,
 * although it comes over TLS. Nothing of a token is kept or logged.
 */
import * as client from 'openid-client';
import type { OidcConfig } from '../config/sign-in.ts';
import { told, type Logger } from '../logger.ts';

const TIMEOUT_S = 5;
/** While it is away it is asked this often, however many people want to sign in. */
const AGAIN_MS = 5_000;
/** Its addresses and keys may change. */
const FRESH_MS = 3_600_000;

/** What a login has to know when the browser comes back. */
export interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

/** The provider cannot be reached: nothing is wrong with the one who signs in. */
export class ProviderAway extends Error {}

export class Provider {
  readonly #config: OidcConfig;
  readonly #redirect: () => string;
  readonly #logger: Pick<Logger, 'warn'>;
  #found: { readonly configuration: client.Configuration; readonly at: number } | null = null;
  #asking: Promise<void> | null = null;
  #askedAt = -Infinity;

  /** `redirect`: the address to which the provider sends browsers back. */
  constructor(config: OidcConfig, redirect: () => string, logger: Pick<Logger, 'warn'>) {
    this.#config = config;
    this.#redirect = redirect;
    this.#logger = logger;
  }

  /** Whether people can be sent there now. Asks it, at most for as long as it may take to answer. */
  async isThere(): Promise<boolean> {
    return (await this.#configuration()) !== null;
  }

  /** Where to send a browser, and what to remember until it comes back. Throws ProviderAway. */
  async begin(): Promise<{ readonly url: URL; readonly pending: Pending }> {
    const configuration = await this.#configuration();
    if (configuration === null) throw new ProviderAway();
    const pending = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirect(),
      scope: this.#config.scopes,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    });
    return { url, pending };
  }

  /** Who it was. `search`: the query with which the browser came back. Throws ProviderAway, or what is wrong. */
  async finish(search: string, { state, nonce, verifier }: Pending): Promise<Claims> {
    const configuration = await this.#configuration();
    if (configuration === null) throw new ProviderAway();
    // The address as the provider knows it, whatever a proxy or the Host header says.
    const current = new URL(`${this.#redirect()}${search}`);
    const tokens = await client.authorizationCodeGrant(configuration, current, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('no ID token');
    const isWhole = ['name', 'email', this.#config.groupsClaim].every((claim) => claim in claims);
    if (isWhole || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
    const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { ...more, ...claims };
  }

  async #configuration(): Promise<client.Configuration | null> {
    const now = Date.now();
    const isFresh = this.#found !== null && now - this.#found.at < FRESH_MS;
    if (!isFresh && (this.#asking !== null || now - this.#askedAt >= AGAIN_MS)) {
      this.#asking ??= this.#ask();
      // An older answer is better than none, and than waiting.
      if (this.#found === null) await this.#asking;
    }
    return this.#found?.configuration ?? null;
  }

  async #ask(): Promise<void> {
    const { issuer, clientId, clientSecret } = this.#config;
    this.#askedAt = Date.now();
    try {
      const configuration = await client.discovery(issuer, clientId, {}, authentication(clientSecret), {
        timeout: TIMEOUT_S,
        // Only a provider on this very machine may be without TLS (config/sign-in.ts).
        execute: [
          client.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      });
      this.#found = { configuration, at: Date.now() };
    } catch (problem) {
      this.#logger.warn('oidc.away', { problem: told(problem) });
    } finally {
      this.#asking = null;
    }
  }
}

/** In the body or in the header, as the provider says it takes it; in the header where it says nothing. */
function authentication(secret: string): client.ClientAuth {
  const [inBody, inHeader] = [client.ClientSecretPost(secret), client.ClientSecretBasic(secret)];
  return (server, ...rest) =>
    server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true &&
    !server.token_endpoint_auth_methods_supported.includes('client_secret_basic')
      ? inBody(server, ...rest)
      : inHeader(server, ...rest);
}
