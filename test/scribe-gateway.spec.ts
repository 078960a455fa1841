/**
 * The scribe document between servers: real Redis, two gateways on two http servers, stock y-websocket providers and bare sockets.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { acknowledgedFrame, differenceFrame, updateFrame, awarenessFrame } from '../server/scribe-frames.ts';
import { connectForRequests } from '../server/redis.ts';
import type { Actor } from '../shared/envelope.ts';
import { ana, at, bob, declared, joins, li, priya, sam } from './given.ts';
import { callerOf, PeopleAtTheDoor, RoomOnTheTable, Station, TestRedis, until, Writer } from './scribe-house.ts';

const ROOM = 'inc-1';
const redis = new TestRedis();
let count = 0;
let prefix = '';
let room: RoomOnTheTable;
let access: PeopleAtTheDoor;
let north: Station;
let south: Station;
let writers: Writer[] = [];

const station = () => Station.open(redis, prefix, { rooms: [room], access });
function writer(where: Station, as = priya, params: Record<string, string> = {}): Writer {
  const made = new Writer(where, ROOM, { as, params });
  writers.push(made);
  return made;
}
/** What somebody who comes in now is given. */
async function readBy(where: Station, as = ana): Promise<string> {
  const reader = writer(where, as);
  await reader.synced;
  return reader.text.toString();
}
const plainOf = (where: Station) => readBy(where);

