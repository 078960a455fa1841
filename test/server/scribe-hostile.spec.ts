/** What one person's broken or hostile client may do to the scribe document: nothing that others notice. */
import { once } from 'node:events';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { awarenessFrame, differenceFrame, updateFrame } from '../../server/scribe/wire/frames.ts';
import { acknowledged, closeCode, fixtureForEach, textInBlock, updateWith } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const fixture = fixtureForEach(1000);

describe("one person's broken client", () => {
  it('SC14 new text under a client id that another person wrote with is refused', async () => {
    const priyas = fixture.writer(fixture.north);
    await priyas.synced;
    priyas.text.insert(0, 'mine');
    await until('it is kept', async () => (await fixture.readBy(fixture.south, fixture.bob)) === 'mine');
    const thief = await fixture.socketTo(fixture.south, fixture.bob);
    const stolen = new Y.Doc();
    Y.applyUpdate(stolen, Y.encodeStateAsUpdate(priyas.doc));
    stolen.clientID = priyas.doc.clientID;
    stolen.getText('plain').insert(4, ', says bob');
    const ended = closeCode(thief);
    for (let time = 0; time < 3; time += 1) thief.send(differenceFrame(Y.encodeStateAsUpdate(stolen)));
    expect(await ended).toBe(4400);
    expect(await fixture.readBy(fixture.north, fixture.bob)).toBe('mine');
  });

  it('SC15 an update whose beginning is missing is not kept; the client is asked for the whole difference', async () => {
    const socket = await fixture.socketTo(fixture.north, fixture.priya, '?ack=1');
    const doc = new Y.Doc();
    doc.getText('plain').insert(0, 'first ');
    const before = Y.encodeStateVector(doc);
    doc.getText('plain').insert(6, 'second');
    await until('greeted', () => socket.heard.length > 0);
    socket.send(updateFrame(Y.encodeStateAsUpdate(doc, before)));
    await until('asked again', () => socket.heard.filter((frame) => frame[0] === 0 && frame[1] === 0).length === 2);
    socket.send(differenceFrame(Y.encodeStateAsUpdate(doc)));
    await until('both count', () => acknowledged(socket) === 2);
    expect(await fixture.readBy(fixture.south)).toBe('first second');
    socket.close();
  });

  it('SC16 a thousand random and bit-flipped frames crash nothing, disturb no one, and part no two readers', async () => {
    const priyas = fixture.writer(fixture.north);
    await priyas.synced;
    priyas.text.insert(0, 'steady');
    await until('it is kept', async () => (await fixture.readBy(fixture.south, fixture.bob)) === 'steady');
    const good = [
      updateFrame(updateWith('flip me', 77)),
      awarenessFrame([{ client: 78, clock: 1, json: '{"cursor":1}' }]),
    ];
    let sent = 0;
    while (sent < 1000) {
      const socket = await fixture.socketTo(fixture.north, fixture.bob);
      for (let at = 0; at < 50 && sent < 1000; at += 1, sent += 1) socket.send(hostileFrame(good, sent));
      socket.close();
      await once(socket, 'close');
    }
    priyas.text.insert(priyas.text.length, ' still');
    await until('priya is not disturbed', async () =>
      (await fixture.readBy(fixture.south, fixture.ana)).includes(' still'),
    );
    expect(await fixture.readBy(fixture.north, fixture.ana)).toBe(priyas.text.toJSON());
    expect(priyas.provider.wsconnected).toBe(true);
  });

  it('SC17 a frame over 256 KB ends its connection and is not stored', async () => {
    const socket = await fixture.socketTo(fixture.north, fixture.priya);
    socket.send(updateFrame(updateWith('x'.repeat(260 * 1024))));
    expect(await closeCode(socket)).toBe(1009);
    expect(await fixture.readBy(fixture.south)).toBe('');
  });
});

