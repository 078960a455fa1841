/**
 * How many connections each person has open on this server, up to a limit. A connection counts until it is released.
 */
export class Connections {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Returns how to release it, once or more often; null when this person has as many as allowed. */
  take(person: string): (() => void) | null {
    const open = this.#open.get(person) ?? 0;
    if (open >= this.#most) return null;
    this.#open.set(person, open + 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.#release(person);
      isHeld = false;
    };
  }

  #release(person: string): void {
    const left = (this.#open.get(person) ?? 0) - 1;
    if (left > 0) this.#open.set(person, left);
    else this.#open.delete(person);
  }
}
