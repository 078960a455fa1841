/** Signing in with a provider of OpenID Connect: who gets in as whom, and everything that must not get anyone in. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signInConfig } from '../../server/config/sign-in.ts';
import { freePort } from '../support/server/ports.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { CLIENT, CookieJar, OidcStandIn, unsigned } from '../support/server/oidc-stand-in.ts';
import { call, OPERATOR, ServerProcess } from '../support/server/server-process.ts';

const CALLBACK = '/auth/oidc/callback';
let redis: PrivateRedis;
let provider: OidcStandIn;
let plain: ServerProcess;
/** Where groups decide who may come, who commands and who administrates, and nobody new comes. */
let grouped: ServerProcess;
let evil: OidcStandIn;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  const ports = [await freePort(), await freePort()];
  provider = await OidcStandIn.start(ports.map((port) => `http://localhost:${port}${CALLBACK}`));
  evil = await OidcStandIn.start(['http://localhost:1/x']);
  const all = { ...CLIENT, OIDC_ISSUER: provider.issuer, OIDC_TRUSTED_DOMAINS: 'example.org', OIDC_NAME: 'Acme ID' };
  [plain, grouped] = (await Promise.all([
    ServerProcess.start(redis.url, { ...all, PORT: String(ports[0]) }),
    ServerProcess.start(redis.url, {
      ...all,
      PORT: String(ports[1]),
      REDIS_PREFIX: 'groups',
      OIDC_ADMIN_GROUPS: 'sre-leads, owners',
      OIDC_TRAINED_GROUPS: 'commanders',
      OIDC_ALLOWED_GROUPS: 'sre, sre-leads',
    }),
  ])) as [ServerProcess, ServerProcess];
});
afterAll(async () => {
  await Promise.all([plain.kill(), grouped.kill()]);
  await Promise.all([provider.stop(), evil.stop()]);
  await redis.end();
});
beforeEach(() => {
  provider.tampers = null;
  provider.denies = false;
});

let numbered = 0;
const somebody = (more: object = {}) => {
  numbered += 1;
  return {
    sub: `s-${numbered}`,
    name: `Person ${numbered}`,
    email: `p${numbered}@example.org`,
    email_verified: true,
    ...more,
  };
};
const comesBack = (at: ServerProcess) => (address: URL) =>
  address.port === String(at.port) && address.pathname !== '/auth/oidc/login';
/** To the provider and back, but not in: the address with the code. */
const upToCode = (jar: CookieJar, at = plain, back = '/'): Promise<URL> =>
  jar.follow(`${at.url}/auth/oidc/login?return=${encodeURIComponent(back)}`, comesBack(at));

interface Came {
  /** Where the browser was sent last. */
  readonly to: URL;
  readonly me: Record<string, unknown> | null;
}
async function handsIn(jar: CookieJar, code: URL): Promise<Came> {
  const response = await jar.get(code.href);
  const to = new URL(response.headers.get('location') ?? '/', code);
  const me = await jar.get(`${code.origin}/api/me`);
  return { to, me: me.ok ? ((await me.json()) as Record<string, unknown>) : null };
}
async function comes(account: Record<string, unknown> & { sub: string }, at = plain, back = '/'): Promise<Came> {
  provider.account = account;
  const jar = new CookieJar();
  return handsIn(jar, await upToCode(jar, at, back));
}
const problemOf = ({ to, me }: Came): string | null => {
  expect(me).toBeNull();
  expect(to.pathname).toBe('/sign-in');
  return to.searchParams.get('problem');
};
const people = async (at = plain) =>
  (await call(at, 'GET', '/api/people', { token: OPERATOR })).body['people'] as Array<Record<string, unknown>>;
const adds = async (body: object, at = plain): Promise<string> =>
  String((await call(at, 'POST', '/api/people', { token: OPERATOR, body })).body['id']);

