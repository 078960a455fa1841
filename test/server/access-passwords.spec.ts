/** Email and password: which ways in there are, who gets in, and what someone without the password learns. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword, isPassword } from '../../server/access/password-hash.ts';
import { Guesses } from '../../server/budgets/guesses.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  OPERATOR,
  ServerProcess,
  type Called,
  type Somebody,
} from '../support/server/server-process.ts';

const GOOD = 'seven quiet lighthouses';
const OTHER = 'nine loud lighthouses!';
let redis: PrivateRedis;
let server: ServerProcess;
/** Without a raised budget, and without passwords. */
let strict: ServerProcess;
let off: ServerProcess;
let priya: Somebody & { cookie: string };

beforeAll(async () => {
  redis = await PrivateRedis.start();
  const on = { PASSWORD_SIGN_IN: '1', ORGANISATION: 'Acme  Payments' };
  [server, strict, off] = await Promise.all([
    ServerProcess.start(redis.url, on),
    ServerProcess.start(redis.url, { ...on, BUDGET_FACTOR: '1' }),
    ServerProcess.start(redis.url),
  ]);
  priya = await administrator([server, strict, off]);
});
afterAll(async () => {
  await Promise.all([server, strict, off].map((each) => each.kill()));
  await redis.end();
});

const cookieOf = ({ headers }: Called): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const signsIn = (email: string, password: string, at = server, headers: Record<string, string> = {}) =>
  call(at, 'POST', '/api/session', { body: { email, password }, headers: { origin: at.url, ...headers } });
const as = (cookie: string, method: string, path: string, body?: object) =>
  call(server, method, path, { headers: { cookie, origin: server.url }, ...(body === undefined ? {} : { body }) });
async function person(name: string, email?: string): Promise<string> {
  const body = { name, ...(email === undefined ? {} : { email }) };
  return String((await call(server, 'POST', '/api/people', { token: OPERATOR, body })).body['id']);
}
async function linkFor(id: string, by = priya.cookie): Promise<string> {
  return (
    String((await as(by, 'PUT', `/api/people/${id}/password`, {})).body['url'])
      .split('/')
      .at(-1) ?? ''
  );
}
const sets = (code: string, password: string) => call(server, 'POST', '/api/password', { body: { code, password } });
async function withPassword(name: string): Promise<{ id: string; email: string; cookie: string }> {
  const email = `${name.toLowerCase()}@example.org`;
  const id = await person(name, email);
  return { id, email, cookie: cookieOf(await sets(await linkFor(id), GOOD)) };
}

describe('ways in', () => {
  test('AC101 Anyone may ask which ways in there are: those that are switched on, and whose Watchfloor it is', async () => {
    expect((await call(server, 'GET', '/api/sign-in')).body).toEqual({
      ways: ['invite', 'password'],
      organisation: 'Acme  Payments',
    });
    expect((await call(off, 'GET', '/api/sign-in')).body).toEqual({ ways: ['invite'] });
    const bad = ServerProcess.launch({ REDIS_URL: redis.url, PASSWORD_SIGN_IN: 'yes' });
    expect(await bad.ended()).toBe(2);
    await until('it says why', () => bad.printed.join().includes('PASSWORD_SIGN_IN is "yes"; it must be 1 or 0.'));
  });

  test('AC102 While passwords are switched off none is set, none signs in, and nobody is told of one', async () => {
    const kim = await withPassword('Off');
    expect((await signsIn(kim.email, GOOD, off)).body.code).toBe('access.way-off');
    const own = { cookie: kim.cookie, origin: off.url };
    expect((await call(off, 'GET', '/api/me', { headers: own })).body).not.toHaveProperty('password');
    const body = { current: GOOD, password: OTHER };
    expect((await call(off, 'POST', '/api/password', { headers: own, body })).body.code).toBe('access.way-off');
    expect((await signsIn(kim.email, GOOD)).status).toBe(201);
  });
});

