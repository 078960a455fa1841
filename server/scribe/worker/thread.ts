/**
 * One thread for jobs on documents, seen from the main thread: started when first needed, one job at a time, the others
 * wait here.
 *
 * Always holds: every job is answered once, or rejects. A thread that dies, or is ended because its job takes longer
 * than its weight allows, takes only that job; the next one gets a new thread.
 */
import { Worker } from 'node:worker_threads';
import type { Reading } from './jobs.ts';

export type Job = { readonly packed: Uint8Array<ArrayBuffer> } & (
  | { readonly kind: 'open' | 'roll' | 'roll-together' | 'difference' | 'clear' | 'mend' }
  | { readonly kind: 'seal'; readonly from: number; readonly timesMs: readonly number[] }
  | {
      readonly kind: 'restore';
      readonly presentFrom: number;
      readonly reached: ReadonlyArray<readonly [client: number, next: number]>;
    }
  | { readonly kind: 'read'; readonly how: Reading }
);

export type JobAnswer = { readonly result: unknown } | { readonly problem: string };

/** How a thread is started, and how long a job of this weight may take. */
export interface ThreadTerms {
  readonly newThread: () => Worker;
  readonly allowedMs: (bytes: number) => number;
}

/** A few bytes can be made that cost Yjs minutes; no one else should wait for those. */
export class TookTooLong extends Error {}

interface Waiting {
  /** Made when its turn comes, so that what waits is not held twice. */
  readonly job: () => Job;
  readonly resolve: (result: never) => void;
  readonly reject: (problem: Error) => void;
}

export class JobThread {
  #thread: Worker | null = null;
  #running: Waiting | null = null;
  #deadline: NodeJS.Timeout | undefined;
  readonly #waiting: Waiting[] = [];
  #isStopped = false;
  readonly #terms: ThreadTerms;

  constructor(terms: ThreadTerms) {
    this.#terms = terms;
  }

  ask<Result>(job: () => Job): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#isStopped) return reject(new Error('this server is stopping'));
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#thread?.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('this server is stopping'));
  }

  #next(): void {
    if (this.#running !== null || this.#isStopped) return;
    this.#running = this.#waiting.shift() ?? null;
    if (this.#running === null) return;
    try {
      this.#begin(this.#running.job());
    } catch (problem) {
      this.#settle(problem instanceof Error ? problem : new Error(String(problem)));
    }
  }

  #begin(job: Job): void {
    const bytes = job.packed.length;
    const thread = (this.#thread ??= this.#start());
    thread.postMessage(job, [job.packed.buffer]);
    thread.ref();
    this.#deadline = setTimeout(
      () => this.#end(thread, new TookTooLong(`${bytes} bytes of a document took too long`)),
      this.#terms.allowedMs(bytes),
    );
  }

  #settle(answer: JobAnswer | Error): void {
    clearTimeout(this.#deadline);
    const done = this.#running;
    this.#running = null;
    // While idle it keeps no process alive.
    this.#thread?.unref();
    if (done === null) return;
    if (answer instanceof Error) done.reject(answer);
    else if ('problem' in answer) done.reject(new Error(answer.problem));
    else done.resolve(answer.result as never);
    this.#next();
  }

  /** The answer of a job that was given up is not for anyone. */
  #end(thread: Worker, problem: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    void thread.terminate();
    this.#settle(problem);
  }

  #start(): Worker {
    const thread = this.#terms.newThread();
    let problem = new Error('the thread for documents ended');
    thread.on('message', (answer: JobAnswer) => {
      if (this.#thread === thread) this.#settle(answer);
    });
    thread.on('error', (error) => {
      problem = error instanceof Error ? error : new Error(String(error));
    });
    thread.on('exit', () => this.#end(thread, problem));
    return thread;
  }
}

/**
 * Once built, the file beside this one; from the sources it needs tsx first, as this process itself did (a thread does
 * not inherit it).
 */
export function startThread(): Worker {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new Worker(new URL('./worker.js', here));
  const source = JSON.stringify(new URL('./worker.ts', here).href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); });`, {
    eval: true,
  });
}
