/** Emails of people over HTTP: who sets them, and who reads them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PrivateRedis } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  OPERATOR,
  ServerProcess,
  somebody,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let priya: Somebody & { cookie: string };
let kim: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  priya = await administrator([server]);
  kim = await somebody(server, 'Kim');
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

test('AC100 An administrator sets a person’s email; only administrators and that person read it, and no line of the log has it', async () => {
  const byPriya = { headers: { cookie: priya.cookie, origin: server.url } };
  const changes = (body: object, who: object = byPriya, id = kim.id) =>
    call(server, 'PATCH', `/api/people/${id}`, { ...who, body });
  expect(await changes({ email: ' kim@Example.org ' })).toMatchObject({
    status: 200,
    body: { id: kim.id, email: 'kim@Example.org' },
  });
  expect((await changes({ email: 'kim@@example.org' })).body.code).toBe('command.malformed');
  expect(await changes({ email: 'eve@example.org' }, { token: kim.token })).toMatchObject({ status: 403 });
  const taken = await call(server, 'POST', '/api/people', {
    token: OPERATOR,
    body: { name: 'Kim', email: 'KIM@example.org' },
  });
  expect(taken).toMatchObject({ status: 409, body: { code: 'workspace.email-taken' } });
  const bob = await somebody(server, 'Bob');
  const seen = async (who: object): Promise<string> =>
    JSON.stringify((await call(server, 'GET', '/api/people', who)).body);
  expect(await seen(byPriya)).toContain('kim@Example.org');
  expect(await seen({ token: bob.token })).not.toContain('Example.org');
  expect((await call(server, 'GET', '/api/me', { token: kim.token })).body['email']).toBe('kim@Example.org');
  expect((await call(server, 'GET', '/api/me', { token: bob.token })).body).not.toHaveProperty('email');
  expect((await changes({ email: 'priya@example.org' }, { token: OPERATOR }, priya.id)).status).toBe(200);
  expect(JSON.stringify(server.logger)).not.toMatch(/Example\.org|example\.org/);
});
