/**
 * The files of one room that are not with the server yet. They live with the page and not with the editor, so that
 * nothing is lost when the editor is rebuilt; without a link they wait in memory and are sent by themselves when it is
 * back.
 *
 *   preparing -> sending -> stored (an editor puts it into the document and drops it here)
 *                   |-> waiting (no link: tried again by itself)      |-> failed (the server said no: retry or remove)
 */
import type { RelativePosition } from 'yjs';
import { send, type Outcome } from '../../session/attachment-send.ts';
import { link } from '../../session/connection.ts';
import { freshId } from '../../session/ids.ts';
import { Store } from '../../session/store.ts';
import type { AttachmentFacts } from './facts.ts';
import type { Prepared } from './shrink.ts';

export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly kind: 'picture' | 'text';
  /** Where it belongs, in the document's own terms: others may write above it meanwhile. */
  readonly anchor: RelativePosition;
  readonly source: Blob;
  /** The pasted words of a text. */
  readonly text: string | null;
  readonly state: 'sending' | 'waiting' | 'failed' | 'stored';
  /** How much has been sent, 0 to 1. */
  readonly part: number;
  readonly why: string;
  readonly facts: AttachmentFacts | null;
}

type Begun = Pick<Upload, 'name' | 'kind' | 'anchor' | 'source' | 'text'>;
const AGAIN_MS = 5_000;

export class Uploads {
  readonly list = new Store<readonly Upload[]>([]);
  readonly #room: string;
  readonly #prepare: (source: Blob) => Promise<Prepared>;

  constructor(room: string, prepare: (source: Blob) => Promise<Prepared>) {
    this.#room = room;
    this.#prepare = prepare;
    link.subscribe(() => this.#again());
    window.addEventListener('beforeunload', (event) => {
      if (this.list.get().length > 0) event.preventDefault();
    });
  }

  add(begun: Begun): void {
    const upload: Upload = { ...begun, key: freshId(), state: 'sending', part: 0, why: '', facts: null };
    this.list.set([...this.list.get(), upload]);
    void this.#send(upload);
  }

  retry(key: string): void {
    const upload = this.list.get().find((each) => each.key === key);
    if (upload === undefined || upload.state === 'sending') return;
    this.#change(key, { state: 'sending', part: 0, why: '' });
    void this.#send(upload);
  }

  drop(key: string): void {
    this.list.set(this.list.get().filter((each) => each.key !== key));
  }

  async #send({ key, name, kind, source, text }: Upload): Promise<void> {
    try {
      const { file, thumb } = kind === 'picture' ? await this.#prepare(source) : { file: source, thumb: null };
      const small = thumb === null ? null : await send(this.#room, { file: thumb, name }, () => undefined);
      if (small !== null && !small.ok) return this.#stopped(key, small);
      const whole = await send(this.#room, { file, name }, (part) => this.#change(key, { part }));
      if (!whole.ok) return this.#stopped(key, whole);
      this.#change(key, {
        state: 'stored',
        part: 1,
        facts: {
          ...whole.stored,
          thumb: small?.stored.id ?? null,
          lines: text === null ? null : text.split('\n').length,
        },
      });
    } catch (problem) {
      this.#change(key, {
        state: 'failed',
        why: problem instanceof Error ? problem.message : 'The file couldn’t be read. Try again.',
      });
    }
  }

  #stopped(key: string, { passing, why }: Extract<Outcome, { ok: false }>): void {
    this.#change(key, passing ? { state: 'waiting', part: 0, why: '' } : { state: 'failed', part: 0, why });
    if (passing) setTimeout(() => this.#again(), AGAIN_MS);
  }

  #again(): void {
    if (link.get().state !== 'live') return;
    for (const { key, state } of this.list.get()) if (state === 'waiting') this.retry(key);
  }

  #change(key: string, patch: Partial<Upload>): void {
    this.list.set(this.list.get().map((each) => (each.key === key ? { ...each, ...patch } : each)));
  }
}
