/**
 * Writing in the scribe document together, and storing what was written: real Redis, two servers, stock y-websocket
 * providers.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { updateFrame } from '../../server/scribe/wire/frames.ts';
import { ScribeStore } from '../../server/scribe/store/store.ts';
import { slowText } from '../support/fuzz/handmade.ts';
import { bare, Station } from '../support/server/scribe-server.ts';
import { acknowledged, ROOM, fixtureForEach, updateWith } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const fixture = fixtureForEach();

describe('writing together', () => {
  it('SC1 two people on two servers type at once and both texts are there, the same on both', async () => {
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
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
    expect(await fixture.readBy(fixture.south)).toBe(priyas.text.toJSON());
  });

  it('SC2 what was typed while offline merges on return, through another server too', async () => {
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    priyas.text.insert(0, 'start. ');
    await until('bob sees it', () => bobs.text.toJSON() === 'start. ');
    bobs.provider.disconnect();
    bobs.text.insert(7, 'written in a tunnel. ');
    priyas.text.insert(7, 'meanwhile. ');
    bobs.move(fixture.north);
    await until('they meet', () => priyas.text.length === 7 + 11 + 21 && bobs.text.length === priyas.text.length);
    expect(bobs.text.toJSON()).toBe(priyas.text.toJSON());
  });
});

describe('keeping', () => {
  it('SC3 every server may end and the document is there again, deletions included', async () => {
    const priyas = fixture.writer(fixture.north);
    await priyas.synced;
    priyas.text.insert(0, 'kept and gone');
    priyas.text.delete(4, 9);
    await until('it is on disk', async () => (await fixture.readBy(fixture.south)) === 'kept');
    await fixture.end();
    await fixture.openServers();
    expect(await fixture.readBy(fixture.north)).toBe('kept');
  });

  it('SC4 with ack=1 a client is told how many of its writes are on disk, and none of those is lost by kill -9 of Redis', async () => {
    const socket = await fixture.socketTo(fixture.north, fixture.priya, '?ack=1');
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
    for (let at = 0; at < 50; at += 1) doc.getText('plain').insert(at, 'x');
    await until('all fifty are acknowledged', () => acknowledged(socket) === 50);
    await fixture.redis.kill();
    await fixture.redis.raise();
    socket.close();
    await until('the text is there again', async () => (await fixture.readBy(fixture.south)) === 'x'.repeat(50));
  });

  it('SC5 a client that did not ask gets no acknowledgement', async () => {
    const socket = await fixture.socketTo(fixture.north, fixture.priya);
    socket.send(updateFrame(updateWith('hello')));
    await until('it is kept', async () => (await fixture.readBy(fixture.south)) === 'hello');
    expect(socket.heard.map(([kind]) => kind)).not.toContain(100);
    socket.close();
  });

  it('SC6 when Redis goes away sockets close with 1013 and clients that come back lose nothing', async () => {
    const priyas = fixture.writer(fixture.north);
    await priyas.synced;
    const codes: number[] = [];
    priyas.provider.on('connection-close', (event) => event !== null && codes.push(event.code));
    await fixture.redis.kill();
    priyas.text.insert(0, 'while it was away');
    await until('told with 1013', () => codes.includes(1013));
    await fixture.redis.raise();
    await until('it arrived', async () => (await fixture.readBy(fixture.south)) === 'while it was away', 15_000);
  });

  it('SC7 a long document opens from a merged copy, and its past stays readable', async () => {
    const priyas = fixture.writer(fixture.north);
    await priyas.synced;
    const line = new Y.XmlText('early');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [line]);
    priyas.doc.getXmlFragment('scribe').insert(0, [paragraph]);
    await until('the first text is kept', async () => (await fixture.south.gateway.read(ROOM, 'text')) === 'early\n');
    const early = Date.now();
    await until('time went on', () => Date.now() > early + 2);
    // Long by its size, so that a copy is due while it is open: on a busy machine many letters become few entries, and
    // a server that stops does not wait long for its last copy.
    for (let at = 0; at < 1_500; at += 1) line.insert(5, '.'.repeat(20));
    await until(
      'all is kept',
      async () => (await fixture.south.gateway.read(ROOM, 'text')) === `early${'.'.repeat(30_000)}\n`,
    );
    const peek = fixture.redis.client();
    await until('a copy is kept', async () => {
      const [copies = ''] = await peek.keys(`${fixture.prefix}:*scribe-copy`);
      return Number(await peek.hget(copies, 'sequence')) > 1;
    });
    await fixture.end();
    peek.disconnect();
    await fixture.openServers();
    const opened = fixture.writer(fixture.north);
    await opened.synced;
    expect(opened.doc.getXmlFragment('scribe').toJSON()).toContain('early' + '.'.repeat(30_000));
    expect(await fixture.south.gateway.read(ROOM, 'text', early)).toBe('early\n');
  });

  it('SC8 what is missed while the subscription is cut is found in the log', async () => {
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    const admin = fixture.redis.client();
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
      ['--import', 'tsx', 'test/support/server/scribe-process.ts', fixture.redis.url, fixture.prefix],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const doomed = { url: line.toString().trim() };
    const socket = await bare(`${doomed.url}/${ROOM}?ack=1`, fixture.priya);
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
    const bobs = fixture.writer(doomed, fixture.bob);
    await bobs.synced;
    for (let at = 0; at < 200; at += 1) doc.getText('plain').insert(at, 'x');
    await until('some are acknowledged', () => acknowledged(socket) >= 100);
    child.kill('SIGKILL');
    const kept = acknowledged(socket);
    bobs.text.insert(0, 'from bob ');
    bobs.move(fixture.north);
    await until('bob goes on', async () => (await fixture.readBy(fixture.south)).includes('from bob '));
    expect((await fixture.readBy(fixture.south)).replace('from bob ', '').length).toBeGreaterThanOrEqual(kept);
    expect(await fixture.readBy(fixture.north)).toBe(await fixture.readBy(fixture.south));
  });

  it('SC22 a client that says two things under one clock, through two servers at once, parts no one', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [one, two] = await Promise.all([
        fixture.socketTo(fixture.north, fixture.priya),
        fixture.socketTo(fixture.south, fixture.priya),
      ]);
      one.send(updateFrame(updateWith('aaaa', 9000 + round)));
      two.send(updateFrame(updateWith('bbbb', 9000 + round)));
      await until('one of them stands', async () => (await fixture.readBy(fixture.north)).length >= 4 * (round + 1));
      one.close();
      two.close();
    }
    const [here, there] = await Promise.all([fixture.readBy(fixture.north), fixture.readBy(fixture.south)]);
    expect(here).toBe(there);
    expect(here.length).toBe(80);
  });
});

describe('a store that was set back', () => {
  it('SC152 a document whose store was emptied or set back is opened afresh, and every connected client brings its text back', async () => {
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    bobs.text.insert(0, 'typed before');
    await until('priya has it', () => priyas.text.toJSON() === 'typed before');
    const redis = fixture.redis.client();
    await redis.del(...(await redis.keys(`${fixture.prefix}:*:${ROOM}:scribe-*`)));
    redis.disconnect();
    bobs.text.insert(12, ', and after');
    await until(
      'the store has all of it',
      async () =>
        (await fixture.readBy(fixture.north)) === 'typed before, and after' &&
        (await fixture.readBy(fixture.south)) === 'typed before, and after',
    );
    await until('priya has all of it', () => priyas.text.toJSON() === 'typed before, and after');
  });
});

describe('a log that is damaged', () => {
  it('SC154 a document whose log has lost an entry or holds changed bytes opens for everyone with what does not rest on that, and goes on', async () => {
    const redis = fixture.redis.client();
    const log = new ScribeStore(redis, fixture.prefix).key(ROOM, 'log');
    const updates = [
      updateWith('lost ', 1),
      updateWith('sound ', 2),
      updateWith('lost ', 3),
      updateWith('changed ', 4),
      updateWith('sound too ', 5),
    ];
    for (const [at, update] of updates.entries()) {
      const bytes = at === 3 ? Buffer.from(update).fill(0xff, 1, 8) : Buffer.from(update);
      if (at % 2 === 1 || at === 4) await redis.xadd(log, `${at + 1}-0`, 't', Date.now(), 'u', bytes);
    }
    redis.disconnect();
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    expect(priyas.text.toJSON()).toMatch(/^(sound (?:too )?){2}$/);
    priyas.text.insert(priyas.text.length, 'and on');
    await until('bob has it', () => bobs.text.toJSON().endsWith('and on'));
    bobs.text.insert(0, 'on ');
    await until(
      'a newcomer has all of it',
      async () => (await fixture.readBy(fixture.south)) === bobs.text.toJSON() && bobs.text.toJSON().startsWith('on '),
    );
    expect(bobs.text.toJSON()).not.toMatch(/lost|changed/);
  });
});

describe('stopping', () => {
  it('SC149 a server that stops waits for no crowd at the thread for documents; its last copy can be made by the next', async () => {
    const third = await Station.open(fixture.redis, fixture.prefix);
    const redis = fixture.redis.client();
    for (const [at, update] of slowText().entries())
      await redis.xadd(
        new ScribeStore(redis, fixture.prefix).key(ROOM, 'log'),
        `${at + 1}-0`,
        't',
        Date.now(),
        'u',
        Buffer.from(update),
      );
    redis.disconnect();
    await fixture.socketTo(third, fixture.priya);
    const readings = Promise.allSettled(Array.from({ length: 40 }, () => third.gateway.read(ROOM, 'text')));
    await third.close();
    const told = (await readings).flatMap((reading) => (reading.status === 'rejected' ? [String(reading.reason)] : []));
    expect(told.at(-1)).toContain('this server is stopping');
    expect((await fixture.readBy(fixture.north)).length).toBe(4001);
  });
});
