/**
 * The live document on several servers: which connection is sent what, and in how many pieces; and failures between
 * servers and the log.
 */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { differenceFrame, updateFrame } from '../../server/scribe/wire/frames.ts';
import { documentKey } from '../../server/scribe/store/keys.ts';
import { Station, type BareSocket } from '../support/server/scribe-server.ts';
import { acknowledged, closeCode, ROOM, fixtureForEach, updateWith } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';
import { SwallowingRelay } from '../support/server/swallowing-relay.ts';

const fixture = fixtureForEach();
const updatesOf = ({ heard }: BareSocket): Uint8Array[] => heard.filter(([kind, step]) => kind === 0 && step === 2);

/** Sends every change of a document as it happens. */
function typingInto(socket: BareSocket, client?: number): Y.Doc {
  const doc = new Y.Doc();
  if (client !== undefined) doc.clientID = client;
  doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
  return doc;
}

describe('telling', () => {
  it('SC79 what arrives while the log is busy is one entry of it and one frame for each reader; a single author gets nothing back', async () => {
    const [bob, ana] = await Promise.all([
      fixture.socketTo(fixture.north, fixture.bob, '?ack=1'),
      fixture.socketTo(fixture.south, fixture.ana),
    ]);
    await until('both are greeted', () => bob.heard.length > 0 && ana.heard.length > 0);
    const doc = typingInto(bob);
    for (let at = 0; at < 300; at += 1) doc.getText('plain').insert(at, 'x');
    const copy = new Y.Doc();
    await until('all is told', () => {
      for (const frame of updatesOf(ana)) Y.applyUpdate(copy, frame.subarray(frame.length > 131 ? 4 : 3));
      return copy.getText('plain').length === 300 && acknowledged(bob) === 300;
    });
    expect(updatesOf(ana).length).toBeLessThan(100);
    expect(updatesOf(bob)).toEqual([]);
    const peek = fixture.redis.client();
    expect(await peek.xlen(documentKey(fixture.prefix, ROOM, 'log'))).toBeLessThan(100);
    peek.disconnect();
    for (const socket of [bob, ana]) socket.close();
  });

  it('SC80 an entry that was never published is found as soon as the next one arrives, and told before it', async () => {
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    priyas.text.insert(0, 'first ');
    await until('bob has it', () => bobs.text.toJSON() === 'first ');
    const unheard = updateWith('unheard ', 4711);
    const redis = fixture.redis.client();
    await redis.xadd(documentKey(fixture.prefix, ROOM, 'log'), '2-0', 't', Date.now(), 'u', Buffer.from(unheard));
    await redis.hset(documentKey(fixture.prefix, ROOM, 'clients'), '4711', `8 ${fixture.ana.id}`);
    redis.disconnect();
    priyas.text.insert(priyas.text.length, 'third');
    await until('both have all three', () =>
      [priyas, bobs].every(
        ({ text }) => text.length === 'first unheard third'.length && text.toJSON().includes('unheard '),
      ),
    );
    expect(priyas.text.toJSON()).toBe(bobs.text.toJSON());
  });

  it('SC82 a client that sends more than anyone types is read more slowly: all of it is kept, and others do not wait for it', async () => {
    const [bob, ana] = await Promise.all([
      fixture.socketTo(fixture.north, fixture.bob, '?ack=1'),
      fixture.socketTo(fixture.north, fixture.ana, '?ack=1'),
    ]);
    await until('both are greeted', () => bob.heard.length > 0 && ana.heard.length > 0);
    const flood = typingInto(bob);
    for (let at = 0; at < 6000; at += 1) flood.getText('plain').insert(at, 'x');
    await until('the first of it are kept', () => acknowledged(bob) > 0);
    typingInto(ana).getText('plain').insert(0, 'one word');
    await until('she is not kept waiting', () => acknowledged(ana) === 1);
    expect(acknowledged(bob)).toBeLessThan(6000);
    await until('all is kept', () => acknowledged(bob) === 6000, 15_000);
    for (const socket of [bob, ana]) socket.close();
  });
});

describe('what goes wrong', () => {
  it('SC83 one client that writes through two servers at once loses nothing, and keeps no one waiting longer than a turn', async () => {
    const sockets = await Promise.all([
      fixture.socketTo(fixture.north, fixture.bob, '?ack=1'),
      fixture.socketTo(fixture.south, fixture.bob, '?ack=1'),
    ]);
    const ana = await fixture.socketTo(fixture.south, fixture.ana, '?ack=1');
    await until('all are greeted', () => [...sockets, ana].every(({ heard }) => heard.length > 0));
    const [bobs, anas] = [new Y.Doc(), typingInto(ana)];
    for (let at = 0; at < 200; at += 1) {
      bobs.getText('plain').insert(at, 'b');
      for (const socket of sockets) socket.send(differenceFrame(Y.encodeStateAsUpdate(bobs)));
      anas.getText('plain').insert(at, 'a');
      if (at % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until('everything is acknowledged', () => [...sockets, ana].every((socket) => acknowledged(socket) === 200));
    const [here, there] = await Promise.all([fixture.readBy(fixture.north), fixture.readBy(fixture.south)]);
    expect(here).toBe(there);
    expect(here.replaceAll('b', '') + here.replaceAll('a', '')).toBe('a'.repeat(200) + 'b'.repeat(200));
    for (const socket of [...sockets, ana]) socket.close();
  });

  it('SC84 when the reply to an append is lost on the way, what it kept is there once and nothing of it is lost', async () => {
    const relay = await SwallowingRelay.to(fixture.redis.port);
    const station = await Station.open(relay, fixture.prefix);
    const bobs = fixture.writer(station, fixture.bob);
    await bobs.synced;
    for (let round = 0; round < 5; round += 1) {
      const lost = relay.swallowed;
      relay.lose('cut');
      bobs.text.insert(bobs.text.length, `${round} `);
      await until('the reply was lost', () => relay.swallowed > lost);
      await until('it stands', async () => (await fixture.readBy(fixture.south)) === bobs.text.toJSON(), 15_000);
    }
    expect(await fixture.readBy(fixture.north)).toBe('0 1 2 3 4 ');
    bobs.close();
    await station.close();
    await relay.end();
  });

  it('SC85 a new document opens with the headings, once, however many servers open it; no one else writes under their client id', async () => {
    await fixture.end();
    await fixture.openServers(['What we know', 'Ruled out']);
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    const tree =
      '<heading level="2">What we know</heading><paragraph></paragraph><heading level="2">Ruled out</heading><paragraph></paragraph>';
    for (const { doc } of [priyas, bobs]) expect(doc.getXmlFragment('scribe').toJSON()).toBe(tree);
    const liar = await fixture.socketTo(fixture.north, fixture.ana);
    const ended = closeCode(liar);
    const more = new Y.Doc();
    Y.applyUpdate(more, Y.encodeStateAsUpdate(priyas.doc));
    more.clientID = 1;
    more.getText('plain').insert(0, 'by the clock');
    for (let time = 0; time < 3; time += 1) liar.send(updateFrame(Y.encodeStateAsUpdate(more)));
    expect(await ended).toBe(4400);
    expect(await fixture.readBy(fixture.south)).toBe('');
  });

  it("SC86 a browser that was another person's is refused with 4401 before it has said anything", async () => {
    expect(await closeCode(await fixture.socketTo(fixture.north, fixture.bob, `?person=${fixture.priya.id}`))).toBe(
      4401,
    );
    const own = await fixture.socketTo(fixture.north, fixture.bob, `?person=${fixture.bob.id}`);
    await until('greeted', () => own.heard.length > 0);
    own.close();
  });
});
