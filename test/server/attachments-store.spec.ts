/**
 * One contract, two implementations: what is promised of the store of attachments holds for Redis and for an
 * S3-compatible store. Then the failures that only a store over HTTP can have.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../../server/attachments/body.ts';
import { Damaged, openAttachmentStore, type AttachmentStore } from '../../server/attachments/store.ts';
import { Unavailable } from '../../server/log/room-log.ts';
import { S3StandIn, type Fault } from '../support/server/s3-stand-in.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import { declareRoom, ServerProcess, somebody } from '../support/server/server-process.ts';

let redis: PrivateRedis;
let s3: S3StandIn;
const stores: AttachmentStore[] = [];
beforeAll(async () => {
  redis = await PrivateRedis.start();
  s3 = await S3StandIn.open();
});
afterEach(() => {
  s3.fault = null;
  expect(s3.refused).toEqual([]);
});
afterAll(async () => {
  stores.forEach((store) => store.stop());
  s3.close();
  await redis.end();
});

type Body = 'redis' | 's3';
/** This many contents of this size fill a room. */
const FIT = 16;
const LARGE = 20_000;

async function open(
  body: Body,
  prefix = `t${randomUUID().slice(0, 8)}`,
  answerWithinMs = 60_000,
): Promise<AttachmentStore> {
  const store = openAttachmentStore({
    redisUrl: redis.url,
    prefix,
    s3: body === 's3' ? s3.config : null,
    answerWithinMs,
    mostBytes: FIT * LARGE,
  });
  stores.push(store);
  await until('the store can be reached', () =>
    store.read('inc-0', 'f'.repeat(64)).then(
      () => true,
      () => false,
    ),
  );
  return store;
}

function contentOf(bytes: Buffer): Content {
  return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
}
const some = (length = 900): Content => contentOf(randomBytes(length));
const most = (): Content => some(LARGE);

describe.each<Body>(['redis', 's3'])('%s', (body) => {
  test('AT8 what was kept is read back byte for byte, also by another server; what a room does not have is nothing, in other rooms too', async () => {
    const prefix = `t${randomUUID().slice(0, 8)}`;
    const [one, two] = [await open(body, prefix), await open(body, prefix)];
    const content = contentOf(Buffer.from([0, 255, 10, 13, 0, 195, 40]));
    expect(await one.keep('inc-1', content)).toBe('kept');
    expect(await two.read('inc-1', content.id)).toEqual(content.bytes);
    expect(await two.read('inc-2', content.id)).toBeNull();
    expect(await two.read('inc-1', some().id)).toBeNull();
  });

  test('AT9 of many contents at once, through two servers, as many are kept as fit and not one more; another room is not concerned', async () => {
    const prefix = `t${randomUUID().slice(0, 8)}`;
    const both = [await open(body, prefix), await open(body, prefix)] as const;
    const contents = Array.from({ length: FIT + 14 }, most);
    const outcomes = await Promise.all(
      contents.map((content, index) => (both[index % 2] ?? both[0]).keep('inc-1', content)),
    );
    expect(outcomes.filter((outcome) => outcome === 'kept').length).toBe(FIT);
    const left = contents.filter((_, index) => outcomes[index] === 'full');
    for (const content of left) expect(await both[0].read('inc-1', content.id)).toBeNull();
    expect(await both[0].keep('inc-1', some(1))).toBe('full');
    expect(await both[0].keep('inc-2', some(1))).toBe('kept');
  });

  test('AT10 the same content counts once: again, and many times at once', async () => {
    const store = await open(body);
    const content = most();
    expect(new Set(await Promise.all(Array.from({ length: 12 }, () => store.keep('inc-1', content))))).toEqual(
      new Set(['kept']),
    );
    const others = Array.from({ length: FIT - 1 }, most);
    for (const other of others) expect(await store.keep('inc-1', other)).toBe('kept');
    expect(await store.keep('inc-1', content)).toBe('kept');
    expect(await store.keep('inc-1', some(1))).toBe('full');
  });

  test('AT11 bytes that are lost or spoiled are never given out, and keeping them again heals them', async () => {
    const prefix = `t${randomUUID().slice(0, 8)}`;
    const store = await open(body, prefix);
    const content = some();
    await store.keep('inc-1', content);
    for (const harm of [spoil, lose]) {
      await harm(body, prefix, content.id);
      await expect(store.read('inc-1', content.id)).rejects.toBeInstanceOf(Damaged);
      expect(await store.keep('inc-1', content)).toBe('kept');
      expect(await store.read('inc-1', content.id)).toEqual(content.bytes);
    }
  });
});

/** Where the bytes of a content of inc-1 lie. */
async function keyOf(prefix: string, id: string): Promise<string> {
  const client = redis.client();
  const [key = ''] = await client.keys(`${prefix}:*:inc-1:attachment:${id}`);
  client.disconnect();
  return key;
}
const pathOf = (prefix: string, id: string): string => `/${s3.config.bucket}/${prefix}/inc-1/${id}`;

async function spoil(body: Body, prefix: string, id: string): Promise<void> {
  if (body === 's3') return void s3.objects.set(pathOf(prefix, id), randomBytes(900));
  const client = redis.client();
  await client.setrange(await keyOf(prefix, id), 500, 'spoiled');
  client.disconnect();
}

async function lose(body: Body, prefix: string, id: string): Promise<void> {
  if (body === 's3') return void s3.objects.delete(pathOf(prefix, id));
  const client = redis.client();
  await client.del(await keyOf(prefix, id));
  client.disconnect();
}