describe('passwords', () => {
  test('AC103 An administrator’s link sets a password once and signs in, ends the person’s other sessions, and makes no link for an administrator', async () => {
    const id = await person('Kim', 'kim@example.org');
    const [first, second] = [await linkFor(id), await linkFor(id)];
    expect((await call(server, 'GET', `/api/links/${first}`)).body).toMatchObject({ kind: 'password', name: 'Kim' });
    expect((await call(server, 'POST', '/api/session', { body: { code: first } })).body.code).toBe(
      'access.invite-over',
    );
    expect((await sets(first, 'short')).body.code).toBe('access.password-short');
    const came = await Promise.all([1, 2, 3].map(() => sets(first, GOOD)));
    expect(came.map(({ status }) => String(status)).toSorted()).toEqual(['200', '404', '404']);
    expect((await sets(second, OTHER)).body.code).toBe('access.invite-over');
    const cookie = cookieOf(came.find(({ status }) => status === 200) as Called);
    expect((await as(cookie, 'GET', '/api/me')).body).toMatchObject({ id, password: true, email: 'kim@example.org' });
    expect((await sets(await linkFor(id), OTHER)).status).toBe(200);
    expect((await as(cookie, 'GET', '/api/me')).status).toBe(401);
    expect((await signsIn('kim@example.org', GOOD)).status).toBe(401);
    const refused = async (of: string, by = priya.cookie): Promise<unknown> =>
      (await as(by, 'PUT', `/api/people/${of}/password`, {})).body.code;
    expect(await refused(priya.id)).toBe('workspace.administrators-sign-in-themselves');
    expect(await refused(await person('Lee'))).toBe('access.no-email');
    expect(await refused(id, cookieOf(await signsIn('kim@example.org', OTHER)))).toBe('access.not-administrator');
  });

  test('AC104 Signing in by password gives a fresh session whatever the browser had before, and capitals in the email do not matter', async () => {
    const { email, id } = await withPassword('Fixed');
    const planted = `${cookieOf(await signsIn(email, GOOD)).split('=')[0] ?? ''}=${'a'.repeat(43)}`;
    const came = await signsIn(email.toUpperCase(), GOOD, server, { cookie: planted });
    expect(came).toMatchObject({ status: 201, body: { id } });
    expect(cookieOf(came)).not.toBe(planted);
    expect(came.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    const again = await signsIn(email, GOOD, server, { cookie: cookieOf(came) });
    expect((await as(cookieOf(came), 'GET', '/api/me')).status).toBe(401);
    expect((await as(cookieOf(again), 'GET', '/api/me')).status).toBe(200);
    expect((await signsIn(email, GOOD, server, { origin: 'https://evil.example' })).body.code).toBe('access.origin');
  });

  test('AC105 An unknown email, a wrong password, a person without one and a deactivated person are answered alike', async () => {
    const known = await withPassword('Known');
    const gone = await withPassword('Gone');
    await person('Empty', 'empty@example.org');
    await call(server, 'PATCH', `/api/people/${gone.id}`, { token: OPERATOR, body: { active: false } });
    const answers = await Promise.all([
      signsIn('nobody@example.org', GOOD),
      signsIn(known.email, OTHER),
      signsIn('empty@example.org', GOOD),
      signsIn(gone.email, GOOD),
      signsIn("' or 1=1 --", GOOD),
    ]);
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'access.wrong-password' } });
    await call(server, 'PATCH', `/api/people/${gone.id}`, { token: OPERATOR, body: { active: true } });
    expect((await signsIn(gone.email, GOOD)).body.code).toBe('access.wrong-password');
  });

  test('AC106 A person changes their own password with the current one; other sessions end, this one goes on; a token cannot', async () => {
    const { id, email, cookie } = await withPassword('Own');
    const other = cookieOf(await signsIn(email, GOOD));
    const change = (body: object) => as(cookie, 'POST', '/api/password', body);
    expect((await change({ password: OTHER })).body.code).toBe('access.wrong-current-password');
    expect((await change({ current: OTHER, password: OTHER })).body.code).toBe('access.wrong-current-password');
    expect((await change({ current: GOOD, password: email + '1' })).body.code).toBe('access.password-common');
    expect((await change({ current: GOOD, password: OTHER })).status).toBe(200);
    expect((await as(other, 'GET', '/api/me')).status).toBe(401);
    expect((await as(cookie, 'GET', '/api/me')).status).toBe(200);
    expect([(await signsIn(email, GOOD)).status, (await signsIn(email, OTHER)).status]).toEqual([401, 201]);
    const { token } = (await call(server, 'POST', '/api/tokens', { token: OPERATOR, body: { person: id } })).body;
    const byToken = await call(server, 'POST', '/api/password', { token: String(token), body: { password: GOOD } });
    expect(byToken.body.code).toBe('access.no-session');
  });

  test('AC107 No password is in the store or in a line of the log; what is kept is scrypt with its own salt', async () => {
    const { id, email } = await withPassword('Kept');
    await signsIn(email, OTHER);
    const store = redis.client();
    const kept = JSON.parse((await store.get(`wf:{access}:password:${id}`)) ?? '{}') as { phc: string };
    const keys = await store.keys('*');
    store.disconnect();
    expect(kept.phc).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await hashPassword(GOOD, 'x')).not.toBe(kept.phc);
    expect([await isPassword(GOOD, kept.phc, 'x'), await isPassword(OTHER, kept.phc, 'x')]).toEqual([true, false]);
    expect(
      await isPassword('Zoe\u0308 likes lighthouses', await hashPassword('Zo\u00eb likes lighthouses', 'x'), 'x'),
    ).toBe(true);
    expect(keys.some((key) => key.includes('@'))).toBe(false);
    const lines = JSON.stringify(server.logger);
    for (const secret of [GOOD, OTHER, email]) expect(lines).not.toContain(secret);
    expect(server.logger.some(({ event, way }) => event === 'session.refused' && way === 'password')).toBe(true);
  });
});

