/**
 * Limits of one person's links, tokens and sessions, what an administrator ends with them, and what the security log
 * records.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_TOKENS } from '../../server/access/tokens.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
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
let servers: readonly [ServerProcess, ServerProcess];
let bob: Somebody;
beforeAll(async () => {
  redis = await PrivateRedis.start();
  servers = await Promise.all([ServerProcess.start(redis.url), ServerProcess.start(redis.url)]);
  bob = await somebody(servers[0], 'Bob');
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await redis.end();
});

const codeOf = (url: unknown): string => String(url).split('/').at(-1) ?? '';
const change = (id: string, body: object, token = OPERATOR): Promise<Called> =>
  call(servers[0], 'PATCH', `/api/people/${id}`, { token, body });
const makes = (who: Somebody, at = 0): Promise<Called> =>
  call(servers[at % 2] as ServerProcess, 'POST', '/api/tokens', { token: who.token, body: {} });
const tokensOf = async (who: Somebody): Promise<ReadonlyArray<{ id: string }>> =>
  (await call(servers[0], 'GET', '/api/tokens', { token: who.token })).body['tokens'] as Array<{ id: string }>;
/** A person who joins by this one's link. */
async function brings(who: { token: string }, name: string): Promise<Somebody> {
  const made = await call(servers[0], 'POST', '/api/invites', { token: who.token, body: { role: 'responder' } });
  const came = await call(servers[0], 'POST', '/api/session', { body: { code: codeOf(made.body['url']), name } });
  const token = await call(servers[0], 'POST', '/api/tokens', { token: OPERATOR, body: { person: came.body['id'] } });
  return { id: String(came.body['id']), name, token: String(token.body['token']) };
}

describe('bounds', () => {
  test('AC82 A person has 50 tokens that work at most, also with many asked for at once; one more is refused with a sentence, and those that ended do not count', async () => {
    const kim = await somebody(servers[0], 'Kim');
    for (let count = 1; count < MOST_TOKENS - 3; count += 1) expect((await makes(kim, count)).status).toBe(201);
    const rushed = await Promise.all(Array.from({ length: 12 }, (_, at) => makes(kim, at)));
    expect(rushed.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(3);
    while ((await tokensOf(kim)).length < MOST_TOKENS) expect((await makes(kim)).status).toBe(201);
    const refused = await makes(kim);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'access.too-many-tokens',
        detail:
          'This person already has 50 active tokens, which is the limit. Revoke one that is no longer used, then create the new one.',
      },
    });
    expect(await tokensOf(kim)).toHaveLength(MOST_TOKENS);
    const { id } = (await tokensOf(kim)).at(0) as { id: string };
    await call(servers[1], 'DELETE', `/api/tokens/${id}`, { token: kim.token });
    expect((await makes(kim)).status).toBe(201);
    expect((await makes(kim)).status).toBe(409);
    await change(kim.id, { active: false });
    await change(kim.id, { active: true });
    expect((await call(servers[0], 'POST', '/api/tokens', { token: OPERATOR, body: { person: kim.id } })).status).toBe(
      201,
    );
  });

  test('AC83 A person who was deactivated is not admitted again, and the refusal says what to do', async () => {
    const kim = await somebody(servers[0], 'Kim');
    const room = await declareRoom(servers[0], bob);
    const [visitor, other] = [await Visitor.come(servers[0], bob.token), await Visitor.come(servers[1], kim.token)];
    await Promise.all([visitor.enter(room), other.enter(room)]);
    await change(kim.id, { active: false });
    await until('they are out', () => visitor.state.crew.members[kim.id]?.removedAt != null);
    const admits = (): object => ({
      id: randomUUID(),
      type: 'crew.admit',
      data: { person: kim.id, as: 'responder' },
      epoch: visitor.state.floor.epoch,
    });
    expect(await visitor.command(room, admits())).toMatchObject({
      ok: false,
      code: 'crew.deactivated',
      message: expect.stringMatching(/activate them, then admit them\.$/),
    });
    expect(
      (await call(servers[1], 'POST', `/api/rooms/${room}/commands`, { token: bob.token, body: admits() })).status,
    ).toBe(409);
    await change(kim.id, { active: true });
    expect(await visitor.command(room, admits())).toMatchObject({ ok: true });
    visitor.leave();
  });

  test('AC84 An administrator deactivates a person with everyone they brought over HTTP, and sees before who that is; each of them is a line of the security log', async () => {
    const eve = await brings(bob, 'Eve');
    const [max, pia] = [await brings(eve, 'Max'), await brings(eve, 'Pia')];
    const people = async (token: string): Promise<ReadonlyArray<{ id: string; broughtBy?: string; active: boolean }>> =>
      (await call(servers[1], 'GET', '/api/people', { token })).body['people'] as Array<{
        id: string;
        active: boolean;
      }>;
    expect((await people(OPERATOR)).filter(({ broughtBy }) => broughtBy === eve.id).map(({ id }) => id)).toEqual([
      max.id,
      pia.id,
    ]);
    expect((await people(bob.token)).some((each) => 'broughtBy' in each)).toBe(false);
    expect(await change(eve.id, { active: false, withBrought: true }, bob.token)).toMatchObject({
      status: 403,
      body: { code: 'access.not-administrator' },
    });
    for (const wrong of [
      { withBrought: true },
      { active: true, withBrought: true },
      { active: false, withBrought: true, name: 'E' },
    ])
      expect((await change(eve.id, wrong)).status).toBe(422);
    expect(await change(eve.id, { active: false, withBrought: true })).toMatchObject({
      status: 200,
      body: { id: eve.id, active: false, deactivated: [max.id, pia.id] },
    });
    for (const each of [eve, max, pia])
      expect((await call(servers[1], 'GET', '/api/me', { token: each.token })).status).toBe(401);
    expect((await call(servers[1], 'GET', '/api/me', { token: bob.token })).status).toBe(200);
    const lines = () =>
      servers[0].logger.filter(({ event }) => event === 'person.deactivated').map(({ person }) => person);
    await until('each is a line', () => [eve, max, pia].every(({ id }) => lines().includes(id)));
  });
});

describe('the security log', () => {
  test('AC91 A line about a refusal or a limit names the person where it is known who that is', async () => {
    const strict = await ServerProcess.start(redis.url, { BUDGET_FACTOR: '1' });
    for (let count = 0; count <= 20; count += 1)
      await call(strict, 'POST', '/api/tokens', { token: bob.token, body: { scopes: ['read'] } });
    const made = await call(strict, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
    const cookie =
      (
        (
          await call(strict, 'POST', '/api/session', { body: { code: codeOf(made.body['url']), name: 'Noor' } })
        ).headers.get('set-cookie') ?? ''
      ).split(';')[0] ?? '';
    const me = (await call(strict, 'GET', '/api/me', { headers: { cookie } })).body['id'];
    await call(strict, 'POST', '/api/session', {
      headers: { cookie, origin: strict.url },
      body: { code: 'x'.repeat(43) },
    });
    const other = new Visitor({ url: `${strict.url}/?person=p-other` } as ServerProcess, {
      headers: { cookie, origin: strict.url },
    });
    await expect(other.connected()).rejects.toThrow('access.no-session');
    const named = (event: string, by: unknown) =>
      strict.logger.some((line) => line['security'] === true && line.event === event && line['by'] === by);
    await until(
      'each line names them',
      () => named('limit.reached', bob.id) && named('session.refused', me) && named('access.refused', me),
    );
    await strict.kill();
  });
});
