/** Attachments over HTTP: what is returned and how, who may add and read, and how much. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as ask, type ClientRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_ATTACHMENT_BYTES } from '../../shared/attachment.ts';
import { readContent } from '../../server/attachments/body.ts';
import { statusFor } from '../../server/http/answer.ts';
import { png } from '../support/domain/pictures.ts';
import { gif, jpeg, toldPng, webp } from '../support/domain/pictures-told.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

let redis: PrivateRedis;
let one: ServerProcess;
let two: ServerProcess;
let ana: Somebody;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  one = await ServerProcess.start(redis.url);
  two = await ServerProcess.start(redis.url);
  ana = await somebody(one, 'Ana');
});
afterAll(async () => {
  await Promise.all([one.kill(), two.kill()]);
  await redis.end();
});

const idOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

interface Added {
  readonly status: number;
  readonly body: { readonly id?: string; readonly type?: string; readonly name?: string; readonly code?: string };
}

async function add(
  room: string,
  bytes: Buffer,
  {
    token = ana.token,
    name,
    headers = {},
  }: { token?: string | undefined; name?: string; headers?: Record<string, string> } = {},
): Promise<Added> {
  const query = name === undefined ? '' : `?name=${encodeURIComponent(name)}`;
  const answer = await fetch(`${one.url}/api/rooms/${room}/attachments${query}`, {
    method: 'POST',
    headers: { ...bearer(token), ...headers },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Added['body'] };
}

const show = (room: string, id: string, token: string | undefined = ana.token, query = ''): Promise<Response> =>
  fetch(`${two.url}/api/rooms/${room}/attachments/${id}${query}`, { headers: bearer(token) });
const send = (room: string, by: Somebody, type: string, data: object) =>
  call(one, 'POST', `/api/rooms/${room}/commands`, {
    token: by.token,
    body: { id: randomUUID(), type, data, epoch: 1 },
  });

describe('an attachment', () => {
  test('AT17 what was added comes back whole from every server, typed by its bytes, running nothing, and may be kept by the browser alone', async () => {
    const room = await declareRoom(one, ana);
    const picture = png(30, 20);
    expect(await add(room, picture, { name: '../Fehlerrate é.png', headers: { 'content-type': 'text/html' } })).toEqual(
      { status: 201, body: { id: idOf(picture), type: 'image/png', bytes: picture.length, name: 'Fehlerrate é.png' } },
    );
    const shown = await show(room, idOf(picture), ana.token, '?name=Fehlerrate%20%C3%A9.png');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(picture);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
      vary: 'Cookie, Authorization',
      'content-disposition': 'inline; filename="Fehlerrate _.png"; filename*=UTF-8\'\'Fehlerrate%20%C3%A9.png',
    });
    // Not with fetch, which bypasses every cache once a request has If-None-Match.
    const [known] = (await once(
      ask(`${two.url}/api/rooms/${room}/attachments/${idOf(picture)}`, {
        headers: { ...bearer(ana.token), 'if-none-match': shown.headers.get('etag') ?? '' },
      }).end(),
      'response',
    )) as [IncomingMessage];
    expect(known.resume().statusCode).toBe(304);
    const kinds = [
      ['03:10 disk full', 'text/plain; charset=utf-8', 'inline'],
      ['<svg onload=alert(1)>', 'application/octet-stream', 'attachment'],
      ['%PDF-1.7', 'application/octet-stream', 'attachment'],
    ] as const;
    for (const [text, type, how] of kinds) {
      const added = await add(room, Buffer.from(text), { headers: { 'content-type': 'image/png' } });
      const { headers } = await show(room, added.body.id ?? '');
      expect([headers.get('content-type'), headers.get('content-disposition')?.split(';')[0]]).toEqual([type, how]);
    }
    expect((await call(one, 'GET', '/api/openapi.json')).body['paths']).toMatchObject({
      '/api/rooms/{id}/attachments': { post: { requestBody: { content: { 'application/octet-stream': {} } } } },
      '/api/rooms/{id}/attachments/{attachment}': { get: {} },
    });
  });

  test('AT30 no program brings in where a picture was taken: it is kept without, or refused with what to do', async () => {
    const room = await declareRoom(one, ana);
    for (const [told, type] of [
      [toldPng(), 'image/png'],
      [jpeg(), 'image/jpeg'],
      [gif(), 'image/gif'],
      [webp(), 'image/webp'],
    ] as const) {
      const added = await add(room, told);
      expect(added).toMatchObject({ status: 201, body: { type } });
      const shown = Buffer.from(await (await show(room, added.body.id ?? '')).arrayBuffer());
      expect([idOf(shown), shown.includes('SECRET')]).toEqual([added.body.id, false]);
      expect((await show(room, idOf(told))).status).toBe(404);
      expect((await add(room, shown)).body.id).toBe(added.body.id);
    }
    for (const unreadable of [jpeg().subarray(0, 200), Buffer.from('\0\0\0\x18ftypheic of a phone', 'latin1')])
      expect(await add(room, unreadable)).toMatchObject({
        status: 422,
        body: { code: 'attachment.unreadable-picture' },
      });
  });

  test('AT18 people who may write in the document add, people who may read the room read, by the same table as the document', async () => {
    const [room, closed] = [await declareRoom(one, ana), await declareRoom(one, ana)];
    const cast = {
      responder: await somebody(one, 'Bob'),
      shadow: await somebody(one, 'Sam'),
      observer: await somebody(one, 'Li'),
      newcomer: await somebody(one, 'New'),
      removed: await somebody(one, 'Rem'),
      reader: await somebody(one, 'Bot', ['read']),
    };
    for (const as of ['responder', 'shadow', 'observer'] as const)
      await (await Visitor.come(one, cast[as].token)).enter(room, { as });
    await send(room, cast.removed, 'timeline.say', say('x').data);
    expect((await send(room, ana, 'crew.remove', { person: cast.removed.id, why: 'left' })).status).toBe(200);
    const { id } = (await add(room, Buffer.from('the log'))).body;
    const table: ReadonlyArray<readonly [string, string | undefined, string, string]> = [
      ['commander', ana.token, '201', '200'],
      ['responder', cast.responder.token, '201', '200'],
      ['shadow', cast.shadow.token, '201', '200'],
      ['observer', cast.observer.token, '403 attachment.not-yours', '200'],
      ['not in the room yet', cast.newcomer.token, '201', '200'],
      ['removed', cast.removed.token, '403 crew.removed', '403'],
      ['read-only token', cast.reader.token, '403 access.scope', '200'],
      ['operator', OPERATOR, '403 access.no-person', '200'],
      ['nobody', 'x'.repeat(43), '401 access.no-session', '401'],
    ];
    for (const [who, token, adds, reads] of table) {
      const added = await add(room, Buffer.from('another log'), { token });
      expect(`${added.status} ${added.body.code ?? ''}`.trim(), who).toBe(adds);
      expect(String((await show(room, id ?? '', token)).status), who).toBe(reads);
    }
    const { body } = await call(one, 'GET', `/api/rooms/${room}`, { token: ana.token });
    expect(body).toMatchObject({ room: { crew: { members: { [cast.newcomer.id]: { as: 'responder' } } } } });
    expect((await send(closed, ana, 'incident.close', {})).status).toBe(200);
    expect((await add(closed, Buffer.from('late'))).status).toBe(201);
    expect((await add(closed, Buffer.from('late'), { token: cast.newcomer.token })).status).toBe(201);
    expect((await add('inc-9999', Buffer.from('x'))).body.code).toBe('room.unknown');
  });

  test('AT18 a person removed while their bytes are on the way keeps nothing', async () => {
    const room = await declareRoom(one, ana);
    const bob = await somebody(one, 'Bob');
    await send(room, bob, 'timeline.say', say('here').data);
    const bytes = randomBytes(5000);
    const { sending, answer } = streaming(room, bob.token, { 'content-length': '5000' });
    await new Promise<void>((resolve) => sending.write(bytes.subarray(0, 2500), () => resolve()));
    expect((await send(room, ana, 'crew.remove', { person: bob.id, why: 'left' })).status).toBe(200);
    sending.end(bytes.subarray(2500));
    expect((await answer).statusCode).toBe(403);
    expect((await show(room, idOf(bytes))).status).toBe(404);
  });
});

/** An upload whose bytes are written directly. */
function streaming(
  room: string,
  token: string,
  headers: Record<string, string> = {},
): { sending: ClientRequest; answer: Promise<IncomingMessage> } {
  const sending = ask(`${one.url}/api/rooms/${room}/attachments`, {
    method: 'POST',
    headers: { ...bearer(token), ...headers },
  });
  sending.on('error', () => {});
  return { sending, answer: once(sending, 'response').then(([response]) => (response as IncomingMessage).resume()) };
}

