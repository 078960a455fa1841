/**
 * The service map and the document template over HTTP: read by everyone signed in, changed by those who may, the same
 * on every server.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../server/access/caller.ts';
import { Budgets } from '../../server/budgets/budgets.ts';
import { MOST_WRITTEN_BYTES } from '../../server/budgets/rates.ts';
import { actOnWorkspace } from '../../server/http/workspace-acts.ts';
import { Station } from '../support/server/scribe-server.ts';
import { PrivateRedis } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  ServerProcess,
  somebody,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let one: ServerProcess;
let two: ServerProcess;
let ana: Somebody;
let bob: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  [one, two] = await Promise.all([ServerProcess.start(redis.url), ServerProcess.start(redis.url)]);
  [ana, bob] = await Promise.all([somebody(one, 'Ana'), somebody(one, 'Bob')]);
});
afterAll(async () => {
  await Promise.all([one.kill(), two.kill()]);
  await redis.end();
});

const put = (id: string, token: string, body: object) => call(one, 'PUT', `/api/services/${id}`, { token, body });
const idsOn = async (server: ServerProcess): Promise<string[]> =>
  ((await call(server, 'GET', '/api/services', { token: bob.token })).body['services'] as Array<{ id: string }>).map(
    ({ id }) => id,
  );

test('DR90 the service map is read by everyone who is signed in and by no one else, on any server', async () => {
  expect(await put('database', OPERATOR, { name: 'Orders database' })).toMatchObject({
    status: 200,
    body: { id: 'database', name: 'Orders database' },
  });
  expect(await call(two, 'GET', '/api/services', { token: bob.token })).toMatchObject({
    status: 200,
    body: { services: [{ id: 'database', name: 'Orders database' }] },
  });
  expect(await call(two, 'GET', '/api/services')).toMatchObject({ status: 401, body: { code: 'access.no-session' } });
});

test('DR91 a service is set by administrators and by its owner; others are told who to ask', async () => {
  await put('checkout', OPERATOR, { name: 'Checkout', owner: { name: 'Ana', person: ana.id } });
  expect(
    await put('checkout', ana.token, {
      name: 'Checkout',
      owner: { name: 'Ana', person: ana.id },
      dependsOn: ['database'],
    }),
  ).toMatchObject({ status: 200, body: { dependsOn: ['database'] } });
  const refused = await put('checkout', bob.token, { name: 'Mine' });
  expect(refused).toMatchObject({
    status: 403,
    body: { code: 'workspace.not-your-service', detail: expect.stringContaining('Checkout') },
  });
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect(await put('mail', bob.token, { name: 'Mail' })).toMatchObject({
    status: 403,
    body: { code: 'workspace.administrators-only' },
  });
  const reader = await somebody(one, 'Reader', ['read']);
  expect(await put('checkout', reader.token, { name: 'x' })).toMatchObject({
    status: 403,
    body: { code: 'access.scope' },
  });
});

test('DR92 a service that is not well formed or does not fit the map is refused with the field or the reason', async () => {
  expect(
    await put('search', OPERATOR, { name: 'Search', runbooks: [{ title: 'Wiki', url: 'http://wiki' }] }),
  ).toMatchObject({
    status: 422,
    body: { code: 'command.malformed', detail: expect.stringContaining('runbooks.0.url') },
  });
  expect(await put('search', OPERATOR, { name: 'Search', id: 'other' })).toMatchObject({ status: 422 });
  expect(await put('a%20b', OPERATOR, { name: 'Search' })).toMatchObject({ status: 422 });
  expect(await put('search', OPERATOR, { name: 'Search', dependsOn: ['nowhere'] })).toMatchObject({
    status: 409,
    body: { code: 'workspace.depends-on-unknown' },
  });
  expect(await idsOn(two)).toEqual(['checkout', 'database']);
});

test('DR93 what is read can be imported again: whole, all or nothing, and larger than one command', async () => {
  const bring = (services: object[], token = OPERATOR) =>
    call(one, 'POST', '/api/services/import', { token, body: { services } });
  const many = Array.from({ length: 400 }, (_, index) => ({
    id: `s-${index}`,
    name: `Service ${index}`,
    about: 'x'.repeat(250),
    dependsOn: ['database'],
  }));
  expect(await bring(many, ana.token)).toMatchObject({ status: 403, body: { code: 'workspace.administrators-only' } });
  expect(await bring([...many, { id: 'bad', name: 'Bad', dependsOn: ['nowhere'] }])).toMatchObject({ status: 409 });
  expect(await bring([{ id: 'bad', name: 'Bad' }, { id: 'worse' }])).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('services.1.name') },
  });
  expect(await idsOn(two)).toHaveLength(2);
  expect((await bring(many)).body['services']).toHaveLength(402);
  const { body } = await call(two, 'GET', '/api/services', { token: bob.token });
  expect(await bring(body['services'] as object[])).toMatchObject({
    status: 409,
    body: { code: 'workspace.unchanged' },
  });
});

test('DR94 a service is taken off by administrators, and nothing depends on it afterwards', async () => {
  const remove = (id: string, token: string) => call(two, 'DELETE', `/api/services/${id}`, { token });
  expect(await remove('database', ana.token)).toMatchObject({
    status: 403,
    body: { code: 'workspace.administrators-only' },
  });
  expect((await remove('database', OPERATOR)).status).toBe(204);
  expect(await remove('database', OPERATOR)).toMatchObject({
    status: 404,
    body: { code: 'workspace.unknown-service' },
  });
  const { body } = await call(one, 'GET', '/api/services', { token: bob.token });
  expect((body['services'] as object[]).filter((each) => 'dependsOn' in each)).toEqual([]);
});

test("DR95 the description of the API has the map's addresses with their bodies", async () => {
  const { paths } = (await call(one, 'GET', '/api/openapi.json')).body as unknown as {
    paths: Record<string, Record<string, { requestBody?: object }>>;
  };
  expect(Object.keys(paths['/api/services'] ?? {})).toEqual(['get']);
  expect(Object.keys(paths['/api/services/{id}'] ?? {})).toEqual(['put', 'delete']);
  expect(JSON.stringify(paths['/api/services/{id}']?.['put']?.requestBody)).toContain('escalation');
  expect(JSON.stringify(paths['/api/services/import']?.['post']?.requestBody)).toContain('dependsOn');
});

test('DR99 the headings of new documents are read by everyone who is signed in and set by administrators, on every server the same', async () => {
  const sets = (headings: readonly string[], token: string) =>
    call(one, 'PUT', '/api/template', { token, body: { headings } });
  expect(await call(two, 'GET', '/api/template', { token: bob.token })).toMatchObject({
    status: 200,
    body: { headings: ['What we know', 'What we tried', 'Ruled out'] },
  });
  expect(await sets(['Mine'], bob.token)).toMatchObject({
    status: 403,
    body: { code: 'workspace.administrators-only' },
  });
  expect(await sets(['Facts', ''], OPERATOR)).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('headings.1') },
  });
  expect(await sets(['Facts'], OPERATOR)).toMatchObject({ status: 200, body: { headings: ['Facts'] } });
  expect(await call(two, 'GET', '/api/template', { token: bob.token })).toMatchObject({
    body: { headings: ['Facts'] },
  });
  expect(await call(two, 'GET', '/api/template')).toMatchObject({ status: 401 });
});

test('DR208 the policy for new rooms is read by everyone, set by administrators, and taken by rooms declared from then on', async () => {
  const sets = (policy: object, token: string) => call(one, 'PUT', '/api/policy', { token, body: { policy } });
  const policyOf = async (room: string) =>
    (
      (await call(two, 'GET', `/api/rooms/${room}`, { token: bob.token })).body as unknown as {
        room: { incident: { policy: object } };
      }
    ).room.incident.policy;
  const before = await declareRoom(one, bob);
  expect(await call(two, 'GET', '/api/policy', { token: bob.token })).toMatchObject({
    status: 200,
    body: { policy: { offerSeconds: 300, firstCommand: 'declarer' } },
  });
  expect(await sets({ offerSeconds: 120 }, bob.token)).toMatchObject({
    status: 403,
    body: { code: 'workspace.administrators-only' },
  });
  expect(await sets({ offerSeconds: 5 }, OPERATOR)).toMatchObject({
    status: 422,
    body: { code: 'workspace.policy-bounds', detail: expect.stringContaining('1 min to 30 min') },
  });
  const wished = { offerSeconds: 120, firstCommand: 'trained' };
  expect(await sets(wished, OPERATOR)).toMatchObject({ status: 200, body: { policy: wished } });
  expect(await policyOf(await declareRoom(two, bob))).toMatchObject({ ...wished, graceSeconds: 300 });
  expect(await policyOf(before)).toMatchObject({ offerSeconds: 300, firstCommand: 'declarer' });
  expect(await call(two, 'GET', '/api/policy')).toMatchObject({ status: 401 });
});

test('WS100 What administrators change in the workspace is never used up', async () => {
  const [store, station] = [redis.client(), await Station.open(redis, 'acts')];
  const budgets = new Budgets(store, { prefix: 'acts', factor: 1 });
  const administrator: Caller = {
    kind: 'session',
    person: null,
    actor: { id: 'p-priya', name: 'Priya', trained: false, administrator: true },
    scopes: { read: true, write: true },
    administrator: true,
    credential: '',
    lineage: [],
  };
  budgets.wrote(administrator, station.rooms.workspace.id, MOST_WRITTEN_BYTES);
  await budgets.written.reconcile();
  const about = 'x'.repeat(250);
  const services = Array.from({ length: 20 }, (_, at) => ({ id: `s-${at}`, name: `Service ${at}`, about }));
  expect(
    await actOnWorkspace({ hosting: station.rooms, budgets }, administrator, {
      type: 'workspace.import-services',
      data: { services },
    }),
  ).toBeNull();
  await Promise.all([budgets.stop(), station.close()]);
  store.disconnect();
});
