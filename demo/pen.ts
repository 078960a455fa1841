/**
 * Writes in the scribe document: a y-websocket provider with a bearer token, as any Yjs program would connect. Lines
 * are typed one after another, a few characters at a time, with a caret that others see.
 */
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from './api.ts';

/** The document's root and the editor's schema version, as the protocol states them. */
const ROOT = 'scribe';
const SCHEMA = '2';
const CHARACTERS_AT_ONCE = 4;

export class Pen {
  readonly #document = new Y.Doc();
  readonly #provider: WebsocketProvider;
  readonly #ready: Promise<void>;
  #last: Promise<void> = Promise.resolve();

  constructor(api: Api, room: string, name: string) {
    class WithToken extends WebSocket {
      constructor(address: string, protocols?: string[]) {
        super(address, protocols ?? [], { headers: { authorization: `Bearer ${api.token}` } });
      }
    }
    const address = new URL('/scribe', api.base.replace(/^http/, 'ws')).href;
    this.#provider = new WebsocketProvider(address, room, this.#document, {
      WebSocketPolyfill: WithToken as unknown as typeof globalThis.WebSocket,
      params: { schema: SCHEMA },
      disableBc: true,
    });
    this.#provider.awareness.setLocalStateField('user', { name });
    this.#ready = new Promise((resolve) => this.#provider.once('sync', () => resolve()));
  }

  /**
   * Lines of one pen are typed in order; resolves when this one is done. The stamp says whose line it is, and since
   * when.
   */
  write(line: string, stamp: Readonly<Record<string, string>>, pauseMs: number): Promise<void> {
    this.#last = this.#last.then(() => this.#type(line, stamp, pauseMs));
    return this.#last;
  }

  put(): void {
    this.#provider.destroy();
    this.#document.destroy();
  }

  async #type(line: string, stamp: Readonly<Record<string, string>>, pauseMs: number): Promise<void> {
    await this.#ready;
    const text = new Y.XmlText();
    const paragraph = new Y.XmlElement('paragraph');
    for (const [name, value] of Object.entries(stamp)) paragraph.setAttribute(name, value);
    paragraph.insert(0, [text]);
    const root = this.#document.getXmlFragment(ROOT);
    root.insert(placeIn(root), [paragraph]);
    for (let at = 0; at < line.length; at += CHARACTERS_AT_ONCE) {
      text.insert(at, line.slice(at, at + CHARACTERS_AT_ONCE));
      this.#showCaret(text);
      await wait(pauseMs);
    }
    this.#provider.awareness.setLocalStateField('cursor', null);
  }

  #showCaret(text: Y.XmlText): void {
    const caret = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length)) as unknown;
    this.#provider.awareness.setLocalStateField('cursor', { anchor: caret, head: caret });
  }
}

/** Above the first empty line, which is the one below the template's first heading; else at the end. */
function placeIn(root: Y.XmlFragment): number {
  const place = root
    .toArray()
    .findIndex((block) => block instanceof Y.XmlElement && block.nodeName === 'paragraph' && block.length === 0);
  return place === -1 ? root.length : place;
}
