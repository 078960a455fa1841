/**
 * An allowance: how much of one thing may be taken. A fixed amount at once, then a fixed rate a second (a token
 * bucket). Times are monotonic, in ms.
 */
export interface Rate {
  readonly atOnce: number;
  readonly aSecond: number;
}

/** A debt of more than what is allowed at once is forgotten after this time. */
const LONGEST_DEBT_S = 10;

export class Allowance {
  readonly #rate: Rate;
  #left: number;
  #atMs = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
    this.#left = rate.atOnce;
  }

  /** Takes it if available and returns 0; else takes nothing and returns in how many ms it would be available. */
  take(amount: number, nowMs: number): number {
    this.#earn(nowMs);
    if (this.#left < amount) return this.#toEarnMs(amount - this.#left);
    this.#left -= amount;
    return 0;
  }

  /**
   * Takes it if available; also more than is ever available at once, when nothing of it is spent: that is paid off
   * afterwards.
   */
  takeAhead(amount: number, nowMs: number): boolean {
    this.#earn(nowMs);
    if (this.#left < Math.min(amount, this.#rate.atOnce)) return false;
    this.#left -= amount;
    return true;
  }

  /** Takes it in any case. Returns for how many ms to take nothing more; 0 while something is left. A debt expires. */
  spend(amount: number, nowMs: number): number {
    this.#earn(nowMs);
    this.#left = Math.max(this.#left - amount, -this.#rate.atOnce - this.#rate.aSecond * LONGEST_DEBT_S);
    return this.#debtMs(this.#left);
  }

  /**
   * Takes it unless that would leave a debt of more than `mostMs`: then takes nothing. Returns for how many ms to take
   * nothing more.
   */
  spendWithin(mostMs: number, amount: number, nowMs: number): number {
    this.#earn(nowMs);
    const debtMs = this.#debtMs(this.#left - amount);
    if (debtMs <= mostMs) this.#left -= amount;
    return debtMs;
  }

  /** Whether this much could be taken now. */
  has(amount: number, nowMs: number): boolean {
    this.#earn(nowMs);
    return this.#left >= amount;
  }

  /** Nothing of it is spent. */
  isFull(nowMs: number): boolean {
    return this.has(this.#rate.atOnce, nowMs);
  }

  #debtMs(left: number): number {
    return left >= 0 ? 0 : this.#toEarnMs(-left);
  }

  #toEarnMs(amount: number): number {
    return (amount / this.#rate.aSecond) * 1000;
  }

  #earn(nowMs: number): void {
    this.#left = Math.min(this.#rate.atOnce, this.#left + ((nowMs - this.#atMs) / 1000) * this.#rate.aSecond);
    this.#atMs = nowMs;
  }
}
