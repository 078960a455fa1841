/**
 * Limits of attachments: the workspace's disk, a person's uploads in a minute, and a server's time when they are read.
 */
import { randomBytes, createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { once } from 'node:events';
import { connect } from 'node:net';
import { openAttachmentStore } from '../../server/attachments/store.ts';
import { WINDOWS, Windows } from '../../server/budgets/windows.ts';
import { bucketOf } from '../../server/log/keys.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { call, declareRoom, ServerProcess, somebody, type Somebody } from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let ana: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url, { BUDGET_FACTOR: '1' });
  ana = await somebody(server, 'Ana');
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

const content = (bytes: Buffer) => ({ id: createHash('sha256').update(bytes).digest('hex'), bytes });
const add = async (room: string, bytes: Buffer, by = ana): Promise<{ status: number; id: string; code: string }> => {
  const answer = await fetch(`${server.url}/api/rooms/${room}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}` },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, ...((await answer.json()) as { id: string; code: string }) };
};

test('AT47 the attachments of all rooms together have a limit; a content counts once in its room, and what was not kept counts for nothing', async () => {
  const store = openAttachmentStore({
    redisUrl: redis.url,
    prefix: 'quota',
    s3: null,
    mostBytes: 600,
    mostWorkspaceBytes: 1_000,
  });
  await until('it can be asked', () =>
    store.size('inc-1', '').then(
      () => true,
      () => false,
    ),
  );
  const [one, two, three, small] = [500, 400, 300, 100].map((size) => content(randomBytes(size)));
  expect(await store.keep('inc-1', one!)).toBe('kept');
  expect(await store.keep('inc-1', one!)).toBe('kept');
  expect(await store.keep('inc-1', two!)).toBe('full');
  expect(await store.keep('inc-2', two!)).toBe('kept');
  expect(await store.keep('inc-2', two!)).toBe('kept');
  expect(await store.keep('inc-3', three!)).toBe('workspace-full');
  expect(await store.keep('inc-3', small!)).toBe('kept');
  expect([await store.size('inc-2', two!.id), await store.size('inc-3', three!.id)]).toEqual([400, null]);
  store.stop();
});

test('AT48 a client that already has an attachment is told so without its bytes being read', async () => {
  const room = await declareRoom(server, ana);
  const { id } = await add(room, Buffer.from('\x1b[31mred\x1b[m\n'.repeat(100_000)));
  const spoiler = redis.client();
  await spoiler.del(`wf:{b${bucketOf(room)}}:${room}:attachment:${id}`);
  spoiler.disconnect();
  const read = (etag?: string) =>
    call(server, 'GET', `/api/rooms/${room}/attachments/${id}`, {
      token: ana.token,
      headers: etag === undefined ? {} : { 'if-none-match': etag },
    });
  expect(await read()).toMatchObject({ status: 502, body: { code: 'attachment.damaged' } });
  const known = await read(`W/"x", "${id}"`);
  expect([known.status, known.headers.get('etag')]).toEqual([304, `"${id}"`]);
  expect((await read('"other"')).status).toBe(502);
});

test('AT49 one person adds 32 MB in a minute, over all rooms; then they are told when to go on, and others add', async () => {
  const rooms = [await declareRoom(server, ana), await declareRoom(server, ana)];
  const statuses = [];
  for (let at = 0; at < 15; at += 1) statuses.push((await add(rooms[at % 2]!, randomBytes(2 * 1024 * 1024))).status);
  expect(statuses).toEqual(Array.from({ length: 15 }, () => 201));
  const [last, over] = [await add(rooms[0]!, randomBytes(1024)), await add(rooms[1]!, randomBytes(2 * 1024 * 1024))];
  expect([last.status, over.status, over.code]).toEqual([201, 429, 'attachment.too-fast']);
  const ben = await somebody(server, 'Ben');
  expect((await add(rooms[0]!, randomBytes(1024), ben)).status).toBe(201);
});

test('AT50 a full workspace is told so in a sentence', async () => {
  const small = await ServerProcess.start(redis.url, { ATTACHMENTS_MOST_MB: '1', REDIS_PREFIX: 'small' });
  const cho = await somebody(small, 'Cho');
  const room = await declareRoom(small, cho);
  const answer = await fetch(`${small.url}/api/rooms/${room}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${cho.token}` },
    body: new Uint8Array(randomBytes(1_100_000)),
  });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'attachment.workspace-full']);
  await small.kill();
});

test("AT51 an upload over its person's budget is refused by its declared length, before its body is read", async () => {
  const [eve, store] = [await somebody(server, 'Eve'), redis.client()];
  const room = await declareRoom(server, eve);
  expect(await new Windows(store, 'wf', 1).spend('upload-minute', eve.id, WINDOWS['upload-minute'].most - 1_000)).toBe(
    0,
  );
  store.disconnect();
  const announcing = connect({ port: server.port, host: '127.0.0.1' });
  announcing.write(
    `POST /api/rooms/${room}/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${eve.token}\r\nContent-Length: 1001\r\n\r\n`,
  );
  const [answer] = (await once(announcing, 'data')) as [Buffer];
  announcing.destroy();
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 429 [^]*"attachment\.too-fast"/);
  expect((await add(room, randomBytes(1_000), eve)).status).toBe(201);
});

test('AT52 what was sent and not kept takes nothing of what its person may add', async () => {
  const small = await ServerProcess.start(redis.url, {
    ATTACHMENTS_MOST_MB: '1',
    REDIS_PREFIX: 'unused',
    BUDGET_FACTOR: '1',
  });
  const cho = await somebody(small, 'Cho');
  const room = await declareRoom(small, cho);
  const send = async (bytes: Buffer): Promise<string> => {
    const answer = await fetch(`${small.url}/api/rooms/${room}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${cho.token}` },
      body: new Uint8Array(bytes),
    });
    return ((await answer.json()) as { code?: string }).code ?? 'kept';
  };
  const codes: string[] = [];
  for (let at = 0; at < 18; at += 1) codes.push(await send(randomBytes(2 * 1024 * 1024)));
  codes.push(
    await send(Buffer.concat([Buffer.from('\xff\xd8\xff', 'latin1'), randomBytes(1_000_000)])),
    await send(randomBytes(1_000)),
  );
  expect(codes).toEqual([
    ...Array.from({ length: 18 }, () => 'attachment.workspace-full'),
    'attachment.unreadable-picture',
    'kept',
  ]);
  await small.kill();
});
