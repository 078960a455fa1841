/**
 * A provider of OpenID Connect for tests: oidc-provider on 127.0.0.1, whose people are what a test says, and whose ID
 * tokens a test may change after they were made, signed again with the provider's own key.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { base64url, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import Provider from 'oidc-provider';

type Tampering = (claims: JWTPayload, sign: Sign) => Promise<string>;
type Sign = (claims: JWTPayload) => Promise<string>;

export const CLIENT = { OIDC_CLIENT_ID: 'watchfloor', OIDC_CLIENT_SECRET: 'a-secret-of-the-tests-only' };

export class OidcStandIn {
  /** Who signs in there next, and what it says of them. */
  account: Record<string, unknown> & { sub: string } = { sub: 'kim-1' };
  /** Changes the next ID tokens; null: none. */
  tampers: Tampering | null = null;
  /** Says no to whoever signs in. */
  denies = false;
  readonly #server: Server;
  readonly #key: CryptoKey;

  private constructor(server: Server, key: CryptoKey) {
    this.#server = server;
    this.#key = key;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** `redirect`: where Watchfloor is told to send browsers back. */
  static async start(redirects: readonly string[]): Promise<OidcStandIn> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const standIn = new OidcStandIn(server, privateKey);
    const key = { ...(await exportJWK(privateKey)), kid: 'tests', alg: 'RS256', use: 'sig' };
    const provider = new Provider(standIn.issuer, {
      clients: [
        {
          client_id: CLIENT.OIDC_CLIENT_ID,
          client_secret: CLIENT.OIDC_CLIENT_SECRET,
          redirect_uris: [...redirects],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      jwks: { keys: [key] },
      scopes: ['openid', 'profile', 'email', 'groups'],
      claims: {
        openid: ['sub'],
        profile: ['name', 'preferred_username'],
        email: ['email', 'email_verified'],
        groups: ['groups'],
      },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      cookies: { keys: ['only-for-tests'] },
      findAccount: () => ({ accountId: standIn.account.sub, claims: () => Promise.resolve({ ...standIn.account }) }),
      loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({
          clientId: CLIENT.OIDC_CLIENT_ID,
          accountId: context.oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope('openid profile email groups');
        await grant.save();
        return grant;
      },
    });
    provider.use(async (context, next) => {
      await next();
      const body = context.body as { id_token?: string } | undefined;
      if (typeof body?.id_token === 'string' && standIn.tampers !== null)
        context.body = { ...body, id_token: await standIn.tampers(payloadOf(body.id_token), standIn.#sign) };
    });
    const answer = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/') === true)
        void provider.interactionFinished(
          request,
          response,
          standIn.denies ? { error: 'access_denied' } : { login: { accountId: standIn.account.sub } },
        );
      else void answer(request, response);
    });
    return standIn;
  }

  readonly #sign: Sign = (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'tests' }).sign(this.#key);

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function payloadOf(token: string): JWTPayload {
  return JSON.parse(new TextDecoder().decode(base64url.decode(token.split('.')[1] ?? ''))) as JWTPayload;
}

/** A token that claims to need no signature. */
export const unsigned = (claims: JWTPayload): string =>
  `${[{ alg: 'none' }, claims].map((part) => base64url.encode(JSON.stringify(part))).join('.')}.`;

/** A browser without a screen: it keeps cookies by host and follows what it is sent to. */
export class CookieJar {
  readonly #cookies = new Map<string, Map<string, string>>();

  async get(address: string): Promise<Response> {
    const { host } = new URL(address);
    const kept = this.#cookies.get(host) ?? new Map<string, string>();
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') kept.delete(name);
      else kept.set(name, value);
    }
    this.#cookies.set(host, kept);
    return response;
  }

  /** Follows every redirection until an address that `stops`; that one is not asked for. */
  async follow(address: string, stops: (address: URL) => boolean): Promise<URL> {
    for (let at = new URL(address), hop = 0; hop < 15; hop += 1) {
      if (stops(at)) return at;
      const to = (await this.get(at.href)).headers.get('location');
      if (to === null) return at;
      at = new URL(to, at);
    }
    throw new Error('sent around in circles');
  }
}
