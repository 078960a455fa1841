/**
 * How much one person may ask of a document, over all their connections to this server: new client ids, and the work of
 * joining what they write. What stays for ever is counted in the store.
 */
import { Allowance } from '../../budgets/allowance.ts';

const FRAMES = { atOnce: 4000, aSecond: 2000 };
/**
 * A long paste at once, or text written offline; then more than anyone types or pastes. Each large write holds up the
 * store for as long as it takes to keep it: more than this, and others feel it in one of a hundred of their writes.
 */
const BYTES = { atOnce: 1024 * 1024, aSecond: 64 * 1024 };
/** Of that a part at once: ten large pastes in a row would make everyone else wait for all ten. */
const BURST = { atOnce: 256 * 1024, aSecond: 512 * 1024 };
/** A question of a few bytes may cost a whole document. */
const ANSWERS = { atOnce: 16, aSecond: 4 };
/** Opening a page uses one; an afternoon of reloads uses a few dozen. */
const IDS = { atOnce: 64, aSecond: 64 / 60 };
/**
 * Units of fronts.ts: every reader's page is held up for a second at most, and then for five thousandths of the time.
 */
const WORK = { atOnce: 1_000_000, aSecond: 5_000 };
/**
 * An update that costs more than is allowed at once passes when nothing of it is spent; up to so much, a few seconds of
 * every reader's time.
 */
const MOST_WORK = 4 * WORK.atOnce;
/** Everything that a person has ever written into one document, deleted or not: four times the largest document. */
export const MOST_HISTORY_BYTES = 20 * 1024 * 1024;

/** How fast a person's data is read and their questions are answered, however many connections they have. */
export class PersonRates {
  readonly #frames: Allowance;
  readonly #bytes: Allowance;
  readonly #burst: Allowance;
  readonly #answers = new Allowance(ANSWERS);

  constructor(factor = 1) {
    [this.#frames, this.#bytes, this.#burst] = [FRAMES, BYTES, BURST].map(
      ({ atOnce, aSecond }) => new Allowance({ atOnce: atOnce * factor, aSecond: aSecond * factor }),
    ) as [Allowance, Allowance, Allowance];
  }

  /** Counts a frame. Returns for how long to read nothing more; 0 while something is left. */
  spend(bytes: number, nowMs: number): number {
    return Math.max(
      ...[this.#bytes, this.#burst].map((each) => each.spend(bytes, nowMs)),
      this.#frames.spend(1, nowMs),
    );
  }

  /** True when a question may be answered now; that uses up one answer. */
  mayBeAnswered(nowMs: number): boolean {
    return this.#answers.take(1, nowMs) === 0;
  }

  isUntouched(nowMs: number): boolean {
    return this.#frames.isFull(nowMs) && this.#bytes.isFull(nowMs) && this.#answers.isFull(nowMs);
  }
}

/** For everyone who is connected to this server, or was recently: reconnecting gains nothing. */
export class Rates {
  readonly #people = new Map<string, PersonRates>();
  readonly #factor: number;

  constructor(factor = 1) {
    this.#factor = factor;
  }

  of(person: string): PersonRates {
    let rates = this.#people.get(person);
    if (rates === undefined) this.#people.set(person, (rates = new PersonRates(this.#factor)));
    return rates;
  }

  /** Called every few seconds. */
  forget(nowMs: number): void {
    for (const [person, rates] of this.#people) if (rates.isUntouched(nowMs)) this.#people.delete(person);
  }
}

export class PersonBudget {
  readonly #ids = new Allowance(IDS);
  readonly #work = new Allowance(WORK);

  mayBring(ids: number, nowMs: number): boolean {
    return ids === 0 || this.#ids.takeAhead(ids, nowMs);
  }

  mayCost(work: number, nowMs: number): boolean {
    return work === 0 || (work <= MOST_WORK && this.#work.takeAhead(work, nowMs));
  }
}

export class Budgets {
  readonly #people = new Map<string, PersonBudget>();

  of(person: string): PersonBudget {
    let budget = this.#people.get(person);
    if (budget === undefined) this.#people.set(person, (budget = new PersonBudget()));
    return budget;
  }
}
