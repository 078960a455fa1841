/**
 * What time it is: an estimate of Redis's TIME, so that every server agrees however wrong its own clock is.
 *
 * The offset is measured every five seconds against the monotonic clock, which no administrator can set. Of several
 * measurements the quickest round trip says most. `estimate` follows Redis wherever it goes, and is what commits are
 * dated with (a log sees to it that its own time never goes back). `now` never goes back either, unless what it rested
 * on proves wrong by more than the fence.
 */
import { FENCE_MS, type RoomLog } from './room-log.ts';

const MEASURE_EVERY_MS = 5000;

export class StoreClock {
  readonly #log: Pick<RoomLog, 'time'>;
  #offset = Date.now() - performance.now();
  #latest = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(log: Pick<RoomLog, 'time'>) {
    this.#log = log;
  }

  /** Measures at once if the store answers, and goes on measuring. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.measure(), MEASURE_EVERY_MS);
    this.#timer.unref();
    await this.measure();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Milliseconds since 1970, never going back. */
  now(): number {
    const estimate = this.estimate();
    this.#latest = this.#latest - estimate > FENCE_MS ? estimate : Math.max(this.#latest, estimate);
    return this.#latest;
  }

  /** The same, as last measured. */
  estimate(): number {
    return Math.floor(performance.now() + this.#offset);
  }

  /** Redis has just told its time in an answer. */
  correct(time: number): void {
    this.#offset = time - performance.now();
  }

  async measure(): Promise<void> {
    try {
      const tries = [await this.#once(), await this.#once(), await this.#once()];
      this.#offset = tries.reduce((best, each) => (each.trip < best.trip ? each : best)).offset;
    } catch {
      // The store is away; the monotonic clock carries the old estimate until it is back.
    }
  }

  async #once(): Promise<{ offset: number; trip: number }> {
    const sent = performance.now();
    const time = await this.#log.time();
    const trip = performance.now() - sent;
    return { offset: time - sent - trip / 2, trip };
  }
}