describe('how much', () => {
  test('AT19 nothing is refused as empty, 2 MB are taken, one byte more is refused, said or streamed, before it is all sent', async () => {
    const room = await declareRoom(one, ana);
    expect(await add(room, Buffer.alloc(0))).toMatchObject({ status: 422, body: { code: 'attachment.empty' } });
    expect((await add(room, randomBytes(MOST_ATTACHMENT_BYTES))).status).toBe(201);
    expect(await add(room, randomBytes(MOST_ATTACHMENT_BYTES + 1))).toMatchObject({
      status: 413,
      body: { code: 'attachment.too-large' },
    });
    const said = streaming(room, ana.token, { 'content-length': String(100 * MOST_ATTACHMENT_BYTES) });
    said.sending.flushHeaders();
    expect((await said.answer).statusCode).toBe(413);
    said.sending.destroy();
    const streamed = streaming(room, ana.token);
    const pour = (): void =>
      void (streamed.sending.destroyed || streamed.sending.write(randomBytes(65_536), () => setImmediate(pour)));
    pour();
    expect((await streamed.answer).statusCode).toBe(413);
    streamed.sending.destroy();
  });

  test('AT19 a body that does not come whole in time is let go, whatever length was said', async () => {
    const outcomes: unknown[] = [];
    const server = createServer(async (request, response) => {
      const isLate = request.url === '/late';
      if (isLate)
        await once(
          request.on('error', () => {}),
          'close',
        ).catch(() => undefined);
      outcomes.push(await readContent(request, { mostBytes: 1000, withinMs: isLate ? 3_600_000 : 40 }));
      if (!response.destroyed) response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const slow = ask(url, { method: 'POST', headers: { 'content-length': '500' } }).on('error', () => {});
    slow.write('only this');
    await once(slow, 'response');
    const cut = ask(url, { method: 'POST', headers: { 'content-length': '500' } }).on('error', () => {});
    cut.write('only this', () => cut.destroy());
    const late = ask(`${url}/late`, { method: 'POST', headers: { 'content-length': '500' } }).on('error', () => {});
    late.write('only this', () => late.destroy());
    await until('all are told', () => outcomes.length === 3);
    expect([outcomes, statusFor('attachment.incomplete')]).toEqual([['incomplete', 'incomplete', 'incomplete'], 408]);
    slow.destroy();
    server.close();
  });
});
