/**
 * The main thread's side of the worker: one thread for a process, started when first needed, one job at a time, the others wait here.
 * What takes less than handing it over would is done at once, here.
 *
 * Always holds: every job is answered once, or rejects. A thread that dies takes only the job it was at; the next job gets a new one.
 */
import { Worker } from 'node:worker_threads';
import { pack } from './scribe-bytes.ts';
import type { IndexImage } from './scribe-index.ts';
import { difference, open, type Pieces, type Reading, type RolledCopy } from './scribe-jobs.ts';
import type { Bucket, DocumentEntry } from './scribe-sealed.ts';

export type Job = { readonly packed: Uint8Array<ArrayBuffer> } & (
  | { readonly kind: 'open' | 'roll' | 'difference' }
  | { readonly kind: 'seal'; readonly from: number; readonly timesMs: readonly number[] }
  | { readonly kind: 'read'; readonly how: Reading }
);

export type JobAnswer = { readonly result: unknown } | { readonly problem: string };

interface Waiting {
  /** Made when its turn comes, so that what waits is not held twice. */
  readonly job: () => Job;
  readonly resolve: (result: never) => void;
  readonly reject: (problem: Error) => void;
}

const NOTHING = new Uint8Array();
/** About a millisecond's work; an image takes ten or twenty for as much as a thread is started in. */
const SMALL_BYTES = 16 * 1024;
const SMALL_IMAGE_BYTES = 512 * 1024;

export class ScribeWorker {
  private thread: Worker | null = null;
  private running: Waiting | null = null;
  private waiting: Waiting[] = [];
  private isStopped = false;
  private readonly newThread: () => Worker;

  constructor(newThread = startThread) {
    this.newThread = newThread;
  }

  /** What is known of a document without its text. */
  async open(pieces: Pieces): Promise<IndexImage> {
    if (weight([pieces.base ?? NOTHING, ...pieces.tail]) < SMALL_IMAGE_BYTES) return open(pieces);
    return this.ask(() => ({ kind: 'open', packed: packed(pieces) }));
  }

  /** The whole text as one copy, verified. */
  roll(pieces: Pieces): Promise<RolledCopy> {
    return this.ask(() => ({ kind: 'roll', packed: packed(pieces) }));
  }

  /** What somebody lacks of a whole text who has this state vector. */
  async difference({ state, stateVector }: { state: Uint8Array; stateVector: Uint8Array }): Promise<Uint8Array> {
    if (state.length < SMALL_BYTES) return difference(state, stateVector);
    return this.ask(() => ({ kind: 'difference', packed: pack([state, stateVector]) }));
  }

  /** Entries without a gap, as buckets; verified. */
  seal(entries: readonly DocumentEntry[]): Promise<Bucket[]> {
    return this.ask(() => ({ kind: 'seal', packed: pack(entries.map(({ update }) => update)), from: entries[0]?.sequence ?? 0, timesMs: entries.map(({ atMs }) => atMs) }));
  }

  /** As text, as Markdown, or as JSON. */
  read(pieces: Pieces, how: Reading): Promise<string> {
    return this.ask(() => ({ kind: 'read', packed: packed(pieces), how }));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.thread?.terminate();
    for (const { reject } of this.waiting.splice(0)) reject(new Error('this server is stopping'));
  }

  private ask<Result>(job: () => Job): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.isStopped) return reject(new Error('this server is stopping'));
      this.waiting.push({ job, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.running !== null || this.isStopped) return;
    const next = this.waiting.shift();
    if (next === undefined) return;
    this.running = next;
    const job = next.job();
    this.thread ??= this.start();
    this.thread.ref();
    this.thread.postMessage(job, [job.packed.buffer]);
  }

  private settle(answer: JobAnswer): void {
    const done = this.running;
    this.running = null;
    // While idle it keeps no process alive.
    this.thread?.unref();
    if (done === null) return;
    if ('problem' in answer) done.reject(new Error(answer.problem));
    else done.resolve(answer.result as never);
    this.next();
  }

  private start(): Worker {
    const thread = this.newThread();
    thread.on('message', (answer: JobAnswer) => this.settle(answer));
    let problem = 'the thread for documents ended';
    thread.on('error', (error) => {
      problem = error instanceof Error ? error.message : String(error);
    });
    thread.on('exit', () => {
      this.thread = null;
      this.settle({ problem });
    });
    return thread;
  }
}

const weight = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);
const packed = ({ base, tail }: Pieces): Uint8Array<ArrayBuffer> => pack([base ?? NOTHING, ...tail]);

/** Once built, the file beside this one; from the sources it needs tsx first, as this process itself did (a thread does not inherit it). */
export function startThread(): Worker {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new Worker(new URL('./scribe-worker.js', here));
  const source = JSON.stringify(new URL('./scribe-worker.ts', here).href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); });`, { eval: true });
}