/** A socket without any Yjs client behind it: what a hostile program has. */
async function bare(where: Station, query: string, path = ROOM): Promise<WebSocket & { heard: Uint8Array[] }> {
  const heard: Uint8Array[] = [];
  const socket = Object.assign(new WebSocket(`${where.url}/${path}?${query}`), { heard });
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => heard.push(new Uint8Array(data)));
  await once(socket, 'open');
  return socket;
}
const acknowledged = ({ heard }: { heard: Uint8Array[] }, count: number) => heard.some((frame) => Buffer.from(frame).equals(Buffer.from(acknowledgedFrame(count))));
const person = (id: string): Actor => ({ id, name: id, trained: false, administrator: false });
const closeCode = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];
function updateWith(text: string, client?: number): Uint8Array {
  const doc = new Y.Doc();
  if (client !== undefined) doc.clientID = client;
  doc.getText('plain').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

beforeAll(() => redis.start());
afterAll(() => redis.end());
beforeEach(async () => {
  prefix = `t${(count += 1)}`;
  room = new RoomOnTheTable(ROOM, declared(), joins('+10s', bob), joins('+11s', ana), joins('+12s', sam, 'observer'));
  access = new PeopleAtTheDoor(callerOf(priya), callerOf(bob), callerOf(ana), callerOf(li), callerOf(sam));
  [north, south] = await Promise.all([station(), station()]);
});
afterEach(async () => {
  for (const each of writers) each.close();
  writers = [];
  await Promise.all([north.close(), south.close()]);
});

describe('writing together', () => {
  it('SC1 two people on two servers type at once and both texts stand, the same on both', async () => {
    const [priyas, bobs] = [writer(north), writer(south, bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    for (let line = 0; line < 100; line += 1) {
      priyas.text.insert(0, `p${line} `);
      bobs.text.insert(bobs.text.length, `b${line} `);
      if (line % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until('both have everything', () => priyas.text.length === bobs.text.length && priyas.text.length >= 580 + 200 - 20);
    expect(priyas.text.toString()).toBe(bobs.text.toString());
    for (const word of ['p0 ', 'p99 ', 'b0 ', 'b99 ']) expect(bobs.text.toString()).toContain(word);
    expect(await plainOf(south)).toBe(priyas.text.toString());
  });

  it('SC2 what was typed while offline merges on return, through another server too', async () => {
    const [priyas, bobs] = [writer(north), writer(south, bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    priyas.text.insert(0, 'start. ');
    await until('bob sees it', () => bobs.text.toString() === 'start. ');
    bobs.provider.disconnect();
    bobs.text.insert(7, 'written in a tunnel. ');
    priyas.text.insert(7, 'meanwhile. ');
    bobs.move(north);
    await until('they meet', () => priyas.text.length === 7 + 11 + 21 && bobs.text.length === priyas.text.length);
    expect(bobs.text.toString()).toBe(priyas.text.toString());
  });
});

describe('keeping', () => {
  it('SC3 every server may end and the document is there again, deletions included', async () => {
    const priyas = writer(north);
    await priyas.synced;
    priyas.text.insert(0, 'kept and gone');
    priyas.text.delete(4, 9);
    await until('it is on disk', async () => (await plainOf(south)) === 'kept');
    for (const each of writers) each.close();
    writers = [];
    await Promise.all([north.close(), south.close()]);
    [north, south] = await Promise.all([station(), station()]);
    expect(await plainOf(north)).toBe('kept');
  });

  it('SC4 with ack=1 a client hears how many of its writes are on disk, and none of those is lost by kill -9 of Redis', async () => {
    const socket = await bare(north, 'as=p-priya&ack=1');
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
    for (let at = 0; at < 50; at += 1) doc.getText('plain').insert(at, 'x');
    await until('all fifty are acknowledged', () => acknowledged(socket, 50));
    await redis.kill();
    await redis.start();
    socket.close();
    await until('the text is there again', async () => (await plainOf(south)) === 'x'.repeat(50));
  });

  it('SC5 nobody who did not ask hears an acknowledgement', async () => {
    const socket = await bare(north, 'as=p-priya');
    socket.send(updateFrame(updateWith('hello')));
    await until('it is kept', async () => (await plainOf(south)) === 'hello');
    expect(socket.heard.map(([kind]) => kind)).not.toContain(100);
    socket.close();
  });

  it('SC6 when Redis goes away sockets close with 1013 and clients that come back lose nothing', async () => {
    const priyas = writer(north);
    await priyas.synced;
    const codes: number[] = [];
    priyas.provider.on('connection-close', (event) => event !== null && codes.push(event.code));
    await redis.kill();
    priyas.text.insert(0, 'while it was away');
    await until('told with 1013', () => codes.includes(1013));
    await redis.start();
    await until('it arrived', async () => (await plainOf(south)) === 'while it was away', 15_000);
  });

  it('SC7 a long document opens from a merged copy, and its past stays readable', async () => {
    const priyas = writer(north);
    await priyas.synced;
    const line = new Y.XmlText('early');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [line]);
    priyas.doc.getXmlFragment('scribe').insert(0, [paragraph]);
    await until('the first text is kept', async () => (await south.gateway.read(ROOM, 'text')) === 'early\n');
    const early = Date.now();
    await until('time went on', () => Date.now() > early + 2);
    for (let at = 0; at < 700; at += 1) line.insert(5, '.');
    await until('all is kept', async () => (await south.gateway.read(ROOM, 'text')) === `early${'.'.repeat(700)}\n`);
    expect(await south.gateway.read(ROOM, 'text', new Date(early).toISOString())).toBe('early\n');
    const peek = connectForRequests(redis.url);
    await once(peek, 'ready');
    const [copies] = await peek.keys(`${prefix}:*scribe-snapshot`);
    expect(Number(await peek.hget(copies ?? '', 'sequence'))).toBeGreaterThan(400);
    peek.disconnect();
  });

  it('SC8 what is missed while the subscription is cut is found in the log', async () => {
    const [priyas, bobs] = [writer(north), writer(south, bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    const admin = connectForRequests(redis.url);
    await once(admin, 'ready');
    for (let at = 0; at < 20; at += 1) {
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      priyas.text.insert(0, '.');
    }
    admin.disconnect();
    await until('bob has all of it', () => bobs.text.length === 20);
  });
});

describe('who gets in', () => {
  it('SC9 close codes say why: 4401 no session, 4403 not yours, 4404 no such room, 4409 other schema, 4501 ticket over', async () => {
    room.happens(at('+20s', priya, 'crew.remove', { person: ana.id, why: 'wrong room' }));
    expect(await closeCode(await bare(north, ''))).toBe(4401);
    expect(await closeCode(await bare(north, 'as=p-ana'))).toBe(4403);
    expect(await closeCode(await bare(north, 'as=p-priya', 'inc-404'))).toBe(4404);
    expect(await closeCode(await bare(north, 'as=p-priya&schema=999'))).toBe(4409);
    const first = await bare(north, 'ticket=p-priya!&schema=1');
    expect(await closeCode(await bare(north, 'ticket=p-priya!'))).toBe(4501);
    expect(first.readyState).toBe(WebSocket.OPEN);
    first.close();
  });

  it('SC10 the first opened document brings a person into the crew; a read-only token never does', async () => {
    const lis = writer(north, li);
    await lis.synced;
    expect(room.history.state.crew.members['p-li']?.as).toBe('responder');
    lis.text.insert(0, 'hello');
    await until('li writes', async () => (await plainOf(south)) === 'hello');
    access = new PeopleAtTheDoor(callerOf(person('p-bot'), { readOnly: true }));
    const west = await station();
    const bot = await bare(west, 'as=p-bot');
    await until('the bot is greeted', () => bot.heard.length > 0);
    expect(room.history.state.crew.members['p-bot']).toBeUndefined();
    bot.close();
    await west.close();
  });

  it('SC11 an observer reads and follows, their writes are dropped, and the third ends the connection', async () => {
    const [sams, priyas] = [writer(north, sam), writer(south)];
    await Promise.all([sams.synced, priyas.synced]);
    priyas.text.insert(0, 'read this');
    await until('the observer reads', () => sams.text.toString() === 'read this');
    const closed = new Promise<number>((resolve) => sams.provider.on('closed', ({ code }) => resolve(code)));
    for (const word of ['let ', 'me ', 'write ']) sams.text.insert(0, word);
    expect(await closed).toBe(4403);
    expect(await plainOf(north)).toBe('read this');
  });

  it('SC12 whoever becomes an observer writes no more, and whoever is removed is let go, from that commit on', async () => {
    const [bobs, anas] = [writer(north, bob), writer(north, ana)];
    await Promise.all([bobs.synced, anas.synced]);
    const closed = new Promise<number>((resolve) => anas.provider.on('closed', ({ code }) => resolve(code)));
    room.happens(at('+20s', priya, 'crew.admit', { person: bob.id, as: 'observer' }));
    room.happens(at('+21s', priya, 'crew.remove', { person: ana.id, why: 'wrong room' }));
    expect(await closed).toBe(4403);
    bobs.text.insert(0, 'too late');
    const priyas = writer(south);
    await priyas.synced;
    priyas.text.insert(0, 'after');
    await until('only what may stands', async () => (await readBy(south, priya)) === 'after');
  });

  it('SC13 a connection ends with 4401 soon after its session does', async () => {
    const bobs = writer(north, bob);
    await bobs.synced;
    const closed = new Promise<number>((resolve) => bobs.provider.on('closed', ({ code }) => resolve(code)));
    access.ended.add(bob.id);
    expect(await closed).toBe(4401);
  });
});

describe('one person\'s broken client', () => {
  it('SC14 new text under a client id that another person wrote with is refused', async () => {
    const priyas = writer(north);
    await priyas.synced;
    priyas.text.insert(0, 'mine');
    await until('it is kept', async () => (await readBy(south, bob)) === 'mine');
    const thief = await bare(south, 'as=p-bob');
    const stolen = new Y.Doc();
    Y.applyUpdate(stolen, Y.encodeStateAsUpdate(priyas.doc));
    stolen.clientID = priyas.doc.clientID;
    stolen.getText('plain').insert(4, ', says bob');
    const ended = closeCode(thief);
    for (let time = 0; time < 3; time += 1) thief.send(differenceFrame(Y.encodeStateAsUpdate(stolen)));
    expect(await ended).toBe(4403);
    expect(await readBy(north, bob)).toBe('mine');
  });

  it('SC15 an update whose beginning is missing is not kept; the client is asked for the whole difference', async () => {
    const socket = await bare(north, 'as=p-priya&ack=1');
    const doc = new Y.Doc();
    doc.getText('plain').insert(0, 'first ');
    const before = Y.encodeStateVector(doc);
    doc.getText('plain').insert(6, 'second');
    await until('greeted', () => socket.heard.length > 0);
    socket.send(updateFrame(Y.encodeStateAsUpdate(doc, before)));
    await until('asked again', () => socket.heard.filter((frame) => frame[0] === 0 && frame[1] === 0).length === 2);
    socket.send(differenceFrame(Y.encodeStateAsUpdate(doc)));
    await until('both count', () => acknowledged(socket, 2));
    expect(await plainOf(south)).toBe('first second');
    socket.close();
  });

  it('SC16 a thousand random and bit-flipped frames crash nothing, disturb nobody, and part no two readers', async () => {
    const priyas = writer(north);
    await priyas.synced;
    priyas.text.insert(0, 'steady');
    await until('it is kept', async () => (await readBy(south, bob)) === 'steady');
    const good = [updateFrame(updateWith('flip me', 77)), awarenessFrame([{ client: 78, clock: 1, json: '{"cursor":1}' }])];
    let sent = 0;
    while (sent < 1000) {
      const socket = await bare(north, 'as=p-bob');
      for (let at = 0; at < 50 && sent < 1000; at += 1, sent += 1) socket.send(hostileFrame(good, sent));
      socket.close();
      await once(socket, 'close');
    }
    priyas.text.insert(priyas.text.length, ' still');
    await until('priya is not disturbed', async () => (await readBy(south, ana)).includes(' still'));
    expect(await readBy(north, ana)).toBe(priyas.text.toString());
    expect(priyas.provider.wsconnected).toBe(true);
  });

  it('SC17 a frame over 256 KB ends its connection and is not kept', async () => {
    const socket = await bare(north, 'as=p-priya');
    socket.send(updateFrame(updateWith('x'.repeat(260 * 1024))));
    expect(await closeCode(socket)).toBe(1009);
    expect(await plainOf(south)).toBe('');
  });
});

describe('carets', () => {
  it('SC18 a caret carries the name and role that the room knows, whatever the client says', async () => {
    const [priyas, bobs] = [writer(north), writer(south, bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    bobs.provider.awareness.setLocalState({ user: { name: 'Priya N', color: 'red' }, cursor: 1 });
    priyas.provider.awareness.setLocalState({ cursor: 2 });
    const seenBy = (reader: Writer, of: Writer) => reader.provider.awareness.getStates().get(of.doc.clientID)?.['user'] as { name: string; role: string } | undefined;
    await until('both see', () => seenBy(priyas, bobs) !== undefined && seenBy(bobs, priyas) !== undefined);
    expect(seenBy(priyas, bobs)).toMatchObject({ id: 'p-bob', name: 'Bob L', role: '' });
    expect(seenBy(bobs, priyas)).toMatchObject({ name: 'Priya N', role: 'IC' });
  });

  it('SC19 nobody speaks for another caret, and a caret goes when its connection does', async () => {
    const [priyas, bobs] = [writer(north), writer(south, bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    bobs.provider.awareness.setLocalState({ cursor: 1 });
    await until('priya sees bob', () => priyas.provider.awareness.getStates().has(bobs.doc.clientID));
    const liar = await bare(north, 'as=p-ana');
    liar.send(awarenessFrame([{ client: bobs.doc.clientID, clock: 99, json: 'null' }, { client: bobs.doc.clientID, clock: 100, json: '{"cursor":666}' }, { client: 4711, clock: 1, json: '{"own":true}' }]));
    await until('only the own one is told', () => priyas.provider.awareness.getStates().has(4711));
    expect(priyas.provider.awareness.getStates().get(bobs.doc.clientID)?.['cursor']).toBe(1);
    liar.terminate();
    bobs.provider.disconnect();
    await until('both are gone', () => !priyas.provider.awareness.getStates().has(4711) && !priyas.provider.awareness.getStates().has(bobs.doc.clientID));
  });

  it('SC20 a connection on which nobody types hears from the server all the same', async () => {
    const socket = await bare(north, 'as=p-priya');
    await until('a heartbeat came', () => socket.heard.some((frame) => String([...frame]) === '1,1,0'));
    socket.close();
  });
});

function hostileFrame(good: readonly Uint8Array[], seed: number): Uint8Array {
  const random = (below: number, salt: number) => ((Math.imul(seed + 1, 2654435761) ^ Math.imul(salt + 7, 40503)) >>> 0) % below;
  const model = good[seed % good.length] ?? new Uint8Array();
  if (seed % 3 === 0) return Uint8Array.from({ length: random(200, 1) + 1 }, (_, at) => random(256, at));
  const flipped = Uint8Array.from(model);
  const place = 1 + random(flipped.length - 1, 3);
  flipped[place] = (flipped[place] ?? 0) ^ (1 << random(8, 4));
  return flipped;
}
