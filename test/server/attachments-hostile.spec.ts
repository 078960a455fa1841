/**
 * Attachments under attack and under load: false addresses, names and origins, a thousand at once, a store that is away
 * or damaged.
 */
import { createHash, randomBytes } from 'node:crypto';
import { request as ask, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_ROOM_BYTES } from '../../shared/attachment.ts';
import { statusFor } from '../../server/http/answer.ts';
import { png } from '../support/domain/pictures.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  administrator,
  call,
  declareRoom,
  ServerProcess,
  somebody,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;
let priya: Somebody & { cookie: string };
let room: string;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
  await until('the welcome link is printed', () => server.printed.some((line) => line.includes('/welcome/')));
  priya = await administrator([server]);
  room = await declareRoom(server, priya);
});
afterAll(async () => {
  await server.kill();
  await redis.end();
});

const idOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const add = (
  to: string,
  bytes: Buffer,
  headers: Record<string, string> = { authorization: `Bearer ${priya.token}` },
  query = '',
): Promise<Response> =>
  fetch(`${server.url}/api/rooms/${to}/attachments${query}`, { method: 'POST', headers, body: new Uint8Array(bytes) });
const told = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as { code?: string }).code ?? 'kept',
];

/** The path as written, not normalised. */
async function raw(path: string): Promise<number> {
  const asking = ask(server.url, { path, headers: { authorization: `Bearer ${priya.token}` } });
  asking.end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}

const AGAIN = new Set(['busy', 'unavailable', 'unconfirmed']);

/** Like a program: sent again until it is settled; the same bytes count once. */
async function settled(to: string, bytes: Buffer, by: Somebody): Promise<string> {
  for (;;) {
    const code = await addApart(to, bytes, by);
    if (!AGAIN.has(code)) return code;
  }
}

