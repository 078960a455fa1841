/**
 * Turns: how many uploads or downloads are under way at once, on this server and for one person, so that a thousand of
 * them cost the memory of a few. Requests that come too early wait; no one waits behind someone else's crowd; if too
 * many wait, of all or of one person, they are told so.
 */
export interface TurnLimits {
  readonly atOnce: number;
  readonly eachPerson: number;
  readonly mostWaiting: number;
  /** Of one person; as many as of all unless said. */
  readonly mostWaitingEach?: number;
}

interface Waiting {
  readonly person: string;
  readonly go: (done: () => void) => void;
}

export class Turns {
  readonly #limits: TurnLimits;
  readonly #underWay = new Map<string, number>();
  readonly #waiting: Waiting[] = [];
  #total = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** Resolves with what to call when done, once it is this person's turn; null when too many wait. */
  take(person: string): Promise<(() => void) | null> {
    if (this.#isFree(person)) return Promise.resolve(this.#begin(person));
    if (!this.#mayWait(person)) return Promise.resolve(null);
    return new Promise((go) => this.#waiting.push({ person, go }));
  }

  #mayWait(person: string): boolean {
    const { mostWaiting, mostWaitingEach = mostWaiting } = this.#limits;
    return (
      this.#waiting.length < mostWaiting &&
      this.#waiting.filter((each) => each.person === person).length < mostWaitingEach
    );
  }

  #isFree(person: string): boolean {
    return this.#total < this.#limits.atOnce && (this.#underWay.get(person) ?? 0) < this.#limits.eachPerson;
  }

  #begin(person: string): () => void {
    this.#total += 1;
    this.#underWay.set(person, (this.#underWay.get(person) ?? 0) + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#end(person);
    };
  }

  #end(person: string): void {
    const left = (this.#underWay.get(person) ?? 1) - 1;
    this.#total -= 1;
    if (left === 0) this.#underWay.delete(person);
    else this.#underWay.set(person, left);
    const next = this.#waiting.findIndex((each) => this.#isFree(each.person));
    const [freed] = next === -1 ? [] : this.#waiting.splice(next, 1);
    freed?.go(this.#begin(freed.person));
  }
}
