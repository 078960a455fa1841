/**
 * Fixture of the scribe document's tests: one Redis for a spec file, and for each test a prefix of its own with two
 * servers, three people of the workspace, and a room that Priya declared.
 */
import { once } from 'node:events';
import { createDecoder, readVarUint } from 'lib0/decoding';
import type { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import * as Y from 'yjs';
import type { RoomState } from '../../../shared/room.ts';
import { bare, Station, Writer, type BareSocket, type Guest } from './scribe-server.ts';
import { PrivateRedis } from './private-redis.ts';

export const ROOM = 'inc-1';

export class Fixture {
  redis!: PrivateRedis;
  prefix = '';
  north!: Station;
  south!: Station;
  priya!: Guest;
  bob!: Guest;
  ana!: Guest;
  #writers: Writer[] = [];
  #count = 0;
  readonly #budgetFactor: number;

  constructor(budgetFactor: number) {
    this.#budgetFactor = budgetFactor;
  }

  writer(where: Pick<Station, 'url'>, as = this.priya): Writer {
    const made = new Writer(where, ROOM, as);
    this.#writers.push(made);
    return made;
  }

  /** What a newly connected client receives. */
  async readBy(where: Station, as = this.ana): Promise<string> {
    const reader = new Writer(where, ROOM, as);
    await reader.synced;
    const text = reader.text.toJSON();
    reader.close();
    return text;
  }

  socketTo(where: Station, as?: Guest, query = ''): Promise<BareSocket> {
    return bare(`${where.url}/${ROOM}${query}`, as);
  }

  async state(where: Station): Promise<RoomState | undefined> {
    return (await (await where.rooms.room(ROOM))?.fresh())?.state;
  }

  async begin(): Promise<void> {
    this.prefix = `t${(this.#count += 1)}`;
    await this.openServers();
    [this.priya, this.bob, this.ana] = await Promise.all([
      this.north.guest('Priya N'),
      this.north.guest('Bob L'),
      this.north.guest('Ana S'),
    ]);
    await this.north.declare(ROOM, this.priya);
  }

  async openServers(headings: readonly string[] = []): Promise<void> {
    const options = { headings, budgetFactor: this.#budgetFactor };
    [this.north, this.south] = await Promise.all([
      Station.open(this.redis, this.prefix, options),
      Station.open(this.redis, this.prefix, options),
    ]);
  }

  /** Disconnects everyone and stops both servers. */
  async end(): Promise<void> {
    for (const each of this.#writers) each.close();
    this.#writers = [];
    await Promise.all([this.north.close(), this.south.close()]);
  }
}

/** Shared by the whole spec file. */
/** `budgetFactor`: how many times faster than usual people are read from, where a test is about something else. */
export function fixtureForEach(budgetFactor = 1): Fixture {
  const fixture = new Fixture(budgetFactor);
  beforeAll(async () => {
    fixture.redis = await PrivateRedis.start();
  });
  afterAll(() => fixture.redis.end());
  beforeEach(() => fixture.begin());
  afterEach(() => fixture.end());
  return fixture;
}

/** How many of its writes a connection knows to be on disk. */
export const acknowledged = ({ heard }: BareSocket): number =>
  Math.max(0, ...heard.filter(([kind]) => kind === 100).map((frame) => readVarUint(createDecoder(frame.subarray(1)))));
export const closeCode = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];

export function updateWith(text: string, client?: number): Uint8Array {
  const doc = new Y.Doc();
  if (client !== undefined) doc.clientID = client;
  doc.getText('plain').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

/**
 * Text in the editor's part of the document, for tests whose writes are too large for other roots: its block is one
 * change.
 */
export function textInBlock(doc: Y.Doc): Y.XmlText {
  const [block, text] = [new Y.XmlElement('codeBlock'), new Y.XmlText()];
  block.insert(0, [text]);
  doc.getXmlFragment('scribe').insert(0, [block]);
  return text;
}
