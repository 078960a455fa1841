/**
 * A document as after hours of writing: any number of lines by two authors, each with its author and time, written
 * through two Yjs programs. Every line is known to both, and so to the server, before it counts as written.
 */
import { setTimeout as later } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { DOCUMENT_ROOT, DOCUMENT_SCHEMA } from '../../../shared/scribe/words.ts';
import type { ServerProcess, Somebody } from '../server/server-process.ts';
import { until } from '../server/private-redis.ts';

const IN_TURN = 20;
const KEYSTROKE_EVERY_MS = 100;
const PATIENCE_MS = 30_000;
const WORDS = [
  'db-7 latency is at 4.2 s and rising',
  'rolled back deploy 812 in eu-1',
  'support has 31 tickets, all of them cards',
  'the provider sees timeouts on our side',
  'p99 is down from 40 % to 22 %, we go on watching it for another ten minutes before anybody drains',
];

export const lineText = (line: number): string => `${WORDS[line % WORDS.length] ?? ''} (${line + 1})`;

export class Author {
  readonly doc = new Y.Doc();
  readonly #provider: WebsocketProvider;
  readonly #who: Somebody;
  #isTyping = true;

  constructor(server: ServerProcess, room: string, who: Somebody) {
    this.#who = who;
    const params = { schema: String(DOCUMENT_SCHEMA) };
    this.#provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/scribe`, room, this.doc, {
      disableBc: true,
      params,
      WebSocketPolyfill: socketOf(who),
    });
  }

  get lines(): number {
    return this.doc.getXmlFragment(DOCUMENT_ROOT).length;
  }

  synced(): Promise<void> {
    return until('the document is open', () => this.#provider.synced, PATIENCE_MS);
  }

  write(text: string, second: number): void {
    const line = new Y.XmlElement('paragraph');
    const { id, name } = this.#who;
    const stamp = {
      line: `line-${String(second).padStart(7, '0')}`,
      by: id,
      byName: name,
      at: new Date(Date.UTC(2026, 10, 21, 3) + second * 1000).toISOString(),
    };
    for (const [key, value] of Object.entries(stamp)) line.setAttribute(key, value);
    line.insert(0, [new Y.XmlText(text)]);
    this.doc.getXmlFragment(DOCUMENT_ROOT).push([line]);
  }

  /** Types ten characters a second at the end, until stopped. */
  async typesOn(): Promise<void> {
    const root = this.doc.getXmlFragment(DOCUMENT_ROOT);
    const text = (root.get(root.length - 1) as Y.XmlElement).get(0) as Y.XmlText;
    while (this.#isTyping) {
      text.insert(text.length, 'x');
      await later(KEYSTROKE_EVERY_MS);
    }
  }

  leave(): void {
    this.#isTyping = false;
    this.#provider.destroy();
    // The provider's timer stops when the document is destroyed.
    this.doc.destroy();
  }
}

/** Resolves when both have all of it. */
export async function writeLines(authors: readonly [Author, Author], count: number): Promise<void> {
  await Promise.all(authors.map((author) => author.synced()));
  const start = authors[0].lines;
  for (let written = 0; written < count; written += IN_TURN) {
    const [author, other] = written % (2 * IN_TURN) === 0 ? authors : [authors[1], authors[0]];
    for (let line = written; line < Math.min(count, written + IN_TURN); line += 1)
      author.doc.transact(() => author.write(lineText(line), line * 7));
    await until('the other has it', () => other.lines === start + Math.min(count, written + IN_TURN), PATIENCE_MS);
  }
}

function socketOf({ token }: Somebody): typeof globalThis.WebSocket {
  class WithToken extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  return WithToken as unknown as typeof globalThis.WebSocket;
}
