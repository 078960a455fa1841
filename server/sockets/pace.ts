/**
 * When this server tells what has changed: at the end of the same turn of the event loop while it has time, and under
 * load up to 20 ms later, so that one write to each socket carries what would have been many. In a quiet room no one
 * waits.
 *
 *   the loop was busy for 3/4 of the time -> gather for 5 ms -> for 9/10 -> 20 ms          back again below half
 *
 * Going back later than forward keeps it from swinging: gathering itself makes the loop less busy.
 */
import { performance, type EventLoopUtilization } from 'node:perf_hooks';

const STEPS = [
  { gatherMs: 0, upFrom: 0.75 },
  { gatherMs: 5, upFrom: 0.9 },
  { gatherMs: 20, upFrom: Infinity },
] as const;
const DOWN_BELOW = 0.5;
/** A shorter time says nothing about the load. */
const LOOK_EVERY_MS = 100;

export class Pace {
  readonly #utilization: typeof performance.eventLoopUtilization;
  readonly #nowMs: () => number;
  #before: EventLoopUtilization;
  #lookedMs: number;
  #step = 0;
  #waiting: Array<() => void> = [];

  constructor(utilization = performance.eventLoopUtilization, nowMs = (): number => performance.now()) {
    this.#utilization = utilization;
    this.#nowMs = nowMs;
    this.#before = utilization();
    this.#lookedMs = nowMs();
  }

  /** For how long is gathered now. */
  get gatherMs(): number {
    return STEPS[this.#step]?.gatherMs ?? 0;
  }

  /** Does all that was handed in meanwhile, in its order, at one time. */
  soon(work: () => void): void {
    this.#waiting.push(work);
    if (this.#waiting.length > 1) return;
    this.#look(this.#nowMs());
    if (this.gatherMs === 0) setImmediate(() => this.#act());
    else setTimeout(() => this.#act(), this.gatherMs);
  }

  #act(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const work of waiting) work();
  }

  #look(nowMs: number): void {
    if (nowMs - this.#lookedMs < LOOK_EVERY_MS) return;
    const total = this.#utilization();
    const { utilization } = this.#utilization(total, this.#before);
    this.#before = total;
    this.#lookedMs = nowMs;
    if (utilization >= (STEPS[this.#step]?.upFrom ?? Infinity)) this.#step += 1;
    else if (utilization < DOWN_BELOW && this.#step > 0) this.#step -= 1;
  }
}
