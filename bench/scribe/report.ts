/**
 * What was measured, by measure and candidate, and what is claimed about it: medians with their spread, and ratios of
 * medians beside what was promised. Everything that is printed is also in the results file, with every single value.
 */
import type { CandidateName } from './candidates.ts';

export type Who = `${CandidateName}${'' | ' x2'}`;

/** One figure of one round. */
export interface Sample {
  readonly measure: string;
  readonly who: Who;
  readonly value: number;
}

interface Claim {
  readonly says: string;
  readonly measure: string;
  readonly ours: Who;
  /** Null: the figure itself is promised, not a ratio. */
  readonly theirs: Who | null;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
}

const MOST = 'most deliveries/s with p99 under 100 ms';
const claim = (
  measure: string,
  [ours, theirs]: readonly [Who, Who | null],
  [bound, limit]: readonly ['at least' | 'at most', number],
): Claim => ({ says: theirs === null ? measure : `${measure}, beside ${theirs}`, measure, ours, theirs, bound, limit });

const CLAIMS: readonly Claim[] = [
  claim(MOST, ['watchfloor', 'y-websocket'], ['at least', 8]),
  claim(MOST, ['watchfloor x2', 'hocuspocus-4-redis x2'], ['at least', 1]),
  claim('CPU s per 100k at the most', ['watchfloor x2', 'hocuspocus-4-redis x2'], ['at most', 0.5]),
  claim('CPU s per 100k at 20 k/s', ['watchfloor', 'y-redis'], ['at most', 0.9]),
  claim('CPU s per 100k at 20 k/s', ['watchfloor x2', 'hocuspocus-4-redis x2'], ['at most', 0.8]),
  claim('p99 ms at 20 k/s', ['watchfloor', 'y-redis'], ['at most', 1]),
  claim('p99 ms at 20 k/s', ['watchfloor x2', 'hocuspocus-4-redis x2'], ['at most', 1]),
  claim('join, ms', ['watchfloor', 'y-websocket'], ['at most', 0.35]),
  claim('50 joins at once, ms', ['watchfloor', 'y-websocket'], ['at most', 0.4]),
  claim('first join after a restart, ms', ['watchfloor', 'y-redis'], ['at most', 0.2]),
  claim('memory of an idle connection, KB', ['watchfloor', 'hocuspocus-4'], ['at most', 0.5]),
  claim('memory of an open document, KB', ['watchfloor', 'hocuspocus-4'], ['at most', 0.5]),
  claim('longest block of the main thread, ms', ['watchfloor', null], ['at most', 25]),
  claim('seek to any moment, p99 ms', ['watchfloor', null], ['at most', 50]),
  claim('stored, times the raw updates', ['watchfloor', null], ['at most', 3]),
];

export interface Kept {
  readonly says: string;
  readonly value: number;
  readonly bound: string;
  readonly limit: number;
  readonly isKept: boolean;
}

export class Report {
  readonly samples: Sample[] = [];

  note(who: Who, figures: ReadonlyArray<readonly [measure: string, value: number]>): void {
    for (const [measure, value] of figures) this.samples.push({ measure, who, value });
  }

  /** The claims that can be answered with what was measured. */
  claims(): readonly Kept[] {
    return CLAIMS.flatMap(({ says, measure, ours, theirs, bound, limit }) => {
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
