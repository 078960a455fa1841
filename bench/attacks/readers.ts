/**
 * People who have the incident's document open all the time, as any Yjs program would. At the end each of them, and a
 * person who opens it only then, must have exactly the same text.
 */
import { XmlElement, XmlText, type XmlFragment } from 'yjs';
import { DOCUMENT_ROOT } from '../../shared/scribe/words.ts';
import { Author } from '../../test/support/browser/long-document.ts';
import { somebody, type ServerProcess } from '../../test/support/server/server-process.ts';
import { until } from '../../test/support/server/private-redis.ts';

const SETTLED_WITHIN_MS = 30_000;

export class Readers {
  readonly #server: ServerProcess;
  readonly #room: string;
  readonly #readers: Author[] = [];

  constructor(server: ServerProcess, room: string) {
    this.#server = server;
    this.#room = room;
  }

  async come(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      const reader = new Author(this.#server, this.#room, await somebody(this.#server, `Reader ${at + 1}`));
      this.#readers.push(reader);
      await reader.synced();
    }
  }

  /** The lines that all have now; null while they differ. */
  lines(): readonly string[] | null {
    const roots = this.#readers.map(({ doc }) => doc.getXmlFragment(DOCUMENT_ROOT));
    return new Set(roots.map(String)).size === 1 ? roots.slice(0, 1).flatMap(linesIn) : null;
  }

  /** Resolves with the lines of the document once all have the same; with null when they never do. */
  async sameText(): Promise<readonly string[] | null> {
    await this.come(1);
    return until('all readers have the same text', () => this.lines() !== null, SETTLED_WITHIN_MS).then(
      () => this.lines(),
      () => null,
    );
  }

  leave(): void {
    for (const reader of this.#readers) reader.leave();
  }
}

function linesIn(block: XmlFragment): readonly string[] {
  const children = block.toArray();
  const isLine = !children.some((child) => child instanceof XmlElement);
  if (isLine && block instanceof XmlElement)
    return [children.map((child) => (child instanceof XmlText ? lettersOf(child) : '')).join('')];
  return children.flatMap((child) => (child instanceof XmlElement ? linesIn(child) : []));
}

/** Without its marks. */
const lettersOf = (text: XmlText): string =>
  (text.toDelta() as ReadonlyArray<{ insert: unknown }>)
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');
