/** Attachments over HTTP: who may add and read, what comes back and how, and what a hostile sender gets. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PrivateRedis } from './stage.ts';
import { declareRoom, ServerProcess, somebody, type Somebody } from './stage-servers.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let ana: Somebody;
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('<html><script>alert(1)</script>')]);

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  ana = await somebody(server, 'Ana');
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

const put = (room: string, bytes: Buffer, token = ana.token, name = 'graph.png') => fetch(`${server.url}/api/rooms/${room}/attachments?name=${encodeURIComponent(name)}`, { method: 'POST', body: new Uint8Array(bytes), headers: { authorization: `Bearer ${token}` } });

describe('attachments', () => {
  test('AT17 what is added is answered with its hash', async () => {
    const room = await declareRoom(server, ana);
    const made = await put(room, PNG);
    const id = createHash('sha256').update(PNG).digest('hex');
    expect([made.status, await made.json()]).toEqual([201, { id, type: 'image/png', bytes: PNG.length, name: 'graph.png' }]);
    const back = await fetch(`${server.url}/api/rooms/${room}/attachments/${id}`, { headers: { authorization: `Bearer ${ana.token}` } });
    expect(Buffer.from(await back.arrayBuffer()).equals(PNG)).toBe(true);
  });
});