describe('guesses', () => {
  test('AC108 One address has ten wrong passwords a minute, one account five, then waits; many at once are not more', async () => {
    const { email } = await withPassword('Guessed');
    // What other tests got wrong from this address is counted over all servers.
    const store = redis.client();
    for (const key of await store.keys('*failed-password*')) await store.del(key);
    store.disconnect();
    const at = (who: string) => signsIn(who, OTHER, strict);
    const many = await Promise.all(Array.from({ length: 8 }, () => at(email)));
    expect(many.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(many.filter(({ body }) => body.code === 'access.too-many-tries')).toHaveLength(3);
    const late = await signsIn(email, GOOD, strict);
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(10);
    const others = [await at('one@example.org'), await at('two@example.org'), await at('three@example.org')];
    expect(others.map(({ status }) => status)).toContain(429);
  });

  test('AC109 Each further guess at an account waits twice as long, fifteen minutes at most; a right one starts over', async () => {
    const store = redis.client();
    const guesses = new Guesses(store, 'guessing', 1);
    const waits: number[] = [];
    for (let guess = 0; guess < 12; guess += 1) {
      expect(await guesses.count('kim')).toBe(0);
      waits.push(Math.round((await store.pttl('guessing:{budget}:guesses-wait:kim')) / 1000));
      if (waits[guess] !== 0 && guess > 4) expect(await guesses.count('kim')).toBeGreaterThan(0);
      await store.del('guessing:{budget}:guesses-wait:kim');
    }
    expect(waits.slice(0, 4).every((each) => each <= 0)).toBe(true);
    expect(waits.slice(4)).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    await guesses.forget('kim');
    expect([await guesses.count('kim'), await store.pttl('guessing:{budget}:guesses-wait:kim')]).toEqual([0, -2]);
    store.disconnect();
  });
});
