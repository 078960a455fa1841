/**
 * Pictures and files beside a line that is being written, chat and timeline each their own: sent to the room's store at
 * once, named by the line when it is sent. They live with the page, and without a connection they wait in memory.
 *
 *   sending -> stored (goes with the line)      |-> waiting (no link: tried again by itself)      |-> failed (retry or remove)
 */
import { endOf } from '../ui/graphemes.ts';
import { isPicture, MOST_ON_A_LINE, type Attachment } from '../../shared/attachment.ts';
import { send, type Outcome } from '../session/attachment-send.ts';
import { link } from '../session/connection.ts';
import { freshId } from '../session/ids.ts';
import { serverNow } from '../session/server-clock.ts';
import { Store } from '../session/store.ts';
import { isPictureFile } from '../ui/files.ts';
import { toast } from '../ui/toasts.ts';

export interface Attaching {
  readonly key: string;
  readonly name: string;
  readonly source: File;
  readonly state: 'sending' | 'waiting' | 'failed' | 'stored';
  /** How much has left, 0 to 1. */
  readonly part: number;
  readonly why: string;
  readonly attachment: Attachment | null;
}

type Prepare = (picture: Blob) => Promise<{ readonly file: Blob; readonly thumb: Blob | null }>;

const AGAIN_MS = 5_000;
let prepare: Prepare = (file) => Promise.resolve({ file, thumb: null });
/** Set by the room: makes a picture small enough, with a thumbnail. */
export const learnToPrepare = (how: Prepare): void => void (prepare = how);

const lines = new Map<string, FilesOfLine>();

export function filesOf(room: string, type: string): FilesOfLine {
  const key = `${room} ${type}`;
  const files = lines.get(key) ?? new FilesOfLine(room);
  lines.set(key, files);
  return files;
}

export class FilesOfLine {
  readonly list = new Store<readonly Attaching[]>([]);
  readonly #room: string;

  constructor(room: string) {
    this.#room = room;
    link.subscribe(() => this.#again());
    window.addEventListener('beforeunload', (event) => {
      if (this.list.get().length > 0) event.preventDefault();
    });
  }

  add(files: readonly File[]): void {
    const room = this.#roomFor(files.length);
    for (const source of files.slice(0, room)) {
      const added = attaching(source);
      this.list.set([...this.list.get(), added]);
      void this.#send(added);
    }
  }

  /** A file that has been sent already. False: the line has no room for it, which was said. */
  addStored(source: File, attachment: Attachment): boolean {
    if (this.#roomFor(1) === 0) return false;
    this.list.set([...this.list.get(), { ...attaching(source), state: 'stored', part: 1, attachment }]);
    return true;
  }

  retry(key: string): void {
    const found = this.list.get().find((each) => each.key === key);
    if (found === undefined || found.state === 'sending') return;
    this.#change(key, { state: 'sending', part: 0, why: '' });
    void this.#send(found);
  }

  remove(key: string): void {
    const removed = this.list.get().find((each) => each.key === key);
    if (removed === undefined) return;
    this.list.set(this.list.get().filter((each) => each !== removed));
    const putBack = (): void => {
      // What was on its way when it was removed is sent again.
      this.putBack([removed.state === 'sending' ? { ...removed, state: 'waiting' } : removed]);
      this.#again();
    };
    toast({ tone: 'done', text: `Removed ${removed.name}.`, undo: { label: 'Put it back', run: putBack } });
  }

  areThere(): boolean {
    return this.list.get().every(({ state }) => state === 'stored');
  }

  /** Takes them for the line that is sent now. */
  take(): readonly Attaching[] {
    const all = this.list.get();
    this.list.set([]);
    // The same content twice is one.
    return all.filter(
      ({ attachment }, index) => all.findIndex((other) => other.attachment?.id === attachment?.id) === index,
    );
  }

  /** The line was refused. */
  putBack(files: readonly Attaching[]): void {
    this.list.set([...files, ...this.list.get()]);
  }

  /** How many of so many files the line still takes; what it doesn't take is said. */
  #roomFor(files: number): number {
    const room = Math.max(0, MOST_ON_A_LINE - this.list.get().length);
    if (files > room)
      toast({
        tone: 'refused',
        text: `A line can have at most ${MOST_ON_A_LINE} files. Send it, then add the other ${files - room} to the next one.`,
      });
    return Math.min(files, room);
  }

  async #send({ key, name, source }: Attaching): Promise<void> {
    try {
      const { file, thumb } = isPictureFile(source) ? await prepare(source) : { file: source, thumb: null };
      const small = thumb === null ? null : await send(this.#room, { file: thumb, name }, () => undefined);
      if (small !== null && !small.ok) return this.#stopped(key, small);
      const whole = await send(this.#room, { file, name }, (part) => this.#change(key, { part }));
      if (!whole.ok) return this.#stopped(key, whole);
      const stored = whole.stored as Attachment;
      this.#change(key, {
        state: 'stored',
        part: 1,
        attachment: { ...stored, ...(small !== null && isPicture(stored) ? { thumb: small.stored.id } : {}) },
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

  #change(key: string, patch: Partial<Attaching>): void {
    this.list.set(this.list.get().map((each) => (each.key === key ? { ...each, ...patch } : each)));
  }
}

const attaching = (source: File): Attaching => ({
  key: freshId(),
  name: nameOf(source),
  source,
  state: 'sending',
  part: 0,
  why: '',
  attachment: null,
});

/** Pictures from the clipboard are always called image. */
function nameOf({ name, type }: File): string {
  if (!/^(image\.\w+)?$/.test(name)) return endOf(name, 120);
  return `picture-${new Date(serverNow()).toISOString().slice(11, 19).replaceAll(':', '')}Z.${type.split('/')[1] ?? 'png'}`;
}