test('AT54 bytes are brought to Redis in pieces of 128 KB, so that others are served between two of them', async () => {
  const [store, client] = [openAttachmentStore({ redisUrl: redis.url, prefix: 'pieces', s3: null }), redis.client()];
  stores.push(store);
  await until('the store can be reached', () =>
    store.size('inc-0', '').then(
      () => true,
      () => false,
    ),
  );
  const pieces = async (): Promise<number> =>
    Number(/cmdstat_setrange:calls=(\d+)/.exec(await client.info('commandstats'))?.[1] ?? 0);
  const [before, content] = [await pieces(), some(2 * 1024 * 1024)];
  expect(await store.keep('inc-1', content)).toBe('kept');
  expect(await pieces()).toBe(before + 16);
  expect(await store.read('inc-1', content.id)).toEqual(content.bytes);
  expect(await client.keys('pieces:*attachment-pieces:*')).toEqual([]);
  client.disconnect();
});

describe('an S3-compatible store', () => {
  test("AT12 each request is signed over the content's own hash; keys that the store does not know keep nothing", async () => {
    const store = await open('s3');
    expect(await store.keep('inc-1', some())).toBe('kept');
    expect(s3.refused).toEqual([]);
    const stranger = openAttachmentStore({
      redisUrl: redis.url,
      prefix: `t${randomUUID().slice(0, 8)}`,
      s3: { ...s3.config, secretAccessKey: 'guessed' },
    });
    stores.push(stranger);
    await until('the store can be reached', () =>
      stranger.read('inc-0', 'f'.repeat(64)).then(
        () => true,
        () => false,
      ),
    );
    await expect(stranger.keep('inc-1', some())).rejects.toBeInstanceOf(Unavailable);
    expect(s3.refused.splice(0)).toEqual(['a wrong signature']);
  });

  test('AT12 a server that is given an S3 store keeps the bytes there and none of them in Redis', async () => {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3.config;
    const server = await ServerProcess.start(redis.url, {
      REDIS_PREFIX: 'whole',
      S3_ENDPOINT: endpoint.href,
      S3_BUCKET: bucket,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    });
    const ana = await somebody(server, 'Ana');
    const room = await declareRoom(server, ana);
    const headers = { authorization: `Bearer ${ana.token}` };
    const { id, bytes } = some();
    const address = `${server.url}/api/rooms/${room}/attachments`;
    expect((await fetch(address, { method: 'POST', headers, body: new Uint8Array(bytes) })).status).toBe(201);
    expect(s3.objects.get(`/${bucket}/whole/${room}/${id}`)).toEqual(bytes);
    expect(Buffer.from(await (await fetch(`${address}/${id}`, { headers })).arrayBuffer())).toEqual(bytes);
    const client = redis.client();
    expect(await client.keys('whole:*:attachment:*')).toEqual([]);
    client.disconnect();
    await server.kill();
  });

  test.each<Fault>(['unavailable', 'silent', 'moved', 'cut'])(
    'AT13 while it is %s nothing is kept and nothing counted; afterwards the room takes as much as before',
    async (fault) => {
      const prefix = `t${randomUUID().slice(0, 8)}`;
      const [store, patient] = [await open('s3', prefix, 150), await open('s3', prefix)];
      const content = some();
      await patient.keep('inc-1', content);
      s3.fault = fault;
      const outcomes = await Promise.allSettled(Array.from({ length: FIT - 1 }, () => store.keep('inc-1', most())));
      expect(outcomes.every((each) => each.status === 'rejected' && each.reason instanceof Unavailable)).toBe(true);
      await expect(store.read('inc-1', content.id)).rejects.toBeInstanceOf(Unavailable);
      s3.fault = null;
      expect(await Promise.all(Array.from({ length: FIT - 1 }, () => patient.keep('inc-1', most())))).not.toContain(
        'full',
      );
      expect(await patient.read('inc-1', content.id)).toEqual(content.bytes);
    },
  );

  test.each<Fault>(['wrong', 'endless', 'lost'])(
    'AT14 a store that is %s about a content is found out, and no more is read than the content is large',
    async (fault) => {
      const store = await open('s3');
      const content = some();
      await store.keep('inc-1', content);
      s3.fault = fault;
      await expect(store.read('inc-1', content.id)).rejects.toBeInstanceOf(Damaged);
    },
  );

  test('AT16 an upload that never ended counts for a minute, so that nothing passes the limit, and then no longer', async () => {
    const prefix = `t${randomUUID().slice(0, 8)}`;
    const [store, client] = [await open('s3', prefix), redis.client()];
    await store.keep('inc-1', some());
    const register = (await client.keys(`${prefix}:*:inc-1:attachments`))[0] ?? '';
    const coming = async (endsInMs: number): Promise<unknown> =>
      client.hset(`${register}-coming`, 'died', `${'a'.repeat(64)} ${FIT * LARGE - 900} ${Date.now() + endsInMs}`);
    await coming(60_000);
    expect(await store.keep('inc-1', some(1))).toBe('full');
    await coming(-1);
    expect(await store.keep('inc-1', some(1))).toBe('kept');
    expect(await client.exists(`${register}-coming`)).toBe(0);
    client.disconnect();
  });

  test('AT15 what was kept in Redis before stays readable there; without its S3 store nothing pretends to be lost', async () => {
    const prefix = `t${randomUUID().slice(0, 8)}`;
    const [older, newer] = [await open('redis', prefix), await open('s3', prefix)];
    const [one, two] = [some(), some()];
    await older.keep('inc-1', one);
    await newer.keep('inc-1', two);
    expect(await newer.read('inc-1', one.id)).toEqual(one.bytes);
    await expect(older.read('inc-1', two.id)).rejects.toBeInstanceOf(Unavailable);
    expect(await older.keep('inc-1', two)).toBe('kept');
    expect(await older.read('inc-1', two.id)).toEqual(two.bytes);
  });
});
