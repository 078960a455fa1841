/**
 * A person who writes, with the stock y-websocket provider, over a connection that may be bad. They reconnect after a
 * cut; they can go offline and write on, move to another server, and reload their page with an offline copy. They know
 * what the server has acknowledged.
 */
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Chance } from './chance.ts';
import { lineClass, WriteBook, type LineWires } from './line.ts';
import type { Guest } from '../server/scribe-server.ts';

export interface Place {
  readonly url: string;
}

export class FuzzClient {
  doc: Y.Doc;
  undo: Y.UndoManager;
  server: Place;
  readonly guest: Guest;
  readonly chance: Chance;
  readonly book = new WriteBook();
  readonly #room: string;
  readonly #wires: LineWires;
  #provider: WebsocketProvider;

  constructor(room: string, server: Place, guest: Guest, chance: Chance) {
    this.#room = room;
    this.server = server;
    this.guest = guest;
    this.chance = chance;
    this.#wires = { token: guest.token, book: this.book, chance: null };
    [this.doc, this.undo] = this.#freshDocument();
    this.#provider = this.#connect();
  }

  get isSettled(): boolean {
    return this.#provider.synced && this.book.isSettled;
  }

  get isSynced(): boolean {
    return this.#provider.synced;
  }

  get told(): string {
    return `${this.guest.name} as ${this.doc.clientID} at ${this.server.url}: ${this.#provider.synced ? 'synced' : 'not synced'}, ${this.book.told}`;
  }

  get isOnline(): boolean {
    return this.#provider.shouldConnect;
  }

  cut(): void {
    this.book.line?.cut();
  }

  goOffline(): void {
    this.#provider.disconnect();
  }

  comeBack(): void {
    this.#provider.connect();
  }

  move(server: Place): void {
    this.server = server;
    this.#provider.disconnect();
    this.#provider.serverUrl = server.url;
    this.#provider.connect();
  }

  /** The page reloads with everything the browser had kept, under a new client id. */
  reload(server: Place): void {
    this.server = server;
    const kept = Y.encodeStateAsUpdate(this.doc);
    this.close();
    [this.doc, this.undo] = this.#freshDocument();
    Y.applyUpdate(this.doc, kept);
    this.#provider = this.#connect();
  }

  /** From now on frames are delayed and duplicated. */
  roughen(): void {
    this.#wires.chance = this.chance.fork();
  }

  /** From now on the connection is good. */
  calm(): void {
    this.#wires.chance = null;
    this.book.line?.release();
  }

  close(): void {
    this.#provider.destroy();
    this.undo.destroy();
    this.doc.destroy();
  }

  #freshDocument(): [Y.Doc, Y.UndoManager] {
    const doc = new Y.Doc();
    doc.clientID = 1000 + this.chance.below(2 ** 31);
    return [doc, new Y.UndoManager([doc.getText('plain'), doc.getXmlFragment('scribe')], { captureTimeout: 0 })];
  }

  #connect(): WebsocketProvider {
    const options = {
      disableBc: true,
      maxBackoffTime: 50,
      params: { ack: '1' },
      WebSocketPolyfill: lineClass(this.#wires),
    };
    return new WebsocketProvider(this.server.url, this.#room, this.doc, options);
  }
}
