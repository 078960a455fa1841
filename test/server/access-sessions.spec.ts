/** Where people are signed in, who sees and ends it, and how an administrator lets someone in again. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceOf } from '../../server/access/devices.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  declareRoom,
  OPERATOR,
  ServerProcess,
  somebody,
  Visitor,
  type Called,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let servers: [ServerProcess, ServerProcess, ServerProcess];
let priya: Somebody & { cookie: string };

beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = (await Promise.all([1, 2, 3].map(() => ServerProcess.start(redis.url)))) as typeof servers;
  priya = await administrator(servers);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await redis.end();
});

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

interface Browser {
  readonly id: string;
  readonly cookie: string;
}
const codeOf = (url: unknown): string => String(url).split('/').at(-1) ?? '';
const from = (cookie: string) => ({ cookie, origin: servers[0].url });
const opens = async (code: string, name?: string, agent = FIREFOX): Promise<Called> =>
  call(servers[0], 'POST', '/api/session', {
    headers: { 'user-agent': agent },
    body: { code, ...(name === undefined ? {} : { name }) },
  });
const browserOf = ({ body, headers }: Called): Browser => ({
  id: String(body['id']),
  cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '',
});
async function joins(name: string): Promise<Browser> {
  const { body } = await call(servers[0], 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
  return browserOf(await opens(codeOf(body['url']), name));
}
async function onPhone({ cookie }: Browser): Promise<Browser> {
  const { body } = await call(servers[0], 'POST', '/api/device', { headers: from(cookie), body: {} });
  return browserOf(await opens(codeOf(body['url']), undefined, IPHONE));
}
interface Listed {
  readonly id: string;
  readonly device: string;
  readonly current: boolean;
}
const asks = (method: 'GET' | 'DELETE', by: { cookie: string }, path: string): Promise<Called> =>
  call(servers[1], method, path, { headers: { ...from(by.cookie), origin: servers[1].url } });
const sessionsOf = async (by: { cookie: string }, id: string): Promise<readonly Listed[]> =>
  (await asks('GET', by, `/api/people/${id}/sessions`)).body['sessions'] as readonly Listed[];
const isIn = async ({ cookie }: { cookie: string }): Promise<boolean> =>
  (await call(servers[2], 'GET', '/api/me', { headers: { cookie } })).status === 200;
const renames = (id: string, body: object, by: object): Promise<Called> =>
  call(servers[0], 'PATCH', `/api/people/${id}`, { ...by, body });

describe('sessions', () => {
  test('DR162 A person sees where they are signed in and ends it there: the session, and its sockets on every server within two seconds', async () => {
    const kim = await joins('Kim');
    const phone = await onPhone(kim);
    const listed = await sessionsOf(kim, kim.id);
    expect(Object.fromEntries(listed.map(({ device, current }) => [device, current]))).toEqual({
      'Firefox on Linux': true,
      'Safari on iPhone': false,
    });
    const visitor = new Visitor(servers[2], { headers: { cookie: phone.cookie, origin: servers[2].url } });
    await visitor.connected();
    const other = listed.find(({ current }) => !current)?.id ?? '';
    expect((await asks('DELETE', kim, `/api/people/${kim.id}/sessions/${other}`)).status).toBe(204);
    await until('the socket was closed', () => visitor.byes.includes(4401), 2_000);
    expect([await isIn(phone), await isIn(kim)]).toEqual([false, true]);
    const more = [await onPhone(kim), await onPhone(kim)];
    expect(await sessionsOf(kim, kim.id)).toHaveLength(3);
    expect((await asks('DELETE', kim, `/api/people/${kim.id}/sessions`)).status).toBe(204);
    expect(await Promise.all([...more, kim].map(isIn))).toEqual([false, false, true]);
    expect(await sessionsOf(kim, kim.id)).toHaveLength(1);
  });

  test("DR163 Administrators see and end everyone's sessions; others, and tokens of a person, see and end none but their own", async () => {
    const [kim, bob] = [await joins('Kim'), await joins('Bob')];
    const token = (await call(servers[0], 'POST', '/api/tokens', { headers: from(kim.cookie), body: {} })).body[
      'token'
    ];
    const path = `/api/people/${kim.id}/sessions`;
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await asks(method, bob, path)).body.code).toBe('access.not-administrator');
      expect((await call(servers[0], method, path, { token: String(token) })).body.code).toBe('access.no-session');
      expect((await asks(method, priya, '/api/people/p-nobody/sessions')).status).toBe(404);
    }
    const [session] = await sessionsOf(priya, kim.id);
    // Their own address does not end someone else's.
    await asks('DELETE', bob, `/api/people/${bob.id}/sessions/${session?.id}`);
    expect(await isIn(kim)).toBe(true);
    expect((await asks('DELETE', priya, `${path}/${session?.id}`)).status).toBe(204);
    expect([await isIn(kim), await isIn(priya)]).toEqual([false, true]);
    await until('it is in the security log', () =>
      servers[1].logger.some(({ event, ...line }) => event === 'session.ended' && line['person'] === kim.id),
    );
  });

  test('DR164 A deactivated person has no sessions, also after they were activated', async () => {
    const kim = await joins('Kim');
    await renames(kim.id, { active: false }, { token: OPERATOR });
    expect(await sessionsOf(priya, kim.id)).toEqual([]);
    await renames(kim.id, { active: true }, { token: OPERATOR });
    expect(await sessionsOf(priya, kim.id)).toEqual([]);
  });

  test("DR165 An administrator's link signs the same person in, once; never an administrator, and not after its maker or its person was deactivated", async () => {
    const kim = await joins('Kim');
    const link = async (id = kim.id, by: object = { headers: from(priya.cookie) }): Promise<Called> =>
      call(servers[0], 'POST', `/api/people/${id}/link`, { ...by, body: {} });
    const code = codeOf((await link()).body['url']);
    const again = browserOf(await opens(code));
    expect([again.id, await isIn(again)]).toEqual([kim.id, true]);
    expect((await opens(code)).body.code).toBe('access.invite-over');
    expect((await link(kim.id, { headers: from(kim.cookie) })).body.code).toBe('access.not-administrator');
    expect(await link(priya.id)).toMatchObject({
      status: 409,
      body: { code: 'workspace.administrators-sign-in-themselves' },
    });
    // Made while they were none, opened when they are.
    const early = codeOf((await link(kim.id, { token: OPERATOR })).body['url']);
    const second = codeOf((await link()).body['url']);
    await renames(kim.id, { administrator: true }, { token: OPERATOR });
    expect((await opens(early)).body.code).toBe('access.invite-over');
    const kims = codeOf((await link((await joins('Bob')).id, { headers: from(kim.cookie) })).body['url']);
    await renames(kim.id, { administrator: false }, { token: OPERATOR });
    expect((await opens(kims)).body.code).toBe('access.invite-over');
    await renames(kim.id, { active: false }, { token: OPERATOR });
    expect((await link()).body.code).toBe('workspace.unknown-person');
    await renames(kim.id, { active: true }, { token: OPERATOR });
    expect((await opens(second)).body.code).toBe('access.invite-over');
    expect(browserOf(await opens(codeOf((await link()).body['url']))).id).toBe(kim.id);
  });

  test('DR166 Of what a browser says of itself only its kind and its system are kept', () => {
    const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';
    expect(deviceOf(FIREFOX)).toBe('Firefox on Linux');
    expect(deviceOf(IPHONE)).toBe('Safari on iPhone');
    expect(deviceOf(`${chrome} Safari/537.36`)).toBe('Chrome on Windows');
    expect(deviceOf(`${chrome} Safari/537.36 Edg/140.0`)).toBe('Edge on Windows');
    for (const odd of [undefined, '', '<script>', 'curl/8.5.0', 'x'.repeat(100_000)])
      expect(deviceOf(odd)).toBe('Unknown device');
  });
});

describe('names', () => {
  test('DR167 A person changes their own name and area, also with a token that writes; open rooms have the name on every server within two seconds', async () => {
    const kim = await somebody(servers[0], 'Kim');
    const room = await declareRoom(servers[0], priya);
    const visitor = await Visitor.come(servers[2], kim.token);
    await visitor.enter(room);
    expect(await renames(kim.id, { name: 'Kim Rivera', area: 'database' }, { token: kim.token })).toMatchObject({
      status: 200,
      body: { name: 'Kim Rivera', area: 'database' },
    });
    await until('the room has it', () => visitor.state.crew.members[kim.id]?.name === 'Kim Rivera', 2_000);
    expect(await renames(kim.id, { area: null }, { token: kim.token })).toMatchObject({ body: { area: null } });
    for (const [id, body] of [
      [kim.id, { trained: true }],
      [kim.id, { name: 'Kim', administrator: true }],
      [priya.id, { name: 'Eve' }],
      [`p-${randomUUID()}`, { name: 'Eve' }],
    ] as const)
      expect((await renames(id, body, { token: kim.token })).body.code).toBe('access.not-administrator');
    const reads = (await call(servers[0], 'POST', '/api/tokens', { token: kim.token, body: { scopes: ['read'] } }))
      .body['token'];
    expect((await renames(kim.id, { name: 'Eve' }, { token: String(reads) })).body.code).toBe('access.scope');
    visitor.leave();
  });
});