describe('too much', () => {
  it('SC33 at 5 MB new text is refused with a reason, deleting is not, and then there is room again', async () => {
    const socket = await fixture.socketTo(fixture.north, fixture.priya, '?ack=1');
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)));
    const text = textInBlock(doc);
    for (let part = 0; part < 26; part += 1) text.insert(0, `${part} `.padEnd(200 * 1024, 'x'));
    const fitting = Y.encodeStateVector(doc);
    text.insert(0, 'too much '.padEnd(200 * 1024, 'x'));
    await until('all but the last fit', () => acknowledged(socket) === 27);
    await until('told why', () =>
      socket.heard.some((frame) => frame[0] === 2 && Buffer.from(frame).includes('the document is full')),
    );
    text.delete(200 * 1024, 3 * 1024 * 1024);
    await until('deleting counts', () => acknowledged(socket) === 28);
    socket.send(differenceFrame(Y.encodeStateAsUpdate(doc, fitting)));
    await until('what was too much fits now', () => acknowledged(socket) === 29);
    socket.close();
  });

  it('SC81 at 4 MB those who asked for acknowledgements are told how large the document is, and again when it grows', async () => {
    const [bob, ana] = await Promise.all([
      fixture.socketTo(fixture.north, fixture.bob, '?ack=1'),
      fixture.socketTo(fixture.south, fixture.ana),
    ]);
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => bob.send(updateFrame(update)));
    const warnings = () =>
      bob.heard.filter(([kind]) => kind === 101).map((frame) => readVarUint(createDecoder(frame.subarray(1))));
    const text = textInBlock(doc);
    for (let part = 0; part < 24; part += 1) text.insert(0, 'x'.repeat(200 * 1024));
    await until('all is kept', () => acknowledged(bob) === 25);
    await until('told twice at least', () => warnings().length >= 2);
    expect(warnings()[0]).toBeGreaterThanOrEqual(4 * 1024 * 1024);
    expect((warnings()[1] ?? 0) - (warnings()[0] ?? 0)).toBeGreaterThanOrEqual(256 * 1024);
    expect(ana.heard.map(([kind]) => kind)).not.toContain(101);
    for (const socket of [bob, ana]) socket.close();
  });

  it('SC34 no one waits for a reader that stalls; it has everything once it reads again', async () => {
    const stalled = await fixture.socketTo(fixture.north, fixture.bob);
    const [priyas, anas] = [fixture.writer(fixture.north), fixture.writer(fixture.north, fixture.ana)];
    await Promise.all([priyas.synced, anas.synced]);
    stalled.pause();
    for (let part = 0; part < 40; part += 1) {
      const { text } = part % 2 === 0 ? priyas : anas;
      text.insert(0, 'x'.repeat(200 * 1024));
      text.delete(0, 200 * 1024 - 1);
      if (part % 10 === 9)
        await until('the others keep up', () => anas.text.length === part + 1 && priyas.text.length === part + 1);
    }
    const heardBefore = stalled.heard.length;
    stalled.resume();
    const copy = new Y.Doc();
    await until(
      'it has everything',
      () => {
        for (const frame of stalled.heard.splice(0))
          if (frame[0] === 0 && frame[1] === 2) Y.applyUpdate(copy, payloadOf(frame));
        return copy.getText('plain').length === 40 && heardBefore < 80;
      },
      15_000,
    );
    stalled.close();
  });
});

function payloadOf(frame: Uint8Array): Uint8Array {
  return readVarUint8Array(createDecoder(frame.subarray(2)));
}

function hostileFrame(good: readonly Uint8Array[], seed: number): Uint8Array {
  const random = (below: number, salt: number) =>
    ((Math.imul(seed + 1, 2654435761) ^ Math.imul(salt + 7, 40503)) >>> 0) % below;
  const model = good[seed % good.length] ?? new Uint8Array();
  if (seed % 3 === 0) return Uint8Array.from({ length: random(200, 1) + 1 }, (_, at) => random(256, at));
  const flipped = Uint8Array.from(model);
  const place = 1 + random(flipped.length - 1, 3);
  flipped[place] = (flipped[place] ?? 0) ^ (1 << random(8, 4));
  return flipped;
}
