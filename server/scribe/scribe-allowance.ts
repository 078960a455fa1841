/**
 * How much of something is allowed: so much at once, then so much a second.
 */
export interface Rate {
  readonly atOnce: number;
  readonly aSecond: number;
}

export class Allowance {
  private readonly rate: Rate;
  private left: number;
  private atMs = 0;

  constructor(rate: Rate) {
    this.rate = rate;
    this.left = rate.atOnce;
  }

  /** Takes it if it is there. */
  take(amount: number, nowMs: number): boolean {
    this.earn(nowMs);
    if (this.left < amount) return false;
    this.left -= amount;
    return true;
  }

  /** Takes it in any case, and tells for how long nothing more should be spent; 0 while there is something left. */
  spend(amount: number, nowMs: number): number {
    this.earn(nowMs);
    this.left -= amount;
    return this.left >= 0 ? 0 : (-this.left / this.rate.aSecond) * 1000;
  }

  private earn(nowMs: number): void {
    this.left = Math.min(this.rate.atOnce, this.left + ((nowMs - this.atMs) / 1000) * this.rate.aSecond);
    this.atMs = nowMs;
  }
}
