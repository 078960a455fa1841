/**
 * A meter: how much of one thing each person, room or address may take on this server, an allowance for each name. Full
 * ones are forgotten, so a crowd that is gone costs no memory.
 */
import { Allowance, type Rate } from './allowance.ts';

/** How many names are kept before the full ones are removed. */
const FEW = 1024;

export class Meter {
  readonly #rate: Rate;
  readonly #names = new Map<string, Allowance>();
  #sweepAt = FEW;

  constructor({ atOnce, aSecond }: Rate, factor = 1) {
    this.#rate = { atOnce: atOnce * factor, aSecond: aSecond * factor };
  }

  /** Takes it if available and returns 0; else takes nothing and returns in how many ms it would be available. */
  take(name: string, amount = 1): number {
    return this.#of(name).take(amount, performance.now());
  }

  /** Takes it in any case. Returns for how many ms to take nothing more. */
  spend(name: string, amount = 1): number {
    return this.#of(name).spend(amount, performance.now());
  }

  /** Takes it unless that would leave a debt of more than `mostMs`. Returns for how many ms to take nothing more. */
  spendWithin(mostMs: number, name: string, amount = 1): number {
    return this.#of(name).spendWithin(mostMs, amount, performance.now());
  }

  /** Whether this much could be taken now. */
  has(name: string, amount: number): boolean {
    return this.#of(name).has(amount, performance.now());
  }

  #of(name: string): Allowance {
    return this.#names.get(name) ?? this.#open(name);
  }

  #open(name: string): Allowance {
    if (this.#names.size >= this.#sweepAt) {
      const nowMs = performance.now();
      for (const [each, allowance] of this.#names) if (allowance.isFull(nowMs)) this.#names.delete(each);
      this.#sweepAt = Math.max(FEW, this.#names.size * 2);
    }
    const allowance = new Allowance(this.#rate);
    this.#names.set(name, allowance);
    return allowance;
  }
}
