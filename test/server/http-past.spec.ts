/** The room as it was, over HTTP: exactly what everyone's screen was drawn from then, to those who may read its log. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Commit } from '../../shared/envelope.ts';
import { evolve, initial } from '../../shared/room.ts';
import { PrivateRedis } from '../support/server/private-redis.ts';
import { call, declareRoom, say, ServerProcess, somebody, type Somebody } from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let ana: Somebody;
let room: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  ana = await somebody(server, 'Ana');
  room = await declareRoom(server, ana);
  const command = (type: string, data: object) =>
    call(server, 'POST', `/api/rooms/${room}/commands`, {
      token: ana.token,
      body: { id: randomUUID(), type, data, epoch: 1 },
    });
  await command('incident.set-severity', { severity: 1, why: 'it spreads' });
  await call(server, 'POST', `/api/rooms/${room}/commands`, { token: ana.token, body: say('hello') });
  await command('incident.close', {});
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

const then = (query: string) => call(server, 'GET', `/api/rooms/${room}/at${query}`, { token: ana.token });

describe('the room as it was', () => {
  test('DR201 at each version and at each instant it is the fold of the log up to there, with its hash and who was connected', async () => {
    const { body } = await call(server, 'GET', `/api/rooms/${room}/log`, { token: ana.token });
    const commits = body['commits'] as unknown as readonly Commit[];
    expect(commits.length).toBeGreaterThanOrEqual(4);
    let state = initial;
    for (const { version, at, hash, ...commit } of commits) {
      state = evolve(state, { version, at, ...commit });
      const told = { version, hash, at, newest: commits.length, room: JSON.parse(JSON.stringify(state)) as object };
      expect((await then(`?version=${version}`)).body).toMatchObject(told);
      const next = commits[version]?.at;
      if (next === undefined || next > at) expect((await then(`?time=${at}`)).body).toMatchObject({ version, hash });
    }
    const first = (await then('?version=1')).body;
    expect(first['presence']).toEqual([{ id: ana.id, name: 'Ana', connected: true }]);
    expect((await then('?time=2999-01-01T00:00:00Z')).body).toMatchObject({ version: commits.length, presence: [] });
  });

  test('DR204 before the first version, beyond the newest, and without a moment it says what to ask for', async () => {
    expect(await then('?time=2020-01-01T00:00:00Z')).toMatchObject({ status: 404, body: { code: 'room.not-yet' } });
    expect(await then('?version=99')).toMatchObject({ status: 404, body: { code: 'room.no-such-version' } });
    for (const query of ['', '?version=0', '?time=yesterday', '?version=1&time=2026-01-01T00:00:00Z'])
      expect((await then(query)).status, query).toBe(422);
    expect((await call(server, 'GET', '/api/rooms/inc-99999/at?version=1', { token: ana.token })).body).toMatchObject({
      code: 'room.unknown',
    });
    expect((await call(server, 'GET', `/api/rooms/${room}/at?version=1`)).status).toBe(401);
  });
});
