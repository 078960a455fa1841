/**
 * A person's connection to the document, which can be closed while the rest of the page goes on: as when the server
 * can't reach its store and closes documents' sockets with 1013.
 */
import type { WebSocketRoute } from 'playwright-core';
import type { Person } from './browser.ts';

export class DocumentGate {
  #isShut = false;
  readonly #through = new Set<WebSocketRoute>();

  /** Before the person opens a room. */
  static async before({ context }: Pick<Person, 'context'>): Promise<DocumentGate> {
    const gate = new DocumentGate();
    await context.routeWebSocket(/\/scribe\//, (socket) => gate.#meet(socket));
    return gate;
  }

  async shut(): Promise<void> {
    this.#isShut = true;
    await Promise.all([...this.#through].map((socket) => socket.close({ code: 1013, reason: 'try again later' })));
    this.#through.clear();
  }

  open(): void {
    this.#isShut = false;
  }

  #meet(socket: WebSocketRoute): void {
    if (this.#isShut) return void socket.close({ code: 1013, reason: 'try again later' });
    this.#through.add(socket);
    socket.connectToServer();
  }
}
