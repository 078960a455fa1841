/**
 * What was measured, by measure and candidate, and what is claimed about it: medians with their spread, and ratios of
 * medians beside what was promised. Everything that is printed is also in the results file, with every single value.
 */
/** A candidate, and on how many servers. */
export type Who = string;

/** One figure of one round. */
export interface Sample {
  readonly measure: string;
  readonly who: Who;
  readonly value: number;
}

export interface Claim {
  readonly says: string;
  readonly measure: string;
  readonly ours: Who;
  /** Null: the figure itself is promised, not a ratio. */
  readonly theirs: Who | null;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
}

export const claim = (
  measure: string,
  [ours, theirs]: readonly [Who, Who | null],
  [bound, limit]: readonly ['at least' | 'at most', number],
): Claim => ({ says: theirs === null ? measure : `${measure}, beside ${theirs}`, measure, ours, theirs, bound, limit });

export interface Kept {
  readonly says: string;
  readonly value: number;
  readonly bound: string;
  readonly limit: number;
  readonly isKept: boolean;
}

export class Report {
  readonly samples: Sample[] = [];
  readonly #claims: readonly Claim[];

  constructor(claims: readonly Claim[]) {
    this.#claims = claims;
  }

  note(who: Who, figures: ReadonlyArray<readonly [measure: string, value: number]>): void {
    for (const [measure, value] of figures) this.samples.push({ measure, who, value });
  }

  /** The claims that can be answered with what was measured. */
  claims(): readonly Kept[] {
    return this.#claims.flatMap(({ says, measure, ours, theirs, bound, limit }) => {
      const mine = this.#median(measure, ours);
      const base = theirs === null ? 1 : this.#median(measure, theirs);
      if (mine === null || base === null) return [];
      const value = mine / base;
      return [{ says, value, bound, limit, isKept: bound === 'at least' ? value >= limit : value <= limit }];
    });
  }

  print(): void {
    for (const measure of new Set(this.samples.map((sample) => sample.measure))) {
      console.log(`\n${measure}`);
      const people = new Set(this.samples.filter((sample) => sample.measure === measure).map(({ who }) => who));
      for (const who of people) console.log(`  ${who.padEnd(24)} ${this.#spread(measure, who)}`);
    }
    console.log('\nbeside the peers (ratios of medians)');
    for (const { says, value, bound, limit, isKept } of this.claims())
      console.log(
        `  ${isKept ? 'kept  ' : 'MISSED'} ${says.padEnd(72)} ${shown(value).padStart(8)}  (${bound} ${limit})`,
      );
  }

  #values(measure: string, who: Who): number[] {
    return this.samples
      .filter((sample) => sample.measure === measure && sample.who === who)
      .map(({ value }) => value)
      .toSorted((one, other) => one - other);
  }

  #median(measure: string, who: Who): number | null {
    return median(this.#values(measure, who));
  }

  #spread(measure: string, who: Who): string {
    const values = this.#values(measure, who);
    return `${shown(median(values) ?? 0).padStart(10)}   (${shown(values[0] ?? 0)} to ${shown(values.at(-1) ?? 0)}, ${values.length} rounds)`;
  }
}

function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]] as [
    number,
    number,
  ];
  return (low + high) / 2;
}

const shown = (value: number): string => (value >= 10_000 ? `${(value / 1000).toFixed(0)} k` : value.toPrecision(3));
