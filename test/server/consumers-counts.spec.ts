/**
 * The counts of rooms as an operator reads them: correct and the same from every server, whatever happened to the
 * servers.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { freePort } from '../support/server/ports.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { administrator, call, declareRoom, ServerProcess, type Somebody } from '../support/server/server-process.ts';

let redis: PrivateRedis;
let servers: ServerProcess[] = [];
const ports = new Map<ServerProcess, number>();

async function open(): Promise<ServerProcess> {
  const port = await freePort();
  const server = await ServerProcess.start(redis.url, { METRICS_PORT: String(port) });
  ports.set(server, port);
  servers.push(server);
  return server;
}

beforeAll(async () => void (redis = await PrivateRedis.start()));
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await redis.end();
});

const soon = (): string => new Date(Date.now() + 20 * 60_000).toISOString();
const metricsOf = async (server: ServerProcess): Promise<string> =>
  (await fetch(`http://localhost:${ports.get(server)}/metrics`)).text();

/** Waits for the counts that begin with this text. */
async function expectCounts(server: ServerProcess, counts: Readonly<Record<string, number>>): Promise<void> {
  const lines = Object.entries(counts).map(([name, count]) => `watchfloor_${name} ${count}`);
  let text = '';
  const isSo = async () => {
    text = await metricsOf(server);
    return lines.every((line) => text.split('\n').includes(line));
  };
  await until('the counts are right', isSo).catch(() =>
    expect(text.split('\n')).toEqual(expect.arrayContaining(lines)),
  );
}

async function act(server: ServerProcess, by: Somebody, room: string, type: string, data: object): Promise<void> {
  const { body } = await call(server, 'GET', `/api/rooms/${room}`, { token: by.token });
  const epoch = (body['room'] as { floor: { epoch: number } }).floor.epoch;
  const command = { id: randomUUID(), type, data, epoch };
  const answer = await call(server, 'POST', `/api/rooms/${room}/commands`, { token: by.token, body: command });
  expect(answer.body).toMatchObject({ ok: true });
}

test('CO14 two servers count every incident but drills once, also when one is killed, and report it on the metrics port only', async () => {
  const [one, two] = [await open(), await open()] as const;
  const ana = await administrator(servers);
  const first = await declareRoom(one, ana, { severity: 2 });
  const second = await declareRoom(two, ana, { severity: 1 });
  const drill = await declareRoom(two, ana, { severity: 1, kind: 'drill' });
  await act(two, ana, first, 'incident.set-severity', { severity: 1, why: 'all regions' });
  for (const [server, room] of [
    [one, first],
    [two, second],
    [one, drill],
  ] as const)
    await act(server, ana, room, 'updates.post', { audience: 'internal', text: 'We look into it.', nextAt: soon() });
  await act(one, ana, second, 'incident.close', {});
  const before = {
    'incidents_declared_total{severity="1"}': 1,
    'incidents_declared_total{severity="2"}': 1,
    'incidents_closed_total{severity="1"}': 1,
    'incidents_open{severity="1"}': 1,
    'incidents_open{severity="2"}': 0,
    'updates_posted_total{audience="internal",late="no"}': 2,
  };
  for (const server of [one, two]) await expectCounts(server, before);
  expect(await metricsOf(one)).not.toMatch(/inc-|Priya|Checkout|all regions/);

  await act(two, ana, second, 'incident.reopen', { why: 'It is back.' });
  await two.kill();
  const three = await open();
  await expectCounts(three, {
    ...before,
    'incidents_open{severity="1"}': 2,
    'incidents_reopened_total{severity="1"}': 1,
  });
  expect(String((await call(one, 'GET', '/metrics')).body['text'])).not.toContain('watchfloor_');
  const fourth = await ServerProcess.start(redis.url);
  servers.push(fourth);
  const plain = String((await call(fourth, 'GET', '/metrics')).body['text']);
  expect(plain).toContain('watchfloor_commands_total');
  expect(plain).not.toContain('watchfloor_incidents');
});