/** On a connection of its own. */
async function addApart(to: string, bytes: Buffer, { token }: Somebody): Promise<string> {
  const adding = ask(`${server.url}/api/rooms/${to}/attachments`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${token}`, 'content-length': bytes.length },
  });
  adding.end(bytes);
  const [answer] = (await once(adding, 'response')) as [IncomingMessage];
  const { code = 'kept' } = (await json(answer)) as { code?: string };
  return answer.statusCode === statusFor(code) || code === 'kept' ? code : `${answer.statusCode} ${code}`;
}

describe('hostile', () => {
  test('AT20 only a whole hash of this room finds anything: no path, no other room, no other spelling', async () => {
    const content = png(3, 3);
    const other = await declareRoom(server, priya);
    expect((await add(room, content)).status).toBe(201);
    const id = idOf(content);
    expect(await raw(`/api/rooms/${room}/attachments/${id}`)).toBe(200);
    const addresses = [
      `/api/rooms/${other}/attachments/${id}`,
      `/api/rooms/${room}/attachments/${id.toUpperCase()}`,
      `/api/rooms/${room}/attachments/${id}x`,
      `/api/rooms/${room}/attachments/${id.slice(1)}`,
      `/api/rooms/${room}/attachments/..%2f${id}`,
      `/api/rooms/${room}/attachments/%2e%2e%2f%2e%2e%2fetc%2fpasswd`,
      `/api/rooms/${room}/attachments/*`,
      `/api/rooms/${room}/attachments/total`,
      `/api/rooms/${other}%2f..%2f${room}/attachments/${id}`,
      '/api/rooms/__proto__/attachments/constructor',
      `/api/rooms/${room}/attachments/%00`,
    ];
    for (const address of addresses) expect(await raw(address), address).toBe(404);
    expect(
      await told(
        await fetch(`${server.url}/api/rooms/${room}/attachments/${'0'.repeat(64)}`, {
          headers: { authorization: `Bearer ${priya.token}` },
        }),
      ),
    ).toEqual([404, 'attachment.unknown']);
    expect(await raw(`/api/rooms/${room}/attachments/%E0%A4%A`)).toBeGreaterThanOrEqual(400);
  });

  test('AT20 a name from an address leaves no header, and foreign pages add nothing', async () => {
    const id = idOf(png(3, 3));
    const shown = await fetch(
      `${server.url}/api/rooms/${room}/attachments/${id}?name=${encodeURIComponent('x"\r\nSet-Cookie: a=b\r\n\r\n<html>')}`,
      { headers: { authorization: `Bearer ${priya.token}` } },
    );
    expect([shown.status, shown.headers.get('set-cookie'), shown.headers.get('content-type')]).toEqual([
      200,
      null,
      'image/png',
    ]);
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="[^"]+"; filename\*=UTF-8''\S+$/);
    const bytes = Buffer.from('from a page');
    expect(await told(await add(room, bytes, { cookie: priya.cookie, origin: 'https://evil.example' }))).toEqual([
      403,
      'access.origin',
    ]);
    expect(await told(await add(room, bytes, { cookie: priya.cookie }))).toEqual([403, 'access.origin']);
    expect((await add(room, bytes, { cookie: priya.cookie, origin: server.url })).status).toBe(201);
    expect(await told(await add(room, bytes, undefined, '?name=a&url=https://evil.example'))).toEqual([
      422,
      'command.malformed',
    ]);
  });

  test('AT24 of a thousand at once as many are kept as the room takes, each is settled, and the server goes on', async () => {
    const crowd = await Promise.all(['Bob', 'Kim', 'Li', 'Sam'].map((name) => somebody(server, name)));
    const crowded = await declareRoom(server, priya);
    const [bytes, fit] = [4000, 400];
    expect((await add(crowded, Buffer.from('the first'))).status).toBe(201);
    const client = redis.client();
    // As if the room were almost full: really filling it would only keep the disk busy.
    await client.hset(
      (await client.keys(`wf:*:${crowded}:attachments`))[0] ?? '',
      'total',
      MOST_ROOM_BYTES - fit * bytes,
    );
    client.disconnect();
    const codes = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => settled(crowded, randomBytes(bytes), crowd[index % 4] ?? priya)),
    );
    const count = (code: string): number => codes.filter((each) => each === code).length;
    expect(Object.fromEntries([...new Set(codes)].map((code) => [code, count(code)]))).toEqual({
      'attachment.room-full': 1000 - fit,
      kept: fit,
    });
    expect((await add(room, Buffer.from('elsewhere'))).status).toBe(201);
    expect((await call(server, 'GET', '/readyz')).status).toBe(200);
  });

  test('AT16 bytes that the store spoiled are not shown, and the operator is told without what was in them', async () => {
    const content = Buffer.from('a log with a secret in it');
    await add(room, content);
    const client = redis.client();
    const [key = ''] = await client.keys(`wf:*:${room}:attachment:${idOf(content)}`);
    await client.set(key, 'something else');
    client.disconnect();
    expect(
      await told(
        await fetch(`${server.url}/api/rooms/${room}/attachments/${idOf(content)}`, {
          headers: { authorization: `Bearer ${priya.token}` },
        }),
      ),
    ).toEqual([502, 'attachment.damaged']);
    const noted = server.logger.filter(({ event }) => event === 'attachment.damaged');
    expect(noted).toMatchObject([{ level: 'error', room, id: idOf(content) }]);
    expect(JSON.stringify(noted)).not.toMatch(/secret|something else/);
  });

  test('AT16 while the store is away it is said, and what was kept is there when it is back from a sudden end', async () => {
    const content = Buffer.from('kept before the end');
    expect((await add(room, content)).status).toBe(201);
    await redis.kill();
    const [status, code] = await told(await add(room, Buffer.from('lost')));
    expect([status, ['unavailable', 'unconfirmed'].includes(code)]).toEqual([503, true]);
    await redis.raise();
    const read = () =>
      fetch(`${server.url}/api/rooms/${room}/attachments/${idOf(content)}`, {
        headers: { authorization: `Bearer ${priya.token}` },
      });
    await until('the store answers again', async () => (await read()).status === 200, 30_000);
    expect(await (await read()).text()).toBe('kept before the end');
  });
});
