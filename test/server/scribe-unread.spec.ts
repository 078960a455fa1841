/**
 * A client that writes and does not read: what waits for it on the server stays small, and finally it is disconnected.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createDecoder, readVarString } from 'lib0/decoding';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { answerWrite, relieve } from '../../server/scribe/wire/answers.ts';
import { ScribeDocument } from '../../server/scribe/live/document.ts';
import { differenceFrame, updateFrame } from '../../server/scribe/wire/frames.ts';
import { ScribeSocket } from '../../server/scribe/wire/socket.ts';
import { ScribeWorker } from '../../server/scribe/worker/worker-client.ts';
import { acknowledged, ROOM, fixtureForEach, updateWith } from '../support/server/scribe-fixtures.ts';
import { Shelf } from '../support/server/scribe-typed.ts';
import { until } from '../support/server/private-redis.ts';

/** The kind of frame that denies a write. */
const DENIED = 2;

const fixture = fixtureForEach();
const visitor = { person: 'bob', name: 'Bob L', readOnly: false, wantsAcknowledgement: true };
let doors: WebSocketServer;
let client: WebSocket;
let far: WebSocket;
let socket: ScribeSocket;

beforeEach(async () => {
  doors = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(doors, 'listening');
  client = new WebSocket(`ws://127.0.0.1:${(doors.address() as AddressInfo).port}`);
  [far] = (await once(doors, 'connection')) as [WebSocket];
  if (client.readyState !== client.OPEN) await once(client, 'open');
  socket = new ScribeSocket(far, visitor);
});
afterEach(() => {
  client.terminate();
  doors.close();
});

describe('a client that does not read', () => {
  it('SC135 hundreds of writes whose beginning is missing are asked for a few times, and one answer settles them all', async () => {
    const bob = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
    const doc = new Y.Doc();
    doc.getText('plain').insert(0, 'first ');
    const before = Y.encodeStateVector(doc);
    doc.getText('plain').insert(6, 'second');
    const baseless = updateFrame(Y.encodeStateAsUpdate(doc, before));
    const questions = (): number => bob.heard.filter(([kind, step]) => kind === 0 && step === 0).length;
    await until('greeted', () => questions() === 1);
    for (let time = 0; time < 400; time += 1) bob.send(baseless);
    bob.send(updateFrame(updateWith('else', 5)));
    await until('everything is judged', () => acknowledged(bob) === 1);
    await until('it is asked', () => questions() > 1);
    expect(questions()).toBeLessThan(200);
    bob.send(differenceFrame(Y.encodeStateAsUpdate(doc)));
    await until('all count', () => acknowledged(bob) === 402);
    bob.close();
  });

  it('SC196 a writer whose whole differences never have what they build on is told, and asked again only after a while', async () => {
    const bob = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
    const doc = new Y.Doc();
    doc.getText('plain').insert(0, 'first ');
    const before = Y.encodeStateVector(doc);
    doc.getText('plain').insert(6, 'second');
    const baseless = differenceFrame(Y.encodeStateAsUpdate(doc, before));
    const asked = (): number => bob.heard.filter(([kind, step]) => kind === 0 && step === 0).length;
    const denials = (): string[] =>
      bob.heard.filter(([kind]) => kind === DENIED).map((frame) => readVarString(createDecoder(frame.subarray(2))));
    await until('greeted', () => asked() === 1);
    for (let answered = 0; denials().length === 0; answered += 1) {
      bob.send(baseless);
      await until('asked or denied', () => asked() > answered + 1 || denials().length > 0);
    }
    expect(denials()).toEqual([expect.stringContaining('Copy what you wrote since, then reload')]);
    const times = asked();
    bob.send(baseless);
    bob.send(updateFrame(updateWith('else', 5)));
    await until('what is sound is kept', () => acknowledged(bob) === 1);
    expect(asked()).toBe(times);
    bob.send(differenceFrame(Y.encodeStateAsUpdate(doc)));
    await until('all is kept at last', async () => (await fixture.readBy(fixture.south)).includes('first second'));
    bob.close();
  });

  it('SC136 of many refusals the last is told, once, and to a client that reads', async () => {
    const worker = new ScribeWorker();
    const shelf = new Shelf({ redis: fixture.redis, prefix: fixture.prefix, worker });
    const document = await ScribeDocument.open(ROOM, { store: shelf.store, worker, keeper: shelf.keeper() });
    const heard: string[] = [];
    client.on(
      'message',
      (data: Buffer) => data[0] === DENIED && heard.push(readVarString(createDecoder(data.subarray(2)))),
    );
    for (const reason of ['full', 'fuller', 'fullest'])
      answerWrite(socket, { verdict: { kind: 'full', code: 'document.full', reason }, wholeDifference: false });
    // Denied frames are requested again later, so there is always something left to do.
    expect(relieve(document, socket)).toBe(false);
    await until('told', () => heard.length === 1);
    client.pause();
    fill();
    answerWrite(socket, {
      verdict: { kind: 'full', code: 'document.full', reason: 'and again' },
      wholeDifference: false,
    });
    relieve(document, socket);
    client.resume();
    await until('it reads again', () => socket.keepsUp);
    relieve(document, socket);
    await until('told that too', () => heard.length === 2);
    expect(heard).toEqual(['fullest', 'and again']);
    shelf.close();
    await worker.stop();
  });

  it('SC137 too much unsent for too long ends a connection whatever it is; a slow line has the time that it needs', async () => {
    client.pause();
    fill();
    socket.endIfTooLate(0);
    socket.endIfTooLate(11_000);
    expect(socket.isOpen).toBe(true);
    client.resume();
    await until('it reads', () => socket.keepsUp);
    socket.endIfTooLate(600_000);
    client.pause();
    fill();
    socket.endIfTooLate(601_000);
    expect(socket.isOpen).toBe(true);
    const gone = once(far, 'close');
    socket.endIfTooLate(1_601_000);
    expect((await gone)[0]).toBe(1006);
  });
});

/** More than network buffers hold. */
function fill(): void {
  for (let part = 0; part < 64; part += 1) socket.send(new Uint8Array(256 * 1024));
  expect(socket.keepsUp).toBe(false);
}
