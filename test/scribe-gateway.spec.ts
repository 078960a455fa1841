/**
 * Writing in the scribe document together, and keeping what was written: real Redis, two stations, stock y-websocket providers.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { updateFrame } from '../server/scribe/scribe-frames.ts';
import { ScribeStore } from '../server/scribe/scribe-store.ts';
import { slowText } from './scribe-fuzz-handmade.ts';
import { bare, Station } from './scribe-house.ts';
import { acknowledged, ROOM, sceneForEach, updateWith } from './scribe-scene.ts';
import { until } from './stage.ts';

const scene = sceneForEach();

describe('writing together', () => {
  it('SC1 two people on two servers type at once and both texts stand, the same on both', async () => {
    const [priyas, bobs] = [scene.writer(scene.north), scene.writer(scene.south, scene.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    for (let line = 0; line < 100; line += 1) {
      priyas.text.insert(0, `p${line} `);
      bobs.text.insert(bobs.text.length, `b${line} `);
      if (line % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(
      'both have everything',
      () => priyas.text.length === bobs.text.length && priyas.text.length >= 580 + 200 - 20,
    );
    expect(priyas.text.toJSON()).toBe(bobs.text.toJSON());
    for (const word of ['p0 ', 'p99 ', 'b0 ', 'b99 ']) expect(bobs.text.toJSON()).toContain(word);
    expect(await scene.readBy(scene.south)).toBe(priyas.text.toJSON());
  });

  it('SC2 what was typed while offline merges on return, through another server too', async () => {
    const [priyas, bobs] = [scene.writer(scene.north), scene.writer(scene.south, scene.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    priyas.text.insert(0, 'start. ');
    await until('bob sees it', () => bobs.text.toJSON() === 'start. ');
    bobs.provider.disconnect();
    bobs.text.insert(7, 'written in a tunnel. ');
    priyas.text.insert(7, 'meanwhile. ');
    bobs.move(scene.north);
    await until('they meet', () => priyas.text.length === 7 + 11 + 21 && bobs.text.length === priyas.text.length);
    expect(bobs.text.toJSON()).toBe(priyas.text.toJSON());
  });
});

describe('keeping', () => {
  it('SC3 every server may end and the document is there again, deletions included', async () => {
    const priyas = scene.writer(scene.north);
    await priyas.synced;
    priyas.text.insert(0, 'kept and gone');
    priyas.text.delete(4, 9);
    await until('it is on disk', async () => (await scene.readBy(scene.south)) === 'kept');
    await scene.end();
    await scene.openStations();
    expect(await scene.readBy(scene.north)).toBe('kept');
  });

  it('SC4 with ack=1 a client hears how many of its writes are on disk, and none of those is lost by kill -9 of Redis', async () => {
    const socket = await scene.socketTo(scene.north, scene.priya, '?ack=1');
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
    for (let at = 0; at < 50; at += 1) doc.getText('plain').insert(at, 'x');
    await until('all fifty are acknowledged', () => acknowledged(socket) === 50);
    await scene.redis.kill();
    await scene.redis.raise();
    socket.close();
    await until('the text is there again', async () => (await scene.readBy(scene.south)) === 'x'.repeat(50));
  });

  it('SC5 nobody who did not ask hears an acknowledgement', async () => {
    const socket = await scene.socketTo(scene.north, scene.priya);
    socket.send(updateFrame(updateWith('hello')));
    await until('it is kept', async () => (await scene.readBy(scene.south)) === 'hello');
    expect(socket.heard.map(([kind]) => kind)).not.toContain(100);
    socket.close();
  });

  it('SC6 when Redis goes away sockets close with 1013 and clients that come back lose nothing', async () => {
    const priyas = scene.writer(scene.north);
    await priyas.synced;
    const codes: number[] = [];
    priyas.provider.on('connection-close', (event) => event !== null && codes.push(event.code));
    await scene.redis.kill();
    priyas.text.insert(0, 'while it was away');
    await until('told with 1013', () => codes.includes(1013));
    await scene.redis.raise();
    await until('it arrived', async () => (await scene.readBy(scene.south)) === 'while it was away', 15_000);
  });

  it('SC7 a long document opens from a merged copy, and its past stays readable', async () => {
    const priyas = scene.writer(scene.north);
    await priyas.synced;
    const line = new Y.XmlText('early');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [line]);
    priyas.doc.getXmlFragment('scribe').insert(0, [paragraph]);
    await until('the first text is kept', async () => (await scene.south.gateway.read(ROOM, 'text')) === 'early\n');
    const early = Date.now();
    await until('time went on', () => Date.now() > early + 2);
    for (let at = 0; at < 700; at += 1) line.insert(5, '.');
    await until(
      'all is kept',
      async () => (await scene.south.gateway.read(ROOM, 'text')) === `early${'.'.repeat(700)}\n`,
    );
    expect(await scene.south.gateway.read(ROOM, 'text', early)).toBe('early\n');
    const peek = scene.redis.client();
    await scene.end();
    const [copies] = await peek.keys(`${scene.prefix}:*scribe-copy`);
    expect(Number(await peek.hget(copies ?? '', 'sequence'))).toBeGreaterThan(1);
    await scene.openStations();
    peek.disconnect();
  });

  it('SC8 what is missed while the subscription is cut is found in the log', async () => {
    const [priyas, bobs] = [scene.writer(scene.north), scene.writer(scene.south, scene.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    const admin = scene.redis.client();
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
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'test/scribe-station.ts', scene.redis.url, scene.prefix],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const doomed = { url: line.toString().trim() };
    const socket = await bare(`${doomed.url}/${ROOM}?ack=1`, scene.priya);
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
    const bobs = scene.writer(doomed, scene.bob);
    await bobs.synced;
    for (let at = 0; at < 200; at += 1) doc.getText('plain').insert(at, 'x');
    await until('some are acknowledged', () => acknowledged(socket) >= 100);
    child.kill('SIGKILL');
    const kept = acknowledged(socket);
    bobs.text.insert(0, 'from bob ');
    bobs.move(scene.north);
    await until('bob goes on', async () => (await scene.readBy(scene.south)).includes('from bob '));
    expect((await scene.readBy(scene.south)).replace('from bob ', '').length).toBeGreaterThanOrEqual(kept);
    expect(await scene.readBy(scene.north)).toBe(await scene.readBy(scene.south));
  });

  it('SC22 a client that says two things under one clock, through two servers at once, parts nobody', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [one, two] = await Promise.all([
        scene.socketTo(scene.north, scene.priya),
        scene.socketTo(scene.south, scene.priya),
      ]);
      one.send(updateFrame(updateWith('aaaa', 9000 + round)));
      two.send(updateFrame(updateWith('bbbb', 9000 + round)));
      await until('one of them stands', async () => (await scene.readBy(scene.north)).length >= 4 * (round + 1));
      one.close();
      two.close();
    }
    const [here, there] = await Promise.all([scene.readBy(scene.north), scene.readBy(scene.south)]);
    expect(here).toBe(there);
    expect(here.length).toBe(80);
  });
});

describe('stopping', () => {
  it('SC149 a server that stops waits for no crowd at the thread for documents; its last copy can be made by the next', async () => {
    const third = await Station.open(scene.redis, scene.prefix);
    const redis = scene.redis.client();
    for (const [at, update] of slowText().entries())
      await redis.xadd(
        new ScribeStore(redis, scene.prefix).key(ROOM, 'log'),
        `${at + 1}-0`,
        't',
        Date.now(),
        'u',
        Buffer.from(update),
      );
    redis.disconnect();
    await scene.socketTo(third, scene.priya);
    const readings = Promise.allSettled(Array.from({ length: 40 }, () => third.gateway.read(ROOM, 'text')));
    await third.close();
    const told = (await readings).flatMap((reading) => (reading.status === 'rejected' ? [String(reading.reason)] : []));
    expect(told.at(-1)).toContain('this server is stopping');
    expect((await scene.readBy(scene.north)).length).toBe(4001);
  });
});
