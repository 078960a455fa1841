/**
 * The scribe document between servers: real Redis, two gateways on two http servers, stock y-websocket providers and bare sockets.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createDecoder, readVarUint } from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { acknowledgedFrame, awarenessFrame, differenceFrame, updateFrame } from '../server/scribe-frames.ts';
import { bare, Station, Writer, type BareSocket, type Guest } from './scribe-house.ts';
import { PrivateRedis, until } from './stage.ts';

const ROOM = 'inc-1';
let redis: PrivateRedis;
let count = 0;
let prefix = '';
let north: Station;
let south: Station;
let priya: Guest;
let bob: Guest;
let ana: Guest;
let writers: Writer[] = [];

const station = () => Station.open(redis, prefix);
function writer(where: Pick<Station, 'url'>, as = priya): Writer {
  const made = new Writer(where, ROOM, as);
  writers.push(made);
  return made;
}

/** What somebody who comes in now is given. */
async function readBy(where: Station, as = ana): Promise<string> {
  const reader = writer(where, as);
  await reader.synced;
  const text = reader.text.toString();
  reader.close();
  writers = writers.filter((each) => each !== reader);
  return text;
}
const socketTo = (where: Station, as?: Guest, query = ''): Promise<BareSocket> => bare(`${where.url}/${ROOM}${query}`, as);
const acknowledged = ({ heard }: BareSocket, writes: number) => heard.some((frame) => Buffer.from(frame).equals(Buffer.from(acknowledgedFrame(writes))));
const newestCount = ({ heard }: BareSocket): number => Math.max(0, ...heard.filter(([kind]) => kind === 100).map((frame) => readVarUint(createDecoder(frame.subarray(1)))));
const closeCode = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];
const room = async (where: Station) => (await (await where.rooms.room(ROOM))?.fresh())?.state;
function updateWith(text: string, client?: number): Uint8Array {
  const doc = new Y.Doc();
  if (client !== undefined) doc.clientID = client;
  doc.getText('plain').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => redis.end());
beforeEach(async () => {
  prefix = `t${(count += 1)}`;
  [north, south] = await Promise.all([station(), station()]);
  [priya, bob, ana] = await Promise.all([north.guest('Priya N'), north.guest('Bob L'), north.guest('Ana S')]);
  await north.declare(ROOM, priya);
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
    expect(await readBy(south)).toBe(priyas.text.toString());
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
    await until('it is on disk', async () => (await readBy(south)) === 'kept');
    for (const each of writers) each.close();
    writers = [];
    await Promise.all([north.close(), south.close()]);
    [north, south] = await Promise.all([station(), station()]);
    expect(await readBy(north)).toBe('kept');
  });

  it('SC4 with ack=1 a client hears how many of its writes are on disk, and none of those is lost by kill -9 of Redis', async () => {
    const socket = await socketTo(north, priya, '?ack=1');
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
    for (let at = 0; at < 50; at += 1) doc.getText('plain').insert(at, 'x');
    await until('all fifty are acknowledged', () => acknowledged(socket, 50));
    await redis.kill();
    await redis.raise();
    socket.close();
    await until('the text is there again', async () => (await readBy(south)) === 'x'.repeat(50));
  });

  it('SC5 nobody who did not ask hears an acknowledgement', async () => {
    const socket = await socketTo(north, priya);
    socket.send(updateFrame(updateWith('hello')));
    await until('it is kept', async () => (await readBy(south)) === 'hello');
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
    await redis.raise();
    await until('it arrived', async () => (await readBy(south)) === 'while it was away', 15_000);
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
    const peek = redis.client();
    const [copies] = await peek.keys(`${prefix}:*scribe-snapshot`);
    expect(Number(await peek.hget(copies ?? '', 'sequence'))).toBeGreaterThan(400);
    peek.disconnect();
  });

  it('SC8 what is missed while the subscription is cut is found in the log', async () => {
    const [priyas, bobs] = [writer(north), writer(south, bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    const admin = redis.client();
    for (let at = 0; at < 20; at += 1) {
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      priyas.text.insert(0, '.');
    }
    admin.disconnect();
    await until('bob has all of it', () => bobs.text.length === 20);
  });
});

