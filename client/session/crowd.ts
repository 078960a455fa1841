/**
 * What comes in a crowd is taken together. Everything that is taken redraws the page: one by one, many lines a second
 * leave no moment for a key. So after each taking the page rests, for at least as long as that took, and what comes
 * meanwhile is taken as one.
 *
 *   nothing was taken just now  --> taken at once, as if this were not here
 *   the page rests              --> waits --> all that waited, in order, as one
 *
 * A page that is not shown does not rest: no one types there, and its timers are late.
 */
const REST_MS = 50;

export class Crowd<Item> {
  readonly #take: (items: readonly Item[]) => void;
  readonly #isShown: () => boolean;
  #waiting: Item[] = [];
  #restsUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(take: (items: readonly Item[]) => void, isShown = (): boolean => document.visibilityState === 'visible') {
    this.#take = take;
    this.#isShown = isShown;
  }

  add(items: readonly Item[]): void {
    this.#waiting.push(...items);
    this.#go();
  }

  /** What waits is not taken any more. */
  forget(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #go(): void {
    const began = performance.now();
    if (this.#isShown() && began < this.#restsUntil) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#go();
      }, this.#restsUntil - began);
      return;
    }
    const taken = this.#waiting;
    this.forget();
    this.#take(taken);
    this.#rest(began);
    // The page is redrawn in a microtask that the taking asked for: this one comes after it.
    queueMicrotask(() => this.#rest(began));
  }

  #rest(began: number): void {
    const now = performance.now();
    this.#restsUntil = now + Math.max(REST_MS, now - began);
  }
}
