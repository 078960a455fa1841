/**
 * When this server tells what has changed: at the end of the same turn of the event loop while it has time, and under
 * load up to 20 ms later, so that one write to each socket carries what would have been many. In a quiet room no one
 * waits.
 *
 *   the loop was busy for 3/4 of the time -> gather for 5 ms -> for 9/10 -> 20 ms          back again below half
 *   telling took a while (a crowd)        -> twice as long nothing more is told, at most 20 ms
 *
 * Going back later than forward keeps it from swinging: gathering itself makes the loop less busy. And however many
 * come into a room at once, telling those who are there takes a third of the loop at most.
 */
import { performance, type EventLoopUtilization } from 'node:perf_hooks';

const STEPS = [
  { gatherMs: 0, upFrom: 0.75 },
  { gatherMs: 5, upFrom: 0.9 },
  { gatherMs: 20, upFrom: Infinity },
] as const;
const DOWN_BELOW = 0.5;
/** Telling that took less than this is followed by no rest. */
const SHORT_MS = 1;
const MOST_REST_MS = 20;
/** A shorter time says nothing about the load. */
const LOOK_EVERY_MS = 100;

export class Pace {
  readonly #utilization: typeof performance.eventLoopUtilization;
  readonly #nowMs: () => number;
  #before: EventLoopUtilization;
  #lookedMs: number;
  #step = 0;
  #restsUntilMs = 0;
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

  /** How long what is handed in now waits at least. */
  get waitMs(): number {
    return Math.max(this.gatherMs, Math.ceil(this.#restsUntilMs - this.#nowMs()), 0);
  }

  /** Does all that was handed in meanwhile, in its order, at one time. */
  soon(work: () => void): void {
    this.#waiting.push(work);
    if (this.#waiting.length > 1) return;
    this.#look(this.#nowMs());
    const { waitMs } = this;
    if (waitMs === 0) setImmediate(() => this.#act());
    else setTimeout(() => this.#act(), waitMs);
  }

  #act(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const beganMs = this.#nowMs();
    for (const work of waiting) work();
    const endedMs = this.#nowMs();
    const tookMs = endedMs - beganMs;
    this.#restsUntilMs = tookMs < SHORT_MS ? 0 : endedMs + Math.min(2 * tookMs, MOST_REST_MS);
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