describe('processes that die', () => {
  it('SC21 kill -9 of a server loses nothing acknowledged; its people go on at another', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/scribe-station.ts', redis.url, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const doomed = { url: line.toString().trim() };
    const socket = await bare(`${doomed.url}/${ROOM}?ack=1`, priya);
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
    const bobs = writer(doomed, bob);
    await bobs.synced;
    for (let at = 0; at < 200; at += 1) doc.getText('plain').insert(at, 'x');
    await until('some are acknowledged', () => newestCount(socket) >= 100);
    child.kill('SIGKILL');
    const kept = newestCount(socket);
    bobs.text.insert(0, 'from bob ');
    bobs.move(north);
    await until('bob goes on', async () => (await readBy(south)).includes('from bob '));
    expect((await readBy(south)).replace('from bob ', '').length).toBeGreaterThanOrEqual(kept);
    expect(await readBy(north)).toBe(await readBy(south));
  });

  it('SC22 a client that says two things under one clock, through two servers at once, parts nobody', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [one, two] = await Promise.all([socketTo(north, priya), socketTo(south, priya)]);
      one.send(updateFrame(updateWith('aaaa', 9000 + round)));
      two.send(updateFrame(updateWith('bbbb', 9000 + round)));
      await until('one of them stands', async () => (await readBy(north)).length >= 4 * (round + 1));
      one.close();
      two.close();
    }
    const [here, there] = await Promise.all([readBy(north), readBy(south)]);
    expect(here).toBe(there);
    expect(here.length).toBe(80);
  });
});

describe('who gets in', () => {
  it('SC9 close codes say why: 4401 no session, 4403 not yours, 4404 no such room, 4409 other schema, 4501 ticket over', async () => {
    await (await socketTo(north, ana)).close();
    await until('ana is in the crew', async () => (await room(north))?.crew.members[ana.id] !== undefined);
    await north.says(ROOM, priya, { type: 'crew.remove', data: { person: ana.id, why: 'wrong room' } });
    expect(await closeCode(await socketTo(north))).toBe(4401);
    expect(await closeCode(await socketTo(south, ana))).toBe(4403);
    expect(await closeCode(await bare(`${north.url}/inc-404`, priya))).toBe(4404);
    expect(await closeCode(await socketTo(north, priya, '?schema=999'))).toBe(4409);
    const caller = await north.admission.byToken(priya.token);
    const ticket = caller?.kind === 'token' ? await north.admission.makeTicket({ ...caller, kind: 'token' }, ROOM) : '';
    const first = await socketTo(south, undefined, `?schema=1&ticket=${ticket}`);
    expect(await closeCode(await socketTo(north, undefined, `?ticket=${ticket}`))).toBe(4501);
    expect(first.readyState).toBe(WebSocket.OPEN);
    first.close();
  });

  it('SC10 the first opened document brings a person into the crew; a read-only token never does', async () => {
    const bot = await north.guest('Bot', { scopes: ['read'] });
    const bots = await socketTo(north, bot);
    const bobs = writer(north, bob);
    await bobs.synced;
    bobs.text.insert(0, 'hello');
    await until('bob writes', async () => (await readBy(south)) === 'hello');
    await until('the bot reads', () => bots.heard.some((frame) => Buffer.from(frame).includes('hello')));
    const members = (await room(south))?.crew.members ?? {};
    expect(members[bob.id]?.as).toBe('responder');
    expect(members[bot.id]).toBeUndefined();
    bots.close();
  });

  it('SC11 an observer reads and follows, their writes are dropped, and the third ends the connection', async () => {
    const sam = await north.guest('Sam O', { observer: true });
    const [sams, priyas] = [writer(north, sam), writer(south)];
    await Promise.all([sams.synced, priyas.synced]);
    priyas.text.insert(0, 'read this');
    await until('the observer reads', () => sams.text.toString() === 'read this');
    const { closed } = sams;
    for (const word of ['let ', 'me ', 'write ']) sams.text.insert(0, word);
    expect(await closed).toBe(4403);
    expect(await readBy(north)).toBe('read this');
  });

  it('SC12 whoever becomes an observer writes no more, and whoever is removed is let go, from that commit on', async () => {
    const [bobs, anas] = [writer(north, bob), writer(north, ana)];
    await Promise.all([bobs.synced, anas.synced]);
    const { closed } = anas;
    await south.says(ROOM, priya, { type: 'crew.admit', data: { person: bob.id, as: 'observer' } });
    await south.says(ROOM, priya, { type: 'crew.remove', data: { person: ana.id, why: 'wrong room' } });
    expect(await closed).toBe(4403);
    bobs.text.insert(0, 'too late');
    const priyas = writer(south);
    await priyas.synced;
    priyas.text.insert(0, 'after');
    await until('only what may stands', async () => (await readBy(south, priya)) === 'after');
  });

  it('SC13 a connection ends with 4401 soon after its token or session does', async () => {
    const bobs = writer(north, bob);
    await bobs.synced;
    const { closed } = bobs;
    await south.tokens.end(bob.tokenId);
    expect(await closed).toBe(4401);
  });
});

