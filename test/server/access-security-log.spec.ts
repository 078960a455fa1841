/** The security log of a real server: who joined, who was refused, and what was made or ended. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  ServerProcess,
  somebody,
  Visitor,
  type Called,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url, { TRUST_PROXY: '1' });
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

const codeOf = (url: unknown): string => String(url).split('/').at(-1) ?? '';
const cookieOf = ({ headers }: Called): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const closed = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', resolve));

describe('the security log', () => {
  test('AC40 Who joined, who was refused and what was made or ended is one marked line each, with the address behind our proxies and without a secret', async () => {
    const address = '203.0.113.9';
    const headers = { 'x-forwarded-for': `198.51.100.1, ${address}` };
    const asks = (
      method: string,
      path: string,
      more: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
    ) => call(server, method, path, { ...more, headers: { ...headers, ...more.headers } });
    const kim = await somebody(server, 'Kim');
    const bob = await somebody(server, 'Bob');
    const room = await declareRoom(server, bob);
    const code = codeOf(
      (await asks('POST', '/api/invites', { token: kim.token, body: { role: 'responder', uses: 2 } })).body['url'],
    );
    const came = await asks('POST', '/api/session', { body: { code, name: 'Noor' } });
    const cookie = cookieOf(came);
    const own = { cookie, origin: server.url };
    const token = (await asks('POST', '/api/tokens', { headers: own, body: {} })).body;
    await asks('DELETE', `/api/tokens/${String(token['id'])}`, { headers: own });
    await asks('POST', '/api/session', { body: { code: `${code}x`, name: 'Eve' } });
    await asks('GET', '/api/me', { token: String(token['token']) });
    await asks('DELETE', '/api/session', { headers: own });
    await asks('GET', '/api/me', { headers: own });
    await asks('POST', '/api/rooms', { headers: { cookie, origin: 'https://evil.example' }, body: {} });
    const listed = (await asks('GET', '/api/invites', { token: kim.token })).body['invites'] as Array<{ id: string }>;
    await asks('DELETE', `/api/invites/${listed[0]?.id}`, { token: kim.token });
    const visitor = await Visitor.come(server, kim.token);
    await visitor.enter(room);
    await asks('POST', `/api/rooms/${room}/commands`, {
      token: bob.token,
      body: {
        id: randomUUID(),
        type: 'crew.remove',
        data: { person: kim.id, why: 'x' },
        epoch: visitor.state.floor.epoch,
      },
    });
    await asks('PATCH', `/api/people/${kim.id}`, { token: OPERATOR, body: { active: false } });
    const foreign = new WebSocket(`ws://localhost:${server.port}/socket.io/?EIO=4&transport=websocket`, {
      headers: { ...headers, origin: 'https://evil.example' },
    });
    await new Promise((resolve) => foreign.once('error', resolve));
    const document = new WebSocket(`ws://localhost:${server.port}/scribe/${room}?ticket=none`, { headers });
    expect(await closed(document)).toBe(4501);
    const seen = () =>
      server.logger
        .filter((line) => line['security'] === true && line['address'] === address)
        .map(({ event, way }) => (typeof way === 'string' ? `${event} ${way}` : event));
    const wanted = [
      'invite.made',
      'invite.used',
      'session.opened',
      'token.made',
      'token.ended',
      'session.refused',
      'access.refused token',
      'session.ended',
      'access.refused session',
      'http.foreign-origin',
      'invite.revoked',
      'room.person-removed',
      'person.deactivated',
      'socket.foreign-origin',
      'access.refused ticket',
    ];
    await until('every event is a line', () => wanted.every((event) => seen().includes(event)));
    const text = JSON.stringify(server.logger);
    for (const secret of [
      code,
      String(token['token']),
      cookie.split('=')[1] ?? '',
      kim.token,
      OPERATOR,
      '198.51.100.1',
    ])
      expect(text).not.toContain(secret);
  });
});
