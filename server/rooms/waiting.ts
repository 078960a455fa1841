/**
 * Ways to wait for work that others wait for too.
 *
 *   Shared    callers that come while a run waits to begin share it; those that come after it began share the next one.
 *             So what a caller gets is never older than its call, and a storm of callers costs two runs.
 *   within    an answer that must come within a time, whatever happens.
 */
export class Shared<Value> {
  readonly #work: () => Promise<Value>;
  #running: Promise<Value> | null = null;
  #next: Promise<Value> | null = null;

  constructor(work: () => Promise<Value>) {
    this.#work = work;
  }

  run(): Promise<Value> {
    if (this.#running === null) return this.#begin();
    this.#next ??= this.#running.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<Value> {
    this.#next = null;
    const run = this.#work().finally(() => {
      // With a next run promised, the slot stays taken: newcomers must join that one.
      if (this.#running === run && this.#next === null) this.#running = null;
    });
    this.#running = run;
    return run;
  }
}

/** `work`, or `otherwise()` once `milliseconds` have passed. */
export function within<Value>(milliseconds: number, work: Promise<Value>, otherwise: () => Value): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(otherwise()), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