describe('one person\'s broken client', () => {
  it('SC14 new text under a client id that another person wrote with is refused', async () => {
    const priyas = writer(north);
    await priyas.synced;
    priyas.text.insert(0, 'mine');
    await until('it is kept', async () => (await readBy(south, bob)) === 'mine');
    const thief = await socketTo(south, bob);
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
    const socket = await socketTo(north, priya, '?ack=1');
    const doc = new Y.Doc();
    doc.getText('plain').insert(0, 'first ');
    const before = Y.encodeStateVector(doc);
    doc.getText('plain').insert(6, 'second');
    await until('greeted', () => socket.heard.length > 0);
    socket.send(updateFrame(Y.encodeStateAsUpdate(doc, before)));
    await until('asked again', () => socket.heard.filter((frame) => frame[0] === 0 && frame[1] === 0).length === 2);
    socket.send(differenceFrame(Y.encodeStateAsUpdate(doc)));
    await until('both count', () => acknowledged(socket, 2));
    expect(await readBy(south)).toBe('first second');
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
      const socket = await socketTo(north, bob);
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
    const socket = await socketTo(north, priya);
    socket.send(updateFrame(updateWith('x'.repeat(260 * 1024))));
    expect(await closeCode(socket)).toBe(1009);
    expect(await readBy(south)).toBe('');
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
    expect(seenBy(priyas, bobs)).toMatchObject({ id: bob.id, name: 'Bob L', role: '' });
    expect(seenBy(bobs, priyas)).toMatchObject({ name: 'Priya N', role: 'IC' });
  });

  it('SC19 nobody speaks for another caret, and a caret goes when its connection does', async () => {
    const [priyas, bobs] = [writer(north), writer(south, bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    bobs.provider.awareness.setLocalState({ cursor: 1 });
    await until('priya sees bob', () => priyas.provider.awareness.getStates().has(bobs.doc.clientID));
    const liar = await socketTo(north, ana);
    liar.send(awarenessFrame([{ client: bobs.doc.clientID, clock: 99, json: 'null' }, { client: bobs.doc.clientID, clock: 100, json: '{"cursor":666}' }, { client: 4711, clock: 1, json: '{"own":true}' }]));
    await until('only the own one is told', () => priyas.provider.awareness.getStates().has(4711));
    expect(priyas.provider.awareness.getStates().get(bobs.doc.clientID)?.['cursor']).toBe(1);
    liar.terminate();
    bobs.provider.disconnect();
    await until('both are gone', () => !priyas.provider.awareness.getStates().has(4711) && !priyas.provider.awareness.getStates().has(bobs.doc.clientID));
  });

  it('SC20 a connection on which nobody types hears from the server all the same', async () => {
    const socket = await socketTo(north, priya);
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
