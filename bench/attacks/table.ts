/**
 * What is printed for each attack: a row for those who wait for answers and one for each page; and the bounds for
 * pages.
 */
import type { Lateness } from './scene.ts';
import type { Typed } from './screens.ts';
import type { Witnessed } from './witness.ts';

/** What was measured in one period. */
export interface Heard {
  readonly others: Witnessed;
  readonly pages: readonly Typed[];
  readonly loop: Lateness;
}

export interface Measured {
  readonly quiet: Heard;
  readonly loud: Heard;
  readonly seconds: number;
  readonly memory: number;
  readonly disk: number;
  /** Seconds of the server, Redis and the attacker. */
  readonly cpu: readonly number[];
}

const WIDTH = 62;

export const HEADING = `
${'in ms'.padEnd(WIDTH)} quiet         attacked             % over   the loop: quiet, attacked   no core  Redis         this         CPU % of one core
${'others wait for an answer'.padEnd(WIDTH)}    p50    p99    p50    p99  ratio 2 x p99    p99    max    p99    max      %    p99  quiet   late  server Redis theirs   memory    disk
${'  a page: from a key to its letter'.padEnd(WIDTH)}    p50    p95    max    p50    p95    max  busy %  quiet   no core %  quiet   longest frame`;

export function row(name: string, { quiet, loud, seconds, memory, disk, cpu }: Measured): string {
  const before = quantileOf(quiet.others.waits, 0.99);
  const under = quantileOf(loud.others.waits, 0.99);
  const whose = [
    quiet.loop.p99,
    quiet.loop.most,
    loud.loop.p99,
    loud.loop.most,
    loud.loop.noCore / seconds / 10,
    quantileOf(loud.others.redis, 0.99),
    quantileOf(quiet.others.redis, 0.99),
    loud.others.lateP99,
  ];
  const waits = [
    quantileOf(quiet.others.waits, 0.5),
    before,
    quantileOf(loud.others.waits, 0.5),
    under,
    under / before,
  ];
  const over = loud.others.waits.filter((ms) => ms > 2 * before).length / loud.others.waits.length;
  const shares = cpu.map((spent) => ((spent / seconds) * 100).toFixed(0).padStart(6)).join('');
  return `${name.padEnd(WIDTH)} ${cells(waits)} ${(over * 100).toFixed(1).padStart(7)} ${cells(whose)} ${shares} ${memory.toFixed(0).padStart(6)} MB ${disk.toFixed(0).padStart(4)} MB`;
}

export function pageRow(quiet: Typed, loud: Typed): string {
  const times = [quiet, loud].flatMap(({ keys }) => [0.5, 0.95, 1].map((part) => quantileOf(keys, part)));
  const [busy, busyBefore, noCore, noCoreBefore] = [loud.busy, quiet.busy, loud.noCore, quiet.noCore].map((share) =>
    (share * 100).toFixed(0).padStart(6),
  );
  return `${`  in the ${loud.where}`.padEnd(WIDTH)} ${cells(times)}  ${busy} ${busyBefore}      ${noCore} ${noCoreBefore}   ${loud.longest.toFixed(0)} (${loud.script})`;
}

/** A page answers a key within this, whatever happens. */
const MOST_KEY_MS = 200;
/** Twice as slow as in quiet is too slow; anything below this is noise of a shared machine. */
const MOST_RATIO = 2;
const NOISE_MS = 50;

/** The bounds that a page broke, in words, and what its main thread did then. */
export function brokenBy(attack: string, quiet: Typed, loud: Typed): readonly string[] {
  const most = quantileOf(loud.keys, 1);
  const slower = [0.5, 0.95].filter(
    (part) => quantileOf(loud.keys, part) > Math.max(NOISE_MS, MOST_RATIO * quantileOf(quiet.keys, part)),
  );
  const [work, none] = [loud.busy, loud.noCore].map((share) => `${(share * 100).toFixed(0)} %`);
  const whose = `busy ${work}, without a core ${none}, longest frame ${loud.longest.toFixed(0)} ms, ${loud.script}`;
  return [
    ...(most > MOST_KEY_MS ? [`a letter came after ${most.toFixed(0)} ms`] : []),
    ...slower.map((part) => `p${part * 100} of a letter is ${quantileOf(loud.keys, part).toFixed(0)} ms`),
  ].map((what) => `${attack}: in the ${loud.where} ${what} (${whose})`);
}

const cells = (numbers: readonly number[]): string => numbers.map((each) => each.toFixed(1).padStart(6)).join(' ');

/** 1: the longest. */
export const quantileOf = (waits: readonly number[], quantile: number): number =>
  waits.toSorted((one, other) => one - other)[
    Math.min(waits.length - 1, Math.floor(waits.length * quantile))
  ] as number;
