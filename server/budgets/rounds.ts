/**
 * Reads take turns with everything else there is to do: a few in each turn of the event loop, of each person one. So a
 * person who reads without a pause holds up no one, and a thousand who come back at once are not let in one by one.
 */
const MOST_IN_A_TURN = 16;

interface Waiting {
  readonly person: string;
  readonly go: () => void;
}

export class Rounds {
  #waiting: Waiting[] = [];

  /** Resolves when it is this person's turn; the first time in the next turn of the event loop. */
  take(person: string): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ person, go });
      if (this.#waiting.length === 1) setImmediate(() => this.#turn());
    });
  }

  #turn(): void {
    const served = new Set<string>();
    const left: Waiting[] = [];
    for (const each of this.#waiting) {
      if (served.size === MOST_IN_A_TURN || served.has(each.person)) left.push(each);
      else {
        served.add(each.person);
        each.go();
      }
    }
    this.#waiting = left;
    if (left.length > 0) setImmediate(() => this.#turn());
  }
}
