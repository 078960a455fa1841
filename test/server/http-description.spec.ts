/**
 * The API's description against the API: operation ids, answers and the cookie, as a generated client relies on them.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PrivateRedis } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  say,
  ServerProcess,
  somebody,
  type Somebody,
} from '../support/server/server-process.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema?: z.core.JSONSchema.JSONSchema }> }>>;
}

let redis: PrivateRedis;
let server: ServerProcess;
let ana: Somebody;
let room: string;
let described: Record<string, Record<string, Operation>>;
let cookie: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  ana = await somebody(server, 'Ana');
  room = await declareRoom(server, ana);
  const { body } = await call(server, 'GET', '/api/openapi.json');
  described = body['paths'] as typeof described;
  cookie = (body['components'] as { securitySchemes: { session: { name: string } } }).securitySchemes.session.name;
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

const operations = (): readonly Operation[] => Object.values(described).flatMap((each) => Object.values(each));

/** Calls the address and checks the answer against the description. */
async function answersAsDescribed(
  method: string,
  path: string,
  more: { params?: object; body?: object; query?: string } = {},
) {
  const filled =
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String({ id: room, ...more.params }[name])) + (more.query ?? '');
  const token = /people|services|template|policy|tokens|sample/.test(path) ? OPERATOR : ana.token;
  const answer = await call(server, method, filled, { token, ...(more.body === undefined ? {} : { body: more.body }) });
  const responses = described[path]?.[method.toLowerCase()]?.responses ?? {};
  const said = responses[answer.status];
  expect(said, `${method} ${path} ${answer.status} ${JSON.stringify(answer.body)}`).toBeDefined();
  const schema = said?.content?.['application/json']?.schema;
  if (schema !== undefined)
    expect(z.fromJSONSchema(schema).safeParse(answer.body).error?.issues ?? [], `${method} ${path}`).toEqual([]);
  return answer.body;
}

describe('the description of the API', () => {
  test('DR160 Every operation has an id of its own and says what it answers; the answers are as described', async () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(ids.every((id) => /^[a-z][A-Za-z]+$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operationId, responses } of operations()) {
      const [status = '', said] = Object.entries(responses).find(([each]) => /^[23]/.test(each)) ?? [];
      expect(['204', '302'].includes(status) || said?.content !== undefined, operationId).toBe(true);
    }
    const invite = await answersAsDescribed('POST', '/api/invites', { body: { role: 'responder', uses: 2 } });
    const code = String(invite['url']).split('/').at(-1) ?? '';
    const made = await answersAsDescribed('POST', '/api/tokens', { body: { name: 'bot', person: ana.id } });
    const service = { id: 'checkout', name: 'Checkout' };
    for (const [method, path, more] of [
      ['GET', '/api/me'],
      ['GET', '/api/invites'],
      ['GET', '/api/links/{code}', { params: { code } }],
      ['POST', '/api/session', { body: { code, name: 'Bob' } }],
      ['DELETE', '/api/invites/{id}', { params: { id: invite['id'] } }],
      ['GET', '/api/tokens'],
      ['DELETE', '/api/tokens/{id}', { params: { id: made['id'] } }],
      ['POST', '/api/ticket', { body: { room } }],
      ['GET', '/api/people'],
      ['POST', '/api/people', { body: { name: 'Kim' } }],
      ['PATCH', '/api/people/{id}', { params: { id: ana.id }, body: { area: 'payments' } }],
      ['PUT', '/api/services/{id}', { params: service, body: { name: service.name } }],
      ['POST', '/api/services/import', { body: { services: [{ ...service, name: 'The checkout' }] } }],
      ['GET', '/api/services'],
      ['DELETE', '/api/services/{id}', { params: service }],
      ['PUT', '/api/template', { body: { headings: ['What we know'] } }],
      ['GET', '/api/template'],
      ['PUT', '/api/policy', { body: { policy: { offerSeconds: 120 } } }],
      ['GET', '/api/policy'],
      ['DELETE', '/api/sample'],
      ['GET', '/api/rooms'],
      ['GET', '/api/rooms/{id}'],
      ['GET', '/api/rooms/{id}/log'],
      ['GET', '/api/rooms/{id}/at', { query: '?version=1' }],
      ['POST', '/api/rooms/{id}/commands', { body: say('hello') }],
      ['POST', '/api/rooms', { body: { id: randomUUID(), title: 'Search is slow', severity: 3 } }],
      ['GET', '/api/openapi.json'],
    ] as const)
      await answersAsDescribed(method, path, more);
  });

  test('DR161 The description names the cookie that signing in sets', async () => {
    const { body } = await call(server, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
    const joined = await call(server, 'POST', '/api/session', {
      body: { code: String(body['url']).split('/').at(-1), name: 'Olga' },
    });
    expect(joined.headers.get('set-cookie')?.startsWith(`${cookie}=`)).toBe(true);
  });
});