describe('who gets in', () => {
  test('AC112 Somebody new signs in with PKCE, state and nonce, is one person from then on, and goes on to the page they asked for', async () => {
    const kim = somebody({ name: 'Kim R' });
    provider.account = kim;
    const jar = new CookieJar();
    const begun = await jar.get(`${plain.url}/auth/oidc/login?return=/rooms/inc-1%3Fline=2`);
    const sent = new URL(begun.headers.get('location') ?? '');
    expect(sent.origin).toBe(provider.issuer);
    expect(Object.fromEntries(sent.searchParams)).toMatchObject({
      code_challenge_method: 'S256',
      response_type: 'code',
      redirect_uri: `${plain.url}${CALLBACK}`,
      scope: 'openid profile email groups',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(sent.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
    expect(begun.headers.get('set-cookie')).toMatch(
      /^watchfloor-login=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    const came = await handsIn(jar, await jar.follow(sent.href, comesBack(plain)));
    expect(came.to.href).toBe(`${plain.url}/rooms/inc-1?line=2`);
    expect(came.me).toMatchObject({ name: 'Kim R', email: kim.email, emailVerified: true, administrator: false });
    expect((await comes({ ...kim, name: 'Kim Renamed' })).me?.['id']).toBe(came.me?.['id']);
    expect(JSON.stringify(plain.logger)).not.toMatch(/p\d+@example\.org|a-secret-of-the-tests|code=/);
    expect(plain.logger.some(({ event, way }) => event === 'session.opened' && way === 'oidc')).toBe(true);
  });

  test('AC113 A known person is found by an email that the provider verified and is trusted for, and by no other', async () => {
    const known = somebody({ email: 'Lee@Example.org' });
    const id = await adds({ name: 'Lee', email: 'lee@example.org' });
    const others = [
      somebody({ email: 'lee@example.org', email_verified: false }),
      somebody({ email: 'lee@example.org', email_verified: 'true' }),
      somebody({ email: 'lee@example.org', email_verified: undefined }),
      somebody({ email: 'lee@example.com' }),
      somebody({ email: 'lee@evil-example.org' }),
      somebody({ email: 'lee@example.org.evil.com' }),
    ];
    for (const other of others) {
      const { me } = await comes(other);
      expect(me?.['id']).not.toBe(id);
      expect(me).not.toHaveProperty('email');
    }
    expect((await comes(known)).me).toMatchObject({ id, name: 'Lee', emailVerified: true });
    // The same email with another account is somebody else, until an administrator releases the first one.
    expect(problemOf(await comes({ ...known, sub: 'changed' }))).toBe('another-account');
    const freed = await call(plain, 'DELETE', `/api/people/${id}/account`, { token: OPERATOR });
    expect(freed.status).toBe(204);
    expect((await comes({ ...known, sub: 'changed' })).me?.['id']).toBe(id);
  });

  test('AC114 A deactivated person does not come back, by their account or by a new one with their email', async () => {
    const gone = somebody();
    const { me } = await comes(gone);
    await call(plain, 'PATCH', `/api/people/${String(me?.['id'])}`, { token: OPERATOR, body: { active: false } });
    expect(problemOf(await comes(gone))).toBe('deactivated');
    expect(problemOf(await comes({ ...gone, sub: 'another' }))).toBe('deactivated');
    expect((await people()).filter(({ email }) => email === gone.email)).toHaveLength(1);
  });

  test('AC115 Groups decide who may come, administrates and is trained, at each sign-in, only where they are set, and never take the last administrator', async () => {
    const kim = somebody();
    const groups = (...some: string[]) => comes({ ...kim, groups: some }, grouped);
    expect(problemOf(await groups('others'))).toBe('not-allowed');
    expect(problemOf(await comes(kim, grouped))).toBe('not-allowed');
    const first = await groups('sre', 'owners', 'commanders');
    expect(first.me).toMatchObject({ administrator: true, trained: true });
    expect((await groups('sre')).me).toMatchObject({ administrator: true, trained: false });
    await comes({ ...somebody(), groups: ['sre-leads'] }, grouped);
    expect((await groups('sre')).me).toMatchObject({ id: first.me?.['id'], administrator: false });
    expect(problemOf(await groups())).toBe('not-allowed');
    const ungrouped = await comes({ ...somebody(), groups: ['owners', 'sre-leads'] });
    expect(ungrouped.me).toMatchObject({ administrator: false, trained: false });
    const id = String(ungrouped.me?.['id']);
    await call(plain, 'PATCH', `/api/people/${id}`, { token: OPERATOR, body: { administrator: true } });
    expect((await comes({ ...provider.account, groups: [] })).me).toMatchObject({ id, administrator: true });
  });
});

describe('who does not', () => {
  test('AC116 A code signs in once, only in the browser that began, and only with the state that began it', async () => {
    provider.account = somebody();
    const [mine, theirs] = [new CookieJar(), new CookieJar()];
    const code = await upToCode(mine);
    expect(problemOf(await handsIn(theirs, code))).toBe('started-elsewhere');
    // Used up by the attempt, also for its own browser.
    expect(problemOf(await handsIn(mine, code))).toBe('started-elsewhere');
    const [one, two] = [await upToCode(mine), await upToCode(theirs)];
    const mixed = new URL(one);
    mixed.searchParams.set('state', two.searchParams.get('state') ?? '');
    expect(problemOf(await handsIn(mine, mixed))).toBe('started-elsewhere');
    const swapped = new URL(one);
    swapped.searchParams.set('code', two.searchParams.get('code') ?? '');
    expect(problemOf(await handsIn(mine, swapped))).toBe('failed');
    const again = await upToCode(mine);
    expect((await handsIn(mine, again)).me).not.toBeNull();
    expect((await handsIn(mine, again)).to.searchParams.get('problem')).toBe('started-elsewhere');
    for (const search of ['', '?state=', '?state=x&code=y', '?error=access_denied'])
      expect(problemOf(await handsIn(theirs, new URL(`${plain.url}${CALLBACK}${search}`)))).toBe('started-elsewhere');
  });

  test('AC117 An ID token with a wrong nonce, audience, issuer, time, subject or signature, or without one, signs nobody in', async () => {
    // Signed again and unchanged it is as good as before: what follows fails for what is changed in it.
    provider.tampers = (claims, sign) => sign(claims);
    expect((await comes(somebody())).me).not.toBeNull();
    const before = (await people()).length;
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    const forged: ReadonlyArray<NonNullable<OidcStandIn['tampers']>> = [
      (claims, sign) => sign({ ...claims, nonce: 'another' }),
      ({ nonce: _nonce, ...claims }, sign) => sign(claims),
      (claims, sign) => sign({ ...claims, aud: 'somebody-else' }),
      (claims, sign) => sign({ ...claims, aud: ['watchfloor', 'somebody-else'], azp: 'somebody-else' }),
      (claims, sign) => sign({ ...claims, iss: evil.issuer }),
      (claims, sign) => sign({ ...claims, exp: hourAgo }),
      (claims, sign) => sign({ ...claims, sub: 'somebody-else' }),
      (claims) => Promise.resolve(unsigned(claims)),
      async (claims, sign) => `${(await sign(claims)).slice(0, -8)}AAAAAAAA`,
      async (claims, sign) => {
        const [head = '', , signature = ''] = (await sign(claims)).split('.');
        return `${head}.${unsigned({ ...claims, sub: 'root' }).split('.')[1] ?? ''}.${signature}`;
      },
    ];
    for (const [at, tampers] of forged.entries()) {
      provider.tampers = tampers;
      expect(problemOf(await comes(somebody())), `forged token ${at}`).toBe('failed');
    }
    provider.tampers = null;
    provider.denies = true;
    expect(problemOf(await comes(somebody()))).toBe('refused');
    expect((await people()).length).toBe(before);
  });

  test('AC118 The page to go on to is one of this Watchfloor, whatever the address asked for', async () => {
    for (const back of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/auth/oidc/login',
      'javascript:alert(1)',
    ])
      expect((await comes(somebody(), plain, back)).to.href, back).toBe(`${plain.url}/`);
  });
});

describe('the provider', () => {
  test('AC119 A server starts while its provider is away, says so on the sign-in page, and signs in once it is there', async () => {
    const port = await freePort();
    const away = await ServerProcess.start(redis.url, { ...CLIENT, OIDC_ISSUER: `http://127.0.0.1:${port}` });
    const asked = await call(away, 'GET', '/api/sign-in');
    expect(asked.body).toEqual({ ways: ['invite', 'oidc'], oidc: { name: 'single sign-on', available: false } });
    const jar = new CookieJar();
    const to = new URL((await jar.get(`${away.url}/auth/oidc/login`)).headers.get('location') ?? '', away.url);
    expect([to.pathname, to.searchParams.get('problem')]).toEqual(['/sign-in', 'away']);
    await away.kill();
    expect((await call(plain, 'GET', '/api/sign-in')).body['oidc']).toEqual({ name: 'Acme ID', available: true });
  });

  test('AC120 A half or unsafe setting of the provider ends the start with one sentence and exit code 2', async () => {
    const https = { ...CLIENT, OIDC_ISSUER: 'https://login.example.org' };
    for (const [environment, says] of [
      [{ OIDC_ISSUER: 'https://login.example.org' }, 'OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are missing'],
      [
        { ...CLIENT, OIDC_ISSUER: 'http://login.example.org' },
        'OIDC_ISSUER is "http://login.example.org"; it must be an https address',
      ],
      [{ ...https, OIDC_SCOPES: 'profile' }, 'OIDC_SCOPES is "profile"; it must be scopes'],
      [{ ...https, OIDC_TRUSTED_DOMAINS: '*' }, 'OIDC_TRUSTED_DOMAINS is "*"; it must be domains'],
      [{ ...https, OIDC_JUST_IN_TIME: 'maybe' }, 'OIDC_JUST_IN_TIME is "maybe"; it must be 1 or 0.'],
      [{ ...https, OIDC_CLIENT_SECRET: 'a b' }, 'OIDC_CLIENT_SECRET has a value that is not allowed'],
    ] as const) {
      expect(() => signInConfig(environment)).toThrow(says);
    }
    const half = ServerProcess.launch({ REDIS_URL: redis.url, OIDC_ISSUER: 'https://login.example.org' });
    expect(await half.ended()).toBe(2);
    await until('it says why', () => half.printed.join().includes('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are missing'));
  });
});
