/**
 * Programs that know nothing of Watchfloor: the stock y-websocket provider, and a Yjs client of thirty lines on a bare
 * socket, with y-protocols' sync and nothing else.
 */
import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, length, toUint8Array, writeVarUint } from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { difference, replicaOf } from '../support/fuzz/replica.ts';
import type { Guest } from '../support/server/scribe-server.ts';
import { ROOM, fixtureForEach } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const fixture = fixtureForEach();
const SYNC = 0;

/** A Yjs client without awareness, acknowledgement, reconnection or schema. */
class PlainClient {
  readonly doc = new Y.Doc();
  readonly kinds = new Set<number>();
  isSynced = false;
  readonly #socket: WebSocket;

  constructor(url: string, { token }: Guest) {
    this.#socket = new WebSocket(`${url}/${ROOM}`, { headers: { authorization: `Bearer ${token}` } });
    this.#socket.on('open', () => this.#say((encoder) => writeSyncStep1(encoder, this.doc)));
    this.#socket.on('message', (data: Buffer) => this.#hear(data));
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#say((encoder) => writeUpdate(encoder, update));
    });
  }

  close(): void {
    this.#socket.close();
  }

  #hear(data: Buffer): void {
    const decoder = createDecoder(new Uint8Array(data));
    const kind = readVarUint(decoder);
    this.kinds.add(kind);
    if (kind !== SYNC) return;
    const encoder = createEncoder();
    writeVarUint(encoder, SYNC);
    this.isSynced = readSyncMessage(decoder, encoder, this.doc, this) === 1 || this.isSynced;
    if (length(encoder) > 1) this.#socket.send(toUint8Array(encoder));
  }

  #say(write: (encoder: ReturnType<typeof createEncoder>) => void): void {
    const encoder = createEncoder();
    writeVarUint(encoder, SYNC);
    write(encoder);
    this.#socket.send(toUint8Array(encoder));
  }
}

/** As in y-websocket's own README, plus the token. */
function stockProvider(url: string, { token }: Guest): { doc: Y.Doc; provider: WebsocketProvider } {
  class WithToken extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  const doc = new Y.Doc();
  return {
    doc,
    provider: new WebsocketProvider(url, ROOM, doc, {
      WebSocketPolyfill: WithToken as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    }),
  };
}

describe('programs that know nothing of us', () => {
  it('SC112 a stock y-websocket provider and a bare Yjs client write together, formats and lists and maps included, without configuration', async () => {
    const [stock, plain] = [
      stockProvider(fixture.north.url, fixture.priya),
      new PlainClient(fixture.south.url, fixture.bob),
    ];
    await until('both are synced', () => stock.provider.synced && plain.isSynced);
    stock.doc.getText('notes').insert(0, 'from the provider');
    stock.doc.getText('notes').format(0, 4, { bold: true });
    plain.doc.getArray('list').push([1, 'two', { three: [3, null, true] }]);
    plain.doc.getMap('facts').set('severity', 2);
    const both = () =>
      plain.doc.getText('notes').length === 17 &&
      stock.doc.getMap('facts').get('severity') === 2 &&
      stock.doc.getArray('list').length === 3;
    await until('each has what the other wrote', both);
    plain.doc.getText('notes').delete(5, 4);
    await until('deletions too', () => stock.doc.getText('notes').length === 13);
    await until('the same on both', () => difference(replicaOf(stock.doc), replicaOf(plain.doc)) === null);
    expect(plain.doc.getText('notes').toDelta()).toEqual([
      { insert: 'from', attributes: { bold: true } },
      { insert: ' provider' },
    ]);
    expect(plain.doc.getArray('list').toJSON()).toEqual([1, 'two', { three: [3, null, true] }]);
    stock.provider.destroy();
    plain.close();
  });

  it('SC113 a client that did not ask with ack=1 receives only sync and awareness frames', async () => {
    const plain = new PlainClient(fixture.north.url, fixture.priya);
    await until('synced', () => plain.isSynced);
    for (let at = 0; at < 50; at += 1) plain.doc.getText('plain').insert(at, 'x');
    await until('all of it is kept', async () => (await fixture.readBy(fixture.south)).length === 50);
    await until('the heartbeat came too', () => plain.kinds.has(1));
    expect(plain.kinds).toEqual(new Set([0, 1]));
    plain.close();
  });

  it('SC114 a bare client that brings a long text from elsewhere, and one that comes back with what it wrote alone, lose nothing', async () => {
    const first = new PlainClient(fixture.north.url, fixture.priya);
    await until('synced', () => first.isSynced);
    const kept = new Y.Doc();
    for (let at = 0; at < 2000; at += 1) kept.getText('plain').insert(at, String(at % 10));
    Y.applyUpdate(first.doc, Y.encodeStateAsUpdate(kept));
    await until('all of it is kept', async () => (await fixture.readBy(fixture.south)).length === 2000);
    first.close();
    const returning = new PlainClient(fixture.south.url, fixture.priya);
    Y.applyUpdate(returning.doc, Y.encodeStateAsUpdate(first.doc), returning);
    returning.doc.transact(() => returning.doc.getText('plain').insert(1000, 'written alone'), returning);
    await until('it arrived', async () => (await fixture.readBy(fixture.north)).includes('written alone'));
    expect((await fixture.readBy(fixture.north)).length).toBe(2013);
    returning.close();
  });
});
