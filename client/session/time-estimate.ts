/**
 * The server's time, estimated. It runs on the machine's monotonic clock, which no one sets, plus a measured offset:
 * so a clock on the wall that jumps moves nothing here. When the two clocks part, the machine has slept, or its clock
 * was set: then the estimate is doubted, and the old one holds until the server has answered.
 */

export interface Clocks {
  /** Milliseconds that only go forward. On some systems they rest while the machine sleeps. */
  readonly monotonic: () => number;
  /** Milliseconds since the epoch, as this machine has them. */
  readonly wall: () => number;
}

/** When the server was asked, by both clocks. */
export interface Asked {
  readonly monotonic: number;
  readonly wall: number;
}

/** Clocks that part by more than this have not only been disciplined. */
const PARTED_MS = 1_000;
/** Crystals drift by some seconds a day: a measurement holds so long. */
const HOLDS_MS = 10 * 60_000;

export class TimeEstimate {
  readonly #clocks: Clocks;
  #offset: number;
  /** How far the wall's clock was ahead of the monotonic one when they last agreed. */
  #apart: number;
  #bestRoundTrip = Number.POSITIVE_INFINITY;
  #learnedAt: number | null = null;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
    this.#apart = clocks.wall() - clocks.monotonic();
    this.#offset = this.#apart;
  }

  /** Milliseconds since the epoch by the server's clock. */
  get now(): number {
    return this.#clocks.monotonic() + this.#offset;
  }

  /** How far this machine's clock is ahead of the server's, in milliseconds. */
  get skew(): number {
    return this.#clocks.wall() - this.now;
  }

  /** The server has to be asked. */
  get isDoubted(): boolean {
    return this.#learnedAt === null || this.#clocks.monotonic() - this.#learnedAt > HOLDS_MS;
  }

  doubt(): void {
    this.#learnedAt = null;
  }

  /** True when the clocks have parted since they were last looked at. */
  haveParted(): boolean {
    const apart = this.#clocks.wall() - this.#clocks.monotonic();
    const isParted = Math.abs(apart - this.#apart) > PARTED_MS;
    if (!isParted) return false;
    this.#apart = apart;
    this.doubt();
    return true;
  }

  ask(): Asked {
    return { monotonic: this.#clocks.monotonic(), wall: this.#clocks.wall() };
  }

  /** An answer that says what time it was at the server. The one with the shortest way there and back wins. */
  learn(serverTime: number, asked: Asked): void {
    const { monotonic, wall } = this.ask();
    const roundTrip = monotonic - asked.monotonic;
    // The machine slept, or its clock was set, while the answer was on its way: it says nothing.
    if (Math.abs(wall - asked.wall - roundTrip) > PARTED_MS) return this.doubt();
    if (this.isDoubted) this.#bestRoundTrip = Number.POSITIVE_INFINITY;
    if (roundTrip > this.#bestRoundTrip * 2) return;
    this.#bestRoundTrip = Math.min(this.#bestRoundTrip, roundTrip);
    this.#offset = serverTime + roundTrip / 2 - monotonic;
    this.#learnedAt = monotonic;
  }
}
